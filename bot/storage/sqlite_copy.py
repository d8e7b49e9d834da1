"""A SQLite database as one file: copied while it is in use, examined, and put in another's place."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.failing import StorageFailed


class Damaged(Exception):
    """What should be restored is no sound copy of a database of ours; the text says why."""


class InUse(Exception):
    """Somebody, most likely the running bot, has the database open."""


def dump(database: Path, target: Path) -> None:
    """Copies a database that may be in use. Raises FileNotFoundError, StorageFailed."""
    if not database.is_file():
        raise FileNotFoundError(2, "no such file", str(database))
    _copy(database, target)
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without the companions of WAL


def load(source: Path, database: Path) -> None:
    """Puts an examined copy in the database's place, in one transaction. Raises StorageFailed."""
    database.parent.mkdir(parents=True, exist_ok=True)
    if not database.exists():
        os.close(os.open(database, os.O_WRONLY | os.O_CREAT, 0o600))
    _copy(source, database)


def examine(file: Path) -> None:
    """Raises Damaged unless the file is a sound database that our migrations made."""
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


def ensure_unused(database: Path) -> None:
    """Raises InUse while another connection is open: only the last one may leave WAL. The bot's next start returns."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=1.0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise InUse(str(error)) from error
    except sqlite3.DatabaseError:
        return  # no sound database any more: all the more reason to restore one


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_open(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise StorageFailed(str(error)) from error


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
