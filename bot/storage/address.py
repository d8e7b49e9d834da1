"""DATABASE_URL, taken apart."""

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.failing import StorageFailed


def parse(url: str) -> URL:
    """Raises StorageFailed without repeating any of it: what looks like a port may be half a password."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise StorageFailed("DATABASE_URL is no address of a database") from None
