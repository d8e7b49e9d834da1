"""When a limit ends, and how much of it is used: working hours over a calendar value.

Rules: handbook §5 and Civil Code arts. 201-203. Hours count at once, days from the day after the start; the last
calendar day moves off weekends and holidays; working days end at the close of business, calendar days at 24:00.
All instants are aware; results are UTC. A naive datetime raises ValueError.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

from bot.domain.limits import Limit, LimitKind

_DAY = timedelta(days=1)
_SATURDAY = 5
_SWAPPED = timedelta(days=9)


@dataclass(frozen=True, slots=True)
class WorkSpan:
    """One stretch of a working day, wall-clock time, the closing excluded."""

    opens: time
    closes: time


def in_order(hours: tuple[WorkSpan, ...]) -> tuple[WorkSpan, ...]:
    """``hours`` unchanged; ValueError when there are none, or they overlap or stand out of order."""
    bounds = [bound for span in hours for bound in (span.opens, span.closes)]
    if not bounds or any(one >= other for one, other in pairwise(bounds)):
        raise ValueError("working hours must be at least one span, in order, without overlap")
    return hours


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days and hours are worked. A day is worked unless it is a weekend or in ``holidays``;
    ``workdays`` (调休) are worked though they are weekends. ``known_years`` are those whose holidays were
    published: all others are guesses. Raises ValueError when no hour is worked or spans overlap.
    """

    zone: tzinfo
    hours: tuple[WorkSpan, ...]
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    known_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        in_order(self.hours)

    @property
    def length_of_day(self) -> timedelta:
        """Working time of one working day."""
        return sum((_since_midnight(span.closes) - _since_midnight(span.opens) for span in self.hours), timedelta())

    def works(self, day: date) -> bool:
        if day in self.workdays:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def day_of(self, moment: datetime) -> date:
        """The local date of an instant."""
        return _aware(moment).astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """The instant of a local date and time."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def first_workday(self, day: date) -> date:
        """``day`` itself when it is worked, else the next one that is."""
        while not self.works(day):
            day += _DAY
        return day

    def open_spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The worked stretches of a day as instants, none on a day off."""
        if self.works(day):
            yield from _instants(self.zone, self.hours, day)


@lru_cache(maxsize=4096)
def _instants(zone: tzinfo, hours: tuple[WorkSpan, ...], day: date) -> tuple[tuple[datetime, datetime], ...]:
    """Asked for again and again when many clocks are looked at."""
    return tuple(
        (
            datetime.combine(day, span.opens, zone).astimezone(UTC),
            datetime.combine(day, span.closes, zone).astimezone(UTC),
        )
        for span in hours
    )


