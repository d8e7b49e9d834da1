"""A matter becomes sealed while others had a share in it: from then on they hear nothing more of it."""

from datetime import timedelta

import pytest_asyncio

from bot.domain.life import State
from bot.domain.org import Role
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.cards import Card
from bot.storage.store import Store
from bot.usecases import assisting, correcting, slip_clock, splitting, supervising, telling, whistle_clock, whistling
from bot.usecases.town import Town
from tests.storage.county import CHIEF, GROUPS, MONDAY, SECRETARY, TOWN_DESK, WATER, town_hall
from tests.storage.test_overdue import file, heard
from tests.storage.test_splitting import part
from tests.storage.test_whistles import send

LATER = MONDAY + timedelta(days=9)


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def signed(tx: Store, town: Town) -> Ticket:
    actor = await tx.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
    return await file(tx, town, state=State.HANDLING.value, signer_id=actor.person_id, signed_at=MONDAY)


async def seal(tx: Store, town: Town, ticket: Ticket) -> None:
    """As 改类别 leaves it that finds out whom it is about."""
    owner = town.tree.by_code("S")
    found = await tx.tickets.get(ticket.id)
    assert owner is not None and found is not None
    await tx.tickets.change(found, category="1104", sealed_role=Role.DISCIPLINE.value, owner_id=owner.id)
    await heard(tx, 1)


async def test_the_desk_that_ordered_it_reads_no_more_of_it(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    secretary = await county.people.actor(SECRETARY, town.today(MONDAY), is_admin=False)
    grade = next(iter(town.ladder.grades))
    await supervising.issue(county, town, secretary, ticket, grade, "快办", "快办", MONDAY)
    await seal(county, town, ticket)
    while await supervising.tick(county, town, LATER):
        pass
    assert [chat for chat, _ in await heard(county, 24 * 10) if chat in {*GROUPS.values(), SECRETARY}] == []


async def test_whoever_helps_is_reminded_no_more(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    chief = await county.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
    await assisting.ask(county, town, chief, ticket, "供水站 看看水管", "", MONDAY)
    await seal(county, town, ticket)
    while await slip_clock.tick(county, town, LATER):
        pass
    assert [notice.kind for chat, notice in await heard(county, 24 * 10) if chat == WATER] == []


async def test_units_that_were_called_to_it_are_reminded_no_more(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    desk = await county.people.actor(TOWN_DESK, town.today(MONDAY), is_admin=False)
    whistle, _ = await whistling.for_ticket(county, town, desk, ticket.id, 0, Room(TOWN_DESK), MONDAY)
    await send(county, town, desk, whistle)
    await seal(county, town, ticket)
    while await whistle_clock.tick(county, town, LATER):
        pass
    assert [notice.kind for chat, notice in await heard(county, 24 * 10) if chat == WATER] == []


async def test_neighbours_of_a_parent_hear_nothing_of_a_sealed_child(county: Store, town: Town) -> None:
    parent = await signed(county, town)
    neighbour = await county.people.of_telegram(72)
    other = await file(county, town, petitioner_id=neighbour, state=State.MERGED.value, merged_into_id=parent.id)
    await county.petitioners.join(parent.id, neighbour, other.id, MONDAY)
    child = await file(county, town, parent_id=parent.id)
    await telling.everyone(county, child, "signed", MONDAY, {"owner": ""}, mark="open")
    await county.tickets.change(child, sealed_role=Role.DISCIPLINE.value)
    sealed = await county.tickets.get(child.id)
    assert sealed is not None
    await telling.everyone(county, sealed, "signed", MONDAY, {"owner": ""}, mark="sealed")
    assert [chat for chat, _ in await heard(county, 1)] == [71, 72, 71]


async def test_neighbours_do_not_read_that_one_part_became_sealed(county: Store, town: Town) -> None:
    parent = await signed(county, town)
    neighbour = await county.people.of_telegram(72)
    other = await file(county, town, petitioner_id=neighbour, state=State.MERGED.value, merged_into_id=parent.id)
    await county.petitioners.join(parent.id, neighbour, other.id, MONDAY)
    chief = await county.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
    parts = (part("路灯不亮", "0401"), part("网格长收红包", "1104"))
    shown = await splitting.preview(county, town, chief, parent, parts, MONDAY)
    press = shown.buttons[0][0]
    await splitting.split(county, town, chief, parent.id, press.version, int(press.choice), MONDAY)
    said = {chat: notice for chat, notice in await heard(county, 1) if notice.kind == "split-told"}
    told = {chat: [line.args["category"] for line in notice.lines] for chat, notice in said.items()}
    assert told == {71: ["0401", "1104"], 72: ["0401"]}


async def test_nothing_of_it_stays_with_whoever_helped(county: Store, town: Town) -> None:
    ticket = await signed(county, town)
    chief = await county.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
    await assisting.ask(county, town, chief, ticket, "供水站 看看水管", "", MONDAY)
    (slip,) = await county.assists.of(ticket.id)
    await county.cards.add(Card(WATER, 5, ticket.id, f"slip:{slip.id}"), MONDAY)
    await county.readings.keep(ticket.id, part("网格长收红包", "1104").reading.verdict)
    found = await county.tickets.get(ticket.id)
    assert found is not None
    await correcting.set_category(county, town, chief, ticket.id, found.version, "1104", MONDAY)
    queued = await county.outbox.claim(MONDAY + timedelta(hours=1), 500, set())
    assert [(one.letter.method, one.letter.message_id) for one in queued if one.letter.chat_id == WATER] == [
        ("delete", 5)
    ]
    (slip,) = await county.assists.of(ticket.id)
    assert not slip.open
