"""What time brings about."""

from datetime import datetime

import pytest

from bot import jobs
from bot.clock import Clock
from bot.jobs import Ticks
from bot.measures import Measures
from bot.storage.engine import Database
from bot.storage.store import Store
from bot.usecases import apart
from bot.usecases.town import Town
from tests.storage.county import MONDAY, settle, town_hall


async def broken(tx: Store, town: Town, now: datetime) -> int:
    await tx.people.of_telegram(71)
    raise ValueError("of 71")


async def test_what_fails_holds_up_nothing_else_and_is_seen(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    async def after(tx: Store, town: Town, now: datetime) -> int:
        done.append(await tx.people.of_telegram(72))
        return 0

    hall, measures = town_hall(), Measures()
    async with database.begin() as tx:
        await settle(tx)
    ticks = Ticks(database, lambda tx: hall.town(tx, MONDAY), Clock(), lambda: None, measures)
    monkeypatch.setattr(jobs, "JOBS", (broken, after))
    await ticks.tick()
    assert len(done) == 1
    assert measures.ticks.age is None
    monkeypatch.setattr(jobs, "JOBS", (after,))
    await ticks.tick()
    assert measures.ticks.age is not None


async def test_who_looked_in_the_same_transaction_loses_nothing_to_the_one_that_fails(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def noting(tx: Store, town: Town, now: datetime) -> int:
        await tx.settings.put("noted", "yes")
        return 0

    hall, measures = town_hall(), Measures()
    async with database.begin() as tx:
        await settle(tx)
    ticks = Ticks(database, lambda tx: hall.town(tx, MONDAY), Clock(), lambda: None, measures)
    monkeypatch.setattr(jobs, "JOBS", (noting, broken))
    await ticks.tick()
    assert measures.ticks.age is None
    async with database.read() as tx:
        assert await tx.settings.get("noted") == "yes"


async def test_a_row_that_was_set_aside_is_seen_too(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []

    async def with_one_bad_row(tx: Store, town: Town, now: datetime) -> int:
        async def deed(row: int) -> None:
            if row == 1:
                raise ValueError("of 71")
            done.append(row)

        return await apart.each(tx, (1, 2) if not done else (1,), deed)

    hall, measures = town_hall(), Measures()
    async with database.begin() as tx:
        await settle(tx)
    ticks = Ticks(database, lambda tx: hall.town(tx, MONDAY), Clock(), lambda: None, measures)
    monkeypatch.setattr(jobs, "JOBS", (with_one_bad_row,))
    await ticks.tick()
    assert done == [2]
    assert measures.ticks.age is None
