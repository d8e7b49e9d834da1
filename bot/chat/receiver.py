"""Long polling that loses nothing: every raw update is stored before Telegram may forget it."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter  # what the data is made of

from bot.chat.retrying import Failure, keep_on, wait
from bot.chat.rush import Rush
from bot.clock import Clock
from bot.measures import Pulse
from bot.presence import Duty
from bot.storage.engine import Database
from bot.storage.store import StorageFailed
from bot.usecases.receiving import ALLOWED_UPDATES, Suspect, arrivals, is_update

log = structlog.get_logger()

POLL_SECONDS = 25
FULL_POLL = 100
"""Telegram gives no more updates at once."""
READ_SECONDS = POLL_SECONDS + 10
STANDBY_SECONDS = 0.5
LOOK_SECONDS = 60.0


class Receiver:
    """Polls without an offset at first; the offset only ever confirms what is in the database. Telegram allows one
    poll a token, so of the processes of one bot only the one on duty polls.
    """

    def __init__(
        self,
        database: Database,
        bot: Bot,
        clock: Clock,
        suspect: Suspect,
        on_stored: Callable[[], None],
        contact: Pulse,
        duty: Duty,
        rush: Rush,
    ) -> None:
        """``contact`` beats with every poll that Telegram answered."""
        self._rush = rush
        self._database = database
        self._bot = bot
        self._clock = clock
        self._suspect = suspect
        self._on_stored = on_stored
        self._offset: int | None = None
        self._contact = contact
        self._duty = duty
        self._polled = False

    async def run(self, stop: asyncio.Event) -> None:
        await keep_on(stop, lambda: self._once(stop), self._explain)

    async def _explain(self, error: Failure) -> None:
        self._rush.polled(full=False)
        match error:
            case Conflict():
                await self._settle(error)
            case StorageFailed():
                self._database.tell(error)
            case _:
                log.warning("receiver.failed", error=type(error).__name__)

    async def _settle(self, conflict: Conflict) -> None:
        """A webhook that an earlier run left is removed; what waits at Telegram stays there for the next poll."""
        if not self._polled and "webhook" in conflict.message.lower():
            log.info("receiver.webhook_removed")
            with suppress(TelegramError):
                await self._bot.delete_webhook()
            return
        log.error("receiver.conflict", mend="another program uses this token; stop it")

    async def _once(self, stop: asyncio.Event) -> None:
        if not self._duty.ours:
            await self._stand_by(stop)
            return
        polling = asyncio.ensure_future(self._poll())
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not polling.done():
            # Nothing of this poll was confirmed: whatever it held comes again after the restart.
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)
            return
        raw = polling.result()
        self._polled = True
        self._contact.beat()
        rushed = self._rush.going
        self._rush.polled(full=len(raw) >= FULL_POLL)
        if raw:
            await self._store(raw)
        elif rushed:
            self._on_stored()

    async def _stand_by(self, stop: asyncio.Event) -> None:
        """Another process polls. That we could is seen every minute."""
        self._rush.polled(full=False)
        if self._contact.age is None or self._contact.age > LOOK_SECONDS:
            await self._bot.get_me()
            self._contact.beat()
        await wait(stop, STANDBY_SECONDS)

    async def _poll(self) -> list[Any]:
        """Raw updates. PTB's own method would parse the batch whole and choke on one it cannot read."""
        # The first comes back at once: so we know soon that Telegram answers.
        # So does the one after a full one, which ends the rush.
        timeout = POLL_SECONDS if self._polled and not self._rush.going else 0
        parameters = {"timeout": str(timeout), "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset is not None:
            parameters["offset"] = str(self._offset)
        # In the body: not every server of the Bot API reads the address.
        data = RequestData([RequestParameter(name, value, None) for name, value in parameters.items()])
        url = f"{self._bot.base_url}/getUpdates"
        found: Any = await self._bot.request.post(url, data, read_timeout=READ_SECONDS)
        return list(found) if isinstance(found, list) else []

    async def _store(self, raw: list[Any]) -> None:
        updates = [update for update in raw if is_update(update)]
        async with self._database.alongside() as tx:
            await tx.inbox.store(arrivals(self._bot.id, updates, self._suspect, self._clock.now()))
        if updates:
            self._offset = max(update["update_id"] for update in updates) + 1
        self._on_stored()
