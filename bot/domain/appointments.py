"""When people meet: the time in a sentence ("周三下午3点 社区调解室"), and what is said before and after it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.limits import Limit
from bot.domain.worktime import Calendar, due


@dataclass(frozen=True, slots=True)
class TimeWords:
    """``days``: days from today by word; ``weekdays``: 1 to 7; ``next_week``: words before a weekday; ``parts``: hours
    that a part of the day adds up to noon; ``hours``, ``halves``, ``months``: what stands behind a number;
    ``earliest``: nobody meets before that hour, so a smaller one alone is in the afternoon.
    """

    days: Mapping[str, int]
    weekdays: Mapping[str, int]
    next_week: Collection[str]
    parts: Mapping[str, int]
    hours: Collection[str]
    halves: Collection[str]
    months: Collection[str]
    earliest: int


def meeting_time(
    text: str, words: TimeWords, numbers: Mapping[str, int], now: datetime, calendar: Calendar
) -> datetime | None:
    """The time that ``text`` names, None where no hour can be read or the time has passed."""
    text = text.lower()
    clock = _clock(text, words, numbers)
    if clock is None:
        return None
    days = _days_on(text, words, now, calendar)
    today = calendar.day_of(now)
    try:
        met = calendar.at(today + timedelta(days=days or 0), clock)
    except OverflowError:
        return None
    if days is None and met <= now:
        met = calendar.at(today + timedelta(days=1), clock)
    return met if met > now else None


def _clock(text: str, words: TimeWords, numbers: Mapping[str, int]) -> time | None:
    for word in sorted(words.weekdays, key=len, reverse=True):
        text = text.replace(word, " ")  # The three of 周三 is no hour.
    parts = _any(words.parts)
    hour_ = rf"(?P<before>{parts})?\s*(?P<hour>\d{{1,2}}|{_any(numbers)})\s*"
    rest = rf"(?:[:：](?P<minute>\d\d)|(?:{_any(words.hours)})\s*(?P<half>{_any(words.halves)})?|(?={parts}))"
    found = re.search(rf"{hour_}{rest}\s*(?P<after>{parts})?", text)
    if found is None:
        return None
    hour, minute = _number(found["hour"], numbers), int(found["minute"] or (30 if found["half"] else 0))
    part = found["before"] or found["after"]
    if part is None:
        hour += 12 if hour < words.earliest and not found["minute"] else 0
    elif words.parts[part] and hour < words.parts[part]:
        hour += words.parts[part]
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _days_on(text: str, words: TimeWords, now: datetime, calendar: Calendar) -> int | None:
    today = calendar.day_of(now)
    for word in sorted(words.days, key=len, reverse=True):
        if word in text:
            return words.days[word]
    for word in sorted(words.weekdays, key=len, reverse=True):
        if word in text:
            ahead = words.weekdays[word] - today.isoweekday()
            if re.search(rf"(?:{_any(words.next_week)})\s*{re.escape(word)}", text):
                return ahead + 7
            return ahead if ahead >= 0 else ahead + 7
    dated = re.search(rf"(\d{{1,2}})\s*(?:{_any(words.months)})\s*(\d{{1,2}})", text)
    if dated is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = today.replace(year=year, month=int(dated[1]), day=int(dated[2]))
        except ValueError:
            continue
        if day >= today:
            return (day - today).days
    return None


def _number(written: str, numbers: Mapping[str, int]) -> int:
    return int(written) if written.isascii() and written.isdigit() else numbers[written]


def _any(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


class Said(StrEnum):
    """What the clock says of a meeting: that it is near, that it was, that nobody has said how it went."""

    SOON = "soon"
    ASK = "ask"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class MeetingRule:
    """Reminded so long ``before``; asked how it went ``ask`` after; one level more hears it after each of ``above``."""

    before: tuple[timedelta, ...]
    ask: timedelta
    above: tuple[Limit, ...]
    words: TimeWords


@dataclass(frozen=True, slots=True)
class Step:
    """One word of the clock; ``level``: how far above the owner it is heard."""

    said: Said
    at: datetime
    level: int = 0


def steps(meet_at: datetime, rule: MeetingRule, calendar: Calendar) -> tuple[Step, ...]:
    """Everything that is said of a meeting, in order. Always the same, so that only a count has to be kept."""
    above = [Step(Said.ABOVE, due(meet_at, limit, calendar), level) for level, limit in enumerate(rule.above, 1)]
    soon = [Step(Said.SOON, meet_at - before) for before in rule.before]
    return tuple(sorted([*soon, Step(Said.ASK, meet_at + rule.ask), *above], key=lambda step: (step.at, step.level)))


def passed(all_steps: Collection[Step], now: datetime) -> int:
    return sum(step.at <= now for step in all_steps)
