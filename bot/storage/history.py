"""What happened to a ticket: appended, never edited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bot.domain.life import Event, State
from bot.storage.gateway import Gateway
from bot.storage.tables import history


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
