"""Looks into PostgreSQL from beside the bot: its loop is busy with the test that asks, so a look has a loop of its own,
which runs meanwhile. Of a database whose connections are lent it is kept as well, and the next test looks through it.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import asyncpg

from tests import lending

T = TypeVar("T")

_RESTING: dict[str, "Aside"] = {}
"""By database."""


class Aside:
    """A connection whose user waits within the call."""

    def __init__(self, host: str, user: str, database: str) -> None:
        self.asked = (host, user, database)
        self._loop = asyncio.new_event_loop()
        self._connection = self._wait(asyncpg.connect(host=host, user=user, database=database))

    @property
    def process(self) -> int:
        """The server's."""
        return int(self._connection.get_server_pid())

    @property
    def closed(self) -> bool:
        return bool(self._connection.is_closed())

    def fetch(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self._wait(self._connection.fetch(sql, *values))]

    def give_back(self) -> None:
        database = self.asked[2]
        if self.closed or database in _RESTING or not lending.lends(database):
            self.end()
        else:
            _RESTING[database] = self

    def end(self) -> None:
        with suppress(OSError):  # its server may have gone meanwhile
            self._wait(self._connection.close())
        self._wait(self._loop.shutdown_asyncgens())
        self._loop.close()

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        bots = asyncio._get_running_loop()
        asyncio._set_running_loop(None)
        try:
            return self._loop.run_until_complete(work)
        finally:
            asyncio._set_running_loop(bots)


def borrow(host: str, user: str, database: str) -> Aside:
    kept = _RESTING.pop(database, None)
    if kept is not None and kept.asked == (host, user, database) and not kept.closed:
        return kept
    if kept is not None:
        kept.end()
    return Aside(host, user, database)


def resting(database: str) -> list[int]:
    """The server's process of the one that nobody looks through now."""
    return [_RESTING[database].process] if database in _RESTING else []


def end(*databases: str) -> None:
    """Nobody looks into these any more, or into any."""
    for database in databases or list(_RESTING):
        if database in _RESTING:
            _RESTING.pop(database).end()
