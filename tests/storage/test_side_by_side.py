"""PostgreSQL lets transactions run side by side: whatever two of them do to the same row, it happens once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from bot.domain.errors import OverBudget, Stale
from bot.domain.intake import Draft, Spot
from bot.domain.life import State
from bot.domain.notices import Notice, Priority
from bot.storage.engine import DECISIONS, Database
from bot.storage.failing import StorageFailed
from bot.storage.inbox import Arrival
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.storage.tables import people
from bot.usecases import filing, rewarding
from tests.storage.county import MONDAY, SECRETARY, settle, town_hall
from tests.storage.rows import add_ticket
from tests.storage.test_mediations import agreed

T = TypeVar("T")

pytestmark = pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)


async def both(database: Database, work: Callable[[Store, asyncio.Barrier], Awaitable[T]]) -> list[T | BaseException]:
    """Two transactions with the same work; each waits at the barrier until the other has come as far."""
    barrier = asyncio.Barrier(2)

    async def one() -> T:
        async with database.alongside() as tx:
            return await work(tx, barrier)

    async with asyncio.timeout(60):
        return list(await asyncio.gather(one(), one(), return_exceptions=True))


def letter(key: str, chat_id: int = 71, **more: object) -> Letter:
    return Letter(key, chat_id, Notice("hello"), Priority.CARD, **more)  # type: ignore[arg-type]


async def test_a_draft_is_filed_once(database: Database) -> None:
    async with database.begin() as tx:
        await settle(tx)
        person = await tx.people.of_telegram(71)
        node = await tx.org.by_code("S1101")
        draft = Draft(text="路灯不亮", redacted="路灯不亮", category="0401", intent="投诉", spot=Spot.SURE,
                      node_id=node.id if node else 0, rules_version="r")  # fmt: skip
        saved = await tx.drafts.add(person, 71, draft, MONDAY, MONDAY)

    async def file(tx: Store, barrier: asyncio.Barrier) -> str:
        town = await town_hall().town(tx, MONDAY)
        await barrier.wait()
        return (await filing.file_draft(tx, town, saved, saved.draft, MONDAY)).number

    results = await both(database, file)
    assert [type(result) for result in results if not isinstance(result, str)] == [Stale]
    async with database.read() as tx:
        assert await tx.tickets.count() == 1


async def test_a_ticket_is_signed_once(database: Database) -> None:
    async with database.begin() as tx:
        ticket = await add_ticket(tx)

    async def sign(tx: Store, barrier: asyncio.Barrier) -> State:
        seen = await tx.tickets.get(ticket.id)
        await barrier.wait()
        return (await tx.tickets.change(seen or ticket, state=State.HANDLING.value, signed_at=MONDAY)).state

    results = await both(database, sign)
    assert sorted(map(str, results)) == sorted(["handling", str(Stale(number=ticket.number))])


async def test_a_slot_is_taken_once(database: Database) -> None:
    async def take(tx: Store, barrier: asyncio.Barrier) -> bool:
        assert not await tx.slots.taken("report", "2026-11-16")
        await barrier.wait()
        return await tx.slots.take("report", "2026-11-16", MONDAY)

    assert sorted(map(str, await both(database, take))) == ["False", "True"]


async def test_a_letter_is_queued_once(database: Database) -> None:
    async def put(tx: Store, barrier: asyncio.Barrier) -> None:
        await barrier.wait()
        await tx.outbox.put([letter("same"), letter("other")], MONDAY)

    assert await both(database, put) == [None, None]
    async with database.read() as tx:
        assert await tx.outbox.counts() == {"queued": 2}


async def test_an_update_is_stored_once(database: Database) -> None:
    async def store(tx: Store, barrier: asyncio.Barrier) -> int:
        await barrier.wait()
        return await tx.inbox.store([Arrival(100, 1, 71, 1, "{}", MONDAY)])

    assert sorted(map(str, await both(database, store))) == ["0", "1"]


async def test_an_account_becomes_one_person(database: Database) -> None:
    async def meet(tx: Store, barrier: asyncio.Barrier) -> int:
        await barrier.wait()
        return await tx.people.of_telegram(71)

    first, second = await both(database, meet)
    assert first == second
    async with database.read() as tx:
        assert await tx.connection.scalar(select(func.count()).select_from(people)) == 1


async def test_numbers_are_drawn_once(database: Database) -> None:
    async def draw() -> str:
        async with database.alongside() as tx:
            return await tx.tickets.next_number(date(2026, 11, 16))

    numbers = await asyncio.gather(*(draw() for _ in range(12)))
    assert sorted(numbers) == [f"GD20261116-{n:04d}" for n in range(1, 13)]


async def test_two_claimers_get_different_letters(database: Database) -> None:
    async with database.begin() as tx:
        await tx.outbox.put([letter(f"k{n}", chat_id=100 + n) for n in range(6)], MONDAY)
    async with asyncio.timeout(60), database.alongside() as one, database.alongside() as other:
        first = await one.outbox.claim(MONDAY, 3, ())
        second = await other.outbox.claim(MONDAY, 3, ())
    assert sorted(queued.letter.key for queued in (*first, *second)) == [f"k{n}" for n in range(6)]


async def test_what_is_being_rewritten_leaves_with_its_new_words(database: Database) -> None:
    async with database.begin() as tx:
        ticket = await add_ticket(tx)
        await tx.outbox.put([letter("card", ticket_id=ticket.id, card="card")], MONDAY)
    async with asyncio.timeout(60), database.begin() as decision:
        new = Letter("later", 71, Notice("changed"), Priority.EDIT, "edit", ticket_id=ticket.id, card="card")
        await decision.outbox.refresh_card(new, MONDAY)
        async with database.alongside() as sender:
            assert await sender.outbox.claim(MONDAY, 5, ()) == []
    async with database.alongside() as sender:
        (claimed,) = await sender.outbox.claim(MONDAY, 5, ())
    assert (claimed.letter.key, claimed.letter.notice.kind) == ("card", "changed")


async def test_a_picture_that_comes_while_the_others_leave_is_a_letter_of_its_own(database: Database) -> None:
    async with database.begin() as tx:
        ticket = await add_ticket(tx)
        pictures = Letter("one", 71, Notice("pictures", media=(1,)), Priority.CARD, "media", ticket_id=ticket.id)
        await tx.outbox.put([pictures], MONDAY)

    async def join() -> None:
        async with database.begin() as tx:
            more = Letter("two", 71, Notice("pictures", media=(2,)), Priority.CARD, "media", ticket_id=ticket.id)
            await tx.outbox.join_pictures(more, MONDAY)

    async with asyncio.timeout(60):
        async with database.alongside() as sender:
            (first,) = await sender.outbox.claim(MONDAY, 5, ())
            joining = asyncio.create_task(join())
            await until_somebody_waits(database)
        await joining
        async with database.alongside() as sender:
            (second,) = await sender.outbox.claim(MONDAY, 5, ())
    assert (first.letter.notice.media, second.letter.notice.media) == ((1,), (2,))


async def test_decisions_wait_for_each_other_and_nobody_else_waits(database: Database) -> None:
    order: list[str] = []

    async def second() -> None:
        async with database.begin():
            order.append("second decides")

    async with asyncio.timeout(60):
        async with database.begin():
            deciding = asyncio.create_task(second())
            await until_somebody_waits(database)
            async with database.alongside() as tx:
                await tx.outbox.put([letter("beside")], MONDAY)
            order.append("first decides")
        await deciding
    assert order == ["first decides", "second decides"]


async def test_of_two_that_wait_for_each_other_one_gets_through(database: Database) -> None:
    async with database.begin() as tx:
        await tx.settings.put("a", "")
        await tx.settings.put("b", "")
    barrier = asyncio.Barrier(2)

    async def cross(first: str, second: str) -> str:
        async with database.alongside() as tx:
            await tx.settings.put(first, second)
            await barrier.wait()
            async with tx.savepoint():
                await tx.settings.put(second, first)
            return first

    async with asyncio.timeout(60):
        results = await asyncio.gather(cross("a", "b"), cross("b", "a"), return_exceptions=True)
    failed = [result for result in results if isinstance(result, StorageFailed)]
    assert len(failed) == 1
    assert "deadlock" in str(failed[0])


async def test_a_lock_that_is_held_too_long_is_a_storage_failure(database: Database) -> None:
    async with database.begin(), database.alongside() as other:
        await other.connection.exec_driver_sql("SET LOCAL lock_timeout = '20ms'")
        with pytest.raises(StorageFailed, match="lock timeout"):
            async with other.savepoint():
                await other.connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({DECISIONS})")


async def until_somebody_waits(database: Database, count: int = 1) -> None:
    """Until ``count`` other connections of this database stand before a lock."""
    async with asyncio.timeout(30), database.alongside() as tx:
        query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        while (await tx.connection.exec_driver_sql(query)).scalar_one() < count:
            # Statistics stand still within a transaction unless told to move.
            await tx.connection.exec_driver_sql("SELECT pg_stat_clear_snapshot()")


async def test_two_rewards_never_spend_the_same_budget(database: Database) -> None:
    """Two propose at once what the year's budget pays only once: the second waits, then reads what is left."""
    async with database.begin() as tx:
        await settle(tx)
        cases = [await agreed(tx), await agreed(tx)]
    barrier = asyncio.Barrier(2)

    async def propose(case_id: int) -> Notice:
        async with database.alongside() as tx:
            town = await town_hall().town(tx, MONDAY)
            severe = town.disputes.rewards.amounts["severe"].amount
            rewards = replace(town.disputes.rewards, yearly=severe + 1, places={})
            town = replace(town, disputes=replace(town.disputes, rewards=rewards))
            actor = await tx.people.actor(SECRETARY, town.today(MONDAY), is_admin=False)
            await barrier.wait()
            return await rewarding.propose(tx, town, actor, case_id, "severe", MONDAY)

    async with asyncio.timeout(60):
        ends = await asyncio.gather(*(propose(case.id) for case in cases), return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == [Notice.__name__, OverBudget.__name__], ends
    async with database.read() as tx:
        assert [await tx.rewards.of(case.id) is not None for case in cases].count(True) == 1
