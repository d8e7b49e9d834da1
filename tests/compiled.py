"""SQL is compiled once a process: each test opens an engine of its own, which else would compile everything anew."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite

KEPT: dict[Any, Any] = {}


def keep() -> None:
    """From here on, what one engine compiled serves every engine of the same kind."""
    for kind in (SQLiteDialect_aiosqlite, PGDialect_asyncpg):
        # Part of the key under which SQLAlchemy keeps a compiled statement.
        kind.__eq__ = _same_kind  # type: ignore[method-assign]
        kind.__hash__ = _hash_of_kind  # type: ignore[method-assign,assignment]
    event.listen(Engine, "engine_connect", _use_kept)


def _same_kind(one: object, other: object) -> bool:
    return type(one) is type(other)


def _hash_of_kind(one: object) -> int:
    return hash(type(one))


def _use_kept(connection: Connection) -> None:
    connection.execution_options(compiled_cache=KEPT)
