"""What most commands open first: the settings, and the database brought up to date."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import observe
from bot.config import Settings, load
from bot.storage.engine import Database
from bot.storage.sealing import Seal
from bot.upgrading import bring_up


def settings() -> Settings:
    """The settings; logs go to stderr from here on, so that stdout holds answers only. Raises WrongSetting."""
    found = load()
    observe.set_up("WARNING", found.log_format)
    return found


@asynccontextmanager
async def database(found: Settings, *, closing: bool = True) -> AsyncIterator[Database]:
    """The database, made or migrated when it has to be; not ``closing``: new texts stay plain.

    Raises Shut, StorageFailed, OSError.
    """
    opened = Database(found.database_url, Seal(found.seal_keys, closing=closing))
    try:
        await bring_up(opened, found.database_url, found.data_dir)
        yield opened
    finally:
        await opened.close()
