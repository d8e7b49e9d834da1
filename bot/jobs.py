"""Interval ticks. Nothing is scheduled for a time of day: what is due is computed from Clock.now() at every tick."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.store import StorageFailed, Store
from bot.usecases import deadlines, intake, reports, survey
from bot.usecases.town import Town

log = structlog.get_logger()

PAYLOADS_LIVE = timedelta(hours=72)


class Ticks:
    """What time alone brings about: reminders, silence on a question, surveys, digests, forgetting."""

    def __init__(
        self,
        database: Database,
        town: Callable[[Store], Awaitable[Town]],
        clock: Clock,
        on_commit: Callable[[], None],
    ) -> None:
        self._database = database
        self._town = town
        self._clock = clock
        self._on_commit = on_commit
        self._scheduler = AsyncIOScheduler()

    def start(self, every: timedelta = timedelta(seconds=5)) -> None:
        self._scheduler.add_job(
            self._safely,
            "interval",
            seconds=every.total_seconds(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _safely(self) -> None:
        try:
            await self.tick()
        except StorageFailed as error:
            # The next tick does what this one could not.
            log.error("ticks.storage_failed", error=str(error)[:200])

    async def tick(self) -> None:
        """Does everything that is due now, in bounded transactions."""
        for job in (deadlines.tick, intake.silence, survey.tick, reports.tick):
            while await self._once(job):
                pass
        async with self._database.begin() as tx:
            await tx.inbox.forget_payloads(self._clock.now() - PAYLOADS_LIVE)

    async def _once(self, job: Callable[[Store, Town, datetime], Awaitable[int]]) -> int:
        async with self._database.begin() as tx:
            count = await job(tx, await self._town(tx), self._clock.now())
        if count:
            self._on_commit()
        return count
