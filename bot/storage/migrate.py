"""Bringing the database up to date, with Alembic, inside one transaction."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from bot.storage.engine import Database
from bot.storage.failing import StorageFailed

MIGRATIONS = 0x59_47_54_02
"""Number of PostgreSQL's advisory lock: of two processes that start at once, one migrates and the other waits."""


async def upgrade(database: Database, revision: str = "head") -> None:
    """Raises StorageFailed when the database cannot be reached or changed."""
    await _run(database, lambda config: command.upgrade(config, revision))


async def downgrade(database: Database, revision: str) -> None:
    await _run(database, lambda config: command.downgrade(config, revision))


async def _run(database: Database, action: Callable[[Config], None]) -> None:
    def work(connection: Connection) -> None:
        if not database.is_sqlite:
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATIONS})
        action(_config(connection))

    async with database.alongside() as tx:
        try:
            await tx.connection.run_sync(work)
        except CommandError as error:
            # A revision that this version does not know.
            raise StorageFailed(str(error)) from error


async def current(database: Database) -> str | None:
    """The revision the database is at, None when it was never migrated."""
    async with database.read() as tx:
        return await tx.connection.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())


def newest() -> str | None:
    return ScriptDirectory(str(_folder())).get_current_head()


def known(revision: str) -> bool:
    """Whether it is one of ours; False for one of a later version."""
    return any(one.revision == revision for one in ScriptDirectory(str(_folder())).walk_revisions())


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.attributes["connection"] = connection
    return config


def _folder() -> Path:
    return Path(__file__).parent / "migrations"
