"""What lies at or below a node of the tree."""

from sqlalchemy import ColumnElement, String, bindparam, func

from bot.storage.tables import nodes

_PATH = bindparam("below", type_=String)
BELOW = func.substr(nodes.c.path, 1, func.length(_PATH)) == _PATH
"""The same for statements that are put together once; the path is asked with as ``below``."""


def at_or_below(path: str) -> ColumnElement[bool]:
    """Not LIKE: SQLite's takes capital letters for small ones, PostgreSQL's does not."""
    return func.substr(nodes.c.path, 1, len(path)) == path
