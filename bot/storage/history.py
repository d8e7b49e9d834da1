"""What happened to a ticket: appended, never edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, insert, or_, select

from bot.domain.life import Event, State
from bot.storage.gateway import Gateway
from bot.storage.tables import history, tickets


@dataclass(frozen=True, slots=True)
class Entry:
    """One step. ``note_id`` refers to what was written; personal text itself never stands here."""

    ticket_id: int
    event: Event
    source: State
    target: State
    actor_id: int | None
    round: int
    at: datetime
    reason: str = ""
    note_id: int | None = None


_APPEND = insert(history)


class History(Gateway):
    async def append(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        rows = [
            {
                "ticket_id": e.ticket_id,
                "event": e.event.value,
                "source": e.source.value,
                "target": e.target.value,
                "actor_id": e.actor_id,
                "reason": e.reason,
                "note_id": e.note_id,
                "round": e.round,
                "at": e.at,
            }
            for e in entries
        ]
        await self._connection.execute(_APPEND, rows)

    async def of(self, ticket_id: int) -> list[Entry]:
        query = select(history).where(history.c.ticket_id == ticket_id).order_by(history.c.id)
        return [
            Entry(
                row.ticket_id,
                Event(row.event),
                State(row.source),
                State(row.target),
                row.actor_id,
                row.round,
                row.at,
                row.reason,
                row.note_id,
            )
            for row in await self._connection.execute(query)
        ]

    async def added_since(self, person_id: int, ticket_id: int, since: datetime) -> int:
        """How often somebody has added to this ticket or to his own since then; an objection counts as well."""
        own = select(tickets.c.id).where(tickets.c.petitioner_id == person_id)
        objection = and_(history.c.event == Event.CHASE.value, history.c.note_id.is_not(None))
        query = (
            select(func.count())
            .where(or_(history.c.ticket_id == ticket_id, history.c.ticket_id.in_(own)), history.c.at > since)
            .where(history.c.actor_id == person_id, or_(history.c.event == Event.SUPPLEMENT.value, objection))
        )
        return int((await self._connection.execute(query)).scalar_one())
