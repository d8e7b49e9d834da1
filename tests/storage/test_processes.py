"""Several processes on one PostgreSQL: who handles which chat, who holds which lease, what becomes of the dead."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot.presence import IDLE_SECONDS, IDLE_SECONDS_SHARED, Presence
from bot.seat import Seat
from bot.storage.engine import Database
from bot.storage.inbox import Arrival
from bot.storage.processes import LIFE, Beat, Process
from bot.storage.store import Store
from bot.storage.tables import inbox, leases, processes
from tests.storage.county import MONDAY

BOT = 100
ONE, TWO, THREE = (Process(name, BOT, f"host:{name}", "v1") for name in ("one", "two", "three"))
LEASES = ("bot:100", "ticks")

pytestmark = pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)


async def beat(database: Database, me: Process, earlier: str | None = None) -> Beat:
    """With ``earlier`` it joins first."""
    async with database.alongside() as tx:
        if earlier is not None:
            await tx.processes.join(me, earlier)
        return await tx.processes.beat(me, LEASES)


async def claim(database: Database, me: Process, limit: int = 4) -> list[tuple[int | None, str]]:
    async with database.claiming() as tx:
        return [(w.chat_id, w.raw) for w in await tx.inbox.claim(limit, BOT, me.id)]


async def has_not_beaten(database: Database, *who: Process) -> None:
    """As if his last beat were longer ago than a life."""
    async with database.alongside() as tx:
        ids = [each.id for each in who]
        long_ago = func.clock_timestamp() - LIFE
        await tx.connection.execute(update(processes).where(processes.c.id.in_(ids)).values(until=long_ago))


async def stored(database: Database, *updates: tuple[int, int]) -> None:
    """(chat, priority) of each; its raw text is its number."""
    async with database.alongside() as tx:
        await tx.inbox.store([Arrival(BOT, n, chat, p, str(n), MONDAY) for n, (chat, p) in enumerate(updates, 1)])


async def test_a_chat_is_handled_by_one_process_and_a_danger_goes_first(database: Database) -> None:
    await beat(database, ONE, "")
    await beat(database, TWO, "")
    await stored(database, (71, 1), (72, 1), (71, 1), (73, 1), (72, 0))
    assert await claim(database, ONE, 2) == [(72, "5"), (71, "1")]
    assert await claim(database, TWO) == [(73, "4")]
    assert await claim(database, THREE) == []
    assert await claim(database, ONE) == [(72, "5"), (71, "1"), (72, "2"), (71, "3")]  # its own, and what follows


async def test_another_bots_updates_are_left_to_its_own_processes(database: Database) -> None:
    async with database.alongside() as tx:
        await tx.inbox.store([Arrival(BOT + 1, 1, 71, 1, "{}", MONDAY)])
    assert await claim(database, ONE) == []


async def test_what_failed_may_be_tried_by_another(database: Database) -> None:
    await beat(database, ONE, "")
    await stored(database, (71, 1))
    async with database.alongside() as tx:
        (waiting,) = await tx.inbox.claim(4, BOT, ONE.id)
        await tx.inbox.failed(waiting, "why", MONDAY)
    assert await claim(database, TWO) == [(71, "1")]


async def test_the_dead_lose_chats_and_leases_to_whoever_beats_next(database: Database) -> None:
    assert (await beat(database, ONE, "")).held == set(LEASES)
    assert (await beat(database, TWO, "")).held == set()
    await stored(database, (71, 1))
    assert await claim(database, ONE) == [(71, "1")]
    await has_not_beaten(database, ONE)
    assert await beat(database, TWO) == Beat(frozenset(LEASES), ("one",), frozenset(), False)
    assert await claim(database, TWO) == [(71, "1")]
    # The one taken for dead wakes up in the middle of its work: nothing is its own any more.
    async with database.alongside() as tx:
        ids = list(await tx.connection.scalars(select(inbox.c.id)))
        assert await tx.inbox.still(ids, ONE.id) == set()
        assert await tx.inbox.still(ids, TWO.id) == set(ids)
        assert not await tx.processes.holds("ticks", ONE.id)
    assert (await beat(database, ONE)).held == set()
    assert await alive(database) == {"one", "two"}


async def test_after_an_outage_nobody_is_taken_for_dead(database: Database) -> None:
    await beat(database, ONE, "")
    await beat(database, TWO, "")
    await has_not_beaten(database, ONE, TWO)
    assert await beat(database, TWO) == Beat(frozenset(), (), frozenset(), True)
    assert await beat(database, ONE) == Beat(frozenset(LEASES), (), frozenset(), True)


async def test_who_starts_in_the_place_of_a_dead_one_takes_over_at_once(database: Database) -> None:
    await beat(database, ONE, "")
    await stored(database, (71, 1))
    await claim(database, ONE)
    assert (await beat(database, TWO, ONE.id)).held == set(LEASES)
    assert await claim(database, TWO) == [(71, "1")]


async def test_an_orderly_end_frees_everything(database: Database) -> None:
    await beat(database, ONE, "")
    await beat(database, TWO, "")
    await stored(database, (71, 1))
    await claim(database, ONE)
    async with database.alongside() as tx:
        assert await tx.processes.others(TWO) == 1
        await tx.processes.leave(ONE.id)
        assert await tx.processes.others(TWO) == 0
    assert await claim(database, TWO) == [(71, "1")]
    assert (await beat(database, TWO)).held == set(LEASES)


async def test_a_lease_stays_while_a_transaction_relies_on_it(database: Database) -> None:
    await beat(database, ONE, "")
    await beat(database, TWO, "")
    async with database.alongside() as sending:
        assert await sending.processes.holds("bot:100", ONE.id)
        await has_not_beaten(database, ONE)
        assert (await beat(database, TWO)).held == {"ticks"}
    assert (await beat(database, TWO)).held == set(LEASES)


async def test_processes_with_other_rules_are_seen(database: Database) -> None:
    await beat(database, ONE, "")
    other = Process("two", BOT, "host", "v2")
    assert (await beat(database, other, "")).versions == {"v1"}
    assert (await beat(database, ONE)).versions == {"v2"}


async def test_who_is_alone_looks_less_often_for_what_others_left(database: Database, tmp_path: Path) -> None:
    one, two = (Presence(database, BOT, name, lambda: "v1", Seat(tmp_path / name)) for name in ("one", "two"))
    await one.join()
    assert one.idle_seconds() == IDLE_SECONDS
    await two.join()
    assert two.idle_seconds() == IDLE_SECONDS_SHARED
    await one.beat()
    assert one.idle_seconds() == IDLE_SECONDS_SHARED
    await two.leave()
    await one.beat()
    assert one.idle_seconds() == IDLE_SECONDS
    await one.leave()


async def test_lives_of_yesterday_are_forgotten(tx: Store) -> None:
    await tx.processes.join(ONE, "")
    await tx.processes.leave(ONE.id)
    await tx.connection.execute(update(processes).values(ended_at=datetime.now(UTC) - timedelta(days=2)))
    await tx.processes.join(TWO, "")
    assert list(await tx.connection.scalars(select(processes.c.id))) == ["two"]


async def alive(database: Database) -> set[str]:
    async with database.read() as tx:
        return set(await tx.connection.scalars(select(processes.c.id).where(processes.c.ended_at.is_(None))))


async def test_a_lease_says_since_when(database: Database) -> None:
    """By the database's clock: the tests of take-overs measure with it."""
    await beat(database, ONE, "")
    await has_not_beaten(database, ONE)
    await beat(database, TWO, "")
    async with database.read() as tx:
        ended = await tx.connection.scalar(select(processes.c.ended_at).where(processes.c.id == ONE.id))
        assert set(await tx.connection.scalars(select(leases.c.since))) == {ended}