def due(start: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """When a limit that begins at ``start`` ends. A later start never ends earlier."""
    match limit.kind:
        case LimitKind.URGENT_HOUR:
            return _aware(start) + limit.span
        case LimitKind.WORK_HOUR:
            return advance(start, limit.span, calendar)
        case LimitKind.WORK_DAY:
            last = calendar.day_of(start)
            for _ in range(limit.span.days):
                last = calendar.first_workday(last + _DAY)
            return calendar.at(last, calendar.hours[-1].closes)
        case LimitKind.NATURAL_DAY:
            last = calendar.first_workday(calendar.day_of(start) + limit.span)
            return calendar.at(last + _DAY, time())


def due_again(due_at: datetime, limit: Limit, calendar: Calendar) -> datetime:
    """When the same limit ends once more after it ended: the day that just ended is not counted."""
    # 24:00 is the next day's 0:00; a moment earlier still belongs to the day that ended.
    return due(due_at - timedelta.resolution if limit.kind.in_days else due_at, limit, calendar)


def lengthened(due_at: datetime, by: timedelta, limit: Limit, calendar: Calendar) -> datetime:
    """``due_at`` moved by time that did not count, measured as this limit counts. Limits in days move by whole days,
    a begun one included, so that no paused hour is ever counted.
    """
    if not by:
        return _aware(due_at)
    if not limit.kind.in_days:
        return instant_after(due_at, by, limit, calendar)
    day = calendar.length_of_day if limit.kind.in_working_time else _DAY
    return due_again(due_at, Limit(-(-by // day) * _DAY, limit.kind), calendar)


def due_day(due_at: datetime, calendar: Calendar) -> date:
    """The local day on which a limit ends: 24:00 belongs to the day it closes."""
    return calendar.day_of(due_at - timedelta.resolution)


def advance(start: datetime, work: timedelta, calendar: Calendar) -> datetime:
    """The instant at which ``work`` of working time has passed since ``start``; outside hours it begins at opening."""
    moment, left, day = _aware(start), work, calendar.day_of(start)
    while True:
        for opens, closes in calendar.open_spans(day):
            begins = max(moment, opens)
            if begins < closes:
                if closes - begins >= left:
                    return begins + left
                left -= closes - begins
        day += _DAY


def worked(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Working time between two instants, zero when ``end`` is not later."""
    begin, finish, total = _aware(start), _aware(end), timedelta()
    day, last = calendar.day_of(begin), calendar.day_of(finish)
    while day <= last:
        for opens, closes in calendar.open_spans(day):
            total += max(timedelta(), min(finish, closes) - max(begin, opens))
        day += _DAY
    return total


def counted(start: datetime, end: datetime, limit: Limit, calendar: Calendar) -> timedelta:
    """The time between two instants that this limit counts, never negative."""
    if limit.kind.in_working_time:
        return worked(start, end, calendar)
    return max(timedelta(), _aware(end) - _aware(start))


def elapsed_share(start: datetime, due_at: datetime, now: datetime, limit: Limit, calendar: Calendar) -> float:
    """How much of the time from ``start`` to ``due_at`` is used: 0.0 at the start, 1.0 when due, more when overdue."""
    whole = counted(start, due_at, limit, calendar)
    if not whole:
        return float(now >= due_at)
    return counted(start, now, limit, calendar) / whole


def instant_at_share(start: datetime, due_at: datetime, share: float, limit: Limit, calendar: Calendar) -> datetime:
    """When ``share`` (0..1) of the time from ``start`` to ``due_at`` is used."""
    return instant_after(start, counted(start, due_at, limit, calendar) * share, limit, calendar)


def instant_after(start: datetime, used: timedelta, limit: Limit, calendar: Calendar) -> datetime:
    """When ``used`` of the time that this limit counts has passed since ``start``."""
    if limit.kind.in_working_time:
        return advance(start, used, calendar)
    return _aware(start) + used


def guessed_years(start: datetime, due_at: datetime, limit: Limit, calendar: Calendar) -> tuple[int, ...]:
    """Years whose holidays were not published and that this due time leans on: it may move, so say so."""
    if limit.kind is LimitKind.URGENT_HOUR:
        return ()
    years = range(calendar.day_of(start).year, due_day(due_at, calendar).year + 1)
    return tuple(year for year in years if year not in calendar.known_years)


def may_move(start: datetime, due_at: datetime, limit: Limit, calendar: Calendar) -> bool:
    """Whether a notice that is still to be published can move this due time: it leans on a guessed year, and on days
    near a festival. Swapped days lie within nine days of one; no notice has ever touched any other day.
    """
    if limit.kind is LimitKind.URGENT_HOUR:
        return False
    last = due_day(due_at, calendar)
    # Calendar days run on through holidays; only their last one is moved.
    first = calendar.day_of(start) if limit.kind.in_working_time else last
    # What ends in December may be moved by the notice of the year to come.
    for year in sorted({first.year, (last + _SWAPPED).year} - calendar.known_years):
        festivals = [day for day in calendar.holidays if day.year == year]
        if not festivals or any(first - _SWAPPED <= day <= last + _SWAPPED for day in festivals):
            return True
    return False


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("an instant without a time zone has no place in working time")
    return moment.astimezone(UTC)
