"""A look into the bot's database from outside, with the same SQL for both kinds; and into its log."""

import asyncio
import re
import sqlite3
from datetime import UTC, datetime
from io import StringIO
from typing import Any, Protocol

from sqlalchemy.engine import make_url

from bot.storage.address import sqlite_file
from tests import aside

PATIENCE_SECONDS = 60.0
Row = tuple[Any, ...]


class Log(StringIO):
    """What is written there can be waited for."""

    def __init__(self) -> None:
        super().__init__()
        self._more = asyncio.Event()

    def write(self, text: str, /) -> int:
        self._more.set()
        return super().write(text)

    async def tells(self, event: str) -> None:
        """Until this has been logged."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while event not in self.getvalue():
                self._more.clear()
                await self._more.wait()


class Look(Protocol):
    """Its own connection, so it sees what is committed. Waits within the call: what tests ask is small."""

    def rows(self, sql: str, values: tuple[object, ...]) -> list[Row]:
        """``?`` stands for each value."""

    def close(self) -> None: ...


def look_into(url: str) -> Look:
    return _PostgresLook(url) if sqlite_file(url) is None else _SqliteLook(url)


class _SqliteLook:
    def __init__(self, url: str) -> None:
        self._connection = sqlite3.connect(sqlite_file(url) or "", isolation_level=None)

    def rows(self, sql: str, values: tuple[object, ...]) -> list[Row]:
        return self._connection.execute(sql, [_as_stored(value) for value in values]).fetchall()

    def close(self) -> None:
        self._connection.close()


class _PostgresLook:
    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self._connection = aside.borrow(str(parsed.query["host"]), parsed.username or "", parsed.database or "")

    def rows(self, sql: str, values: tuple[object, ...]) -> list[Row]:
        numbers = iter(range(1, len(values) + 1))
        return self._connection.fetch(re.sub(r"\?", lambda _: f"${next(numbers)}", sql), values)

    def close(self) -> None:
        self._connection.give_back()


def _as_stored(value: object) -> object:
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value


def instant(stored: object) -> datetime:
    """A time as :meth:`Look.rows` gave it."""
    return stored if isinstance(stored, datetime) else datetime.fromisoformat(str(stored)).replace(tzinfo=UTC)
