"""Telegram is told where to post, looked after, and told to stop: the other way in beside the polling Receiver.

Nothing is lost in between: without a webhook Telegram keeps updates for a day, and what comes twice is kept once.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.chat.retrying import Failure, keep_on, wait
from bot.measures import Measures
from bot.usecases.receiving import ALLOWED_UPDATES

log = structlog.get_logger()

CONNECTIONS = 20
"""Telegram posts so many at once; they share transactions, so more would only wait longer."""

LOOK_SECONDS = 60.0
FAREWELL_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What Telegram says of its posts. ``error_at``: unix seconds of the last failure, 0 for never."""

    url: str
    pending: int
    error_at: float
    error: str


async def delivery(bot: Bot) -> Delivery:
    """Asks Telegram. Raises TelegramError."""
    info = await bot.get_webhook_info()
    failed = info.last_error_date
    error_at = failed.timestamp() if failed else 0.0
    return Delivery(info.url, info.pending_update_count, error_at, info.last_error_message or "")


class Hook:
    """Sets the webhook, sees every minute that it stands, removes it at the end. Several processes of one bot set
    the same one; the last of them removes it.
    """

    def __init__(
        self, bot: Bot, url: str, secret: str, measures: Measures, is_last: Callable[[], Awaitable[bool]]
    ) -> None:
        self._is_last = is_last
        self._bot = bot
        self._url = url
        self._secret = secret
        self._measures = measures
        self._standing = False

    async def run(self, stop: asyncio.Event) -> None:
        await keep_on(stop, lambda: self._watch(stop), self._explain)
        await self._remove()

    async def _explain(self, error: Failure) -> None:
        if isinstance(error, BadRequest):
            log.error("webhook.refused", reason=error.message, mend="see WEBHOOK_URL in docs/operations.md")
        else:
            log.warning("webhook.failed", error=type(error).__name__)

    async def _watch(self, stop: asyncio.Event) -> None:
        await self._look_after()
        self._measures.telegram.beat()
        await wait(stop, LOOK_SECONDS)

    async def _look_after(self) -> None:
        found = await delivery(self._bot)
        self._note(found)
        if self._standing and found.url == self._url:
            return
        # Never with drop_pending_updates: what waits at Telegram are people's messages.
        await self._bot.set_webhook(
            self._url, max_connections=CONNECTIONS, allowed_updates=ALLOWED_UPDATES, secret_token=self._secret
        )
        self._standing = True
        log.info("webhook.set")

    def _note(self, found: Delivery) -> None:
        if found.error_at > self._measures.webhook_error_at:
            log.warning("webhook.delivery_failed", reason=found.error, pending=found.pending)
        self._measures.webhook_error_at = found.error_at
        self._measures.webhook_pending = found.pending

    async def _remove(self) -> None:
        if not self._standing or not await self._is_last():
            return
        try:
            async with asyncio.timeout(FAREWELL_SECONDS):
                await self._bot.delete_webhook()
        except (TelegramError, TimeoutError) as error:
            # It stays set: Telegram posts again and again until somebody answers or polls.
            log.warning("webhook.not_removed", error=type(error).__name__)
