"""The newest step of each ticket that can be undone, with the ticket and its clocks as they stood before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select, update

from bot.domain.life import Event
from bot.domain.ticket import Ticket
from bot.storage.columns import Utc
from bot.storage.gateway import Gateway
from bot.storage.tables import clocks, last_steps, tickets

Values = Mapping[str, Any]
_KEPT = {field.name for field in fields(Ticket)} - {"id", "number", "version"}


@dataclass(frozen=True, slots=True)
class Before:
    """A ticket and its clocks before a step."""

    ticket_id: int
    ticket: Values
    clocks: Sequence[Values]


@dataclass(frozen=True, slots=True)
class LastStep:
    """``version`` is the ticket's right after it."""

    ticket_id: int
    event: Event
    actor_id: int
    version: int
    before: Before
    at: datetime


class LastSteps(Gateway):
    async def look(self, ticket_id: int) -> Before:
        """How everything stands now."""
        row = (await self._connection.execute(select(tickets).where(tickets.c.id == ticket_id))).mappings().one()
        rows = (await self._connection.execute(select(clocks).where(clocks.c.ticket_id == ticket_id))).mappings()
        kept = {name: value for name, value in _written(row).items() if name in _KEPT}
        return Before(ticket_id, kept, [_written(clock) for clock in rows])

    async def remember(self, step: LastStep) -> None:
        """Instead of the one before: only the newest can be undone."""
        await self._connection.execute(delete(last_steps).where(last_steps.c.ticket_id == step.ticket_id))
        values = {
            "ticket_id": step.ticket_id,
            "event": step.event.value,
            "actor_id": step.actor_id,
            "version": step.version,
            "before": dict(step.before.ticket),
            "clocks": [dict(clock) for clock in step.before.clocks],
            "at": step.at,
        }
        await self._connection.execute(insert(last_steps).values(values))

    async def of(self, ticket_id: int) -> LastStep | None:
        row = (await self._connection.execute(select(last_steps).where(last_steps.c.ticket_id == ticket_id))).first()
        if row is None:
            return None
        before = Before(ticket_id, _read(tickets, row.before), [_read(clocks, clock) for clock in row.clocks])
        return LastStep(ticket_id, Event(row.event), row.actor_id, row.version, before, row.at)

    async def forget(self, ticket_id: int) -> None:
        await self._connection.execute(delete(last_steps).where(last_steps.c.ticket_id == ticket_id))

    async def put_clocks_back(self, before: Before) -> None:
        """The clocks run, or stand, as they did."""
        await self._connection.execute(
            delete(clocks).where(
                clocks.c.ticket_id == before.ticket_id, clocks.c.id.not_in([clock["id"] for clock in before.clocks])
            )
        )
        for clock in before.clocks:
            found = update(clocks).where(clocks.c.id == clock["id"]).values(**clock).returning(clocks.c.id)
            if (await self._connection.execute(found)).first() is None:
                await self._connection.execute(insert(clocks).values(**clock))


def _written(row: Mapping[Any, Any]) -> dict[str, Any]:
    """As JSON takes it."""
    return {str(k): value.isoformat() if isinstance(value, datetime) else value for k, value in row.items()}


def _read(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """As the columns take it."""
    return {
        name: datetime.fromisoformat(value) if value and isinstance(table.c[name].type, Utc) else value
        for name, value in values.items()
    }
