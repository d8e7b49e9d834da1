"""Bringing the database up to date, with Alembic, inside one transaction."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.engine import Database
from bot.storage.store import StorageFailed


async def upgrade(database: Database, revision: str = "head") -> None:
    """Raises StorageFailed when the database cannot be reached or changed."""
    await _run(database, lambda config: command.upgrade(config, revision))


async def downgrade(database: Database, revision: str) -> None:
    await _run(database, lambda config: command.downgrade(config, revision))


async def _run(database: Database, action: Callable[[Config], None]) -> None:
    def work(connection: Connection) -> None:
        action(_config(connection))

    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(work)
    except (SQLAlchemyError, CommandError, OSError) as error:
        # A CommandError is a revision that this version does not know, an OSError a server that is not there.
        raise StorageFailed(str(error)) from error


async def current(database: Database) -> str | None:
    """The revision the database is at, None when it was never migrated."""
    try:
        async with database.engine.connect() as connection:
            return await connection.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())
    except (SQLAlchemyError, OSError) as error:
        raise StorageFailed(str(error)) from error


def newest() -> str | None:
    return ScriptDirectory(str(_folder())).get_current_head()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.attributes["connection"] = connection
    return config


def _folder() -> Path:
    return Path(__file__).parent / "migrations"
