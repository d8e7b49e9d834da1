"""Quick statements need no trip to the thread; everything else makes one."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.storage import driver
from bot.storage.driver import QUICK_SECONDS, SLOW_SECONDS, TRIALS, Habits
from bot.storage.engine import Database

SELECT = "SELECT 1"


def learnt(sql: str) -> Habits:
    habits = Habits()
    for _ in range(TRIALS):
        habits.note(sql, QUICK_SECONDS / 10)
    return habits


def test_what_was_quick_often_enough_is_quick() -> None:
    habits = Habits()
    assert not habits.quick(SELECT)
    for _ in range(TRIALS - 1):
        habits.note(SELECT, QUICK_SECONDS / 10)
    assert not habits.quick(SELECT)
    habits.note(SELECT, QUICK_SECONDS / 10)
    assert habits.quick(SELECT)


def test_what_is_slow_once_has_to_prove_itself_again() -> None:
    habits = learnt(SELECT)
    habits.note(SELECT, SLOW_SECONDS / 2)
    assert habits.quick(SELECT)
    habits.note(SELECT, SLOW_SECONDS * 2)
    assert not habits.quick(SELECT)


@pytest.mark.parametrize("sql", ["BEGIN", "BEGIN IMMEDIATE", "COMMIT", "PRAGMA journal_mode=WAL", "VACUUM"])
def test_what_may_wait_for_a_lock_or_the_disk_is_never_quick(sql: str) -> None:
    assert not learnt(sql).quick(sql)


def test_savepoints_are_quick_and_many_rows_are_not() -> None:
    assert Habits().quick("SAVEPOINT step")
    assert not learnt(SELECT).quick(SELECT, rows=1_000)


async def test_both_ways_find_the_same_and_fail_alike(tmp_path: Path) -> None:
    connection = driver.opened(str(tmp_path / "one.db"), check_same_thread=False)
    await connection
    try:
        await driver.Cursor(connection).execute("CREATE TABLE told (word TEXT PRIMARY KEY)")
        insert, found = "INSERT INTO told VALUES (?) RETURNING word", []
        for word in "abcdefgh":
            cursor = await driver.Cursor(connection).execute(insert, [word])
            found.append((await cursor.fetchall(), cursor.rowcount))
        assert found == [([(word,)], 1) for word in "abcdefgh"]
        for _ in range(2):
            with pytest.raises(sqlite3.IntegrityError):
                await driver.Cursor(connection).execute(insert, ["a"])
    finally:
        await connection.close()


async def test_an_engine_finds_the_same_both_ways_and_fails_alike(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'one.db'}")
    insert = text("INSERT INTO told VALUES (:word) RETURNING word")
    async with database.begin() as tx:
        await tx.connection.execute(text("CREATE TABLE told (word TEXT PRIMARY KEY)"))
        for word in "abcdefgh":
            assert (await tx.connection.execute(insert, {"word": word})).scalars().all() == [word]
        for first in (1, 3, 5, 7, 9):
            many = [{"word": str(first)}, {"word": str(first + 1)}]
            assert (await tx.connection.execute(text("INSERT INTO told VALUES (:word)"), many)).rowcount == 2
        for _ in range(2):
            with pytest.raises(IntegrityError):
                await tx.connection.execute(insert, {"word": "a"})
        assert await tx.connection.scalar(text("SELECT count(*) FROM told")) == 18
    await database.close()
