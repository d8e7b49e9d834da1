"""A clock that jumps a month forward: each ticket its right escalations once and in order, each reader one message."""

import pickle
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

import fasteners
import pytest
import pytest_asyncio

from bot.domain.deadlines import Overdue, decide
from bot.domain.life import Event, State
from bot.domain.notices import Notice
from bot.domain.org import Level
from bot.domain.ticket import Ticket
from bot.storage.engine import Database
from bot.storage.outbox import Queued
from bot.storage.store import Store
from bot.usecases import deadlines
from bot.usecases.town import Town
from tests.postgres import EMPTY, Server, ensure_migrated
from tests.storage.backlog import pile_up
from tests.storage.conftest import sqlite_url
from tests.storage.county import COUNTY_DESK, GROUPS, MONDAY, SECRETARY, TOWN_DESK, settle, town_hall

TICKETS = 300
LATER = MONDAY + timedelta(days=30)


@dataclass(frozen=True)
class Jump:
    """``filed``: the tickets as they were before. ``due``: by ticket what must stand in the history after the jump.
    ``looked``: how many clocks were looked at."""

    filed: list[Ticket]
    due: dict[int, set[tuple[str, ...]]]
    looked: int


@pytest_asyncio.fixture(params=["sqlite", "postgresql"], loop_scope="session")
async def jumped(
    request: pytest.FixtureRequest, run_dir: Path, migrated: Path, tmp_path: Path
) -> AsyncIterator[tuple[str, Jump]]:
    """The address of a database in which the clock has jumped: made once a run, a copy for every test."""
    described = run_dir / f"jump-{request.param}"
    with fasteners.InterProcessLock(described.with_suffix(".lock")):
        made = described.exists()
        if request.param == "sqlite":
            template = run_dir / "jump.db"
            if not made:
                described.write_bytes(await _jump(sqlite_url(Path(copyfile(migrated, template)))))
        else:
            server: Server = request.getfixturevalue("postgres")
            if not made:
                await ensure_migrated(server)
                await server.create("jump", EMPTY)
                described.write_bytes(await _jump(server.url("jump")))
    jump: Jump = pickle.loads(described.read_bytes())
    if request.param == "sqlite":
        yield sqlite_url(Path(copyfile(template, tmp_path / "jump.db"))), jump
    else:
        async with server.fresh("jump") as url:
            yield url, jump


async def _jump(url: str) -> bytes:
    database = Database(url)
    async with database.begin() as tx:
        await settle(tx)
        town = await town_hall().town(tx, MONDAY)
        filed = await pile_up(tx, town, TICKETS, MONDAY, timedelta(days=3))
        due = {ticket.id: await expected(tx, town, ticket, LATER) for ticket in filed}
        looked = await run(tx, town, LATER)
    await database.close()
    return pickle.dumps(Jump(filed, due, looked))


@pytest_asyncio.fixture(loop_scope="session")
async def later(jumped: tuple[str, Jump]) -> AsyncIterator[Store]:
    """A transaction after the jump."""
    database = Database(jumped[0])
    async with database.begin() as tx:
        yield tx
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def town(later: Store) -> Town:
    return await town_hall().town(later, MONDAY)


@pytest.fixture
def filed(jumped: tuple[str, Jump]) -> list[Ticket]:
    return jumped[1].filed


async def run(tx: Store, town: Town, now: datetime) -> int:
    """All that is due; gives how many clocks were looked at."""
    looked = 0
    while count := await deadlines.tick(tx, town, now):
        looked += count
    return looked


async def escalations(tx: Store, ticket: Ticket) -> list[str]:
    return [entry.reason for entry in await tx.history.of(ticket.id) if entry.event is Event.ESCALATE]


async def expected(tx: Store, town: Town, ticket: Ticket, now: datetime) -> set[tuple[str, ...]]:
    """By stage what must stand in the history, from the clocks before the jump."""
    calendar = town.calendar_at(town.node(ticket.owner_id))
    found = set()
    for running in await tx.clocks.of(ticket.id):
        steps = decide(running.clock, now, town.policy, calendar)
        found.add(tuple(f"{step.stage} overdue {step.level}" for step in steps if isinstance(step, Overdue)))
    return found - {()}


def by_stage(reasons: list[str]) -> set[tuple[str, ...]]:
    stages = {reason.split()[0] for reason in reasons}
    return {tuple(reason for reason in reasons if reason.split()[0] == stage) for stage in stages}


async def letters(tx: Store, now: datetime) -> list[Queued]:
    return await tx.outbox.claim(now + timedelta(seconds=1), 10_000, set())


async def delivered(tx: Store, now: datetime) -> list[Queued]:
    """Everything that waits, one letter of a chat after the other."""
    found = []
    while claimed := await letters(tx, now):
        found += claimed
        for queued in claimed:
            await tx.outbox.sent(queued.id, None, now)
    return found


async def test_each_ticket_its_levels_once_and_in_order(
    later: Store, town: Town, filed: list[Ticket], jumped: tuple[str, Jump]
) -> None:
    due, looked = jumped[1].due, jumped[1].looked
    assert looked > TICKETS
    told = {ticket.id: await escalations(later, ticket) for ticket in filed}
    assert {id_: by_stage(reasons) for id_, reasons in told.items()} == due
    assert all(reasons for ticket, reasons in zip(filed, told.values(), strict=True) if ticket.category != "0801")
    assert await run(later, town, LATER) == 0
    assert {ticket.id: await escalations(later, ticket) for ticket in filed} == told


