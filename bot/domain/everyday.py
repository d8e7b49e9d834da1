"""A point in time as people speak of it: which day seen from today, which part of the day, which hour."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum


class Day(StrEnum):
    """How the day is named. ``WEEKDAY``: another day of this week; ``NEXT_WEEK``: one of the week after it;
    ``OTHER_YEAR``: only a full date is clear.
    """

    YESTERDAY = "yesterday"
    TODAY = "today"
    TOMORROW = "tomorrow"
    OVERMORROW = "overmorrow"
    WEEKDAY = "weekday"
    NEXT_WEEK = "next-week"
    DATE = "date"
    OTHER_YEAR = "other-year"


class Part(StrEnum):
    """Part of the day. ``END`` is midnight, said as the end of the day before."""

    NIGHT = "night"
    EARLY = "early"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    END = "end"


# From which hour on each part lasts, as Chinese divides the day: six is still 下午, when offices close.
_PARTS = (
    (0, Part.NIGHT),
    (5, Part.EARLY),
    (8, Part.MORNING),
    (12, Part.NOON),
    (13, Part.AFTERNOON),
    (19, Part.EVENING),
)
_NEARBY = {-1: Day.YESTERDAY, 0: Day.TODAY, 1: Day.TOMORROW, 2: Day.OVERMORROW}


@dataclass(frozen=True, slots=True)
class Everyday:
    """``date``, ``hour`` (0-23) and ``minute`` are local; at the END of a day they are that day's, 24 and 0."""

    day: Day
    date: date
    part: Part
    hour: int
    minute: int


def everyday(moment: datetime, now: datetime, zone: tzinfo) -> Everyday:
    """``moment`` as seen at ``now``; both timezone-aware."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    if local.hour == 0 and local.minute == 0:
        # Midnight belongs to the day it ends: "by the end of the 3rd", not "by the 4th, 0:00".
        ended = local.date() - timedelta(days=1)
        return Everyday(_day(ended, today), ended, Part.END, 24, 0)
    part = next(part for hour, part in reversed(_PARTS) if local.hour >= hour)
    return Everyday(_day(local.date(), today), local.date(), part, local.hour, local.minute)


def _day(day: date, today: date) -> Day:
    if near := _NEARBY.get((day - today).days):
        return near
    if day.isocalendar()[:2] == today.isocalendar()[:2]:
        return Day.WEEKDAY
    if day.isocalendar()[:2] == (today + timedelta(days=7)).isocalendar()[:2]:
        return Day.NEXT_WEEK
    return Day.DATE if day.year == today.year else Day.OTHER_YEAR
