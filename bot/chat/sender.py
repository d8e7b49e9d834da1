"""The outbox leaves: in order within a chat, the urgent first, inside Telegram's limits."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from heapq import heappop, heappush
from typing import Any

import structlog
from telegram import Bot

from bot.chat.limits import Limits
from bot.chat.render import Renderer
from bot.chat.retrying import wait
from bot.chat.sending import CardGone, Expired, Later, Moved, Refused, Result, Sent, deliver
from bot.clock import Clock
from bot.domain.notices import Notice, Priority
from bot.observe import where
from bot.presence import Duty
from bot.storage.cards import Card
from bot.storage.engine import Database
from bot.storage.outbox import Letter, Queued, pause_after
from bot.storage.store import StorageFailed, Store
from bot.usecases import apart, rooms
from bot.usecases.town import Town

log = structlog.get_logger()

UNDER_WAY = 16
"""So many sends side by side use Telegram's 30 a second up to half a second's delay, and leave the receipts' own work
its share of the processor."""
AHEAD_SECONDS = 0.1
"""So long before a place of Telegram's 30 a second opens, a letter is claimed for it: about what a claim takes beside a
busy writer. What is claimed leaves at that moment, the most urgent first, whoever came last."""
RETRY_SECONDS = 1.0


class Sender:
    """One loop: write down what came of the last sends, claim the next, send them side by side. Of the processes of
    one bot one has the duty; the others wait for it.
    """

    def __init__(
        self,
        database: Database,
        bot: Bot,
        renderer: Renderer,
        clock: Clock,
        limits: Limits,
        admins: Sequence[int],
        town: Callable[[Store], Awaitable[Town]],
        tasks: asyncio.TaskGroup,
        on_result: Callable[[Queued, Result], None],
        duty: Duty,
    ) -> None:
        self._duty = duty
        self._on_duty = False
        self._database = database
        self._bot = bot
        self._renderer = renderer
        self._clock = clock
        self._limits = limits
        self._admins = admins
        self._town = town
        self._tasks = tasks
        self._on_result = on_result
        self._results: asyncio.Queue[tuple[Queued, Result]] = asyncio.Queue()
        self._busy: set[int] = set()
        self._calls: set[asyncio.Task[None]] = set()
        self._in_hand: set[int] = set()
        self._ready: list[tuple[Priority, int, Queued]] = []
        """A heap of what is claimed and waits for a place."""
        self._unsure = False
        """Whether a claim may have been committed of which nobody told us: then its letters are in nobody's hand."""
        self._wake = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Something was queued."""
        self._wake.set()

    def stop(self) -> None:
        """No more claims; what is under way is finished and written down."""
        self._stopping = True
        self._wake.set()

    def cut(self) -> None:
        """Calls that are still not answered are given up; their letters leave again after the next start."""
        for call in self._calls:
            call.cancel()

    async def run(self) -> None:
        while not (self._stopping and not self._busy):
            self._wake.clear()
            try:
                if self._may_begin():
                    await self._recover()
                more = await self._round()
            except StorageFailed as error:
                self._database.tell(error)
                await asyncio.sleep(RETRY_SECONDS)
                continue
            if not more and self._results.empty():
                await self._rest()

    def _may_begin(self) -> bool:
        """The duty came to us, and nothing of an earlier turn is under way: that would be taken for a dead one's."""
        return not (self._on_duty or self._stopping or self._busy) and self._results.empty() and self._duty.ours

    async def _recover(self) -> None:
        """What was under way when the process died is sent again; what it had sent still counts for the limits."""
        async with self._database.alongside() as tx:
            self._on_duty = await self._duty.sure(tx)
            if not self._on_duty:
                return
            again = await tx.outbox.recover(self._bot.id)
            recent = await tx.outbox.recent_sends(self._clock.now(), 60, self._bot.id)
        at, now = time.monotonic(), self._clock.now()
        self._limits.recall((chat, at - (now - sent).total_seconds()) for chat, sent in recent)
        if again:
            log.warning("sender.recovered", letters=again)

    async def _round(self) -> bool:
        """Returns whether there may be more to claim at once."""
        results = self._take_results()
        at = time.monotonic()
        busy = self._busy - {_lane(queued) for queued, _ in results}
        room = 0 if self._stopping or not self._on_duty else UNDER_WAY - len(busy)
        places = self._limits.places(at, at + AHEAD_SECONDS, room)
        if not (results or places):
            return False
        try:
            claimed = await self._settle(results, len(places), busy | self._limits.full(at))
        except StorageFailed:
            # Nothing of it was written: what came of the sends is kept for the next round.
            for pair in results:
                self._results.put_nowait(pair)
            self._unsure = True
            raise
        self._busy, self._unsure = busy, False
        self._in_hand -= {queued.id for queued, _ in results}
        free = iter(places)
        for queued in claimed:
            self._busy.add(_lane(queued))
            self._in_hand.add(queued.id)
            if _counted(queued):
                self._limits.started()
                heappush(self._ready, (queued.letter.priority, queued.id, queued))
                self._start(self._deliver_at(next(free)))
            else:
                self._start(self._deliver(queued))
        return len(claimed) == len(places) > 0

    def _start(self, call: Coroutine[Any, Any, None]) -> None:
        task = self._tasks.create_task(call)
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)

    async def _settle(self, results: Sequence[tuple[Queued, Result]], room: int, busy: set[int]) -> list[Queued]:
        """One transaction: notes what came of the last sends, claims at most ``room`` new ones.

        Whoever lost the duty meanwhile notes only what has arrived: of the rest the new sender knows more.
        """
        begin = self._database.begin if any(map(_decides, results)) else self._database.alongside
        async with begin() as tx:
            self._on_duty = self._on_duty and await self._duty.sure(tx)
            if self._unsure and self._on_duty:
                await tx.outbox.recover(self._bot.id, self._in_hand)
            for queued, result in results:
                if self._on_duty or isinstance(result, Sent):
                    await self._note(tx, queued, result)
            if not room or not self._on_duty:
                return []
            claimed = await tx.outbox.claim(self._clock.now(), room, busy, self._bot.id)
            return [await self._address(tx, queued) for queued in claimed]

    def _take_results(self) -> list[tuple[Queued, Result]]:
        results = []
        with suppress(asyncio.QueueEmpty):
            while True:
                results.append(self._results.get_nowait())
        return results

    async def _rest(self) -> None:
        """Until something is queued, a send ends, or a window opens."""
        idle = self._duty.presence.idle_seconds()
        at = time.monotonic()
        await wait(self._wake, min(idle, self._limits.next_change(at, AHEAD_SECONDS) - at))

    async def _address(self, tx: Store, queued: Queued) -> Queued:
        """An edit goes to the newest card of its ticket in that room; without one it is a new message."""
        letter = queued.letter
        if letter.method != "edit" or letter.message_id is not None or letter.ticket_id is None:
            return queued
        found = [card for card in await tx.cards.of(letter.ticket_id, letter.card or "") if card.room == letter.room]
        return _readdressed(queued, found[-1].message_id if found else None)

    async def _deliver_at(self, moment: float) -> None:
        await asyncio.sleep(moment - time.monotonic())
        await self._deliver(heappop(self._ready)[-1])

    async def _deliver(self, queued: Queued) -> None:
        letter = queued.letter
        try:
            files = []
            if letter.notice.media:
                async with self._database.read() as tx:
                    files = await tx.media.get(letter.notice.media)
            result = await deliver(self._bot, self._renderer.speaking(queued.locale), self._clock, letter, files)
        except StorageFailed as error:
            # Its pictures could not be looked up: that is no fault of the letter.
            self._database.tell(error)
            result = Later("database")
        except Exception as error:
            # A letter that cannot even be rendered must not stop the others.
            what = {"error": type(error).__name__, "at": where(error)}
            log.error("sender.letter_failed", letter=queued.id, kind=letter.notice.kind, **what)
            result = Refused(f"{type(error).__name__}: {error}")
        if _counted(queued):
            self._limits.finished(letter.chat_id, time.monotonic())
        if isinstance(result, Later):
            self._hold(queued, result)
        try:
            self._on_result(queued, result)
        except Exception as error:
            # Whoever looks on must not stop the sending; one odd letter would do so after each start anew.
            log.error("sender.meter_failed", letter=queued.id, error=type(error).__name__, at=where(error))
        self._results.put_nowait((queued, result))
        self._wake.set()

    def _hold(self, queued: Queued, later: Later) -> None:
        if later.seconds is not None:
            self._limits.delay(queued.letter.chat_id, time.monotonic() + later.seconds)

    async def _note(self, tx: Store, queued: Queued, result: Result) -> None:
        """What cannot be done for one room must not keep everything else from leaving."""
        if not _decides((queued, result)):
            await self._write_down(tx, queued, result)
        elif not await apart.each(tx, [queued], partial(self._write_down, tx, result=result)):
            await tx.outbox.give_up(queued.id, "what follows from its fate failed")

    async def _write_down(self, tx: Store, queued: Queued, result: Result) -> None:
        now, letter = self._clock.now(), queued.letter
        match result:
            case Sent(message_id=message_id, more=more):
                ids = [] if message_id is None else [message_id, *more]
                if not await tx.outbox.sent(queued.id, message_id, now):
                    await tx.outbox.put([_undo(queued, id_) for id_ in ids], now)
                elif letter.ticket_id is not None and letter.card:
                    for id_ in ids:
                        card = Card(letter.chat_id, id_, letter.ticket_id, letter.card, letter.thread_id)
                        await tx.cards.add(card, now)
            case Later(reason=reason, seconds=seconds):
                pause = pause_after(queued.attempts) if seconds is None else timedelta(seconds=seconds)
                await tx.outbox.again(queued.id, queued.attempts + 1, now + pause, reason)
            case Moved(new_chat_id=new):
                await rooms.migrated(tx, await self._town(tx), letter.chat_id, new, now)
                self._limits.moved(letter.chat_id, new)
            case CardGone() if letter.card == "left":
                await tx.outbox.sent(queued.id, None, now)
            case CardGone():
                await tx.cards.gone(letter.chat_id, letter.message_id or 0)
                await tx.outbox.resend_as_new(queued.id)
            case Expired():
                await tx.outbox.give_up(queued.id, "expired", state="expired")
            case Refused():
                await self._refused(tx, queued, result)

    async def _refused(self, tx: Store, queued: Queued, refused: Refused) -> None:
        """A recorded state; elsewhere if a ticket's handlers can be reached elsewhere, else a word to the admins."""
        now, letter = self._clock.now(), queued.letter
        log.warning("sender.undelivered", letter=queued.id, kind=letter.notice.kind, reason=refused.reason)
        if refused.trouble is not None and letter.method != "answer":
            await rooms.lost(tx, await self._town(tx), letter.room, refused.trouble, now)
        if await tx.outbox.give_up(queued.id, refused.reason) and letter.card in {"card", "alarm", "reminder"}:
            number = str(letter.notice.args.get("number", ""))
            notice = Notice("undeliverable", {"number": number, "chat": str(letter.chat_id)})
            key = f"undeliverable:{letter.chat_id}:{number}"
            others = [chat for chat in self._admins if chat != letter.chat_id]
            await tx.outbox.put([Letter(f"{key}:{c}", c, notice, Priority.ANSWER) for c in others], now)


def _decides(pair: tuple[Queued, Result]) -> bool:
    """Whether more follows from it than a note on the letter: then no other decision may come between."""
    result = pair[1]
    return isinstance(result, Moved) or (isinstance(result, Refused) and result.trouble is not None)


def _undo(queued: Queued, message_id: int) -> Letter:
    """Takes back what was recalled while it was under way."""
    letter = queued.letter
    key = f"undo:{queued.id}:{message_id}"
    return Letter(key, letter.chat_id, letter.notice, Priority.RECEIPT, method="delete", message_id=message_id)


def _counted(queued: Queued) -> bool:
    """Whether Telegram counts it: answers to presses are free."""
    return queued.letter.method != "answer"


def _lane(queued: Queued) -> int:
    """Answers to presses do not hold up the chat: each has a lane of its own."""
    return -(10**15) - queued.id if queued.letter.method == "answer" else queued.letter.chat_id


def _readdressed(queued: Queued, message_id: int | None) -> Queued:
    method = "edit" if message_id is not None else "send"
    return replace(queued, letter=replace(queued.letter, method=method, message_id=message_id))
