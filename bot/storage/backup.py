"""The SQLite file as a whole: where it is, a copy of it while it is in use, and putting a copy back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.storage.store import StorageFailed


class Damaged(Exception):
    """The file is no sound database of ours; the text says why."""


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite address; None for another database or one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    return Path(parsed.database)


def backup(database: Path, target: Path) -> None:
    """Copies a database that may be in use. Raises FileExistsError, FileNotFoundError, StorageFailed."""
    if not database.is_file():
        raise FileNotFoundError(2, "no such file", str(database))
    # Opened by us first: a copy holds what people wrote, so only its owner may read it.
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(database, target)
        with closing(sqlite3.connect(target)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without the companions of WAL
    except StorageFailed:
        target.unlink()
        raise


def restore(source: Path, database: Path) -> None:
    """Puts a copy in the database's place, in one transaction. Raises Damaged, StorageFailed, OSError."""
    examine(source)
    database.parent.mkdir(parents=True, exist_ok=True)
    _copy(source, database)


def examine(file: Path) -> None:
    """Raises Damaged unless the file is a sound database that our migrations made; FileNotFoundError without it."""
    if not file.is_file():
        raise FileNotFoundError(2, "no such file", str(file))
    try:
        with closing(_open(file)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
            ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    except sqlite3.DatabaseError as error:
        raise Damaged(str(error)) from error
    if found != "ok":
        raise Damaged(found)
    if ours is None:
        raise Damaged("no alembic_version")


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_open(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise StorageFailed(str(error)) from error


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
