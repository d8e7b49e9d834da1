"""Faults that a test asks for: how calls go wrong and how updates arrive wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from bot.simulator.errors import ControlError

CallFault = Literal["429", "5xx", "conflict", "timeout_before", "timeout_after", "drop", "slow"]
UpdateFault = Literal["duplicate", "reorder", "stall"]
CALL_FAULTS: frozenset[str] = frozenset(get_args(CallFault))
UPDATE_FAULTS: frozenset[str] = frozenset(get_args(UpdateFault))


@dataclass
class Fault:
    """One kind of trouble for the next ``times`` matching calls or updates. ``method`` ``*`` means every method.

    Calls: ``429`` and ``5xx`` refuse before any effect; ``conflict`` is the 409 of a second program that polls, for
    getUpdates alone; ``drop`` cuts the connection before, ``timeout_before`` after
    ``seconds`` without effect, ``timeout_after`` after effect and ``seconds``; ``slow`` only waits. Updates:
    ``duplicate`` queues one twice, ``reorder`` puts one behind its successor, ``stall`` lets a poll bring nothing, for
    ``seconds`` at most.
    """

    kind: str
    method: str = "*"
    chat: int | None = None
    times: int = 1
    seconds: float = 1.0
    retry_after: int = 1

    def hits(self, method: str, chat: int | None) -> bool:
        if self.times <= 0 or self.kind in UPDATE_FAULTS or (self.kind == "conflict" and method != "getUpdates"):
            return False
        return self.method in ("*", method.lower()) and self.chat in (None, chat)


class Faults:
    """The faults still to come, in the order they were asked for."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self.happened: Counter[str] = Counter()

    def add(self, wanted: dict[str, Any]) -> None:
        """Add one fault as the control API describes it; raises ControlError on an unknown kind or key."""
        kind = str(wanted.get("kind", ""))
        if kind not in CALL_FAULTS | UPDATE_FAULTS:
            raise ControlError(f"unknown fault kind: {kind!r}")
        unknown = set(wanted) - {"kind", "method", "chat", "times", "seconds", "retry_after"}
        if unknown:
            raise ControlError(f"unknown keys of a fault: {', '.join(sorted(unknown))}")
        fault = Fault(
            kind=kind,
            method=str(wanted.get("method", "*")).lower(),
            chat=int(wanted["chat"]) if wanted.get("chat") is not None else None,
            times=int(wanted.get("times", 1)),
            seconds=float(wanted.get("seconds", 1.0)),
            retry_after=int(wanted.get("retry_after", 1)),
        )
        self._faults.append(fault)

    def for_call(self, method: str, chat: int | None) -> Fault | None:
        """Use up and return the first fault for this call."""
        if not self._faults:
            return None
        return self._use(next((fault for fault in self._faults if fault.hits(method, chat)), None))

    def for_update(self, kind: UpdateFault) -> Fault | None:
        """Use up and return the first update fault of this kind."""
        if not self._faults:
            return None
        return self._use(next((fault for fault in self._faults if fault.kind == kind and fault.times > 0), None))

    def clear(self) -> None:
        """None is to come; what happened stays counted."""
        self._faults.clear()

    def forget(self) -> None:
        """As if nothing had ever gone wrong."""
        self.clear()
        self.happened.clear()

    def _use(self, fault: Fault | None) -> Fault | None:
        if fault is not None:
            self.happened[fault.kind] += 1
            fault.times -= 1
            self._faults = [other for other in self._faults if other.times > 0]
        return fault


def call_kind(fault: Fault | None) -> CallFault | None:
    """The kind as a typed value, for an exhaustive match."""
    return None if fault is None else cast(CallFault, fault.kind)
