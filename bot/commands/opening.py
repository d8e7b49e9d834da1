"""What most commands open first: the settings, and the database brought up to date."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import observe
from bot.config import Settings, load
from bot.storage.engine import Database
from bot.storage.migrate import upgrade


def settings() -> Settings:
    """The settings; logs go to stderr from here on, so that stdout holds answers only. Raises WrongSetting."""
    found = load()
    observe.set_up("WARNING", found.log_format)
    return found


@asynccontextmanager
async def database(found: Settings) -> AsyncIterator[Database]:
    """The database, made or migrated when it has to be. Raises StorageFailed, OSError."""
    opened = Database(found.database_url)
    try:
        await upgrade(opened)
        yield opened
    finally:
        await opened.close()
