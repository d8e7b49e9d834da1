"""上报 and what climbs by itself: who hears it, how often, and taking it back."""

from datetime import timedelta

import pytest
import pytest_asyncio
from sqlalchemy import update

from bot.domain.clocks import Stage
from bot.domain.errors import CannotUndo, NotYours
from bot.domain.escalation import Trigger
from bot.domain.life import Event, State, Who
from bot.domain.notices import Notice
from bot.domain.org import Actor
from bot.domain.requests import Kind
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.cards import Card
from bot.storage.store import Store
from bot.storage.tables import clocks, tickets
from bot.usecases import correcting, delaying, dispatching, escalating, handling, relocating, taking, telling, undoing
from bot.usecases.taking import Take
from bot.usecases.town import Town
from tests.storage.county import CHIEF, GROUPS, MONDAY, SECRETARY, town_hall
from tests.storage.test_overdue import file, heard

GRID, DESK = GROUPS["S1101"], GROUPS["S11"]
SOON = MONDAY + timedelta(minutes=1)


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def actor(tx: Store, town: Town, account: int) -> Actor:
    return await tx.people.actor(account, town.today(MONDAY), is_admin=False)


async def signed(tx: Store, town: Town) -> Ticket:
    ticket = await file(tx, town)
    await handling.sign(tx, town, await actor(tx, town, CHIEF), ticket.id, 0, MONDAY)
    return await now(tx, ticket)


async def now(tx: Store, ticket: Ticket) -> Ticket:
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    return found


async def report_up(tx: Store, town: Town, ticket: Ticket, said_in: Room | None = None) -> Notice:
    chief = await actor(tx, town, CHIEF)
    return await escalating.report_up(tx, town, chief, ticket, "要社区出面", "要社区出面", SOON, said_in)


@pytest.mark.parametrize(("said_in", "told"), [(Room(GRID), 0), (Room(CHIEF), 1), (None, 1)])
async def test_the_old_group_hears_it_once(county: Store, town: Town, said_in: Room | None, told: int) -> None:
    ticket = await signed(county, town)
    await heard(county, 1)
    await report_up(county, town, ticket, said_in)
    said = await heard(county, 1)
    assert [chat for chat, notice in said if notice.kind == "ladder-left"] == [GRID] * told
    assert DESK in {chat for chat, notice in said if notice.kind == "ladder-taken"}


async def test_what_rules_take_comes_in_one_message_on_either_side(county: Store, town: Town) -> None:
    owner = town.tree.by_code("S11")
    assert owner is not None
    numbers = []
    for _ in range(3):
        ticket = await file(county, town)
        numbers.append(ticket.number)
        await taking.take(county, town, [Take(ticket, owner, Trigger.SIGN_OVERDUE)], Who.SYSTEM, SOON)
    said = await heard(county, 1)
    ((chat, taken),) = [one for one in said if one[1].kind.startswith("ladder-taken")]
    assert (chat, taken.kind, taken.args["count"]) == (DESK, "ladder-taken-many", 3)
    assert [line.args["number"] for line in taken.lines] == numbers
    ((chat, notice),) = [one for one in said if one[1].kind.startswith("ladder-left")]
    assert (chat, notice.kind, notice.args["count"]) == (GRID, "ladder-left-many", 3)
    assert [line.args["number"] for line in notice.lines] == numbers


