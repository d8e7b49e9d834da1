"""Updates waiting for the bot: kept until confirmed by an offset, handed to one poller at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any

from bot.simulator.errors import ApiError
from bot.simulator.faults import Faults

Json = dict[str, Any]
KEPT_SECONDS = 24 * 3600
FIRST_UPDATE_ID = 100_000_001
OPTIONAL = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
SUPERSEDED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(slots=True)
class Waiting:
    """One update in the queue. ``number`` confirms it, ``body`` goes out as it is.

    ``due``: a test put it in out of turn, so an offset beyond its number confirms it only once it has gone out.
    """

    number: int
    at: float
    body: Json
    due: bool = False


class UpdateQueue:
    """The bot's updates. ``allowed`` None means the default: everything but the optional kinds."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._flag = asyncio.Event()
        self._last_id = FIRST_UPDATE_ID - 1
        self.poller: object = None
        self.closed = False
        self.clear()

    def clear(self) -> None:
        """Forget all updates and counts. The numbering goes on, since a bot that polls keeps its offset."""
        self.waiting: list[Waiting] = []
        self.allowed: frozenset[str] | None = None
        self.queued = self.confirmed = self.expired = 0
        self._held: Waiting | None = None

    def skip_to(self, number: int) -> None:
        """The next update gets a higher number than this."""
        self._last_id = max(self._last_id, number)

    def wants(self, kind: str) -> bool:
        """Whether updates of this kind are to be queued at all."""
        return kind not in OPTIONAL if self.allowed is None else kind in self.allowed

    def allow(self, kinds: list[str] | None) -> None:
        """Change the wanted kinds for updates to come; None leaves them, an empty list brings the default back."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def add(self, kind: str, content: Json, now: float) -> int | None:
        """Queue ``content`` under a fresh update_id, unless the bot does not want the kind."""
        if not self.wants(kind):
            return None
        self._last_id += 1
        entry = Waiting(self._last_id, now, {"update_id": self._last_id, kind: content})
        self._queue(entry)
        return entry.number

    def inject(self, raw: Json, now: float) -> int:
        """Queue a raw update as it is; an update_id is added only when there is none."""
        number = raw.get("update_id")
        if not isinstance(number, int):
            self._last_id += 1
            number = self._last_id
        body = raw if "update_id" in raw else {"update_id": number, **raw}
        self._last_id = max(self._last_id, number)
        self._append(Waiting(number, now, body, due=True))
        return number

    def _queue(self, entry: Waiting) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            self._append(entry)
            self._append(held)
        elif self._faults.for_update("reorder"):
            self._held = entry  # goes out behind its successor
        else:
            self._append(entry)
            if self._faults.for_update("duplicate"):
                self._append(replace(entry, due=True))

    def _append(self, entry: Waiting) -> None:
        self.waiting.append(entry)
        self.queued += 1
        self._flag.set()

    def confirm(self, offset: int, now: float) -> None:
        """Forget what lies before the offset; a negative one counts from the end and forgets the rest."""
        before = len(self.waiting)
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset > 0 and self.waiting:
            self.waiting = [entry for entry in self.waiting if entry.number >= offset or entry.due]
        self.confirmed += before - len(self.waiting)
        if self.waiting and now - self.waiting[0].at > KEPT_SECONDS:
            fresh = [entry for entry in self.waiting if now - entry.at <= KEPT_SECONDS]
            self.expired += len(self.waiting) - len(fresh)
            self.waiting = fresh

    async def poll(self, limit: int, seconds: float) -> list[Json]:
        """Up to ``limit`` updates, waiting at most ``seconds`` for the first; 409 when another poller comes."""
        me = self.poller = object()
        self._flag.set()  # wakes an older poller, which then finds itself replaced
        loop = asyncio.get_running_loop()
        stall = self._faults.for_update("stall")
        deadline = loop.time() + (min(seconds, stall.seconds) if stall else seconds)
        while True:
            if self.poller is not me:
                raise ApiError(409, SUPERSEDED)
            if (self.waiting and not stall) or self.closed or loop.time() >= deadline:
                return [] if stall else self._handed_out(limit)
            self._flag.clear()
            await self._woken(deadline - loop.time())

    def _handed_out(self, limit: int) -> list[Json]:
        batch = self.waiting[:limit]
        for entry in batch:
            entry.due = False
        return [entry.body for entry in batch]

    def change(self) -> Coroutine[Any, Any, Any]:
        """Waits for what is queued from this call on, or for the end."""
        self._flag.clear()
        return self._flag.wait()

    def expire(self, now: float) -> None:
        """Forget what nobody took for a day."""
        self.confirm(0, now)

    def taken(self, entry: Waiting) -> None:
        """The webhook answered for this update."""
        if entry in self.waiting:
            self.waiting.remove(entry)
            self.confirmed += 1

    def drop(self) -> None:
        """Forget everything that waits."""
        self.confirmed += len(self.waiting)
        self.waiting.clear()

    async def _woken(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._flag.wait()
        except TimeoutError:
            pass

    def close(self) -> None:
        """End the poll that is waiting."""
        self.closed = True
        self._flag.set()

    def counters(self) -> dict[str, int]:
        return {
            "queued": self.queued,
            "pending": len(self.waiting),
            "confirmed": self.confirmed,
            "expired": self.expired,
        }
