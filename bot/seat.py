"""A place to live in: whoever starts where another process lived knows that this one is dead, and need not wait.

The operating system lets go of a file's lock when the process that held it ends, however it ended.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

SEATS = 64
"""So many processes share a data folder at most; further ones have no seat, and are buried by the clock alone."""


class AlreadyRunning(Exception):
    """Another process works on this SQLite file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(f"{file}: another yigetong runs on this database. Stop it, or use PostgreSQL for several")


class Seat:
    """One of the files ``seat-N`` in a folder: held while its process lives, holding its id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: IO[str] | None = None

    def take(self, id_: str) -> str:
        """Sits down; gives the id of whoever sat there before, "" for nobody. Never raises: a seat is a convenience."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for number in range(SEATS):
                held = _lock(self._folder / f"seat-{number}")
                if held is not None:
                    self._held = held
                    return _exchange(held, id_)
        return ""

    def leave(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


def keep_alone(database: Path) -> IO[str] | None:
    """Keeps every other process off a SQLite file until the answer is closed; None where nothing can be locked.
    Raises AlreadyRunning.
    """
    try:
        held = _lock(database.with_name(f"{database.name}.lock"))
    except OSError:
        return None  # a folder that cannot be written to: the database will say so
    if held is None:
        raise AlreadyRunning(database)
    return held


def _lock(file: Path) -> IO[str] | None:
    """None when somebody else has it. Raises OSError."""
    held = os.fdopen(
        os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+", encoding="ascii", errors="replace"
    )
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        return None
    except OSError:
        held.close()
        raise
    return held


def _exchange(held: IO[str], id_: str) -> str:
    before = held.read(64).strip()
    held.seek(0)
    held.truncate()
    held.write(id_)
    held.flush()
    return before
