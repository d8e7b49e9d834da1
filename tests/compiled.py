"""Statements are compiled once a process. Every test has engines of its own, and each would compile them anew."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

from bot.storage.sealing import _seal_of


class _Compiled(LRUCache[Any, Any]):
    """SQLAlchemy's own cache, for all engines of one kind of database: without the dialect that a key begins with."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: tuple[Any, ...], value: Any) -> None:
        super().__setitem__(key[1:], value)


_SHARED: dict[str, _Compiled] = {}


def share() -> None:
    """From here on all engines share what they compile, except those with keys: with these a statement seals."""
    event.listen(Engine, "engine_connect", _give)


def _give(connection: Connection) -> None:
    dialect = connection.dialect
    if _seal_of(dialect)._keys is None:
        connection.engine._compiled_cache = _SHARED.setdefault(f"{dialect.name}+{dialect.driver}", _Compiled(2000))
