"""Periods of scheduled jobs, each taken once."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from bot.storage.gateway import Gateway
from bot.storage.tables import slots


class Slots(Gateway):
    async def taken(self, job: str, period: str) -> bool:
        found = await self._connection.scalar(select(slots.c.job).where(slots.c.job == job, slots.c.period == period))
        return found is not None

    async def take(self, job: str, period: str, at: datetime) -> bool:
        """Whether this call is the one that took the period."""
        if await self.taken(job, period):
            return False
        try:
            async with self._connection.begin_nested():
                await self._connection.execute(insert(slots).values(job=job, period=period, at=at))
        except IntegrityError:
            return False
        return True
