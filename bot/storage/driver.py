"""aiosqlite with one trip to its thread a statement.

SQLAlchemy takes four (open a cursor, execute, fetch, close), and with a hundred small statements a complaint those
trips were most of the bot's processor time.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

import aiosqlite

_Row = tuple[Any, ...]


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
        return await self._run(lambda cursor: cursor.execute(sql, parameters))

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> "Cursor":
        return await self._run(lambda cursor: cursor.executemany(sql, parameters))

    async def fetchall(self) -> list[_Row]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Nothing is held open."""

    async def _run(self, statement: Callable[[sqlite3.Cursor], sqlite3.Cursor]) -> "Cursor":
        def work() -> None:
            cursor = self._connection.raw.cursor()
            try:
                statement(cursor)
                self.description = cursor.description
                self._rows = cursor.fetchall() if cursor.description else []
                # With RETURNING the count is right only after the rows were fetched.
                self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        await self._connection.in_thread(work)
        return self


class Connection(aiosqlite.Connection):
    """Leans on two inner names of aiosqlite, whose version is pinned (SQLAlchemy's own dialect does the same)."""

    @property
    def raw(self) -> sqlite3.Connection:
        return self._conn

    async def in_thread(self, work: Callable[[], None]) -> None:
        await self._execute(work)  # type: ignore[no-untyped-call]

    def cursor(self) -> Cursor:  # type: ignore[override]  # SQLAlchemy enters it, it does not await it
        return Cursor(self)


def connect(database: str, **options: Any) -> Connection:
    """For ``connect_args={"async_creator_fn": connect}`` of an engine."""
    connection = Connection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)
    # The program ends when its work ends, whether or not a connection was given back.
    connection._thread.daemon = True
    return connection
