"""Long polling that loses nothing: every raw update is stored before Telegram may forget it."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.chat.http import pause_of
from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.inbox import Arrival
from bot.storage.store import StorageFailed

log = structlog.get_logger()

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 25
READ_SECONDS = POLL_SECONDS + 10
LONGEST_PAUSE_SECONDS = 30.0
_MESSAGES = ("message", "edited_message", "callback_query", "my_chat_member")


class Receiver:
    """Polls without an offset at first; the offset only ever confirms what is in the database."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        clock: Clock,
        suspect: Callable[[str], bool],
        on_stored: Callable[[], None],
    ) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._suspect = suspect
        self._on_stored = on_stored
        self._offset: int | None = None
        self.last_success: datetime | None = None

    async def run(self, stop: asyncio.Event) -> None:
        pause = 1.0
        while not stop.is_set():
            try:
                await self._once(stop)
                pause = 1.0
                continue
            except InvalidToken:
                raise
            except RetryAfter as error:
                pause = pause_of(error)
            except Conflict:
                log.error("receiver.conflict", mend="another program polls with this token; stop it")
            except (NetworkError, TelegramError, StorageFailed) as error:
                log.warning("receiver.failed", error=type(error).__name__)
            await _wait(stop, pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _once(self, stop: asyncio.Event) -> None:
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
        self.last_success = self._clock.now()
        if raw:
            await self._store(raw)

    async def _poll(self) -> list[Any]:
        """Raw updates. PTB's own method would parse the batch whole and choke on one it cannot read."""
        parameters = {"timeout": str(POLL_SECONDS), "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset is not None:
            parameters["offset"] = str(self._offset)
        url = f"{self._bot.base_url}/getUpdates?{urlencode(parameters)}"
        found: Any = await self._bot.request.post(url, read_timeout=READ_SECONDS)
        return list(found) if isinstance(found, list) else []

    async def _store(self, raw: list[Any]) -> None:
        now = self._clock.now()
        updates = [u for u in raw if isinstance(u, dict) and isinstance(u.get("update_id"), int)]
        arrivals = [self.arrival(update, now) for update in updates]
        async with self._database.begin() as tx:
            await tx.inbox.store(arrivals)
        if updates:
            self._offset = max(update["update_id"] for update in updates) + 1
        self._on_stored()

    def arrival(self, update: dict[str, Any], now: datetime) -> Arrival:
        """How an update is kept: group chatter by its id alone, a danger before everything else, then whoever waits in
        private. The order of a chat is kept: only a danger overtakes."""
        content: dict[str, Any] = next((update[kind] for kind in _MESSAGES if isinstance(update.get(kind), dict)), {})
        message = content.get("message") if "callback_query" in update else content
        chat = (message or {}).get("chat") if isinstance(message, dict) else None
        chat_id = chat.get("id") if isinstance(chat, dict) and isinstance(chat.get("id"), int) else None
        raw = "" if _is_chatter(update, content, chat_id) else json.dumps(update, ensure_ascii=False)
        return Arrival(self._bot.id, update["update_id"], chat_id, self._priority(content, chat_id), raw, now)

    def _priority(self, content: dict[str, Any], chat_id: int | None) -> int:
        text = content.get("text") or content.get("caption") or ""
        if isinstance(text, str) and text and self._suspect(text[:4096]):
            return 0
        return 1 if chat_id is not None and chat_id > 0 else 2


def _is_chatter(update: dict[str, Any], content: dict[str, Any], chat_id: int | None) -> bool:
    """What people say to each other in a group is none of our business: not stored (architecture §2)."""
    if chat_id is None or chat_id > 0 or not ({"message", "edited_message"} & update.keys()):
        return False
    text = content.get("text") or content.get("caption") or ""
    service = any(key.startswith("migrate_") or key in _SERVICE for key in content)
    return not (service or "reply_to_message" in content or (isinstance(text, str) and text.startswith("/")))


_SERVICE = {"new_chat_members", "left_chat_member", "group_chat_created", "supergroup_chat_created"}


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
