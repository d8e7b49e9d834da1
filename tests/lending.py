"""Connections to PostgreSQL that outlive their user, for databases that many tests use one after the other.

A process of the server that has read and planned what the bot asks need not do so again for every test: whoever closes
such a connection gives it back, and the next gets it as new but for what it has prepared. It is of one event loop: of
that which all tests have that use a copied database.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

import asyncpg
from sqlalchemy import Engine, event

LENDING: dict[str, list["Lent"]] = {}
"""By database: the connections that rest. Others' connections are their own."""

_LOOP: list[asyncio.AbstractEventLoop] = []
"""The one where connections are lent; on any other they are not."""


class Lent(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    asked: str
    """What it was opened with; only who asks for the same gets it."""
    _known: dict[str, Any]
    """What is prepared, by its text."""

    async def prepare(self, query: str, **options: Any) -> Any:
        if query not in self._known:
            self._known[query] = await super().prepare(query, **options)
        return self._known[query]

    async def close(self, **options: Any) -> None:
        """Gives it back; one that broke, or broke off in the middle, is closed."""
        resting = _resting(self._params.database)
        if resting is None or self.is_closed() or self._top_xact is not None or self.is_in_transaction():
            await super().close(**options)
            return
        try:
            await self.reset(**options)
        except (Exception, asyncio.CancelledError):
            self.terminate()
            raise
        resting.append(self)

    async def end(self) -> None:
        if asyncio.get_running_loop() in _LOOP:
            await super().close()
        else:
            self.terminate()


def begin() -> None:
    """On this loop engines borrow from now on where somebody lends."""
    _LOOP[:] = [asyncio.get_running_loop()]
    event.listen(Engine, "do_connect", _borrow)


def start(database: str) -> None:
    """The connections to it are lent, where they are at all."""
    if asyncio.get_running_loop() in _LOOP:
        LENDING.setdefault(database, [])


def lends(database: str) -> bool:
    """Whether connections to it are lent here."""
    return database in LENDING and asyncio._get_running_loop() in _LOOP


def _resting(database: str) -> list[Lent] | None:
    return LENDING.get(database) if asyncio.get_running_loop() in _LOOP else None


def _borrow(dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
    if dialect.driver == "asyncpg":
        parameters["async_creator_fn"] = lend


async def lend(**wanted: Any) -> Any:
    """A connection as :func:`asyncpg.connect` gives it."""
    if (resting := _resting(wanted["database"])) is None:
        return await asyncpg.connect(**wanted)
    asked = repr(sorted(wanted.items()))
    for connection in reversed(resting):
        if connection.asked == asked:
            resting.remove(connection)
            if not connection.is_closed():
                return connection
    # Planned once, whatever it is asked with: none of the tables has many rows.
    settings = {**wanted.pop("server_settings", {}), "plan_cache_mode": "force_generic_plan"}
    made = await asyncpg.connect(**wanted, server_settings=settings, connection_class=Lent)
    made.asked, made._known = asked, {}
    return made


def resting(database: str) -> list[int]:
    """The server's processes of those that nobody uses now."""
    return [connection.get_server_pid() for connection in LENDING.get(database, ())]


async def end(databases: Iterable[str] | None = None) -> None:
    """Nothing is lent any more of these databases, or of any."""
    for database in list(LENDING if databases is None else databases):
        for connection in LENDING.pop(database, ()):
            await connection.end()
