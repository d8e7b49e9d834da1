"""并单 in the books of both databases: who is kept, who may not, and that of two presses one wins."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.clocks import Stage
from bot.domain.errors import NotFound, NotYours, Refusal, Stale, Unmergeable, WrongState
from bot.domain.life import Event, State
from bot.domain.org import Role
from bot.domain.ticket import Ticket
from bot.storage.engine import Database
from bot.storage.petitioners import Joined
from bot.storage.store import Store
from bot.usecases import joined, merging, resident, timing, unmerging
from tests.storage.county import CHIEF, MONDAY, NEIGHBOUR, SECRETARY, VILLAGE, settle, town_hall
from tests.storage.rows import add_ticket

LATER = MONDAY + timedelta(hours=3)


@pytest_asyncio.fixture(loop_scope="session")
async def county(database: Database) -> Database:
    async with database.begin() as tx:
        await settle(tx)
    return database


async def add(tx: Store, account: int = 71, code: str = "S1101", **values: Any) -> Ticket:
    """A dispatched ticket with its clocks."""
    node = await tx.org.by_code(code)
    assert node is not None
    town = await town_hall().town(tx, MONDAY)
    clocks = timing.clocks_for(town, "0401", node, 1, MONDAY)
    ticket = await add_ticket(
        tx, petitioner_id=await tx.people.of_telegram(account), node_id=node.id, owner_id=node.id,
        due_at=timing.due_of(clocks, Stage.HANDLE), sign_due_at=timing.due_of(clocks, Stage.SIGN), **values,
    )  # fmt: skip
    await timing.start(tx, town, ticket, clocks)
    return ticket


async def merge(tx: Store, ticket: Ticket, head: Ticket, account: int = CHIEF) -> Ticket:
    town = await town_hall().town(tx, LATER)
    actor = await tx.people.actor(account, town.today(LATER), is_admin=False)
    await merging.merge(tx, town, actor, ticket.id, ticket.version, head.id, LATER)
    return await now(tx, ticket)


async def now(tx: Store, ticket: Ticket) -> Ticket:
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    return found


async def test_everybody_is_kept_and_told_once(county: Database) -> None:
    async with county.begin() as tx:
        head, other, third = await add(tx, 71), await add(tx, 72), await add(tx, 73)
        assert (await merge(tx, third, other)).merged_into_id == other.id
        ended = await merge(tx, await now(tx, other), head)
        assert (ended.state, ended.merged_into_id, ended.closed_at) == (State.MERGED, head.id, LATER)
        assert (await now(tx, third)).merged_into_id == head.id
        kept = await tx.petitioners.of(head.id)
        assert kept == [Joined(other.petitioner_id, other.id), Joined(third.petitioner_id, third.id)]
        assert await tx.petitioners.of(other.id) == []
        assert await joined.residents(tx, head) == 3
        assert await tx.clocks.of(other.id) == []
        assert len(await tx.clocks.of(head.id)) > 1
        assert (await tx.history.of(other.id))[-1].event is Event.MERGE


async def test_merging_into_a_merged_one_goes_to_its_head(county: Database) -> None:
    async with county.begin() as tx:
        head, other, third = await add(tx, 71), await add(tx, 72), await add(tx, 73)
        await merge(tx, other, head)
        assert (await merge(tx, third, other)).merged_into_id == head.id


REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any], type[Refusal]]] = {
    "a danger": ({"danger": True}, {}, Unmergeable),
    "into a danger": ({}, {"danger": True}, Unmergeable),
    "a sealed one": ({"sealed_role": Role.GRID_CHIEF}, {}, Unmergeable),
    "into a sealed one": ({}, {"sealed_role": Role.GRID_CHIEF}, Unmergeable),
    "into one he may not even know of": ({}, {"sealed_role": Role.DISCIPLINE}, NotFound),
    "into what is done": ({}, {"state": State.PENDING_SURVEY.value}, Unmergeable),
    "into what was withdrawn": ({}, {"state": State.WITHDRAWN.value}, Unmergeable),
    "what is done": ({"state": State.PENDING_SURVEY.value}, {}, WrongState),
    "what waits": ({"state": State.SUSPENDED.value}, {}, WrongState),
    "into another grid's": ({}, {"code": "S1102"}, NotYours),
    "another grid's": ({"code": "S1102"}, {}, NotYours),
}


@pytest.mark.parametrize(("mine", "other", "refusal"), REFUSED.values(), ids=REFUSED.keys())
async def test_what_is_not_merged(
    county: Database, mine: dict[str, Any], other: dict[str, Any], refusal: type[Refusal]
) -> None:
    async with county.begin() as tx:
        ticket, head = await add(tx, 71, **mine), await add(tx, 72, **other)
        with pytest.raises(refusal):
            await merge(tx, ticket, head)
        assert (await now(tx, ticket)).state is ticket.state
        assert await tx.petitioners.of(head.id) == []


@pytest.mark.parametrize(("account", "may"), [(CHIEF, 1), (SECRETARY, 1), (NEIGHBOUR, 0), (VILLAGE, 0), (71, 0)])
async def test_who_may(county: Database, account: int, may: int) -> None:
    async with county.begin() as tx:
        ticket, head = await add(tx, 72), await add(tx, 71)
        try:
            await merge(tx, ticket, head, account)
        except NotYours:
            assert not may
        assert len(await tx.petitioners.of(head.id)) == may
        town = await town_hall().town(tx, LATER)
        actor = await tx.people.actor(account, town.today(LATER), is_admin=False)
        if not may:
            await merge(tx, ticket, head)
            with pytest.raises(NotYours):
                await unmerging.unmerge(tx, town, actor, ticket.id, 0, LATER)
            return
        await unmerging.unmerge(tx, town, actor, ticket.id, 0, LATER)
        assert (await now(tx, ticket)).state is State.DISPATCHED


async def test_clocks_are_as_they_were(county: Database) -> None:
    """What was done before the merge stays done, what it stopped runs on, the time between does not count."""
    async with county.begin() as tx:
        ticket, head = await add(tx, 71), await add(tx, 72)
        await tx.clocks.stop(ticket.id, [Stage.CONTACT], MONDAY + timedelta(hours=1))
        before = {one.clock.stage: one.clock.due_at for one in await tx.clocks.of(ticket.id)}
        await merge(tx, ticket, head)
        town = await town_hall().town(tx, LATER)
        actor = await tx.people.actor(CHIEF, town.today(LATER), is_admin=False)
        back = LATER + timedelta(minutes=30)
        await unmerging.unmerge(tx, town, actor, ticket.id, 0, back)
        after = {one.clock.stage: one.clock.due_at for one in await tx.clocks.of(ticket.id)}
        assert after.keys() == before.keys()
        assert Stage.CONTACT not in after
        assert all(before[stage] <= after[stage] <= before[stage] + timedelta(days=1) for stage in before)
        again = await now(tx, ticket)
        assert (again.due_at, again.sign_due_at) == (after[Stage.HANDLE], after[Stage.SIGN])
        assert (again.merged_into_id, again.closed_at, again.signer_id) == (None, None, None)


async def test_his_newest_is_the_one_that_goes_on(county: Database) -> None:
    async with county.begin() as tx:
        head, ticket = await add(tx, 71), await add(tx, 72)
        await merge(tx, ticket, head)
        live = await tx.tickets.latest_live(ticket.petitioner_id)
        assert live is not None
        assert live.id == head.id
        assert (await joined.concerned(tx, ticket.petitioner_id, ticket.id)).id == head.id
        stranger = await tx.people.of_telegram(73)
        town = await town_hall().town(tx, LATER)
        for mine in (head, ticket):
            with pytest.raises(NotFound):
                await resident.chase(tx, town, stranger, mine.id, LATER)


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
async def test_two_chiefs_at_once_merge_once(county: Database) -> None:
    """A into B and B into A at the same time: one wins, nothing is lost, nobody waits for ever."""
    async with county.begin() as tx:
        first, second = await add(tx, 71), await add(tx, 72)
    barrier = asyncio.Barrier(2)

    async def one(ticket: Ticket, head: Ticket, account: int) -> str:
        async with county.alongside() as tx:
            await tx.tickets.get(ticket.id)
            await barrier.wait()
            await merge(tx, ticket, head, account)
            return ticket.number

    async with asyncio.timeout(60):
        results = await asyncio.gather(
            one(first, second, CHIEF), one(second, first, SECRETARY), return_exceptions=True
        )  # fmt: skip
    won = [result for result in results if isinstance(result, str)]
    lost = [result for result in results if isinstance(result, BaseException)]
    assert len(won) == 1, results
    assert isinstance(lost[0], Stale | WrongState | Unmergeable)
    async with county.read() as tx:
        states = sorted((await tx.tickets.several([first.id, second.id])).values(), key=lambda one: one.state)
        assert [one.state for one in states] == [State.DISPATCHED, State.MERGED]
        assert states[1].number == won[0]
        assert [one.from_ticket_id for one in await tx.petitioners.of(states[0].id)] == [states[1].id]
