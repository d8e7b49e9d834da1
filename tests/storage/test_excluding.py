"""剔除申请: asked with words, decided by another person above, taken back in time; the figures say how many."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.errors import CannotUndo, Decided, Missing, NoExclusion, NotYours
from bot.domain.org import Actor
from bot.domain.requests import Request
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import excluding, granting, reports, reviewing
from bot.usecases.town import Town
from tests.storage.county import CHIEF, MONDAY, SECRETARY, TOWN_DESK, town_hall
from tests.storage.test_overdue import file

SOON, LATE = MONDAY + timedelta(minutes=1), MONDAY + timedelta(minutes=4)


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def actor(tx: Store, town: Town, account: int) -> Actor:
    return await tx.people.actor(account, town.today(MONDAY), is_admin=False)


async def asked(tx: Store, town: Town, ticket: Ticket, words: str = "不可抗力 台风天停工三天") -> Request:
    await excluding.in_words(tx, town, await actor(tx, town, CHIEF), await now(tx, ticket), "", words, (), MONDAY)
    return (await tx.requests.of(ticket.id))[-1]


async def now(tx: Store, ticket: Ticket) -> Ticket:
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    return found


async def test_granted_it_is_in_no_rate_and_said_beside_them(county: Store, town: Town) -> None:
    ticket, other = await file(county, town), await file(county, town)
    request = await asked(county, town, ticket)
    assert (request.reason, request.desk_id) == ("exclusion-force", town.node(ticket.owner_id).parent_id)
    secretary = await actor(county, town, SECRETARY)
    await granting.grant(county, town, secretary, ticket.id, request.id, MONDAY)
    assert (await now(county, ticket)).excluded == "exclusion-force"
    node = town.tree.by_code("S1")
    assert node is not None
    told = await reports.digest(county, town, node, MONDAY, "now")
    assert (told.args["open"], told.args["rate_of"]) == (2, 1)
    (line,) = [line for line in told.lines if line.kind == "digest-excluded"]
    assert line.args == {"reason": "exclusion-force", "count": 1, "of": 2}
    with pytest.raises(NoExclusion):
        await asked(county, town, ticket)
    assert (await now(county, other)).excluded is None


async def test_it_can_be_taken_back_by_whoever_asked_and_by_whoever_granted(county: Store, town: Town) -> None:
    ticket = await file(county, town)
    chief, secretary = await actor(county, town, CHIEF), await actor(county, town, SECRETARY)
    first = await asked(county, town, ticket)
    with pytest.raises(NotYours):
        await excluding.take_back(county, town, secretary, ticket.id, first.id, SOON)
    await excluding.take_back(county, town, chief, ticket.id, first.id, LATE)
    with pytest.raises(Decided):
        await granting.grant(county, town, secretary, ticket.id, first.id, LATE)
    second = await asked(county, town, ticket)
    await granting.grant(county, town, secretary, ticket.id, second.id, MONDAY)
    with pytest.raises(CannotUndo):
        await excluding.take_back(county, town, chief, ticket.id, second.id, SOON)
    with pytest.raises(CannotUndo):
        await excluding.take_back(county, town, secretary, ticket.id, second.id, LATE)
    await excluding.take_back(county, town, secretary, ticket.id, second.id, SOON)
    assert (await now(county, ticket)).excluded is None
    await granting.grant(county, town, secretary, ticket.id, second.id, SOON)
    assert (await now(county, ticket)).excluded == "exclusion-force"
    events = [step.event.value for step in await county.history.of(ticket.id)]
    assert events[-6:] == ["appeal", "include", "appeal", "exclude", "include", "exclude"]


async def test_refused_it_may_be_asked_once_more_a_level_higher(county: Store, town: Town) -> None:
    ticket = await file(county, town)
    first = await asked(county, town, ticket)
    secretary, desk = await actor(county, town, SECRETARY), await actor(county, town, TOWN_DESK)
    await granting.deny(county, town, secretary, await now(county, ticket), str(first.id), "雨停了两天", SOON)
    second = await asked(county, town, ticket)
    assert town.node(second.desk_id).code == "S1"
    with pytest.raises(NotYours):
        await granting.grant(county, town, secretary, ticket.id, second.id, SOON)
    await granting.deny(county, town, desk, await now(county, ticket), str(second.id), "照常算", SOON)
    with pytest.raises(NoExclusion):
        await asked(county, town, ticket)


async def test_it_wants_words_and_another_person_and_nobody_answering_is_no(county: Store, town: Town) -> None:
    ticket = await file(county, town)
    chief = await actor(county, town, CHIEF)
    with pytest.raises(Missing):
        await excluding.in_words(county, town, chief, ticket, "force", "", (), MONDAY)
    request = await asked(county, town, ticket)
    both = Actor(chief.person_id, (*chief.appointments, *(await actor(county, town, SECRETARY)).appointments))
    with pytest.raises(NoExclusion):
        await granting.grant(county, town, both, ticket.id, request.id, MONDAY)
    for days in (1, 2, 3, 4):
        await reviewing.tick(county, town, MONDAY + timedelta(days=days))
    (closed,) = await county.requests.of(ticket.id)
    assert (closed.granted, closed.decider_id) == (False, None)
    assert (await now(county, ticket)).excluded is None
    assert town.node((await asked(county, town, ticket)).desk_id).code == "S11"
