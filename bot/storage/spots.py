"""Rooms in which tickets stand, many at once."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Table, and_, bindparam, tuple_

from bot.domain.rooms import Room


class Spot(NamedTuple):
    """A ticket in a room."""

    ticket_id: int
    room: Room


def at_spots(table: Table) -> ColumnElement[bool]:
    """A condition on the rows of a table that say which ticket stands where; asked with :func:`of_spots`."""
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    spots: BindParameter[tuple[int, ...]] = bindparam("spots", expanding=True)
    # The first half is for the index.
    return and_(table.c.ticket_id.in_(ids), tuple_(table.c.ticket_id, table.c.chat_id, table.c.thread_id).in_(spots))


def of_spots(spots: Iterable[Spot]) -> dict[str, Any]:
    rows = [(spot.ticket_id, spot.room.chat_id, spot.room.thread_id) for spot in spots]
    return {"ids": sorted({row[0] for row in rows}), "spots": rows}
