"""Everybody presses, replies and speaks through the real handlers, in one transaction that is never committed."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import case, insert, select, update
from telegram import Update, User
from telegram.ext import ExtBot

from bot.chat import group_binding, lists, requests, resident, supervisor, whistles
from bot.chat.application import build, handlers
from bot.chat.buttons import encode
from bot.chat.lanes import _refuse
from bot.chat.work import Context, Work, current
from bot.domain.errors import Refusal
from bot.domain.notices import Action, Press
from bot.domain.reading import Reading
from bot.jobs import JOBS
from bot.places.gazetteer import Located
from bot.storage.engine import Database
from bot.storage.outbox import Letter, letter_of
from bot.storage.store import Store
from bot.storage.tables import cards, outbox
from bot.usecases.drafting import Heard
from bot.usecases.town import Town
from tests.property import palette
from tests.property.life import RESIDENTS
from tests.storage.county import (
    ADMIN,
    CHIEF,
    COUNTY_DESK,
    DISCIPLINE,
    MONDAY,
    NEIGHBOUR,
    SECRETARY,
    TOWN_DESK,
    VILLAGE,
    WATER,
    town_hall,
)  # fmt: skip

SECRET = "13900001234"
STAFF = (CHIEF, NEIGHBOUR, SECRETARY, VILLAGE, TOWN_DESK, COUNTY_DESK, DISCIPLINE, WATER, ADMIN)
SITTING = {
    -1101: (CHIEF, CHIEF, NEIGHBOUR, SECRETARY, TOWN_DESK),
    -11: (SECRETARY, SECRETARY, TOWN_DESK, COUNTY_DESK, VILLAGE),
    -1201: (VILLAGE, VILLAGE, TOWN_DESK, SECRETARY),
}
"""Who reads along in each group; in private only the one whose chat it is."""

SPANS = tuple(timedelta(minutes=m) for m in (1, 3, 11, 40, 90, 300, 700, 1440, 1500, 3000, 4320, 10080, 44640))
FORGED = ("", "0", "5", "1", "solved", "unsolved", "yes", "zz", "other-0", "parts-2wd", "weather-7d", "9" * 24, "0401")
ANY = [action for action in Action if action not in group_binding.PRESSES]
"""Binding asks Telegram about the bot itself; tests of groups do that."""
FIRST_MESSAGE = 10_000

Command = Callable[[Update, Context], Awaitable[None]]
COMMANDS: tuple[Command, ...] = (
    lists.list_,
    lists.due,
    lists.mine,
    requests.desk,
    supervisor.overdue,
    whistles.command,
)
IN_PRIVATE: tuple[Command, ...] = (resident.my, resident.cancel, resident.human)

APPLICATION = build(ExtBot("1:crowd"))
APPLICATION.bot._bot_user = User(1, "crowd", True, username="crowd_bot")  # as after get_me
HANDLERS = handlers()


@dataclass
class Stand:
    """A database with the county in it, for one example after the other."""

    database: Database
    people: dict[int, int]
    runner: asyncio.Runner = field(repr=False)


class Undone(Exception):
    """Ends an example: nothing of it stays."""


class Crowd:
    """Chooses by the numbers it is given; ``screen`` is what stands in Telegram, by chat and message."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.now = MONDAY
        self.screen: dict[tuple[int, int], Letter] = {}
        self.said = 0
        self._held = AsyncExitStack()
        self._hall = town_hall()
        stand.runner.run(self._open())

    tx: Store
    town: Town

    async def _open(self) -> None:
        self.tx = await self._held.enter_async_context(self.stand.database.begin())
        self.town = await self._hall.town(self.tx, self.now)

    async def _undo(self) -> None:
        try:
            if not await self._held.__aexit__(Undone, Undone(), None):
                raise Undone
        except Undone:
            pass

    def close(self) -> None:
        self.stand.runner.run(self._undo())

    def run(self, step: Callable[[Random], Awaitable[None]], seed: int, check: Callable[[], Awaitable[None]]) -> None:
        """One step; ``check`` looks at what it has left, before Telegram gets it."""
        self.stand.runner.run(self._step(step, Random(seed), check))

    async def _step(
        self, step: Callable[[Random], Awaitable[None]], rng: Random, check: Callable[[], Awaitable[None]]
    ) -> None:
        self.said += 1
        await step(rng)
        await check()
        if rng.random() < 0.7:
            await self.deliver()

    # What people do.

    async def tell(self, rng: Random) -> None:
        """A resident says what is wrong, shows a picture, or a place."""
        account, one = rng.choice(RESIDENTS), rng.choice(palette.COMPLAINTS)
        reading = palette.told(self.said, one, SECRET)
        await self._write(account, account, reading, palette.where(self.town, one), None)

    async def press(self, rng: Random) -> None:
        """A button that stands somewhere, by somebody who sees it; now and then by somebody who cannot."""
        shown = [key for key, letter in self.screen.items() if letter.notice.buttons]
        if shown:
            chat, message = _late(shown, rng)
            button = rng.choice([b for row in self.screen[chat, message].notice.buttons for b in row])
            await self._press(rng, chat, message, button)
        else:
            await self.tell(rng)

    async def forge(self, rng: Random) -> None:
        """Any action on any subject with any choice."""
        chat = rng.choice((*SITTING, *RESIDENTS, *STAFF))
        press = Press(rng.choice(ANY), rng.randrange(1, 12), rng.choice((0, 1, 3, 9)), rng.choice(FORGED))
        await self._press(rng, chat, FIRST_MESSAGE - 1, press)

    async def _press(self, rng: Random, chat: int, message: int, button: Press) -> None:
        account = self._somebody(rng, chat)
        query = {"id": str(self.said), "from": _user(account), "chat_instance": "1", "data": encode(button)}
        await self._feed({"callback_query": {**query, "message": _message(message, chat, self.now)}}, None)

    async def reply(self, rng: Random) -> None:
        """An order or a few words, most of all to what asks for them."""
        asking = [key for key, letter in self.screen.items() if letter.notice.reply]
        about = [key for key, letter in self.screen.items() if letter.ticket_id is not None or letter.card]
        keys = asking if asking and rng.random() < 0.5 else about
        if keys:
            chat, message = _late(keys, rng)
            words = palette.plain(rng.choice(palette.ORDERS))
            reading = words if rng.random() < 0.8 else palette.told(self.said, rng.choice(palette.COMPLAINTS), SECRET)
            await self._write(self._somebody(rng, chat), chat, reading, None, message)
        else:
            await self.tell(rng)

    async def command(self, rng: Random) -> None:
        account = rng.choice((*STAFF, *RESIDENTS))
        chat = rng.choice((account, *SITTING))
        callback = rng.choice((*COMMANDS, *(IN_PRIVATE if chat > 0 else ())))
        reading = palette.plain("/whistle 渡口路爆管")
        message = _message(self.said, chat, self.now) | {"from": _user(account), "text": reading.text}
        await self._feed({"message": message}, Heard(self.said, reading.text, reading), callback)

    async def wait(self, rng: Random) -> None:
        """Time passes, and all that is due happens."""
        self.now += rng.choice(SPANS)
        self.town = await self._hall.town(self.tx, self.now)
        for job in JOBS:
            while await job(self.tx, self.town, self.now):
                pass

    def _somebody(self, rng: Random, chat: int) -> int:
        if rng.random() < 0.08:
            return rng.choice((*STAFF, *RESIDENTS))
        return chat if chat > 0 else rng.choice(SITTING[chat])

    async def _write(
        self, account: int, chat: int, reading: Reading, located: Located | None, reply_to: int | None
    ) -> None:
        message: dict[str, Any] = _message(self.said, chat, self.now) | {"from": _user(account), "text": reading.text}
        if reply_to is not None:
            message["reply_to_message"] = _message(reply_to, chat, self.now) | {"text": "…"}
        await self._feed({"message": message}, Heard(self.said, reading.text, reading, located))

    async def _feed(self, raw: dict[str, Any], heard: Heard | None, callback: Command | None = None) -> None:
        """As the lanes do it: one handler, and a refusal undoes all of it and is said."""
        update_ = Update.de_json({"update_id": self.said, **raw}, APPLICATION.bot)
        work = Work(self.tx, self.town, self.now, heard)
        token = current.set(work)
        try:
            async with self.tx.savepoint():
                context = Context.from_update(update_, APPLICATION)
                if callback is not None:
                    await callback(update_, context)
                    return
                for handler in HANDLERS:
                    found = handler.check_update(update_)
                    if found is not None and found is not False:
                        await handler.handle_update(update_, APPLICATION, found, context)
                        break
        except Refusal as refusal:
            await _refuse(update_, Work(self.tx, self.town, self.now, heard), refusal)
        finally:
            current.reset(token)

    # Telegram.

    async def deliver(self) -> None:
        """All that may leave has left and was kept."""
        ready = (outbox.c.state == "queued", outbox.c.not_before <= self.now)
        rows = (await self.tx.connection.execute(select(outbox).where(*ready).order_by(outbox.c.id))).all()
        if not rows:
            return
        number = case((outbox.c.method == "send", outbox.c.id + FIRST_MESSAGE), else_=outbox.c.message_id)
        sent = update(outbox).where(*ready).values(state="sent", sent_at=self.now, message_id=number)
        await self.tx.connection.execute(sent)
        new = [card for row in rows if (card := await self._put_up(row.id, letter_of(row))) is not None]
        if new:
            await self.tx.connection.execute(insert(cards), new)

    async def _put_up(self, row_id: int, letter: Letter) -> dict[str, Any] | None:
        """The message on the screen; gives the note of it where it is a new one about a ticket."""
        target = letter.message_id
        if letter.method == "delete":
            self.screen.pop((letter.chat_id, target or 0), None)
        if letter.method not in {"send", "edit"}:
            return None
        if letter.method == "edit" and target is None and letter.ticket_id is not None:
            found = await self.tx.cards.of(letter.ticket_id, letter.card or "")
            target = next((card.message_id for card in reversed(found) if card.chat_id == letter.chat_id), None)
        edited = letter.method == "edit" and target is not None
        message = target if edited and target is not None else FIRST_MESSAGE + row_id
        self.screen[letter.chat_id, message] = letter
        if edited or letter.ticket_id is None or not letter.card:
            return None
        about = {"chat_id": letter.chat_id, "thread_id": 0, "message_id": message, "ticket_id": letter.ticket_id}
        return {**about, "kind": letter.card, "at": self.now}


def _late(keys: list[tuple[int, int]], rng: Random) -> tuple[int, int]:
    """Most of all one of the newest."""
    return keys[-1 - int(rng.random() ** 3 * len(keys))]


def _user(account: int) -> dict[str, Any]:
    return {"id": account, "is_bot": False, "first_name": f"P{account}"}


def _message(number: int, chat: int, now: datetime) -> dict[str, Any]:
    of = {"id": chat, "type": "private", "first_name": "P"} if chat > 0 else {"id": chat, "type": "group", "title": "G"}
    return {"message_id": number, "date": int(now.timestamp()), "chat": of}
