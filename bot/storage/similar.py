"""What tickets are known by, which of them tell the same matter, and how often a place has the same trouble.

Neither sealed tickets nor dangers are ever found here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    union,
    update,
)

from bot.domain import grounds, similar
from bot.domain.hotspots import UNCOUNTED, Filed
from bot.domain.life import OPEN, State
from bot.domain.similar import Fingerprint
from bot.domain.ticket import Ticket
from bot.storage.gateway import Gateway
from bot.storage.tables import fingerprints, petitioners, readings, tickets
from bot.storage.tickets import COLUMNS, as_ticket


@dataclass(frozen=True, slots=True)
class Known:
    """An open ticket with what it is known by. ``chances``: category → how likely it was meant."""

    ticket: Ticket
    fingerprint: Fingerprint
    chances: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Crowd:
    """Those who tell the same matter: the number of the ``first`` ticket, "" for the first itself, and how many
    ``residents`` there are, this one counted."""

    first: str
    residents: int


_TAKES_PART = and_(tickets.c.sealed_role.is_(None), tickets.c.danger.is_(False))
_NOT_WITHDRAWN = tickets.c.state != State.WITHDRAWN.value

_KEEP = insert(fingerprints)
_OF = select(fingerprints.c.body).where(fingerprints.c.ticket_id == bindparam("ticket_id"))
_FIRST_OF = select(fingerprints.c.first_id).where(fingerprints.c.ticket_id == bindparam("ticket_id"))
_OPEN_AT = (
    select(*COLUMNS, fingerprints.c.body.label("known_by"), readings.c.body.label("read_as"))
    .join(fingerprints, fingerprints.c.ticket_id == tickets.c.id)
    .outerjoin(readings, readings.c.ticket_id == tickets.c.id)
    .where(tickets.c.node_id == bindparam("node_id"), tickets.c.category.in_(bindparam("categories", expanding=True)))
    .where(tickets.c.created_at >= bindparam("since"), tickets.c.id != bindparam("but"))
    .where(tickets.c.state.in_([state.value for state in OPEN]), _TAKES_PART)
    .order_by(tickets.c.created_at.desc(), tickets.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)
# Not "its id or its first": an OR over two tables is looked up in neither's index, but in every row.
_FOLLOWING = select(fingerprints.c.ticket_id).where(fingerprints.c.first_id == bindparam("first_id"))
_CROWD = (
    select(tickets.c.id, tickets.c.number, tickets.c.petitioner_id)
    .where(tickets.c.id.in_(select(bindparam("first_id", type_=BigInteger)).union_all(_FOLLOWING)))
    .where(_TAKES_PART, _NOT_WITHDRAWN)
)
_FILED = select(tickets.c.created_at, func.coalesce(tickets.c.parent_id, tickets.c.id)).where(
    tickets.c.node_id == bindparam("node_id"),
    tickets.c.category == bindparam("category"),
    tickets.c.created_at > bindparam("since"),
    _TAKES_PART,
    tickets.c.state.not_in([state.value for state in UNCOUNTED]),
)

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_WITH_OTHERS = union(
    select(fingerprints.c.ticket_id).where(fingerprints.c.ticket_id.in_(_IDS), fingerprints.c.first_id.is_not(None)),
    select(fingerprints.c.first_id).where(fingerprints.c.first_id.in_(_IDS)),
    select(tickets.c.parent_id).where(tickets.c.parent_id.in_(_IDS)),
    select(petitioners.c.ticket_id).where(petitioners.c.ticket_id.in_(_IDS)),
)


class Similar(Gateway):
    async def keep(self, ticket_id: int, fingerprint: Fingerprint) -> None:
        await self._connection.execute(_KEEP, {"ticket_id": ticket_id, "body": similar.to_json(fingerprint)})

    async def of(self, ticket_id: int) -> Fingerprint:
        """Knows nothing of a ticket that has none."""
        return similar.from_json(await self._connection.scalar(_OF, {"ticket_id": ticket_id}))

    async def open_at(
        self, node_id: int, categories: Collection[str], since: datetime, limit: int, *, but: int
    ) -> list[Known]:
        """Open tickets at the node in these categories, the newest first, without the one called ``but``."""
        asked = {"node_id": node_id, "categories": sorted(categories), "since": since, "most": limit, "but": but}
        return [_known(dict(row)) for row in (await self._connection.execute(_OPEN_AT, asked)).mappings()]

    async def follow(self, ticket_id: int, first_id: int) -> None:
        """The ticket tells the same matter as an earlier one."""
        await self._connection.execute(
            update(fingerprints).where(fingerprints.c.ticket_id == ticket_id).values(first_id=first_id)
        )

    async def first_of(self, ticket_id: int) -> int | None:
        """The ticket this one follows, None for a first one."""
        first_id: int | None = await self._connection.scalar(_FIRST_OF, {"ticket_id": ticket_id})
        return first_id

    async def leave(self, ticket_id: int) -> int | None:
        """The ticket tells another matter now. Those that followed it follow the oldest of them. Returns the first
        ticket of those it leaves behind, None where it stood alone."""
        first_id = await self.first_of(ticket_id)
        if first_id is not None:
            await self._connection.execute(
                update(fingerprints).where(fingerprints.c.ticket_id == ticket_id).values(first_id=None)
            )
            return first_id
        following = fingerprints.c.first_id == ticket_id
        heir: int | None = await self._connection.scalar(select(func.min(fingerprints.c.ticket_id)).where(following))
        if heir is not None:
            await self._connection.execute(update(fingerprints).where(following).values(first_id=heir))
            await self._connection.execute(
                update(fingerprints).where(fingerprints.c.ticket_id == heir).values(first_id=None)
            )
        return heir

    async def merge(self, ticket_id: int, head_id: int) -> list[int]:
        """A person said that the ticket is one with the head: whatever stood with it stands with the head now. Returns
        the tickets whose first is another."""
        first_id = await self.first_of(head_id)
        if first_id is None or first_id == ticket_id:
            first_id = head_id
            await self._point(fingerprints.c.ticket_id == head_id, None)
        moved = await self._point(
            and_(fingerprints.c.first_id == ticket_id, fingerprints.c.ticket_id != head_id), first_id
        )
        await self._point(fingerprints.c.ticket_id == ticket_id, first_id)
        return moved

    async def _point(self, which: ColumnElement[bool], first_id: int | None) -> list[int]:
        query = update(fingerprints).where(which).values(first_id=first_id).returning(fingerprints.c.ticket_id)
        return list((await self._connection.scalars(query)).all())

    async def forget(self, ticket_id: int) -> None:
        """What was sealed is known by nothing any more. It has left before."""
        await self._connection.execute(delete(fingerprints).where(fingerprints.c.ticket_id == ticket_id))

    async def stand_with_others(self, ticket_ids: Collection[int]) -> set[int]:
        """Those of the tickets that follow another or are followed, have children, or were joined by somebody."""
        return set(await self._connection.scalars(_WITH_OTHERS, {"ids": list(ticket_ids)}))

    async def crowd(self, ticket_id: int) -> Crowd:
        first_id = await self.first_of(ticket_id) or ticket_id
        rows = (await self._connection.execute(_CROWD, {"first_id": first_id})).all()
        number = next((row.number for row in rows if row.id == first_id != ticket_id), "")
        return Crowd(number, len({row.petitioner_id for row in rows}))

    async def filed(self, node_id: int, category: str, since: datetime) -> list[Filed]:
        """What was filed at the node in the category since then, as hot spots count it."""
        asked = {"node_id": node_id, "category": category, "since": since}
        rows = (await self._connection.execute(_FILED, asked)).all()
        return [Filed(node_id, category, row[0], row[1]) for row in rows]


def _known(values: dict[str, Any]) -> Known:
    known_by, read_as = values.pop("known_by"), values.pop("read_as")
    chances = {one.category: one.score for one in grounds.from_json(read_as).candidates}
    return Known(as_ticket(values), similar.from_json(known_by), chances)
