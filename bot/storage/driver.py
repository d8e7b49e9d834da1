"""aiosqlite with at most one trip to its thread a statement, and none for one that has always been quick.

Leans on inner names of aiosqlite and of SQLAlchemy's side of it, whose versions are pinned.

SQLAlchemy takes four (open a cursor, execute, fetch, close). A complaint is some forty small statements: each needs
ten microseconds, a trip to the thread ten times as many.
"""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection, AsyncAdapt_aiosqlite_cursor
from sqlalchemy.util import await_only

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
        work = partial(self.run, sql, parameters)
        await self._connection.do(work, here=self._connection.habits.quick(sql))
        return self

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> "Cursor":
        work = partial(self.run_many, sql, parameters)
        await self._connection.do(work, here=self._connection.habits.quick(sql, len(parameters)))
        return self

    async def fetchall(self) -> list[_Row]:
        return self.take()

    def take(self) -> list[_Row]:
        """Its rows, once."""
        rows, self._rows = self._rows, []
        return rows

    def close(self) -> None:
        """Nothing is held open."""

    def run(self, sql: str, parameters: Sequence[Any]) -> None:
        self._work(sql, lambda cursor: cursor.execute(sql, parameters))

    def run_many(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        self._work(sql, lambda cursor: cursor.executemany(sql, parameters))

    def _work(self, sql: str, statement: Callable[[sqlite3.Cursor], sqlite3.Cursor]) -> None:
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


class Connection(aiosqlite.Connection):
    habits = Habits()
    """Of the whole process: the texts are the same for every connection."""

    _in_thread = 0
    _breathed = 0.0

    @property
    def raw(self) -> sqlite3.Connection:
        return self._conn

    def at_once(self, sql: str, rows: int = 1) -> bool:
        """Whether a statement may be run right here, without waiting for anybody."""
        in_turn = time.perf_counter() - self._breathed <= BREATH_SECONDS
        return in_turn and not self._in_thread and self.habits.quick(sql, rows)

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


class _Adapted(AsyncAdapt_aiosqlite_cursor):
    """SQLAlchemy's side of a cursor: a statement leaves its greenlet only where something has to be waited for."""

    __slots__ = ()
    _awaitable_cursor_close = False
    _connection: Any
    _cursor: Any

    def execute(self, operation: Any, parameters: Any = None) -> Any:
        if not self._connection.at_once(operation):
            return super().execute(operation, parameters)
        try:
            self._cursor.run(operation, parameters or ())
        except Exception as error:
            self._adapt_connection._handle_exception(error)
        self._rows = deque(self._cursor.take())
        return self._cursor

    def executemany(self, operation: Any, seq_of_parameters: Any) -> Any:
        if not self._connection.at_once(operation, len(seq_of_parameters)):
            return super().executemany(operation, seq_of_parameters)
        try:
            self._cursor.run_many(operation, seq_of_parameters)
        except Exception as error:
            self._adapt_connection._handle_exception(error)
        return self._cursor


class _AdaptedConnection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Adapted


def connect(dialect: Any, _record: Any, arguments: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """For an engine's event "do_connect"."""
    connection: Any = await_only(opened(*arguments, **options))
    return _AdaptedConnection(dialect.dbapi, connection)


def opened(database: str, **options: Any) -> Connection:
    """To be awaited."""
    begin = partial(sqlite3.connect, database, cached_statements=_PREPARED, **options)
    connection = Connection(begin, iter_chunk_size=64)
    # The program ends when its work ends, whether or not a connection was given back.
    connection._thread.daemon = True
    return connection
