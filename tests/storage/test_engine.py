"""The database behind one function: writers queue, readers do not wait, savepoints undo alone."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.storage.engine import Database
from bot.storage.store import StorageFailed, Store
from tests.storage.county import MONDAY

ON_SQLITE = pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)


async def test_twenty_writers_at_once_never_see_locked(database: Database) -> None:
    async def add(number: int) -> None:
        async with database.begin() as tx:
            before = int(await tx.settings.get("count", "0"))
            await tx.people.of_telegram(number)
            await tx.settings.put("count", str(before + 1))

    await asyncio.gather(*(add(number) for number in range(1, 21)))
    async with database.read() as tx:
        assert await tx.settings.get("count") == "20"


async def test_several_that_open_a_new_file_at_once_all_get_in(tmp_path: Path) -> None:
    """WAL is turned on by whoever comes first; in forty rounds two meet at that moment."""

    async def look(house: Database) -> None:
        async with house.begin() as tx:
            await tx.connection.execute(text("SELECT 1"))

    for number in range(40):
        houses = [Database(f"sqlite+aiosqlite:///{tmp_path / f'new{number}.db'}") for _ in range(4)]
        await asyncio.gather(*map(look, houses))
        await asyncio.gather(*(house.close() for house in houses))


async def test_a_reader_sees_the_state_before_an_open_write_and_does_not_wait(database: Database) -> None:
    async with database.begin() as writer:
        await writer.settings.put("name", "new")
        async with asyncio.timeout(5), database.read() as reader:
            assert await reader.settings.get("name", "old") == "old"
    async with database.read() as reader:
        assert await reader.settings.get("name") == "new"


async def test_a_reader_sees_one_moment(database: Database) -> None:
    async with database.read() as reader:
        before = await reader.settings.get("name", "nothing")
        async with database.begin() as writer:
            await writer.settings.put("name", "new")
        assert await reader.settings.get("name", "nothing") == before


async def test_an_exception_undoes_the_whole_transaction(database: Database) -> None:
    with pytest.raises(LookupError):
        async with database.begin() as tx:
            await tx.settings.put("name", "half done")
            raise LookupError
    async with database.read() as tx:
        assert await tx.settings.get("name", "nothing") == "nothing"


async def test_a_savepoint_is_undone_alone(tx: Store) -> None:
    await tx.settings.put("first", "kept")
    with pytest.raises(ValueError, match="poison"):
        async with tx.savepoint():
            await tx.settings.put("second", "undone")
            raise ValueError("poison")
    async with tx.savepoint():
        await tx.settings.put("third", "kept")
    found = [await tx.settings.get(name, "gone") for name in ("first", "second", "third")]
    assert found == ["kept", "gone", "kept"]


async def test_of_savepoints_within_each_other_each_is_undone_alone(tx: Store) -> None:
    async with tx.savepoint():
        await tx.settings.put("first", "kept")
        for poison in ("one", "two"):
            with pytest.raises(ValueError, match=poison):
                async with tx.savepoint():
                    await tx.settings.put("second", "undone")
                    raise ValueError(poison)
    with pytest.raises(ValueError, match="outer"):
        async with tx.savepoint():
            async with tx.savepoint():
                await tx.settings.put("third", "undone with the outer one")
            raise ValueError("outer")
    found = [await tx.settings.get(name, "gone") for name in ("first", "second", "third")]
    assert found == ["kept", "gone", "gone"]


@ON_SQLITE
async def test_another_process_that_holds_the_lock_is_a_storage_failure(database: Database, tmp_path: Path) -> None:
    """The writer lock queues our own house only; against a stranger stands the busy timeout."""
    async with database.read() as tx:
        await tx.connection.exec_driver_sql("PRAGMA busy_timeout=20")
    stranger = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    try:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailed, match="locked"):
            async with database.begin():
                pass
    finally:
        stranger.close()
    async with database.begin() as tx:
        await tx.settings.put("after", "works")


async def test_a_file_that_is_no_database_is_a_storage_failure(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear neighbours, " * 100)
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'letter.db'}")
    with pytest.raises(StorageFailed, match="not a database"):
        async with database.begin() as tx:
            await tx.settings.get("name")
    await database.close()


@ON_SQLITE
async def test_committed_means_on_disk(tx: Store) -> None:
    """WAL with synchronous=FULL: what was confirmed to Telegram survives a power cut."""
    found = [await tx.connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous")]
    assert found == ["wal", 2]


async def test_a_row_cannot_point_to_nothing(tx: Store) -> None:
    with pytest.raises(IntegrityError):
        await tx.org.add_home(1, 1)


async def test_times_come_back_as_utc_and_naive_ones_are_refused(tx: Store) -> None:
    shanghai = timezone(timedelta(hours=8))
    await tx.chats.seen(-1, "group")
    assert await tx.chats.may_hint(-1, datetime(2026, 11, 16, 9, 0, tzinfo=shanghai))
    assert not await tx.chats.may_hint(-1, MONDAY + timedelta(hours=23))
    assert await tx.chats.may_hint(-1, MONDAY + timedelta(hours=25))
    await tx.slots.take("job", "day", datetime(2026, 11, 16, 9, 0, tzinfo=shanghai))
    with pytest.raises(Exception, match="without a zone"):
        await tx.slots.take("job", "naive", datetime(2026, 11, 16))  # noqa: DTZ001
    assert MONDAY.tzinfo is UTC
