"""Backing up and restoring a town: its database, of either kind, and the files people sent."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.storage import archive, postgres_dump, sqlite_copy, unfinished
from bot.storage.address import sqlite_file
from bot.storage.archive import POSTGRES, SQLITE
from bot.storage.engine import Database
from bot.storage.sqlite_copy import Damaged
from bot.storage.store import Store

MADE_AT = "backup_made_at"
"""Name of the setting."""

_OURS = re.compile(r"yigetong-\d{8}-\d{6}\.tar")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds. ``database`` is archive.SQLITE or archive.POSTGRES, ``media`` a number of files."""

    database: str
    media: int


def make(url: str, data_dir: Path, target: Path, *, media: bool = True) -> Contents:
    """Backs up a database that may be in use, and the files unless not ``media``. What ``target`` names is whole or
    not there.

    Raises FileExistsError, FileNotFoundError without a database, ToolMissing, StorageFailed, OSError.
    """
    if target.exists():
        raise FileExistsError(17, "exists", str(target))
    with unfinished.beside(target.parent) as folder:
        database = _dump(url, folder)
        # A file is written before the row that names it, so whatever the copy names is there by now.
        files = archive.media_below(data_dir) if media else []
        whole = folder / "whole.tar"
        archive.pack(whole, [(database.name, database), *((file, data_dir / file) for file in files)])
        whole.rename(target)
    return Contents(database.name, len(files))


async def note_made(url: str, at: datetime) -> None:
    """Writes down in the database that it was backed up, for whoever watches. Raises StorageFailed."""
    database = Database(url)
    try:
        async with database.alongside() as tx:
            await tx.settings.put(MADE_AT, at.isoformat())
    finally:
        await database.close()


async def made_at(tx: Store) -> datetime | None:
    """When the last backup was made; None: never."""
    noted = await tx.settings.get(MADE_AT)
    return datetime.fromisoformat(noted) if noted else None


def examine(file: Path, data_dir: Path) -> Contents:
    """Reads the whole backup, changes nothing. Raises Damaged, ToolMissing, OSError."""
    with _opened(file, data_dir) as (_folder, contents):
        return contents


def restore(file: Path, url: str, data_dir: Path) -> Contents:
    """Puts the backup's database in the place of ours, whole or not at all, and adds its files.

    Raises Damaged, also for the other kind of database, InUse, ToolMissing, StorageFailed, OSError.
    """
    ours = sqlite_file(url)
    with _opened(file, data_dir) as (folder, contents):
        if contents.database != (POSTGRES if ours is None else SQLITE):
            raise Damaged(f"{contents.database} does not fit DATABASE_URL")
        _ensure_unused(url)
        for name in archive.media_below(folder):
            (data_dir / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(data_dir / name)
        if ours is None:
            postgres_dump.load(folder / POSTGRES, url)
        else:
            sqlite_copy.load(folder / SQLITE, ours)
    return contents


def occupied(url: str) -> bool:
    """Whether a restore would overwrite something. Raises StorageFailed."""
    ours = sqlite_file(url)
    return postgres_dump.holds_tables(url) if ours is None else ours.exists()


def forget_old(folder: Path, keep: int) -> list[Path]:
    """Deletes all but the newest ``keep`` backups that carry a name given by us; the deleted ones."""
    old = sorted(path for path in folder.iterdir() if _OURS.fullmatch(path.name))[:-keep]
    for path in old:
        path.unlink()
    return old


def _dump(url: str, folder: Path) -> Path:
    ours = sqlite_file(url)
    target = folder / (POSTGRES if ours is None else SQLITE)
    if ours is None:
        postgres_dump.dump(url, target)
    else:
        sqlite_copy.dump(ours, target)
    return target


def _ensure_unused(url: str) -> None:
    ours = sqlite_file(url)
    if ours is None:
        postgres_dump.ensure_unused(url)
    else:
        sqlite_copy.ensure_unused(ours)


@contextmanager
def _opened(file: Path, data_dir: Path) -> Iterator[tuple[Path, Contents]]:
    """The backup's files, sound, in a folder beside the place they may go to. Raises Damaged."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with unfinished.beside(data_dir) as folder:
        database = archive.unpack(file, folder)
        if database == SQLITE:
            sqlite_copy.examine(folder / SQLITE)
        else:
            postgres_dump.examine(folder / POSTGRES)
        yield folder, Contents(database, len(archive.media_below(folder)))
