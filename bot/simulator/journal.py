"""The bot's calls: the last few thousand in full, all of them in counts."""

from __future__ import annotations

from collections import Counter, deque
from typing import Any

from bot.simulator.files import Upload

Json = dict[str, Any]
KEPT = 5000
LONGEST_VALUE = 5000


class Journal:
    """Calls in order. A poll that brought nothing is counted but not listed: it would bury everything else."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.last = 0
        self.calls: deque[Json] = deque(maxlen=KEPT)
        self.violations: deque[Json] = deque(maxlen=KEPT)
        self.violation_count = 0
        self.by_method: dict[str, Counter[str]] = {}

    def record(self, call: Json, *, listed: bool, violation: bool) -> None:
        """Count the call; number and keep it when it is listed or a violation."""
        self.by_method.setdefault(call["method"], Counter())[str(call["status"])] += 1
        if not (listed or violation):
            return
        self.last += 1
        call["n"] = self.last
        self.calls.append(call)
        if violation:
            self.violation_count += 1
            self.violations.append(call)

    def after(self, n: int, limit: int = KEPT) -> list[Json]:
        """Listed calls numbered above ``n``, oldest first, at most ``limit``."""
        return [call for call in self.calls if call["n"] > n][:limit]

    def counters(self) -> Json:
        """Whole counts since the last reset, by method, by result and by both."""
        results: Counter[str] = Counter()
        for counts in self.by_method.values():
            results.update(counts)
        return {
            "methods": {method: counts.total() for method, counts in self.by_method.items()},
            "results": dict(results),
            "by_method": {method: dict(counts) for method, counts in self.by_method.items()},
            "violations": self.violation_count,
        }


def elided(params: Json) -> Json:
    """Parameters as the journal keeps them: files by name and size, very long strings cut."""
    return {name: _elide(value) for name, value in params.items()}


def _elide(value: Any) -> Any:
    if isinstance(value, Upload):
        return f"<file {value.name}, {len(value.content)} bytes>"
    if isinstance(value, str) and len(value) > LONGEST_VALUE:
        return f"{value[:LONGEST_VALUE]}… ({len(value)} characters)"
    return value
