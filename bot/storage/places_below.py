"""What lies at or below a node of the tree."""

from sqlalchemy import ColumnElement, func

from bot.storage.tables import nodes


def at_or_below(path: str) -> ColumnElement[bool]:
    """Not LIKE: SQLite's takes capital letters for small ones, PostgreSQL's does not."""
    return func.substr(nodes.c.path, 1, len(path)) == path
