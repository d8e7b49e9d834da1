"""Lists of meetings and what stands on them."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, Row, Select, bindparam, desc, or_, select, update

from bot.domain.escalation import How
from bot.domain.life import OPEN, RUNNING, Event, State
from bot.domain.meetings import Candidate, Item, Why
from bot.storage.gateway import Gateway, inserting
from bot.storage.tables import escalations, history, meeting_items, meetings, tickets

_COLUMNS = tuple(meeting_items.c[field.name] for field in fields(Item))


@dataclass(frozen=True, slots=True)
class Meeting:
    id: int
    node_id: int
    kind: str
    held_at: datetime
    opened_at: datetime | None


_AT = select(meetings).where(
    meetings.c.node_id == bindparam("node_id"),
    meetings.c.kind == bindparam("kind"),
    meetings.c.held_at == bindparam("held_at"),
)
_OPEN = update(meetings).where(meetings.c.id == bindparam("meeting")).values(opened_at=bindparam("now"))
_ITEMS = (
    select(*_COLUMNS)
    .where(meeting_items.c.meeting_id == bindparam("meeting"), meeting_items.c.removed_at.is_(None))
    .order_by(meeting_items.c.id)
)


@cache
def _beginning(shared: bool) -> Executable:
    return inserting(meetings, shared).on_conflict_do_nothing(index_elements=["node_id", "kind", "held_at"])


@cache
def _latest(of_kind: bool, before: bool) -> Select[Any]:
    query = select(meetings).where(meetings.c.node_id == bindparam("node_id"), meetings.c.opened_at.is_not(None))
    if of_kind:
        query = query.where(meetings.c.kind == bindparam("kind"))
    if before:
        query = query.where(meetings.c.held_at < bindparam("before"))
    return query.order_by(desc(meetings.c.held_at)).limit(1)


@cache
def _candidates() -> Select[Any]:
    climbed = (
        select(escalations.c.id)
        .where(
            escalations.c.ticket_id == tickets.c.id,
            escalations.c.round == tickets.c.round,
            escalations.c.to_id == bindparam("node"),
            or_(escalations.c.how == How.WATCH.value, escalations.c.handed_down_at.is_(None)),
        )
        .exists()
    )
    several = (
        select(history.c.id)
        .where(history.c.ticket_id == tickets.c.id, history.c.event.in_((Event.ASSIST.value, Event.WHISTLE.value)))
        .exists()
    )
    late = tickets.c.state.in_([s.value for s in RUNNING]) & (tickets.c.due_at <= bindparam("now"))
    return (
        select(
            tickets.c.id, tickets.c.state, tickets.c.owner_id, tickets.c.due_at,
            climbed.label("climbed"), several.label("several"),
        )
        .where(tickets.c.owner_id.in_(bindparam("owners", expanding=True)), tickets.c.sealed_role.is_(None))
        .where(tickets.c.state.in_([s.value for s in OPEN]))
        .where(or_(late, tickets.c.state == State.ON_ACCOUNT.value, climbed, several))
        .order_by(tickets.c.due_at.nulls_last(), tickets.c.id)
    )  # fmt: skip


class Meetings(Gateway):
    async def at(self, node_id: int, kind: str, held_at: datetime) -> Meeting:
        """The list of this meeting; made when there is none yet."""
        new = {"node_id": node_id, "kind": kind, "held_at": held_at}
        await self._connection.execute(_beginning(self._shared), new)
        row = (await self._connection.execute(_AT, new)).one()
        return Meeting(**row._mapping)

    async def get(self, meeting_id: int) -> Meeting | None:
        row = (await self._connection.execute(select(meetings).where(meetings.c.id == meeting_id))).first()
        return None if row is None else Meeting(**row._mapping)

    async def latest(self, node_id: int, kind: str = "", before: datetime | None = None) -> Meeting | None:
        """The newest list of a node that was opened, of one kind or any."""
        asked = {"node_id": node_id} | ({"kind": kind} if kind else {}) | ({"before": before} if before else {})
        row = (await self._connection.execute(_latest(bool(kind), before is not None), asked)).first()
        return None if row is None else Meeting(**row._mapping)

    async def open(self, meeting_id: int, now: datetime) -> None:
        await self._connection.execute(_OPEN, {"meeting": meeting_id, "now": now})

    async def add(self, meeting_id: int, ticket_id: int, why: Why, carried: Item | None = None) -> bool:
        """Puts a ticket on a list, with what was decided of it on the one before. Whether it was not there yet."""
        values: dict[str, Any] = {"meeting_id": meeting_id, "ticket_id": ticket_id, "why": why.value, "carried": 0}
        if carried is not None:
            kept = ("lead_id", "together", "measure_id", "days", "due_at", "decided_at", "next_at")
            values |= {name: getattr(carried, name) for name in kept} | {"carried": carried.carried + 1}
        statement = self._insert(meeting_items).values(values)
        done = await self._connection.execute(
            statement.on_conflict_do_nothing(index_elements=["meeting_id", "ticket_id"])
        )
        if carried is not None and done.rowcount == 1:
            # One row of a matter speaks, the newest.
            await self.change(carried.id, next_at=None)
        return done.rowcount == 1

    async def put_back(self, meeting_id: int, ticket_id: int) -> None:
        """What was taken off the list stands on it again."""
        query = update(meeting_items).where(
            meeting_items.c.meeting_id == meeting_id, meeting_items.c.ticket_id == ticket_id
        )
        await self._connection.execute(query.values(removed_at=None))

    async def items(self, meeting_id: int) -> list[Item]:
        """What stands on a list, in its order, without what was taken off."""
        return [_item(row) for row in await self._connection.execute(_ITEMS, {"meeting": meeting_id})]

    async def item(self, item_id: int) -> Item | None:
        row = (await self._connection.execute(select(*_COLUMNS).where(meeting_items.c.id == item_id))).first()
        return None if row is None else _item(row)

    async def newest_item(self, ticket_id: int) -> Item | None:
        query = select(*_COLUMNS).where(meeting_items.c.ticket_id == ticket_id, meeting_items.c.removed_at.is_(None))
        row = (await self._connection.execute(query.order_by(desc(meeting_items.c.id)).limit(1))).first()
        return None if row is None else _item(row)

    async def due(self, now: datetime, limit: int = 100) -> list[Item]:
        """Decisions whose lead hears of their day now, the earliest first."""
        query = select(*_COLUMNS).where(meeting_items.c.next_at <= now, meeting_items.c.removed_at.is_(None))
        rows = await self._connection.execute(query.order_by(meeting_items.c.next_at, meeting_items.c.id).limit(limit))
        return [_item(row) for row in rows]

    async def change(self, item_id: int, **values: Any) -> None:
        await self._connection.execute(update(meeting_items).where(meeting_items.c.id == item_id).values(**values))

    async def candidates(self, node_id: int, owners: Collection[int], now: datetime) -> list[Candidate]:
        """Open tickets of these owners that may be somebody's business at the node, the longest due first."""
        asked = {"node": node_id, "owners": list(owners), "now": now}
        return [
            Candidate(
                row.id, State(row.state), row.owner_id == node_id, row.due_at, bool(row.climbed), bool(row.several)
            )
            for row in await self._connection.execute(_candidates(), asked)
        ]


def _item(row: Row[Any]) -> Item:
    values = dict(row._mapping)
    return Item(**{**values, "why": Why(values["why"])})
