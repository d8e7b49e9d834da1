"""请居民补充: the answer lets the matter go on at once, and whoever asked reads it."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.clocks import Stage
from bot.domain.life import Event, State
from bot.domain.notices import Notice
from bot.domain.ticket import Ticket
from bot.places.gazetteer import Located, PlaceKind
from bot.storage.store import Store
from bot.usecases import contact, desk, earlier, resident, timing
from bot.usecases.drafting import Heard
from bot.usecases.resident import Speaker
from bot.usecases.town import Town
from tests.storage.county import GROUPS, MONDAY, SECRETARY, TOWN_DESK, town_hall
from tests.storage.rows import add_ticket
from tests.storage.test_overdue import heard

LATER = MONDAY + timedelta(hours=2)


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def asked(tx: Store, town: Town, account: int) -> Ticket:
    """At the community, nobody knows where; ``account`` has asked."""
    owner = town.tree.by_code("S11")
    assert owner is not None
    ticket = await add_ticket(tx, node_id=owner.id, owner_id=owner.id, state=State.ACCEPTED.value)
    await timing.start(tx, town, ticket, timing.clocks_for(town, "0401", owner, 1, MONDAY))
    actor = await tx.people.actor(account, town.today(MONDAY), is_admin=False)
    await desk.ask(tx, town, actor, ticket, "哪一栋？", "哪一栋？", MONDAY)
    await heard(tx, 0)
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    return found


async def said(tx: Store, town: Town, ticket: Ticket, by: int | None = None) -> Notice:
    person = ticket.petitioner_id if by is None else by
    return await resident.supplement(tx, town, person, ticket, "3栋", "3栋", (), LATER, guessed=False)


@pytest.mark.parametrize(("asker", "readers"), [(SECRETARY, {GROUPS["S11"]}), (TOWN_DESK, {GROUPS["S11"], TOWN_DESK})])
async def test_the_answer_lets_it_go_on(county: Store, town: Town, asker: int, readers: set[int]) -> None:
    ticket = await asked(county, town, asker)
    due = [running.clock.due_at for running in await county.clocks.of(ticket.id)]
    notice = await said(county, town, ticket)
    assert notice.kind == "asked-noted"
    after = await county.tickets.get(ticket.id)
    assert after is not None
    assert (after.state, after.wake_at) == (State.ACCEPTED, None)
    clocks = [running.clock for running in await county.clocks.of(ticket.id)]
    assert all(clock.paused_at is None for clock in clocks)
    assert [clock.due_at for clock in clocks] > due
    assert notice.args["due_at"] == next(c.due_at for c in clocks if c.stage is Stage.HANDLE).isoformat()
    assert [step.event for step in await county.history.of(ticket.id)] == [Event.ASK, Event.SUPPLEMENT, Event.ANSWER]
    told = [(chat, one) for chat, one in await heard(county, 3) if one.kind == "asked-answered"]
    assert {chat for chat, _ in told} == readers
    assert len(told) == len(readers)
    assert {one.args["text"] for _, one in told} == {"3栋"}


async def test_what_somebody_else_adds_is_no_answer(county: Store, town: Town) -> None:
    ticket = await asked(county, town, SECRETARY)
    neighbour = await county.people.of_telegram(72)
    assert (await said(county, town, ticket, neighbour)).kind == "supplement-noted"
    after = await county.tickets.get(ticket.id)
    assert after is not None
    assert after.state is State.DRAFT


async def test_what_he_answers_to_a_handler_ends_the_wait_too(county: Store, town: Town) -> None:
    ticket = await asked(county, town, SECRETARY)
    assert (
        await contact.answer(county, town, ticket, ticket.petitioner_id, "3栋", "3栋", (), LATER)
    ).kind == "asked-noted"
    after = await county.tickets.get(ticket.id)
    assert after is not None
    assert (after.state, after.wake_at) == (State.ACCEPTED, None)
    assert [one.kind for _, one in await heard(county, 3)].count("asked-answered") == 1


async def sends_point(tx: Store, town: Town, ticket: Ticket, code: str) -> Ticket:
    node = town.tree.by_code(code)
    assert node is not None
    shared = Heard(5, located=Located(PlaceKind.FOUND, (node,), ()), point=(30.123456, 114.5))
    await earlier.add_to(tx, town, Speaker(ticket.petitioner_id, 71), ticket.id, shared, LATER)
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    return found


async def test_a_shared_location_says_whose_it_is(county: Store, town: Town) -> None:
    after = await sends_point(county, town, await asked(county, town, SECRETARY), "S1101")
    assert (town.node(after.owner_id).code, after.state) == ("S1101", State.DISPATCHED)
    assert await county.tickets.location(after.id) == (30.123456, 114.5)
    said_to = await heard(county, 3)
    assert [chat for chat, one in said_to if one.kind == "amended"] == [71]
    assert "supplement-point" not in {one.kind for _, one in said_to}


async def test_where_the_place_is_known_the_handlers_see_the_spot(county: Store, town: Town) -> None:
    grid = town.tree.by_code("S1101")
    assert grid is not None
    ticket = await add_ticket(county, node_id=grid.id, owner_id=grid.id)
    after = await sends_point(county, town, ticket, "S1102")
    assert after.owner_id == grid.id
    ((chat, pin),) = [(chat, one) for chat, one in await heard(county, 3) if one.kind == "supplement-point"]
    assert chat == GROUPS["S1101"]
    assert (pin.args["north"], pin.args["east"]) == ("30.12346", "114.50000")
    assert "71" not in str(dict(pin.args))
