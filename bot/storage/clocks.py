"""Running clocks of tickets; a tick asks only for those whose next step is due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.domain.deadlines import Stage, StageClock
from bot.domain.limits import Limit
from bot.storage.gateway import Gateway
from bot.storage.tables import clocks


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A clock with its row."""

    id: int
    ticket_id: int
    round: int
    clock: StageClock


class Clocks(Gateway):
    async def start(self, ticket_id: int, round_: int, started: Sequence[tuple[StageClock, datetime | None]]) -> None:
        """Starts clocks, each with the instant it must be looked at first. What was stopped in this round stays so:
        a first contact is not owed a second time.
        """
        rows = [
            {
                "ticket_id": ticket_id,
                "round": round_,
                "stage": clock.stage.value,
                "limit": str(clock.limit),
                "started_at": clock.started_at,
                "due_at": clock.due_at,
                "top": clock.top,
                "next_at": next_at,
            }
            for clock, next_at in started
        ]
        statement = self._insert(clocks).on_conflict_do_nothing(index_elements=["ticket_id", "round", "stage"])
        await self._connection.execute(statement, rows)

    async def due(self, now: datetime, limit: int) -> list[RunningClock]:
        query = select(clocks).where(clocks.c.next_at <= now).order_by(clocks.c.next_at, clocks.c.id).limit(limit)
        return [_running(row) for row in await self._connection.execute(query)]

    async def took(self, running: RunningClock, after: StageClock, next_at: datetime | None) -> None:
        await self._connection.execute(
            update(clocks)
            .where(clocks.c.id == running.id)
            .values(warned=after.warned, level=after.level, top=after.top, next_at=next_at)
        )

    async def stop(self, ticket_id: int, stages: Collection[Stage], now: datetime) -> None:
        await self._connection.execute(
            update(clocks)
            .where(clocks.c.ticket_id == ticket_id, clocks.c.stage.in_([s.value for s in stages]))
            .where(clocks.c.stopped_at.is_(None))
            .values(stopped_at=now, next_at=None)
        )

    async def of(self, ticket_id: int) -> list[RunningClock]:
        query = select(clocks).where(clocks.c.ticket_id == ticket_id, clocks.c.stopped_at.is_(None))
        return [_running(row) for row in await self._connection.execute(query.order_by(clocks.c.id))]

    async def forget(self, ticket_id: int, stages: Collection[Stage]) -> None:
        """Drops running clocks: the ticket was dispatched anew and gets others."""
        await self._connection.execute(
            delete(clocks).where(
                clocks.c.ticket_id == ticket_id,
                clocks.c.stage.in_([s.value for s in stages]),
                clocks.c.stopped_at.is_(None),
            )
        )


def _running(row: Row[Any]) -> RunningClock:
    clock = StageClock(
        Stage(row.stage), row.started_at, Limit.parse(row.limit), row.due_at, row.top, row.warned, row.level
    )
    return RunningClock(row.id, row.ticket_id, row.round, clock)
