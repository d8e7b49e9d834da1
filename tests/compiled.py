"""Statements are compiled once a process, and of towns whose places are the same the places are read once. Every test
has engines and a town hall of its own, and each would do so anew.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

from bot import town_hall
from bot.domain.org import Node
from bot.places.gazetteer import Gazetteer
from bot.storage.sealing import _seal_of

Places = Sequence[tuple[int, str]]


class _Compiled(LRUCache[Any, Any]):
    """SQLAlchemy's own cache, for all engines of one kind of database: without the dialect that a key begins with."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: tuple[Any, ...], value: Any) -> None:
        super().__setitem__(key[1:], value)


_SHARED: dict[str, _Compiled] = {}


def share() -> None:
    """From here on all engines share what they compile, except those with keys: with these a statement seals. All town
    halls share their gazetteers, which nobody changes.
    """
    event.listen(Engine, "engine_connect", _give)
    pytest.MonkeyPatch().setattr(town_hall, "Gazetteer", _gazetteer)


def _gazetteer(nodes: Sequence[Node], aliases: Places, polygons: Places) -> Gazetteer:
    return _built(tuple(nodes), tuple(aliases), tuple(polygons))


@lru_cache(maxsize=8)
def _built(nodes: tuple[Node, ...], *places: tuple[tuple[int, str], ...]) -> Gazetteer:
    return Gazetteer(nodes, *places)


def _give(connection: Connection) -> None:
    dialect = connection.dialect
    if _seal_of(dialect)._keys is None:
        connection.engine._compiled_cache = _SHARED.setdefault(f"{dialect.name}+{dialect.driver}", _Compiled(2000))
