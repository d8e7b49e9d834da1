"""DATABASE_URL, taken apart."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.failing import StorageFailed


def parse(url: str) -> URL:
    """The address; SQLite has a file always. Raises StorageFailed without repeating any of it: what looks like a port
    may be half a password.
    """
    try:
        found = make_url(url)
    except (ArgumentError, ValueError):
        raise StorageFailed("DATABASE_URL is no address of a database") from None
    if found.get_backend_name() == "sqlite" and found.database in (None, "", ":memory:"):
        raise StorageFailed("DATABASE_URL names no file")
    return found


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite address; None for another database. Raises StorageFailed."""
    parsed = parse(url)
    return Path(str(parsed.database)) if parsed.get_backend_name() == "sqlite" else None
