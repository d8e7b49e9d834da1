"""Bringing the database up to date, with Alembic, inside one transaction.

Alembic is loaded when there is something to do: a tenth of a second that most starts need not wait for.
"""

from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, inspect, text

from bot.storage.engine import Database
from bot.storage.failing import StorageFailed

MIGRATIONS = 0x59_47_54_02
"""Number of PostgreSQL's advisory lock: of two processes that start at once, one migrates and the other waits."""


async def upgrade(database: Database, revision: str = "head") -> None:
    """Raises StorageFailed when the database cannot be reached or changed."""
    await _run(database, "upgrade", revision)


async def downgrade(database: Database, revision: str) -> None:
    await _run(database, "downgrade", revision)


async def _run(database: Database, action: Literal["upgrade", "downgrade"], revision: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    def work(connection: Connection) -> None:
        if not database.is_sqlite:
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATIONS})
        config = Config()
        config.set_main_option("script_location", str(_folder()))
        config.attributes["connection"] = connection
        getattr(command, action)(config, revision)

    async with database.alongside() as tx:
        try:
            await tx.connection.run_sync(work)
        except CommandError as error:
            # A revision that this version does not know.
            raise StorageFailed(str(error)) from error


async def current(database: Database) -> str | None:
    """The revision the database is at, None when it was never migrated."""
    async with database.read() as tx:
        return await tx.connection.run_sync(_current)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def newest() -> str:
    return max(_revisions())


def known(revision: str) -> bool:
    """Whether it is one of ours; False for one of a later version."""
    return revision in _revisions()


def _revisions() -> list[str]:
    """The names of our migrations begin with them."""
    return [file.name.partition("_")[0] for file in (_folder() / "versions").glob("[0-9]*_*.py")]


def _folder() -> Path:
    return Path(__file__).parent / "migrations"
