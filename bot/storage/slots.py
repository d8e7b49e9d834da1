"""Periods of scheduled jobs, each taken once."""

from datetime import datetime
from functools import cache

from sqlalchemy import Executable, select

from bot.storage.gateway import Gateway, inserting
from bot.storage.tables import slots


@cache
def _taking(shared: bool) -> Executable:
    return inserting(slots, shared).on_conflict_do_nothing()


class Slots(Gateway):
    async def taken(self, job: str, period: str) -> bool:
        found = await self._connection.scalar(select(slots.c.job).where(slots.c.job == job, slots.c.period == period))
        return found is not None

    async def take(self, job: str, period: str, at: datetime) -> bool:
        """Whether this call is the one that took the period."""
        new = {"job": job, "period": period, "at": at}
        return (await self._connection.execute(_taking(self._shared), new)).rowcount == 1
