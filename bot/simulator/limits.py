"""Telegram's sending limits as exact sliding windows (Bots FAQ: 30/s overall, 1/s a chat, 20/min a group)."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

_SECOND = 1_000_000  # microseconds: whole numbers keep the windows exact where fractions of seconds would not
OVERALL = (30, _SECOND)
PRIVATE_CHAT = (1, _SECOND)
GROUP = (20, 60 * _SECOND)


@dataclass
class Window:
    """At most ``calls`` within any ``span``. All times are whole microseconds."""

    calls: int
    span: int
    stamps: deque[int] = field(default_factory=deque)

    def wait(self, now: int) -> int:
        """How long until one more call fits; 0 when it fits now."""
        self._forget(now)
        if len(self.stamps) < self.calls:
            return 0
        return self.stamps[len(self.stamps) - self.calls] + self.span - now

    def record(self, now: int) -> None:
        self.stamps.append(now)

    def _forget(self, now: int) -> None:
        # A stamp of the future was left behind by a clock that was moved back; it must not block for hours.
        while self.stamps and (now - self.stamps[0] >= self.span or self.stamps[0] > now):
            self.stamps.popleft()


@dataclass
class Limits:
    """The windows of one bot. A refused call takes no place in any window."""

    on: bool = True
    overall: Window = field(default_factory=lambda: Window(*OVERALL))
    chats: dict[int, Window] = field(default_factory=dict)

    def admit(self, chat_id: int, now: float) -> int:
        """Take a place for one send or edit in the chat at ``now`` (seconds); 0 when admitted, else seconds to wait."""
        if not self.on:
            return 0
        chat = self.chats.get(chat_id)
        if chat is None:
            chat = self.chats[chat_id] = Window(*(PRIVATE_CHAT if chat_id > 0 else GROUP))
        moment = round(now * _SECOND)
        wait = max(self.overall.wait(moment), chat.wait(moment))
        if wait > 0:
            return math.ceil(wait / _SECOND)
        self.overall.record(moment)
        chat.record(moment)
        return 0

    def clear(self) -> None:
        self.overall.stamps.clear()
        self.chats.clear()
