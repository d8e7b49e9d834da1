"""Periods of scheduled jobs, each taken once."""

from datetime import datetime

from sqlalchemy import select

from bot.storage.gateway import Gateway
from bot.storage.tables import slots


class Slots(Gateway):
    async def taken(self, job: str, period: str) -> bool:
        found = await self._connection.scalar(select(slots.c.job).where(slots.c.job == job, slots.c.period == period))
        return found is not None

    async def take(self, job: str, period: str, at: datetime) -> bool:
        """Whether this call is the one that took the period."""
        statement = self._insert(slots).values(job=job, period=period, at=at)
        return (await self._connection.execute(statement.on_conflict_do_nothing())).rowcount == 1
