"""延期 and 挂起: how long is allowed, and how it is said by word."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from bot.domain.life_policy import DelayRule, Reasons
from bot.domain.limits import Limit
from bot.domain.worktime import Calendar, due, due_day

_COUNT = re.compile(r"(\d{1,3})\s*")
_GAP = " \t,，。、:：;；"


class NoDelay(StrEnum):
    """Why more time or a pause is not given."""

    OFTEN = "often"
    OVERDUE = "overdue"
    LONG = "long"
    ASKED = "asked"
    SEALED = "sealed"
    NEVER = "never"


def too_long(by: Limit, rule: DelayRule, now: datetime, calendar: Calendar) -> bool:
    """Whether ``by`` ends later than the longest that the rules allow; the two may count different time."""
    return due(now, by, calendar) > due(now, rule.longest, calendar)


def last_day(by: Limit, now: datetime, calendar: Calendar) -> date:
    """The last day of a pause that begins now."""
    return due_day(due(now, by, calendar), calendar)


def wakes_at(last: date, calendar: Calendar) -> datetime:
    """When it goes on after this day: as the next working day opens."""
    day = calendar.first_workday(date.fromordinal(last.toordinal() + 1))
    return calendar.at(day, calendar.hours[0].opens)


def spoken_limit(text: str, units: Mapping[str, str], numbers: Mapping[str, int]) -> tuple[Limit | None, str]:
    """The length at the beginning of ``text`` and the rest, trimmed: "2天 等配件". ``units``: words, with the unit of
    :class:`Limit` each stands for; ``numbers``: numerals. None where it begins with none.
    """
    text = text.strip(_GAP)
    count, rest = _count(text, numbers)
    if count:
        for word in sorted(units, key=len, reverse=True):
            if rest.lower().startswith(word):
                return Limit.parse(f"{count}{units[word]}"), rest[len(word) :].strip(_GAP)
    return None, text


def _count(text: str, numbers: Mapping[str, int]) -> tuple[int, str]:
    match = _COUNT.match(text)
    if match:
        return int(match[1]), text[match.end() :]
    word = next((word for word in sorted(numbers, key=len, reverse=True) if text.startswith(word)), "")
    return numbers.get(word, 0), text[len(word) :]


def reason_meant(words: str, reasons: Reasons) -> str:
    """The code of the reason that these words name, or "other"; "" where there are no words or no other reason."""
    parts = ((code, part) for code, name in reasons.items() for part in re.split("[、，,]", name))
    found = next((code for code, part in parts if part and (part in words or words in part)), "")
    return (found or ("other" if "other" in reasons else "")) if words else ""
