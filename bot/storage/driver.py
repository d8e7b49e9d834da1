"""aiosqlite with at most one trip to its thread a statement, and none for one that has always been quick.

SQLAlchemy takes four (open a cursor, execute, fetch, close). A complaint is some forty small statements: each needs
ten microseconds, a trip to the thread ten times as many.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import aiosqlite

_Row = tuple[Any, ...]

QUICK_SECONDS = 0.001
SLOW_SECONDS = 0.005
TRIALS = 3
BREATH_SECONDS = 0.005
"""So long may a transaction go on before the others of the loop have their turn."""

_TEXTS = 2_000
_PREPARED = 500
"""Statements that SQLite keeps prepared: we have some four hundred."""
_ROWS = 20
_SAVEPOINTS = ("SAVEPOINT ", "RELEASE ", "ROLLBACK TO ")
_WAITING = ("BEGIN", "COMMIT", "PRAGMA", "VACUUM", "CREATE", "DROP", "ALTER")


class Habits:
    """Which statements, by their text, have been quick :data:`TRIALS` times in a row in the thread: those are run
    where they are asked for, until one is slow. What waits for a lock or the disk is never among them.
    """

    def __init__(self) -> None:
        self._quick: dict[str, int] = {}

    def quick(self, sql: str, rows: int = 1) -> bool:
        if sql.startswith(_SAVEPOINTS):
            return True
        return self._quick.get(sql, 0) >= TRIALS and rows <= _ROWS

    def note(self, sql: str, seconds: float) -> None:
        known = self._quick.get(sql, 0)
        if seconds > (SLOW_SECONDS if known >= TRIALS else QUICK_SECONDS):
            self._quick.pop(sql, None)
        elif known < TRIALS and not sql.startswith(_WAITING):
            if len(self._quick) >= _TEXTS:
                self._quick.clear()
            self._quick[sql] = known + 1


class Cursor:
    """What SQLAlchemy uses of a cursor: its rows are fetched with the execution and held here."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: list[_Row] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> "Cursor":
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "Cursor":
        return await self._run(sql, lambda cursor: cursor.execute(sql, parameters))

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> "Cursor":
        return await self._run(sql, lambda cursor: cursor.executemany(sql, parameters), len(parameters))

    async def fetchall(self) -> list[_Row]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is held open."""

    async def _run(self, sql: str, statement: Callable[[sqlite3.Cursor], sqlite3.Cursor], rows: int = 1) -> "Cursor":
        def work() -> None:
            began = time.perf_counter()
            cursor = self._connection.raw.cursor()
            try:
                statement(cursor)
                self.description = cursor.description
                self._rows = cursor.fetchall() if cursor.description else []
                # With RETURNING the count is right only after the rows were fetched.
                self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()
                self._connection.habits.note(sql, time.perf_counter() - began)

        await self._connection.do(work, here=self._connection.habits.quick(sql, rows))
        return self


class Connection(aiosqlite.Connection):
    """Leans on two inner names of aiosqlite, whose version is pinned (SQLAlchemy's own dialect does the same)."""

    habits = Habits()
    """Of the whole process: the texts are the same for every connection."""

    _in_thread = 0
    _breathed = 0.0

    @property
    def raw(self) -> sqlite3.Connection:
        return self._conn

    async def do(self, work: Callable[[], None], *, here: bool) -> None:
        """``here``: without the thread, unless that is still busy with something of which nobody waits for the end."""
        if not here or self._in_thread:
            await self._sent(work)
            self._breathed = time.perf_counter()
            return
        work()
        if time.perf_counter() - self._breathed > BREATH_SECONDS:
            await asyncio.sleep(0)
            self._breathed = time.perf_counter()

    async def _sent(self, work: Callable[[], None]) -> None:
        def counted() -> None:
            try:
                work()
            finally:
                self._in_thread -= 1

        self._in_thread += 1
        await self._execute(counted)  # type: ignore[no-untyped-call]

    def cursor(self) -> Cursor:  # type: ignore[override]  # SQLAlchemy enters it, it does not await it
        return Cursor(self)


def connect(database: str, **options: Any) -> Connection:
    """For ``connect_args={"async_creator_fn": connect}`` of an engine."""
    opened = partial(sqlite3.connect, database, cached_statements=_PREPARED, **options)
    connection = Connection(opened, iter_chunk_size=64)
    # The program ends when its work ends, whether or not a connection was given back.
    connection._thread.daemon = True
    return connection