async def test_reporting_up_is_taken_back_as_if_it_had_never_been(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    clocks = [running.clock for running in await county.clocks.of(ticket.id)]
    answer = await report_up(county, town, ticket)
    ((press,),) = answer.buttons
    assert await heard(county, 1)
    await undoing.undo(county, town, await actor(county, town, CHIEF), press.subject, SOON)
    back = await now(county, ticket)
    assert (back.state, back.owner_id, back.signer_id) == (State.HANDLING, ticket.owner_id, ticket.signer_id)
    assert [running.clock for running in await county.clocks.of(ticket.id)] == clocks
    assert await county.escalations.of(ticket.id) == []
    assert [step.event for step in await county.history.of(ticket.id)][-2:] == [Event.REPORT_UP, Event.UNDO]
    said = {(chat, notice.kind) for chat, notice in await heard(county, 1)}
    assert {(DESK, "report-up-undone"), (71, "undone"), (GRID, "card")} <= said


async def test_taken_back_before_anybody_read_it_one_card_stands_in_the_group(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    await county.cards.add(Card(GRID, 5, ticket.id, "card"), MONDAY)
    await heard(county, 1)
    await report_up(county, town, ticket)
    await undoing.undo(county, town, await actor(county, town, CHIEF), ticket.id, SOON)
    said = await heard(county, 1)
    assert sorted(notice.kind for chat, notice in said if chat == GRID) == ["card", "card-moved"]
    assert DESK not in {chat for chat, _ in said}


async def test_only_his_own_slip_within_two_minutes_before_anything_followed(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    await report_up(county, town, ticket)
    secretary, chief = await actor(county, town, SECRETARY), await actor(county, town, CHIEF)
    with pytest.raises(CannotUndo):
        await undoing.undo(county, town, secretary, ticket.id, SOON)
    with pytest.raises(CannotUndo):
        await undoing.undo(county, town, chief, ticket.id, SOON + timedelta(minutes=3))
    await handling.sign(county, town, secretary, ticket.id, 0, SOON)
    with pytest.raises(NotYours):
        await undoing.undo(county, town, chief, ticket.id, SOON)


async def test_not_when_a_question_to_the_desk_was_dropped_with_it(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    chief = await actor(county, town, CHIEF)
    await delaying.extend_for(county, town, chief, ticket.id, 0, "parts-2wd", MONDAY)
    (asked,) = await county.requests.of(ticket.id)
    assert asked.kind is Kind.EXTENSION
    assert (await report_up(county, town, await now(county, ticket))).buttons == ()
    with pytest.raises(NotYours):
        await undoing.undo(county, town, chief, ticket.id, SOON)


async def test_the_clocks_of_the_new_owner_are_gone(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    await report_up(county, town, ticket)
    assert Stage.SIGN in {running.clock.stage for running in await county.clocks.of(ticket.id)}
    await undoing.undo(county, town, await actor(county, town, CHIEF), ticket.id, SOON)
    assert Stage.SIGN not in {running.clock.stage for running in await county.clocks.of(ticket.id)}


async def test_who_told_it_himself_gives_up_the_card_and_hears_what_residents_hear(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    own = Room(71)
    for number, kind in ((5, "card"), (6, "receipt")):
        await county.cards.add(Card(71, number, ticket.id, kind), MONDAY)
    await heard(county, 1)
    await telling.everyone(county, ticket, "extended", SOON, {"due_at": SOON.isoformat()})
    await relocating.leave(county, ticket, [own], SOON, "card-moved")
    assert [notice.kind for chat, notice in await heard(county, 1) if chat == 71] == ["extended", "card-moved"]


@pytest.mark.parametrize("another_category", [False, True])
async def test_whoever_gets_it_from_the_desk_must_sign_in_a_second_round_too(
    county: Store, town: Town, another_category: bool
) -> None:
    ticket = await signed(county, town)
    row = update(tickets).where(tickets.c.id == ticket.id)
    await county.connection.execute(row.values(round=2))
    await county.connection.execute(update(clocks).where(clocks.c.ticket_id == ticket.id).values(round=2))
    await report_up(county, town, await now(county, ticket))
    desk, ticket = await actor(county, town, SECRETARY), await now(county, ticket)
    if another_category:
        await correcting.set_category(county, town, desk, ticket.id, ticket.version, "0401", SOON)
    else:
        await dispatching.dispatch_to(county, town, desk, ticket.id, ticket.version, town.node(ticket.node_id).id, SOON)
    clock = {running.clock.stage: running.clock for running in await county.clocks.of(ticket.id)}
    assert {Stage.SIGN, Stage.HANDLE} <= clock.keys()
    assert (await now(county, ticket)).sign_due_at == clock[Stage.SIGN].due_at
