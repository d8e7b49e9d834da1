"""Clocks of tickets; a tick asks only for those whose next step is due."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Executable, Row, bindparam, delete, select, tuple_, update

from bot.domain.clocks import Stage, StageClock
from bot.domain.limits import Limit
from bot.domain.ticket import Ticket
from bot.storage.gateway import Gateway, inserting
from bot.storage.tables import clocks, tickets

_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A clock with its row."""

    id: int
    ticket_id: int
    round: int
    clock: StageClock


Change = tuple[RunningClock, StageClock, datetime | None]
"""A clock as it was and as it is now, and when it must be looked at next."""

_OF = (
    select(clocks)
    .where(clocks.c.ticket_id.in_(bindparam("ids", expanding=True)), clocks.c.stopped_at.is_(None))
    .order_by(clocks.c.id)
)


@cache
def _starting(shared: bool) -> Executable:
    return inserting(clocks, shared).on_conflict_do_nothing(index_elements=["ticket_id", "round", "stage"])


class Clocks(Gateway):
    async def start(self, started: Iterable[tuple[int, int, StageClock, datetime | None]]) -> None:
        """Starts clocks of tickets in a round, each with the instant it must be looked at first. What was stopped in
        this round stays so: a first contact is not owed a second time.
        """
        rows = [
            {
                "ticket_id": ticket_id,
                "round": round_,
                "stage": clock.stage.value,
                "started_at": clock.started_at,
                "next_at": next_at,
                **_moving(clock),
            }
            for ticket_id, round_, clock, next_at in started
        ]
        if rows:
            await self._connection.execute(_starting(self._shared), rows)

    async def due(self, now: datetime, limit: int) -> list[RunningClock]:
        """Clocks whose next step is due: dangers first, then owner by owner and ticket by ticket, so that what one
        person has to hear comes together; no ticket is torn apart, so it may be a few less than ``limit``.
        """
        query = (
            select(clocks)
            .join(tickets, tickets.c.id == clocks.c.ticket_id)
            .where(clocks.c.next_at <= now)
            .order_by(tickets.c.danger.desc(), tickets.c.owner_id, clocks.c.ticket_id, clocks.c.next_at, clocks.c.id)
            .limit(limit)
        )
        found = [_running(row) for row in await self._connection.execute(query)]
        whole = [running for running in found if running.ticket_id != found[-1].ticket_id]
        return whole if whole and len(found) == limit else found

    async def took(self, changes: Sequence[Change]) -> None:
        """Writes clocks as they are now."""
        if not changes:
            return
        query = update(clocks).where(clocks.c.id == bindparam("row_id"))
        rows = [{"row_id": running.id, **_moving(after), "next_at": next_at} for running, after, next_at in changes]
        names = [name for name in rows[0] if name != "row_id"]
        await self._connection.execute(query.values({name: bindparam(name) for name in names}), rows)

    async def stop(self, ticket_id: int, stages: Collection[Stage], now: datetime) -> None:
        await self._connection.execute(
            update(clocks)
            .where(clocks.c.ticket_id == ticket_id, clocks.c.stage.in_([s.value for s in stages]))
            .where(clocks.c.stopped_at.is_(None))
            .values(stopped_at=now, next_at=None)
        )

    async def of(self, ticket_id: int) -> list[RunningClock]:
        """Those not finished: running, standing still, or over."""
        return (await self.of_all([ticket_id])).get(ticket_id, [])

    async def of_all(self, ticket_ids: Collection[int]) -> dict[int, list[RunningClock]]:
        """The same of several tickets, by ticket."""
        found: dict[int, list[RunningClock]] = {}
        for row in await self._connection.execute(_OF, {"ids": list(ticket_ids)}):
            found.setdefault(row.ticket_id, []).append(_running(row))
        return found

    async def all_of(self, ticket_id: int) -> list[RunningClock]:
        """Every clock the ticket ever had, finished ones too, in the order they were started."""
        query = select(clocks).where(clocks.c.ticket_id == ticket_id).order_by(clocks.c.id)
        return [_running(row) for row in await self._connection.execute(query)]

    async def forget(self, ticket_id: int, stages: Collection[Stage]) -> None:
        """Drops running clocks: the ticket was dispatched anew and gets others."""
        await self._connection.execute(
            delete(clocks).where(
                clocks.c.ticket_id == ticket_id,
                clocks.c.stage.in_([s.value for s in stages]),
                clocks.c.stopped_at.is_(None),
            )
        )

    async def erase(self, those: Iterable[Ticket], stages: Collection[Stage]) -> None:
        """Drops clocks of the round these tickets are in, also those that were stopped: a new owner owes these stages
        anew.
        """
        rounds = [(one.id, one.round) for one in those]
        mine = tuple_(clocks.c.ticket_id, clocks.c.round).in_(rounds)
        # The first condition is for the index.
        query = delete(clocks).where(clocks.c.ticket_id.in_([id_ for id_, _ in rounds]), mine)
        await self._connection.execute(query.where(clocks.c.stage.in_([stage.value for stage in stages])))


def _moving(clock: StageClock) -> Mapping[str, Any]:
    """The columns that may change while a clock lives."""
    return {
        "limit": str(clock.limit),
        "due_at": clock.due_at,
        "top": clock.top,
        "warned": clock.warned,
        "level": clock.level,
        "told_at": clock.told_at,
        "resumed_at": clock.resumed_at,
        "used": clock.used // _MICROSECOND,
        "paused_at": clock.paused_at,
        "paused": clock.paused // _MICROSECOND,
        "unpaused_due_at": clock.unpaused_due_at,
        "extended_at": clock.extended_at,
        "stopped_at": clock.stopped_at,
    }


def clock_of(row: Any) -> StageClock:
    """The clock in a row of ``clocks``."""
    return StageClock(
        stage=Stage(row.stage),
        started_at=row.started_at,
        limit=Limit.parse(row.limit),
        due_at=row.due_at,
        top=row.top,
        warned=row.warned,
        level=row.level,
        told_at=row.told_at,
        resumed_at=row.resumed_at,
        used=row.used * _MICROSECOND,
        paused_at=row.paused_at,
        paused=row.paused * _MICROSECOND,
        unpaused_due_at=row.unpaused_due_at,
        extended_at=row.extended_at,
        stopped_at=row.stopped_at,
    )


def _running(row: Row[Any]) -> RunningClock:
    return RunningClock(row.id, row.ticket_id, row.round, clock_of(row))
