"""Telegram's limits as sliding windows: 30 a second in all, 1 a second in a chat, 20 a minute in a group."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages allowed per window; windows in seconds. Groups are counted by the minute only."""

    overall: int = 30
    overall_seconds: float = 1.0
    private_seconds: float = 1.0
    group: int = 20
    group_seconds: float = 60.0


UNLIMITED = Rates(overall=10_000, private_seconds=0.0, group=10_000)
"""For load tests against a simulator whose limits are off."""


@dataclass
class _Lane:
    stamps: deque[float] = field(default_factory=deque)
    until: float = 0.0


class Limits:
    """Counts what was sent. Times are monotonic seconds, given by the caller.

    A send is stamped when its answer has come, which is never before Telegram counted it: so the window is never
    over-run, whatever the network does in between. What is under way counts in full.
    """

    def __init__(self, rates: Rates = Rates()) -> None:
        self._rates = rates
        self._all: deque[float] = deque()
        self._chats: dict[int, _Lane] = {}
        self._under_way = 0

    def places(self, at: float, until: float, most: int) -> list[float]:
        """The moments from ``at`` to ``until`` at which one more message may leave, over all chats, soonest first."""
        short = self._short(at)
        now = [at] * min(most, max(0, -short))
        soon = (stamp + self._rates.overall_seconds for stamp in islice(self._all, max(0, short), None))
        return [*now, *(moment for moment in soon if moment <= until)][:most]

    def full(self, at: float) -> set[int]:
        """Chats that may not get anything now."""
        full = set()
        for chat_id, lane in list(self._chats.items()):
            if lane.until <= at and not lane.stamps:
                del self._chats[chat_id]
            elif self._free_at(chat_id, lane, at) > at:
                full.add(chat_id)
        return full

    def waiting(self, at: float) -> dict[str, int]:
        """How many chats may not get anything now: private ones, groups, and those for which Telegram said 429."""
        closed = self.full(at)
        told = sum(lane.until > at for lane in self._chats.values())
        groups = sum(chat_id < 0 for chat_id in closed)
        return {"private": len(closed) - groups, "group": groups, "told": told}

    def next_change(self, at: float, ahead: float = 0.0) -> float:
        """The soonest moment at which something that is full now may have room, infinity if nothing is full; of the
        places over all chats the moment ``ahead`` of the next.
        """
        moments = [m for chat_id, lane in self._chats.items() if (m := self._free_at(chat_id, lane, at)) > at]
        if 0 <= (short := self._short(at)) < len(self._all):
            moments.append(self._all[short] + self._rates.overall_seconds - ahead)
        return min((moment for moment in moments if moment > at), default=float("inf"))

    def _short(self, at: float) -> int:
        """How many of those sent last must leave the window before the next may go; below 0: so many may go now."""
        _drop(self._all, at - self._rates.overall_seconds)
        return len(self._all) + self._under_way - self._rates.overall

    def started(self) -> None:
        self._under_way += 1

    def finished(self, chat_id: int, at: float) -> None:
        """The answer to a send has come (or will not come)."""
        self._under_way -= 1
        self.count(chat_id, at)

    def count(self, chat_id: int, at: float) -> None:
        self._all.append(at)
        self._chats.setdefault(chat_id, _Lane()).stamps.append(at)

    def delay(self, chat_id: int, until: float) -> None:
        """429: this chat waits, the others do not."""
        lane = self._chats.setdefault(chat_id, _Lane())
        lane.until = max(lane.until, until)

    def moved(self, old: int, new: int) -> None:
        """A group became a supergroup: what it has been sent counts for the new one."""
        if (before := self._chats.pop(old, None)) is not None:
            lane = self._chats.setdefault(new, _Lane())
            lane.stamps = deque(sorted([*before.stamps, *lane.stamps]))
            lane.until = max(before.until, lane.until)

    def recall(self, sends: Iterable[tuple[int, float]]) -> None:
        """What was sent before a restart still counts."""
        for chat_id, at in sorted(sends, key=lambda send: send[1]):
            self.count(chat_id, at)

    def _free_at(self, chat_id: int, lane: _Lane, at: float) -> float:
        group = chat_id < 0
        window = self._rates.group_seconds if group else self._rates.private_seconds
        allowed = self._rates.group if group else 1
        _drop(lane.stamps, at - window)
        free = lane.stamps[len(lane.stamps) - allowed] + window if len(lane.stamps) >= allowed else at
        return max(free, lane.until)


def _drop(stamps: deque[float], before: float) -> None:
    while stamps and stamps[0] <= before:
        stamps.popleft()
