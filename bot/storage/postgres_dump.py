"""A PostgreSQL database as one file, by the tools that come with PostgreSQL's client: pg_dump, pg_restore, psql."""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import URL, make_url

from bot.storage.engine import Database
from bot.storage.failing import StorageFailed
from bot.storage.sqlite_copy import Damaged, InUse

_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


class ToolMissing(Exception):
    """PostgreSQL's client tools are not installed here; the text is the tool's name."""


def dump(url: str, target: Path) -> None:
    """Writes a consistent dump of a database in use. Raises ToolMissing, StorageFailed."""
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load(source: Path, url: str) -> None:
    """Replaces everything in the database by the dump, or nothing. Raises ToolMissing, StorageFailed."""
    script = source.with_suffix(".sql")
    _run("pg_restore", None, "--no-owner", "--no-privileges", f"--file={script}", str(source))
    # The whole schema goes: a table that only a newer version had would stop its migration later.
    empty = ("--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public")
    _run("psql", url, "-X", "-q", "--set=ON_ERROR_STOP=1", "--single-transaction", *empty, f"--file={script}")


def examine(file: Path) -> None:
    """Raises Damaged unless the file is a dump that holds our tables, ToolMissing."""
    try:
        listed = _run("pg_restore", None, "--list", str(file))
    except StorageFailed as error:
        raise Damaged(str(error)) from error
    if " alembic_version " not in listed:
        raise Damaged("no alembic_version")


def ensure_unused(url: str) -> None:
    """Raises InUse while anybody else is connected to the database, StorageFailed when it cannot be reached."""
    others = asyncio.run(_count(url, _OTHERS))
    if others:
        raise InUse(f"{others} connections")


def holds_tables(url: str) -> bool:
    """Whether there is anything to overwrite. Raises StorageFailed."""
    return asyncio.run(_count(url, _TABLES)) > 0


async def _count(url: str, query: str) -> int:
    database = Database(url)
    try:
        async with database.read() as tx:
            return int((await tx.connection.execute(text(query))).scalar_one())
    finally:
        await database.close()


def _run(tool: str, url: str | None, *words: str) -> str:
    """Runs the tool, against the database at ``url`` if any. The password never stands on a command line."""
    found = shutil.which(tool)
    if found is None:
        raise ToolMissing(tool)
    environment = dict(os.environ) | ({} if url is None else dict(_connection(make_url(url))))
    ended = subprocess.run([found, *words], env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise StorageFailed(ended.stderr.strip().partition("\n")[0] or f"{tool} ended with {ended.returncode}")
    return ended.stdout


def _connection(url: URL) -> Iterator[tuple[str, str]]:
    """The address as the variables of libpq; ``?host=`` names a socket's folder, ``?ssl=`` the TLS mode."""
    parts = {
        "PGHOST": url.host or url.query.get("host"),
        "PGPORT": url.port or url.query.get("port"),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": url.query.get("ssl"),
    }
    for name, value in parts.items():
        if value:
            yield name, str(value)
