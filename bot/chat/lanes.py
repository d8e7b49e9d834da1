"""The inbox is worked off: one update after the other, several a transaction, each undone alone when it fails."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from telegram import Message, Update

from bot.chat.application import handle
from bot.chat.languages import notice_sender, script_written
from bot.chat.media import attachment_of
from bot.chat.retrying import wait
from bot.chat.rush import Rush
from bot.chat.work import App, Work, say, toast
from bot.clock import Clock
from bot.domain.errors import Refusal
from bot.domain.languages import Script
from bot.domain.notices import Notice
from bot.domain.reading import Reading
from bot.domain.splitting import FEWEST, MOST, lines_of
from bot.observe import where
from bot.places.gazetteer import Located
from bot.rules_in_use import Opened
from bot.storage.engine import Database
from bot.storage.inbox import Waiting
from bot.storage.outbox import Cause
from bot.storage.store import StorageFailed, Store
from bot.usecases import telling
from bot.usecases.drafting import Heard, Part
from bot.usecases.receiving import ensure_typed
from bot.usecases.town import Town
from bot.usecases.words import read_order

log = structlog.get_logger()

BATCH = 8
"""Updates a transaction. Receiver and sender wait for its end, so a long one would delay every receipt behind it."""

_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Job:
    """A stored update, parsed and understood before the transaction begins."""

    waiting: Waiting
    update: Update | None
    heard: Heard | None
    script: Script = Script.OTHER
    problem: str = ""


class Lanes:
    """Handles stored updates in order of arrival, dangers first. One process has one runner, and each claims what it
    handles with the whole chat, so the order of each chat is kept (docs/decisions/0005).
    """

    def __init__(
        self,
        database: Database,
        application: App,
        opened: Callable[[Store], Awaitable[Opened]],
        clock: Clock,
        on_commit: Callable[[], None],
        me: str,
        rush: Rush,
        idle_seconds: Callable[[], float],
    ) -> None:
        """``me``: the id of this process, under which it claims. During a ``rush`` only dangers are handled.
        ``idle_seconds``: after how long it looks by itself."""
        self._rush = rush
        self._me = me
        self._idle_seconds = idle_seconds
        self._database = database
        self._application = application
        self._opened = opened
        self._clock = clock
        self._on_commit = on_commit
        self._wake = asyncio.Event()
        self._stopping = False
        self._left = False
        """Whether the last batch left something that nobody will wake us for: what failed, or found no room in it."""

    def wake(self) -> None:
        """Something was stored."""
        self._wake.set()

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            self._left = False
            try:
                await self.work_off()
            except StorageFailed as error:
                self._database.tell(error)
            if not self._left:
                await wait(self._wake, self._idle_seconds())

    async def work_off(self) -> int:
        """Handles one batch; returns how many updates it took."""
        async with self._database.claiming() as tx:
            opened = await self._opened(tx)
            # Last, as claims of several processes queue for each other.
            batch = await tx.inbox.claim(BATCH, self._application.bot.id, self._me, urgent=self._rush.on)
        if not batch:
            return 0
        town = opened.town
        jobs = [self._prepare(waiting, opened) for waiting in batch]
        async with self._database.begin() as tx:
            now = self._clock.now()
            # Whoever was taken for dead has lost them, and another process handles them.
            ours = await tx.inbox.still([job.waiting.id for job in jobs], self._me)
            tx.media.heard_by = self._application.bot.id
            settled = [job.waiting.id for job in jobs if job.waiting.id in ours and await self._one(tx, town, job)]
            await tx.inbox.done(settled, now)
        self._left = len(batch) == BATCH or len(settled) < len(batch)
        self._on_commit()
        return len(batch)

    def _prepare(self, waiting: Waiting, opened: Opened) -> Job:
        """Parsing and understanding: slow, pure, and outside the transaction."""
        try:
            raw = json.loads(waiting.raw, parse_int=_whole)
            ensure_typed(raw)
            update = Update.de_json(raw, self._application.bot)
            # Above a button stands what we said ourselves.
            message = update.effective_message if update.callback_query is None else None
            heard = None if message is None else _hear(message, opened)
            return Job(waiting, update, heard, script_written(update))
        except Exception as error:
            # Whatever Telegram or a stranger sent: parked with its reason, the others go on.
            return Job(waiting, None, None, problem=f"{type(error).__name__}: {error}")

    async def _one(self, tx: Store, town: Town, job: Job) -> bool:
        """Whether the update is settled; otherwise it was counted as failed or parked."""
        now = self._clock.now()
        tx.outbox.cause = Cause(job.waiting.chat_id, job.waiting.received_at)
        if job.update is None:
            await tx.inbox.park(job.waiting, job.problem, now)
            await self._parked(tx, town, job, now)
            return False
        structlog.contextvars.bind_contextvars(inbox=job.waiting.id)
        work = Work(tx, town, now, job.heard)
        try:
            # Beside the handler's savepoint: a refusal, too, is said in the sender's language.
            work.sender = await notice_sender(tx, job.update, job.script)
            try:
                async with tx.savepoint():
                    await handle(self._application, job.update, work)
            except Refusal as refusal:
                # Saying no may fail as well: the others of the batch must not be tried again with it for ever.
                async with tx.savepoint():
                    await _refuse(job.update, Work(tx, town, now, job.heard, work.sender), refusal)
        except StorageFailed:
            raise
        except Exception as error:
            # Its message may repeat what somebody wrote; it stands in the inbox, for the admins alone.
            log.error("lanes.update_failed", error=type(error).__name__, at=where(error))
            if await tx.inbox.failed(job.waiting, f"{type(error).__name__}: {error}", now):
                await self._parked(tx, town, job, now)
            return False
        finally:
            structlog.contextvars.unbind_contextvars("inbox")
        return True

    async def _parked(self, tx: Store, town: Town, job: Job, now: datetime) -> None:
        """Nobody is left without an answer: the sender hears that a person will look, the admins that one must."""
        log.error("lanes.update_parked", inbox=job.waiting.id, problem=job.problem.partition(":")[0])
        notice = Notice("update-parked", {"id": str(job.waiting.id)})
        await telling.admins(tx, town, notice, f"parked:{job.waiting.id}", now)
        chat_id = job.waiting.chat_id
        if chat_id is not None and chat_id > 0:
            await telling.reply(tx, chat_id, Notice("not-understood"), f"parked:{job.waiting.id}", now)


def _whole(digits: str) -> int:
    """Telegram's numbers have 52 bits at most; one that no database holds is no update of Telegram's."""
    number = int(digits)
    if not -_LARGEST <= number < _LARGEST:
        raise ValueError("a number that is too large")
    return number


def _hear(message: Message, opened: Opened) -> Heard:
    text = message.text or message.caption or ""
    reading = opened.rules.reader.read(text) if text.strip() else None
    point = (message.location.latitude, message.location.longitude) if message.location else None
    located = _locate(opened.town, reading, point)
    return Heard(
        message.message_id, text, reading, located, point, attachment_of(message), _parts(reading, opened),
        _lines(message, text, opened),
    )  # fmt: skip


def _lines(message: Message, text: str, opened: Opened) -> tuple[Part, ...]:
    """Whoever splits a ticket writes one matter a line, in reply to it or to our question."""
    if message.reply_to_message is None:
        return ()
    lines = lines_of(read_order(text, opened.town.intake.orders).text)
    if not FEWEST <= len(lines) <= MOST:
        return ()
    read = [opened.rules.reader.read(line) for line in lines]
    return tuple(Part(own.verdict.category, own, opened.town.gazetteer.locate(own.text, own.places)) for own in read)


def _parts(reading: Reading | None, opened: Opened) -> tuple[Part, ...]:
    """The matters of a message that has several, or may have, each understood by itself."""
    matters = reading.perhaps or reading.matters if reading else ()
    if len(matters) < 2:
        return ()
    read = [(matter, opened.rules.reader.read(matter.text)) for matter in matters]
    locate = opened.town.gazetteer.locate
    return tuple(Part(matter.category, own, locate(own.text, own.places)) for matter, own in read)


def _locate(town: Town, reading: Reading | None, point: tuple[float, float] | None) -> Located | None:
    """A shared point says more than words."""
    if point is not None:
        return town.gazetteer.at(*point)
    return town.gazetteer.locate(reading.text, reading.places) if reading else None


async def _refuse(update: Update, work: Work, refusal: Refusal) -> None:
    """The one place that turns a refusal into words: an alert for a press, a message for what was written."""
    notice = Notice(refusal.key, refusal.args_for_text)
    if update.callback_query is not None:
        await toast(update, work, notice)
    elif update.effective_message is not None:
        await say(update, work, notice)
