"""What happened in the simulator, numbered, for everyone who watches (the chat page, a test, a bench)."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

Json = dict[str, Any]
KEPT = 5000


class EventLog:
    """A bounded buffer of numbered events and the watchers waiting for the next one."""

    def __init__(self) -> None:
        self.last = 0
        self.closed = False
        self._kept: deque[Json] = deque(maxlen=KEPT)
        self._watchers: set[asyncio.Event] = set()

    def emit(self, kind: str, chat: int | None = None, **payload: Any) -> None:
        """Append one event and wake the watchers."""
        self.last += 1
        event: Json = {"n": self.last, "type": kind}
        if chat is not None:
            event["chat"] = chat
        event.update(payload)
        self._kept.append(event)
        self._wake()

    def after(self, n: int) -> list[Json]:
        """Events numbered above ``n`` that are still kept, oldest first."""
        missing = self.last - n
        if missing <= 0:
            return []
        if missing >= len(self._kept):
            return list(self._kept)
        newest = [event for event, _ in zip(reversed(self._kept), range(missing), strict=False)]
        return newest[::-1]

    def watch(self) -> asyncio.Event:
        """A flag that is set whenever something happens; give it back with unwatch()."""
        flag = asyncio.Event()
        self._watchers.add(flag)
        return flag

    def unwatch(self, flag: asyncio.Event) -> None:
        self._watchers.discard(flag)

    def close(self) -> None:
        """Wake every watcher for the last time."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        for flag in self._watchers:
            flag.set()
