"""Points in time as people name them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.everyday import Day, Everyday, Part, everyday

ZONE = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime(2026, 12, 30, 9, 0, tzinfo=ZONE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-12-28 10:00", Day.WEEKDAY),
        ("2026-12-29 10:00", Day.YESTERDAY),
        ("2026-12-30 00:01", Day.TODAY),
        ("2026-12-31 10:00", Day.TOMORROW),
        ("2027-01-01 10:00", Day.OVERMORROW),
        ("2027-01-03 10:00", Day.WEEKDAY),  # the week goes on into the new year
        ("2027-01-04 10:00", Day.NEXT_WEEK),
        ("2027-01-10 23:59", Day.NEXT_WEEK),
        ("2027-01-11 10:00", Day.OTHER_YEAR),
        ("2026-12-27 10:00", Day.DATE),
        ("2025-12-30 10:00", Day.OTHER_YEAR),
    ],
)
def test_names_the_day_from_today(moment: str, day: Day) -> None:
    assert everyday(at(moment), WEDNESDAY, ZONE).day is day


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        ("00:01", Part.NIGHT), ("04:59", Part.NIGHT), ("05:00", Part.EARLY), ("08:00", Part.MORNING),
        ("11:59", Part.MORNING), ("12:00", Part.NOON), ("12:59", Part.NOON), ("13:00", Part.AFTERNOON),
        ("18:00", Part.AFTERNOON), ("19:00", Part.EVENING), ("23:59", Part.EVENING),
    ],
)  # fmt: skip
def test_names_the_part_of_the_day(clock: str, part: Part) -> None:
    assert everyday(at(f"2026-12-30 {clock}"), WEDNESDAY, ZONE).part is part


def test_midnight_ends_the_day_before() -> None:
    assert everyday(at("2026-12-31 00:00"), WEDNESDAY, ZONE) == Everyday(Day.TODAY, date(2026, 12, 30), Part.END, 24, 0)


@given(st.timedeltas(timedelta(0), timedelta(7000)), st.timedeltas(-timedelta(days=900), timedelta(900)))
def test_date_and_hour_are_always_the_moments_own(since: timedelta, away: timedelta) -> None:
    now = at("2020-01-01 00:00") + since
    moment = now + away
    seen = everyday(moment, now, ZONE)
    told = datetime.combine(seen.date, datetime.min.time(), ZONE) + timedelta(hours=seen.hour, minutes=seen.minute)
    assert told == moment.astimezone(ZONE).replace(second=0, microsecond=0)
