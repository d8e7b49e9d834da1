"""Where the webhook's updates are stored before Telegram hears that they came."""

import asyncio
from collections.abc import Callable

import structlog

from bot.clock import Clock
from bot.observe import where
from bot.storage.engine import Database
from bot.storage.store import StorageFailed
from bot.usecases.receiving import RawUpdate, Suspect, arrivals

log = structlog.get_logger()

OPENING_SECONDS = 20.0
"""So long an update waits while the house still starts; Telegram itself gives up after a minute."""


class Mailbox:
    """Stores what is posted. Updates that come while a transaction is under way share the next one."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._opened = asyncio.Event()
        self._waiting: list[tuple[RawUpdate, asyncio.Future[bool]]] = []
        self._writing: asyncio.Task[None] | None = None

    def open(self, bot_id: int, suspect: Suspect, on_stored: Callable[[], None]) -> None:
        """From now on updates are stored: tables and danger words are there."""
        self._bot_id, self._suspect, self._on_stored = bot_id, suspect, on_stored
        self._opened.set()

    @property
    def is_open(self) -> bool:
        return self._opened.is_set()

    async def put(self, update: RawUpdate) -> bool:
        """Returns when the update is safe; False when it is not, and must come again."""
        try:
            async with asyncio.timeout(OPENING_SECONDS):
                await self._opened.wait()
        except TimeoutError:
            return False
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((update, answer))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write(), name="mailbox")
        return await answer

    async def _write(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._settle(batch)
        finally:
            self._writing = None

    async def _settle(self, batch: list[tuple[RawUpdate, asyncio.Future[bool]]]) -> None:
        kept = False
        try:
            await self._store([update for update, _ in batch])
            kept = True
        except StorageFailed as error:
            self._database.tell(error)
        except Exception as error:
            # Whoever posted hears of it; the next batch may do better.
            log.error("mailbox.failed", error=type(error).__name__, at=where(error))
        for _, answer in batch:
            if not answer.done():
                answer.set_result(kept)

    async def _store(self, updates: list[RawUpdate]) -> None:
        async with self._database.alongside() as tx:
            await tx.inbox.store(arrivals(self._bot_id, updates, self._suspect, self._clock.now()))
        self._on_stored()
