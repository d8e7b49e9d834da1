"""Keeps the demo's house: opens it, moves its clock, and starts it over from nothing while the page stays open."""

import asyncio
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import House, running
from bot.clock import Clock
from bot.config import Settings
from bot.demo.settling import Settled, settle
from bot.rules_in_use import Rules
from bot.simulator.keeping import save
from bot.simulator.state import Simulator
from bot.storage.engine import Database
from bot.storage.migrate import upgrade

FIRST_HOUR, LAST_HOUR = 9, 16
OFFSET = "demo_offset_seconds"
PATIENCE_SECONDS = 20.0


@dataclass
class Keeper:
    """``settled`` and ``house`` are there once ``opened`` is set; both change when the demo starts over."""

    settings: Settings
    simulator: Simulator
    clock: Clock
    rules: Rules
    limits: bool
    tick_every: timedelta
    known: bool
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    settled: Settled = field(init=False)
    house: House = field(init=False)
    _curtain: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: bool = False

    async def run(self) -> None:
        """Until ``close``. An error of the bot ends it loudly."""
        while not self._ended:
            self._curtain.clear()
            await self._open()
            if not self._ended:
                self._wipe()

    async def _open(self) -> None:
        await prepare(self.settings.database_url, self.settings.zone, self.clock)
        self.settled = await settle(self.settings.database_url, self.simulator, self.clock, known=self.known)
        async with running(
            self.settings, self.clock, limits=self.limits, tick_every=self.tick_every, rules=self.rules
        ) as self.house:
            self.opened.set()
            await self._curtain.wait()
            self.opened.clear()

    def close(self) -> None:
        self._ended = True
        self._curtain.set()

    async def start_over(self) -> None:
        """Everything is thrown away: tickets, chats, the hour. Returns when the new house is open."""
        self.opened.clear()
        self._curtain.set()
        await self.opened.wait()

    def _wipe(self) -> None:
        self.simulator.reset()
        self.known = False
        folder = self.settings.data_dir
        for old in folder.glob("yigetong.db*"):
            old.unlink()
        shutil.rmtree(folder / "media", ignore_errors=True)
        self.clock.offset = timedelta()

    async def advance(self, how_far: timedelta) -> None:
        """The clock is set forward, and what is due by then happens."""
        self.clock.offset += how_far
        async with self.house.database.begin() as tx:
            await tx.settings.put(OFFSET, str(self.clock.offset.total_seconds()))
        await self.house.ticks.tick()
        self.house.sender.wake()

    async def at_rest(self) -> None:
        """Until the bot has read everything and everything due has left; a very busy chat is not waited for forever."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while await self._busy():  # noqa: ASYNC110 - the simulator's queue and the database send no signal
                    await asyncio.sleep(0.02)
        except TimeoutError:
            pass

    async def _busy(self) -> bool:
        if self.simulator.updates.waiting:
            return True
        async with self.house.database.read() as tx:  # nobody has to wait for a look
            return bool((await tx.inbox.counts()).get("new") or await tx.outbox.under_way(self.clock.now()))

    async def keep(self, path: Path, every: float) -> None:
        """Saves the chats every few seconds: a demo that is killed goes on too."""
        while True:
            await asyncio.sleep(every)
            save(self.simulator, path)


async def prepare(database_url: str, zone: ZoneInfo, clock: Clock) -> None:
    """Migrates, and sets the clock: where an earlier run left it, or to a good hour to begin."""
    database = Database(database_url)
    await upgrade(database)
    async with database.begin() as tx:
        kept = await tx.settings.get(OFFSET)
        clock.offset = timedelta(seconds=float(kept)) if kept else to_office_hours(clock.now().astimezone(zone))
        await tx.settings.put(OFFSET, str(clock.offset.total_seconds()))
    await database.close()


def to_office_hours(now: datetime) -> timedelta:
    """A new demo that is started in the evening begins in the morning, so that the evening digest is still to come."""
    if FIRST_HOUR <= now.hour < LAST_HOUR:
        return timedelta()
    return now.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0) - now
