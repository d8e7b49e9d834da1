"""When a level meets, what it speaks of, and how a decision is read."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.life import State
from bot.domain.meetings import (
    Candidate,
    Every,
    MeetingRule,
    RemindRule,
    Why,
    held_on,
    next_held,
    next_word,
    read_decision,
    why,
)
from bot.domain.org import Level
from tests.storage.county import town_hall

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = town_hall()._calendar(2026)


def rule(every: Every, on: int = 1) -> MeetingRule:
    return MeetingRule("会", Level.TOWN, every, time(9), on)


HELD = [
    (rule(Every.DAY), date(2026, 11, 16), True),
    (rule(Every.DAY), date(2026, 11, 15), False),
    (rule(Every.WEEK, 1), date(2026, 11, 16), True),
    (rule(Every.WEEK, 1), date(2026, 11, 17), False),
    (rule(Every.WEEK, 6), date(2026, 11, 16), True),
    (rule(Every.MONTH, 25), date(2026, 11, 25), True),
    (rule(Every.MONTH, 25), date(2026, 11, 26), False),
    # The 25th of April is a Saturday, the 5th of July a Sunday; the 1st of October begins a week of
    # holidays; the 28th of February is a Saturday that is worked.
    (rule(Every.MONTH, 25), date(2026, 4, 27), True),
    (rule(Every.MONTH, 5), date(2026, 7, 6), True),
    (rule(Every.MONTH, 28), date(2026, 2, 28), True),
    (rule(Every.MONTH, 28), date(2026, 3, 2), False),
    (rule(Every.MONTH, 1), date(2026, 10, 1), False),
    (rule(Every.MONTH, 1), date(2026, 10, 8), True),
]


@pytest.mark.parametrize(("meeting", "day", "expected"), HELD)
def test_the_days_of_a_meeting(meeting: MeetingRule, day: date, expected: bool) -> None:
    assert held_on(meeting, day, CALENDAR) is expected


def test_the_next_one_has_not_begun() -> None:
    monday = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
    assert next_held(rule(Every.WEEK, 1), monday, CALENDAR) == datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
    assert next_held(rule(Every.DAY), monday.replace(hour=8), CALENDAR) == monday


NOW = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)
LATE, LATER = NOW.replace(day=13), NOW.replace(day=18)


def found(state: State, *, due: datetime = LATER, own: bool = False, climbed: bool = False, several: bool = False):  # type: ignore[no-untyped-def]
    return Candidate(1, state, own, due, climbed, several)


REASONS = [
    (found(State.HANDLING, due=LATE), Level.COMMUNITY, Why.OVERDUE),
    (found(State.HANDLING, due=LATE), Level.TOWN, None),
    (found(State.HANDLING, due=LATE, own=True), Level.TOWN, Why.OVERDUE),
    (found(State.HANDLING, due=LATE, climbed=True), Level.TOWN, Why.WATCHED),
    (found(State.HANDLING), Level.COMMUNITY, None),
    (found(State.HANDLING, several=True), Level.COUNTY, Why.UNITS),
    (found(State.ON_ACCOUNT), Level.TOWN, Why.ON_ACCOUNT),
    (found(State.ON_ACCOUNT), Level.COMMUNITY, None),
    (found(State.SUSPENDED, due=LATE), Level.COMMUNITY, None),
]


@pytest.mark.parametrize(("one", "level", "expected"), REASONS)
def test_what_a_level_speaks_of(one: Candidate, level: Level, expected: Why | None) -> None:
    assert why(one, level, NOW) is expected


DECISIONS = [
    ("换灯泡", ("换灯泡", "")),
    ("换灯泡。协办：城管队、供电所。", ("换灯泡。", "城管队、供电所")),
    ("协办：城管队。换灯泡", ("换灯泡", "城管队")),
    ("配合:城管队\n换灯泡", ("换灯泡", "城管队")),
    ("请大家协办一下", ("请大家协办一下", "")),
]


@pytest.mark.parametrize(("text", "expected"), DECISIONS)
def test_a_decision_is_read(text: str, expected: tuple[str, str]) -> None:
    assert read_decision(text, ("协办", "配合")) == expected


@pytest.mark.parametrize(
    ("due", "now", "before", "expected"),
    [
        # Due on Friday the 20th: on Thursday, on Friday, then each working day.
        ("2026-11-20 18:00", "2026-11-16 09:00", 1, "2026-11-19 08:30"),
        ("2026-11-20 18:00", "2026-11-19 08:30", 1, "2026-11-20 08:30"),
        ("2026-11-20 18:00", "2026-11-20 08:30", 1, "2026-11-23 08:30"),
        ("2026-11-20 18:00", "2026-11-22 12:00", 1, "2026-11-23 08:30"),
        ("2026-11-20 18:00", "2026-11-23 08:29", 1, "2026-11-23 08:30"),
        ("2026-11-20 18:00", "2026-11-23 08:30", 1, "2026-11-24 08:30"),
        # Due on Monday: two working days before is Thursday.
        ("2026-11-23 18:00", "2026-11-16 09:00", 2, "2026-11-19 08:30"),
        # Decided the day before: only its day is left.
        ("2026-11-17 18:00", "2026-11-16 09:00", 1, "2026-11-17 08:30"),
        # The 8th of October is the first working day after the holidays.
        ("2026-10-08 18:00", "2026-09-25 09:00", 1, "2026-09-30 08:30"),
        ("2026-09-30 18:00", "2026-09-30 20:00", 1, "2026-10-08 08:30"),
    ],
)
def test_when_the_lead_hears_of_the_day(due: str, now: str, before: int, expected: str) -> None:
    due_at, at, wanted = (datetime.fromisoformat(text).replace(tzinfo=ZONE) for text in (due, now, expected))
    assert next_word(due_at, RemindRule(before, time(8, 30)), at, CALENDAR) == wanted
