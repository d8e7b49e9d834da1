"""The database behind one function: SQLite (WAL, one writer) and, by its address alone, PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage import driver
from bot.storage.store import StorageFailed, Store

_READ_ONLY = "yigetong_read_only"


class Database:
    """Opens transactions. Writers of one process queue here, so SQLite never answers "locked" to its own house."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        if self.is_sqlite and self._url.database and self._url.database != ":memory:":
            _make_private(Path(self._url.database))
        arguments = {"async_creator_fn": driver.connect} if self.is_sqlite else {}
        self._engine = create_async_engine(self._url, connect_args=arguments)
        self._writer = asyncio.Lock()
        if self.is_sqlite:
            _tame_sqlite(self._engine.sync_engine)

    @property
    def is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Store]:
        """One writing transaction, committed when the block ends well. Raises StorageFailed."""
        async with self._serial():
            try:
                async with self._engine.begin() as connection:
                    yield Store(connection)
            except SQLAlchemyError as error:
                raise StorageFailed(str(error)) from error

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Store]:
        """A consistent view for reading that does not wait for writers. Raises StorageFailed."""
        try:
            async with self._engine.connect() as connection:
                await connection.execution_options(**{_READ_ONLY: True})
                async with connection.begin():
                    yield Store(connection)
        except SQLAlchemyError as error:
            raise StorageFailed(str(error)) from error

    @asynccontextmanager
    async def _serial(self) -> AsyncIterator[None]:
        if not self.is_sqlite:
            yield
            return
        async with self._writer:
            yield

    @property
    def engine(self) -> AsyncEngine:
        """For migrations."""
        return self._engine

    async def close(self) -> None:
        await self._engine.dispose()


def _make_private(file: Path) -> None:
    """Creates the file for its owner alone: SQLite would let everybody on the machine read it.

    What cannot be created here is left for the first connection to complain about.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        file.touch(mode=0o600, exist_ok=True)


def _tame_sqlite(engine: Engine) -> None:
    """WAL, and transactions that take the write lock at once: a deferred one fails when it turns to writing."""

    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get(_READ_ONLY, False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
