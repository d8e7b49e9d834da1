"""One row after the other, each undone alone when it fails: none holds up those behind it."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeVar

import structlog

from bot.observe import where
from bot.storage.store import StorageFailed, Store

log = structlog.get_logger()

_T = TypeVar("_T")


async def together(tx: Store, rows: Sequence[_T], deed: Callable[[Sequence[_T]], Awaitable[object]]) -> int:
    """All rows at once, or, when that fails, each alone; as :func:`each`."""
    if len(rows) > 1:
        try:
            async with tx.savepoint():
                await deed(rows)
            return len(rows)
        except StorageFailed:
            raise
        except Exception as error:
            log.warning("rows_apart", rows=len(rows), error=type(error).__name__)
    return await each(tx, rows, lambda row: deed([row]))


async def each(tx: Store, rows: Iterable[_T], deed: Callable[[_T], Awaitable[object]]) -> int:
    """How many went well. What failed is as before, is looked at again with the next tick and counts in
    ``tx.set_aside``. Raises StorageFailed.
    """
    well = 0
    for row in rows:
        try:
            async with tx.savepoint():
                await deed(row)
            well += 1
        except StorageFailed:
            raise
        except Exception as error:
            tx.set_aside += 1
            # Its words may hold what a resident wrote.
            what = {"row": getattr(row, "id", None), "error": type(error).__name__, "at": where(error)}
            log.error("row_failed", kind=type(row).__name__, **what)
    return well
