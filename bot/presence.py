"""This process among those that share its database: that it lives, and what it alone does.

On SQLite there is no other, so everything is ours and nothing is written down.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import uuid4

import structlog

from bot.measures import Pulse
from bot.seat import Seat
from bot.storage.engine import Database
from bot.storage.processes import LIFE, Beat, Process
from bot.storage.store import StorageFailed, Store

log = structlog.get_logger()

BEAT_SECONDS = 1.0

IDLE_SECONDS = 1.0
IDLE_SECONDS_SHARED = 0.25

TICKS = "ticks"
"""The lease of whoever looks at what is due."""


class Presence:
    """Beats, and knows which leases are ours."""

    def __init__(
        self, database: Database, bot_id: int, host: str, rules_version: Callable[[], str], seat: Seat
    ) -> None:
        self.id = uuid4().hex
        self._database = database
        self._bot_id = bot_id
        self._host = host
        self._rules_version = rules_version
        self._seat = seat
        self._alone = database.is_sqlite
        self._speaking = f"bot:{bot_id}"
        self._held: frozenset[str] = frozenset()
        self._last = Pulse()
        self._left = asyncio.Event()
        self._other_rules: frozenset[str] = frozenset()
        self._company = False

    @property
    def speaking(self) -> "Duty":
        """To send, poll and fetch for this bot: Telegram's limits are each token's."""
        return Duty(self, self._speaking)

    @property
    def ticking(self) -> "Duty":
        return Duty(self, TICKS)

    def holds(self, lease: str) -> bool:
        """As far as we know. Whoever could not beat for a life knows nothing."""
        if self._alone:
            return True
        return lease in self._held and (self._last.age or 0.0) < LIFE.total_seconds()

    def idle_seconds(self) -> float:
        """So long nobody need look whether there is work: what another process stores wakes nobody here."""
        return IDLE_SECONDS_SHARED if self._company else IDLE_SECONDS

    async def sure(self, tx: Store, lease: str) -> bool:
        """Whether it is ours; if so nobody takes it before the transaction ends."""
        return self._alone or await tx.processes.holds(lease, self.id)

    async def join(self) -> None:
        """Raises StorageFailed."""
        if self._alone:
            return
        earlier = await asyncio.to_thread(self._seat.take, self.id)
        await self.beat(earlier)

    async def run(self) -> None:
        """Beats until we leave, which is after everything else has stopped."""
        while not (self._left.is_set() or self._alone):
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    await self._left.wait()
                    return
            try:
                await self.beat()
            except StorageFailed as error:
                self._database.tell(error)

    async def beat(self, earlier: str | None = None) -> None:
        """With ``earlier``, the life before in the same place, it joins first. Raises StorageFailed."""
        asked = time.monotonic()
        async with self._database.alongside() as tx:
            if earlier is not None:
                await tx.processes.join(self._me, earlier)
            found = await tx.processes.beat(self._me, (self._speaking, TICKS))
        self._last.at = asked
        self._tell(found)
        self._held, self._company = found.held, found.company

    async def leave(self) -> None:
        """What we had is free at once. A database that is away finds out by itself."""
        self._left.set()
        if self._alone:
            return
        self._held = frozenset()
        with suppress(StorageFailed):
            async with self._database.alongside() as tx:
                await tx.processes.leave(self.id)
        self._seat.leave()

    async def last_of_its_bot(self) -> bool:
        """Whether no other process answers for this bot; False where it cannot be known."""
        if self._alone:
            return True
        try:
            async with self._database.read() as tx:
                return await tx.processes.others(self._me) == 0
        except StorageFailed:
            return False

    @property
    def _me(self) -> Process:
        return Process(self.id, self._bot_id, self._host, self._rules_version())

    def _tell(self, found: Beat) -> None:
        for dead in found.buried:
            log.warning("presence.taken_over", process=dead)
        for lease in found.held ^ self._held:
            log.info("presence.lease", lease=lease, held=lease in found.held)
        # Two beats in a row, so that nobody is told of the moment in which all change over.
        for version in found.versions & self._other_rules:
            log.warning("presence.other_rules", version=version, mend="give every process the same routing_rules/")
        self._other_rules = frozenset() if found.versions & self._other_rules else found.versions


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that one process does at a time."""

    presence: Presence
    lease: str

    @property
    def ours(self) -> bool:
        """As far as we know."""
        return self.presence.holds(self.lease)

    async def sure(self, tx: Store) -> bool:
        """Whether it is ours; if so nobody takes it before the transaction ends."""
        return await self.presence.sure(tx, self.lease)
