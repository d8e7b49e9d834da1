"""Interval ticks. Nothing is scheduled for a time of day: what is due is computed from Clock.now() at every tick."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.measures import STEP_SECONDS, Measures
from bot.observe import where
from bot.storage.engine import Database
from bot.storage.store import StorageFailed, Store
from bot.usecases import (
    accounts,
    deadlines,
    deciding_clock,
    intake,
    ladder,
    meetings,
    projects,
    reports,
    resuming,
    reviewing,
    rewarding,
    rooms,
    sittings,
    slip_clock,
    supervising,
    survey,
    unplanned,
    visiting,
    waking,
    whistle_clock,
    whistle_consent,
)
from bot.usecases.town import Town

log = structlog.get_logger()

PAYLOADS_LIVE = timedelta(hours=72)

Job = Callable[[Store, Town, datetime], Awaitable[int]]
"""Does what is due, a bounded part of it; how much that was. A row that fails does not count: it stays due."""

JOBS: tuple[Job, ...] = (
    deadlines.tick,
    ladder.tick,
    accounts.tick,
    meetings.tick,
    deciding_clock.tick,
    supervising.tick,
    projects.tick,
    intake.silence,
    survey.tick,
    reviewing.tick,
    resuming.tick,
    waking.tick,
    waking.archive,
    slip_clock.tick,
    whistle_clock.tick,
    whistle_consent.tick,
    visiting.tick,
    sittings.tick,
    unplanned.tick,
    rewarding.tick,
    reports.tick,
    rooms.tick,
)


class Ticks:
    """What time alone brings about: reminders, silence on a question, surveys, digests, forgetting."""

    def __init__(
        self,
        database: Database,
        town: Callable[[Store], Awaitable[Town]],
        clock: Clock,
        on_commit: Callable[[], None],
        measures: Measures,
        ours: Callable[[], bool] = lambda: True,
    ) -> None:
        """``ours``: whether this process is the one that ticks. Two that both believe it do nothing twice, as every
        job is one decision that sees what the one before it did; they would only do the work twice.
        """
        self._ours = ours
        self._database = database
        self._town = town
        self._clock = clock
        self._on_commit = on_commit
        self._measures = measures
        self._scheduler = AsyncIOScheduler()

    def start(self, every: timedelta, *others: Callable[[], Awaitable[None]]) -> None:
        """``others``: what else is looked at so often; none waits for another. One that takes longer than ``every``
        is called again meanwhile, and has to leave at once then.
        """
        for job, side_by_side in ((self._turn, 1), *((other, 2) for other in others)):
            self._scheduler.add_job(
                self._safely,
                "interval",
                args=[job],
                seconds=every.total_seconds(),
                max_instances=side_by_side,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        # The first comes an interval later; until then nothing is late.
        self._measures.ticks.beat()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _safely(self, job: Callable[[], Awaitable[None]]) -> None:
        try:
            await job()
        except StorageFailed as error:
            # The next tick does what this one could not.
            self._database.tell(error)

    async def _turn(self) -> None:
        if self._ours():
            await self.tick()
        else:
            self._measures.ticks.beat()

    async def tick(self) -> None:
        """Does everything that is due now, in bounded transactions. What fails holds up nothing else, and while it
        does there is no beat: ``/readyz`` turns red.
        """
        self._watch_clock()
        with self._measures.tick_seconds.time():
            well, left = True, JOBS
            while left:
                looked, fine = await self._together(left)
                well, left = well and fine, left[looked:]
            async with self._database.begin() as tx:
                await tx.inbox.forget_payloads(self._clock.now() - PAYLOADS_LIVE)
        if well:
            self._measures.ticks.beat()

    def _watch_clock(self) -> None:
        """Said once when somebody sets the clock back, and once when it has caught up: until then deadlines wait."""
        before = self._measures.clock.behind
        behind = self._measures.clock.see(self._clock.now())
        if behind > STEP_SECONDS >= before:
            log.warning("clock.stepped_back", seconds=round(behind))
        elif before > STEP_SECONDS >= behind:
            log.warning("clock.caught_up")

    async def _together(self, jobs: tuple[Job, ...]) -> tuple[int, bool]:
        """Nearly all find nothing nearly always: they look in one transaction, one after the other, until one has work;
        that one does all of it. How many have had their turn, and whether all that was due could be done.
        """
        looked, found = 0, False
        try:
            async with self._database.begin() as tx:
                town = await self._town(tx)
                for job in jobs:
                    looked += 1
                    if found := await job(tx, town, self._clock.now()) > 0 or tx.set_aside > 0:
                        break
        except StorageFailed:
            raise
        except Exception:
            # Undone with it is whatever stood in that transaction: each again in its own, and what fails is named.
            return looked, all([await self._whole(job) for job in jobs[:looked]])
        if not found:
            return looked, True
        self._on_commit()
        return looked, await self._whole(jobs[looked - 1]) and not tx.set_aside

    async def _whole(self, job: Job) -> bool:
        """Whether all that was due could be done."""
        well = True
        try:
            while True:
                count, set_aside = await self._once(job)
                well = well and not set_aside
                if not count:
                    return well
        except StorageFailed:
            raise
        except Exception as error:
            # Its words may hold what a resident wrote.
            log.error("ticks.failed", job=job.__module__, error=type(error).__name__, at=where(error))
            return False

    async def _once(self, job: Job) -> tuple[int, int]:
        """How much was done, and how much of what was due could not be."""
        async with self._database.begin() as tx:
            count = await job(tx, await self._town(tx), self._clock.now())
        if count:
            self._on_commit()
        return count, tx.set_aside