async def test_each_reader_hears_it_in_one_message(later: Store, town: Town, filed: list[Ticket]) -> None:
    lists: dict[int, list[Notice]] = {}
    for queued in await delivered(later, LATER):
        if queued.letter.notice.kind in {"overdue-many", "overdue-above-many"}:
            lists.setdefault(queued.letter.chat_id, []).append(queued.letter.notice)
    late = [ticket for ticket in filed if await escalations(later, ticket)]
    for reader in (SECRETARY, TOWN_DESK, COUNTY_DESK):
        (notice,) = lists[reader]
        assert notice.kind == "overdue-above-many"
        assert int(notice.args["count"]) - int(notice.args["more"]) == len(notice.lines) == 15
    own = Counter(town.node(ticket.owner_id).code for ticket in late)
    (grid,) = lists[GROUPS["S1101"]]
    assert (grid.kind, grid.args["count"]) == ("overdue-many", own["S1101"])
    assert int(lists[COUNTY_DESK][0].args["count"]) == len(late)


async def test_the_resident_is_told_once_that_it_is_late(later: Store, town: Town, filed: list[Ticket]) -> None:
    await run(later, town, LATER + timedelta(days=3))
    told = Counter[str]()
    while claimed := await letters(later, LATER + timedelta(days=4)):
        for queued in claimed:
            # In a message of its own, or in the one that says besides who leads it now.
            notice = queued.letter.notice
            if notice.kind == "late" or (notice.kind == "reported-up" and notice.args["late"]):
                told[str(notice.args["number"])] += 1
            await later.outbox.sent(queued.id, None, LATER)
    handled = {t.number for t in filed if any(r.startswith("handle") for r in await escalations(later, t))}
    assert dict(told) == dict.fromkeys(handled, 1)


async def test_on_the_next_morning_each_handler_hears_once_of_all_that_is_overdue(
    later: Store, town: Town, filed: list[Ticket]
) -> None:
    while claimed := await letters(later, LATER):
        for queued in claimed:
            await later.outbox.sent(queued.id, None, LATER)
    told = {ticket.id: len(await escalations(later, ticket)) for ticket in filed}
    for days in range(1, 4):
        for _ in range(3):
            await run(later, town, LATER + timedelta(days=days))
        rooms = Counter[int]()
        while claimed := await letters(later, LATER + timedelta(days=days)):
            for queued in claimed:
                rooms[queued.letter.chat_id] += queued.letter.notice.kind == "overdue-many"
                await later.outbox.sent(queued.id, None, LATER)
        assert rooms[GROUPS["S1101"]] == 1
        assert max(rooms.values()) == 1
    for ticket in filed:
        # Only the slowest profile has levels left, and who took an unsigned ticket over has his own time to sign.
        new = (await escalations(later, ticket))[told[ticket.id] :]
        taken_over = ticket.state is State.DISPATCHED
        assert ticket.category == "0801" or all(taken_over and reason.startswith("sign") for reason in new)


async def test_stepping_back_and_forward_again_says_nothing_twice(
    later: Store, town: Town, filed: list[Ticket]
) -> None:
    told = {ticket.id: await escalations(later, ticket) for ticket in filed}
    queued = await later.outbox.counts()
    assert await run(later, town, MONDAY) == 0
    assert await run(later, town, LATER) == 0
    assert {ticket.id: await escalations(later, ticket) for ticket in filed} == told
    assert await later.outbox.counts() == queued


async def test_missed_ticks_come_to_the_same_as_ticks_every_hour(county: Store) -> None:
    """What is told upwards does not depend on how often somebody looked."""
    town = await town_hall().town(county, MONDAY)
    filed = await pile_up(county, town, 20, MONDAY, timedelta(days=1))
    due = {ticket.id: await expected(county, town, ticket, LATER) for ticket in filed}
    for hours in range(0, 30 * 24 + 1, 6):
        await run(county, town, MONDAY + timedelta(hours=hours))
    told = {ticket.id: by_stage(await escalations(county, ticket)) for ticket in filed}
    signed = [ticket.id for ticket in filed if ticket.state is State.HANDLING]
    assert {id_: told[id_] for id_ in signed} == {id_: due[id_] for id_ in signed}
    assert signed
    for ticket in filed:
        if ticket.id not in signed:
            taken = await county.tickets.get(ticket.id)
            assert taken is not None
            assert town.node(taken.owner_id).level is Level.COMMUNITY
            heard = {_counted_from_the_new_owner(reasons) for reasons in told[ticket.id]}
            assert heard == {_after_it_was_taken_over(reasons) for reasons in due[ticket.id]}


def _after_it_was_taken_over(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """The second time nobody has signed, the community takes it; above that are one level less, and it signs anew."""
    left = tuple(reason for reason in reasons if not reason.endswith("3"))
    return left * 2 if reasons[0].startswith("sign") else left


def _counted_from_the_new_owner(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """What the community alone had heard before it became the owner begins anew: the town is its first level."""
    return reasons[1:] if not reasons[0].startswith("sign") and reasons[0] in reasons[1:] else reasons
