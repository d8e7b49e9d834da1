"""Counts for whoever watches the house: few queries, each on an index, none that reads what people wrote."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, literal_column, select

from bot.domain.life import OPEN
from bot.storage.gateway import Gateway
from bot.storage.tables import clocks, inbox, outbox, tickets


@dataclass(frozen=True, slots=True)
class Backlog:
    """Letters of one priority that wait: all of them, and when the oldest that may leave now could have left."""

    priority: int
    letters: int
    oldest_due: datetime | None


@dataclass(frozen=True, slots=True)
class Running:
    """Clocks of one stage that run for open tickets."""

    stage: str
    overdue: int
    soon: int


class Figures(Gateway):
    """States are written out, not bound: only so both databases use the partial indexes."""

    async def inbox(self) -> tuple[int, datetime | None]:
        """Updates that wait to be handled, and when the oldest came."""
        query = select(func.count(), func.min(inbox.c.received_at)).where(inbox.c.state == literal_column("'new'"))
        row = (await self._connection.execute(query)).one()
        return int(row[0]), row[1]

    async def parked(self) -> int:
        query = select(func.count()).select_from(inbox).where(inbox.c.state == literal_column("'parked'"))
        return int((await self._connection.execute(query)).scalar_one())

    async def outbox(self, now: datetime) -> list[Backlog]:
        # A retry puts not_before off; what was tried has been waiting since it was decided.
        since = case((outbox.c.attempts == 0, outbox.c.not_before), else_=outbox.c.created_at)
        due = case((outbox.c.not_before <= now, since))
        query = select(outbox.c.priority, func.count(), func.min(due)).where(
            outbox.c.state == literal_column("'queued'")
        )
        rows = await self._connection.execute(query.group_by(outbox.c.priority))
        return [Backlog(int(row[0]), int(row[1]), row[2]) for row in rows]

    async def undelivered(self) -> int:
        query = select(func.count()).select_from(outbox).where(outbox.c.state == literal_column("'undelivered'"))
        return int((await self._connection.execute(query)).scalar_one())

    async def tickets(self) -> dict[str, int]:
        query = select(tickets.c.state, func.count()).group_by(tickets.c.state)
        return {state: int(count) for state, count in await self._connection.execute(query)}

    async def deadlines(self, now: datetime, soon: datetime) -> list[Running]:
        """``soon``: what falls due before it counts as soon."""
        overdue = func.sum(case((clocks.c.due_at <= now, 1), else_=0))
        nearing = func.sum(case(((clocks.c.due_at > now) & (clocks.c.due_at <= soon), 1), else_=0))
        query = (
            select(clocks.c.stage, overdue, nearing)
            .join(tickets, tickets.c.id == clocks.c.ticket_id)
            .where(
                tickets.c.state.in_([state.value for state in OPEN]),
                clocks.c.stopped_at.is_(None),
                clocks.c.paused_at.is_(None),
            )
            .group_by(clocks.c.stage)
        )
        return [Running(row[0], int(row[1]), int(row[2])) for row in await self._connection.execute(query)]
