"""The database brought up to date: first backed up, then changed, then seen whether the keys open it."""

import asyncio
from contextlib import suppress
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.storage import backup
from bot.storage.engine import Database
from bot.storage.migrate import current, known, newest, upgrade
from bot.storage.postgres_dump import ToolMissing
from bot.storage.resealing import ensure_keys_fit

log = structlog.get_logger()


async def bring_up(database: Database, url: str, data_dir: Path) -> None:
    """``url``: the address of ``database``. Raises Shut, StorageFailed, OSError; then nothing was changed."""
    found = await current(database)
    if found != newest():
        if found is not None and known(found):
            await _keep(url, data_dir, found)
        await upgrade(database)
    await ensure_keys_fit(database)


async def _keep(url: str, data_dir: Path, found: str) -> None:
    """The database as it was; files of people are not touched by a migration, and many."""
    folder = data_dir / "backups"
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True, mode=0o700)
    file = folder / f"before-migration-from-{found}-{Clock().now():%Y%m%d-%H%M%S}.tar"
    try:
        # FileExistsError: another of our processes that started this very second has made it.
        with suppress(FileExistsError):
            await asyncio.to_thread(backup.make, url, data_dir, file, media=False)
        log.info("migration.backed_up", file=str(file))
    except ToolMissing as missing:
        # PostgreSQL undoes a migration that fails; what succeeds is what the version at hand expects.
        log.warning("migration.not_backed_up", tool=str(missing), mend="install postgresql-client")
