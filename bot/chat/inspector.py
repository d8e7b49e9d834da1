"""Bound groups are looked after: after /bind and once a day Telegram is asked whether we may write there."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot

from bot.chat.retrying import wait
from bot.chat.standing import Standing, standing_in
from bot.clock import Clock
from bot.domain.rooms import Room, Trouble
from bot.presence import Duty
from bot.storage.engine import Database
from bot.storage.store import StorageFailed, Store
from bot.usecases import rooms
from bot.usecases.rooms import Change
from bot.usecases.town import Town

log = structlog.get_logger()

AT_ONCE = 5
"""Chats a look. Each is asked for alone, so a thousand groups are spread over the time it takes."""
PAUSE_SECONDS = 5.0


class Inspector:
    """Finds a broken group before a card is lost in it."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        town: Callable[[Store], Awaitable[Town]],
        clock: Clock,
        on_commit: Callable[[], None],
        duty: Duty,
    ) -> None:
        self._duty = duty
        self._database = database
        self._bot = bot
        self._town = town
        self._clock = clock
        self._on_commit = on_commit

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                if self._duty.ours:
                    await self.look()
            except StorageFailed as error:
                self._database.tell(error)
            await wait(stop, PAUSE_SECONDS)

    async def look(self) -> int:
        """Asks about the chats that are due, at most AT_ONCE; returns how many there were."""
        async with self._database.alongside() as tx:
            due = await tx.bindings.claim_checks(self._clock.now(), AT_ONCE, self._bot.id)
        for chat_id in due:
            await self._inspect(chat_id)
        return len(due)

    async def _inspect(self, chat_id: int) -> None:
        async with self._database.read() as tx:
            bound = await tx.bindings.in_chat(chat_id)
        standing = await standing_in(self._bot, chat_id, [b.room.thread_id for b in bound if b.room.thread_id])
        if not standing.asked:
            return
        async with self._database.begin() as tx:
            await self._write_down(tx, chat_id, standing)
        self._on_commit()

    async def _write_down(self, tx: Store, chat_id: int, standing: Standing) -> None:
        now, town = self._clock.now(), await self._town(tx)
        if standing.moved_to is not None:
            await rooms.migrated(tx, town, chat_id, standing.moved_to, now)
            chat_id = standing.moved_to
        else:
            known = await tx.chats.get(chat_id)
            title = standing.title or (known.title if known else "")
            await rooms.stands(tx, town, Change(chat_id, standing.type, title, standing.trouble, standing.admin), now)
            for thread_id, trouble in standing.topics.items():
                await rooms.lost(tx, town, Room(chat_id, thread_id), trouble, now)
        await tx.bindings.checked(chat_id, now)
        if standing.trouble not in {None, Trouble.NO_MEDIA}:
            log.warning("inspector.group_broken", trouble=str(standing.trouble))
