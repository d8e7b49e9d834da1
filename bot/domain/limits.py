"""The four kinds of limit (handbook §5): so many hours or days, and which time counts."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class LimitKind(StrEnum):
    """Which time counts: every hour, hours of work, days of work, or days of the calendar."""

    URGENT_HOUR = "urgent_hour"
    WORK_HOUR = "work_hour"
    WORK_DAY = "work_day"
    NATURAL_DAY = "natural_day"

    @property
    def in_days(self) -> bool:
        """Counted in whole days, the first of which is the day after the start."""
        return self in (LimitKind.WORK_DAY, LimitKind.NATURAL_DAY)

    @property
    def in_working_time(self) -> bool:
        """Nights, weekends and holidays do not count."""
        return self in (LimitKind.WORK_HOUR, LimitKind.WORK_DAY)


_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)

# Unit of the written form → kind, length of one unit. The first unit that fits is written back.
_UNITS: dict[str, tuple[LimitKind, timedelta]] = {
    "h": (LimitKind.URGENT_HOUR, timedelta(hours=1)),
    "min": (LimitKind.URGENT_HOUR, _MINUTE),
    "wh": (LimitKind.WORK_HOUR, timedelta(hours=1)),
    "wmin": (LimitKind.WORK_HOUR, _MINUTE),
    "wd": (LimitKind.WORK_DAY, _DAY),
    "d": (LimitKind.NATURAL_DAY, _DAY),
}
_WRITTEN = re.compile(r"([0-9]{1,4})(wmin|min|wh|wd|h|d)")


@dataclass(frozen=True, slots=True)
class Limit:
    """``span`` counted as ``kind`` says: whole minutes for the hour kinds, whole days for the day kinds.

    A span is always positive; anything else raises ValueError.
    """

    span: timedelta
    kind: LimitKind

    def __post_init__(self) -> None:
        if self.span <= timedelta():
            raise ValueError("a limit must be longer than nothing")
        if self.span % self._unit:
            raise ValueError(f"a limit in {self.kind.value} must be whole {'days' if self.kind.in_days else 'minutes'}")

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read the notation of the category tables: ``5min 24h`` around the clock, ``4wh 90wmin`` of working
        time, ``5wd`` working days, ``30d`` calendar days. ``30d→60d`` (extensible by law) counts as its first.

        Raises ValueError that says what was expected.
        """
        first, *others = [cls._parse_one(part.strip()) for part in text.split("→")]
        if len(others) > 1 or any(other.kind is not first.kind or other.span <= first.span for other in others):
            raise ValueError(f"{text!r}: after → stands one longer limit of the same kind")
        return first

    @classmethod
    def _parse_one(cls, text: str) -> "Limit":
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no limit; write for instance 5min, 24h, 4wh, 5wd or 30d")
        kind, unit = _UNITS[match[2]]
        return cls(int(match[1]) * unit, kind)

    def __str__(self) -> str:
        """The shortest written form; ``parse`` reads it back."""
        for name, (kind, unit) in _UNITS.items():
            if kind is self.kind and not self.span % unit:
                return f"{self.span // unit}{name}"
        raise AssertionError("every limit has whole units")

    def portion(self, percent: int) -> "Limit":
        """``percent`` of this limit, rounded up to whole minutes or days so that it never vanishes."""
        units = -(-self.span * percent // (100 * self._unit))
        return Limit(units * self._unit, self.kind)

    @property
    def _unit(self) -> timedelta:
        return _DAY if self.kind.in_days else _MINUTE
