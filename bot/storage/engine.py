"""The database behind one function: SQLite (WAL, one writer) and, by its address alone, PostgreSQL."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Engine, ExceptionContext, event, func, select
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage import driver, sealing
from bot.storage.address import parse, sqlite_file
from bot.storage.failing import Fault, StorageFailed, failure
from bot.storage.sealing import OPEN, Seal
from bot.storage.store import Store

log = structlog.get_logger()

_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

DECISIONS = 0x59_47_54_01
"""Number of PostgreSQL's advisory lock that deciding transactions of all processes queue for."""

CALM_SECONDS = 35.0
"""A disk is no longer full when nobody has complained for so long: longer than any loop waits before it tries again."""

# Ten seconds of waiting, as with SQLite's busy timeout. A process that was frozen within a transaction must not hold
# up the town for ever; a server that fell silent must not hold us.
_POSTGRES_ARGUMENTS: dict[str, Any] = {
    "timeout": 10,
    "command_timeout": 60,
    "server_settings": {
        "application_name": "yigetong",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "60s",
        "jit": "off",
    },
}


class Database:
    """Opens transactions.

    Decisions (``begin``) are taken one at a time, in this process and on PostgreSQL among all: what one has read, no
    other changes before it is written. Receiving, sending and files (``alongside``) touch rows of their own and, on
    PostgreSQL, go beside. SQLite has one writer anyway; those of this process queue here, so that it never answers
    "locked" to its own house.
    """

    def __init__(self, url: str, seal: Seal = OPEN) -> None:
        self.seal = seal
        self.file = sqlite_file(url)
        """The file of SQLite."""
        if self.file is not None:
            _make_private(self.file)
        self._engine = create_async_engine(
            parse(url),
            connect_args={} if self.is_sqlite else _POSTGRES_ARGUMENTS,
            # The one that was used last knows the most statements.
            pool_use_lifo=True,
            # What people wrote must not reach the log with an error.
            hide_parameters=True,
        )
        sealing.use(self._engine.dialect, seal)
        self._writer = asyncio.Lock()
        self.failing: Fault | None = None
        """What is wrong now, as far as anybody has noticed."""
        self._failed_at = 0.0
        if self.is_sqlite:
            _tame_sqlite(self._engine.sync_engine)
        else:
            event.listen(self._engine.sync_engine, "handle_error", _tell_broken_lines)
            event.listen(self._engine.sync_engine, "checkout", _pass_over_closed)

    @property
    def is_sqlite(self) -> bool:
        return self.file is not None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Store]:
        """One deciding transaction, committed when the block ends well. Raises StorageFailed."""
        async with self.alongside() as tx:
            if not self.is_sqlite:
                await tx.connection.execute(select(func.pg_advisory_xact_lock(DECISIONS)))
            yield tx

    @asynccontextmanager
    async def alongside(self) -> AsyncIterator[Store]:
        """One writing transaction that waits for others only at the rows they share. Raises StorageFailed."""
        async with self._serial(), self._transaction() as tx:
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Store]:
        """A consistent view for reading that does not wait for writers. Raises StorageFailed."""
        async with self._transaction(reading=True) as tx:
            yield tx

    def claiming(self) -> AbstractAsyncContextManager[Store]:
        """A transaction to claim work in. The one process of a SQLite file has no need to write that down."""
        return self.read() if self.is_sqlite else self.alongside()

    @asynccontextmanager
    async def _serial(self) -> AsyncIterator[None]:
        if not self.is_sqlite:
            yield
            return
        async with self._writer:
            yield

    @asynccontextmanager
    async def _transaction(self, *, reading: bool = False) -> AsyncIterator[Store]:
        async with AsyncExitStack() as held:
            connection = await self._connect(held)
            try:
                if reading and not self.is_sqlite:
                    await connection.execution_options(**_SNAPSHOT)
                async with connection.begin():
                    if self.is_sqlite:
                        # A deferred one, as sqlite3 would begin it, fails when it turns to writing.
                        await connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
                    yield Store(connection)
            except SQLAlchemyError as error:
                raise failure(error) from error
        self._passed(reading=reading)

    async def _connect(self, held: AsyncExitStack) -> AsyncConnection:
        try:
            return await held.enter_async_context(self._engine.connect())
        except Exception as error:
            # A driver raises what it likes while it connects: of the system, of the protocol, of its own.
            raise failure(error) from error

    def tell(self, error: StorageFailed) -> None:
        """Logs an outage once, whoever notices it first; whoever gets through again logs its end."""
        if self.failing is None:
            log.error("database.failed", reason=str(error), fault=error.fault.value, mend="yigetong doctor")
        self.failing, self._failed_at = error.fault, time.monotonic()

    def _passed(self, *, reading: bool) -> None:
        """A transaction ended well. Where others may still be refused, that proves nothing."""
        match self.failing:
            case None:
                return
            case Fault.FULL if time.monotonic() - self._failed_at < CALM_SECONDS:
                return  # whoever needs no new page gets through
            case Fault.OTHER if reading:
                return  # whoever only reads waits for no lock
        self.failing = None
        log.warning("database.back")

    @property
    def engine(self) -> AsyncEngine:
        """For whoever watches its connections."""
        return self._engine

    async def close(self) -> None:
        await self._engine.dispose()


def _tell_broken_lines(context: ExceptionContext) -> None:
    """A connection that breaks within a statement is raised by asyncpg as the system's own error."""
    if isinstance(context.original_exception, OSError):
        context.is_disconnect = True
        raise failure(context.original_exception) from context.original_exception


def _pass_over_closed(connection: Any, *_others: Any) -> None:
    """A server that was restarted has closed our connections: found out before a transaction meets it, and without
    asking it each time. The pool opens another then.
    """
    if connection.driver_connection.is_closed():
        raise DisconnectionError


def _make_private(file: Path) -> None:
    """Creates the file for its owner alone: SQLite would let everybody on the machine read it.

    What cannot be created here is left for the first connection to complain about.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        file.touch(mode=0o600, exist_ok=True)


def _tame_sqlite(engine: Engine) -> None:
    """WAL, and no transaction that was not asked for. Listens to the pool alone: an engine with listeners of its own
    asks them about each statement.
    """

    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=10000")
        _write_ahead(cursor)
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "do_connect", driver.connect)
    event.listen(engine, "connect", on_connect)


def _write_ahead(cursor: Any) -> None:
    """Turns on WAL, again and again for ten seconds.

    Of two that open a new file at once SQLite refuses one without its usual waiting, as each holds what the other
    wants; the refused one has let go, so the next attempt finds the file ready.
    """
    end = time.monotonic() + 10
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
