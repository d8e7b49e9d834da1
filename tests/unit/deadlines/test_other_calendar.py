"""Our calendar beside a table that other people keep: three full years and more, day by day."""

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday

from bot.calendar_cn import Overrides, build_calendar
from tests.unit.deadlines.shipped import CALENDAR, POLICY, ZONE, shipped_overrides

YEARS = (2023, 2024, 2025, 2026)
CALENDAR_OF_ALL = build_calendar(YEARS, POLICY.working_hours, shipped_overrides(), ZONE).calendar


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_every_working_day_but_those_a_clerk_entered(year: int) -> None:
    """Whatever differs must stand in holidays.yaml: a local day off is no error of the other table."""
    entered = shipped_overrides().days_off | shipped_overrides().working_days
    assert {day for day in _days(year) if CALENDAR_OF_ALL.works(day) != is_workday(day)} <= entered


def test_a_local_day_is_the_difference_and_the_only_one() -> None:
    flood, extra = date(2026, 7, 8), date(2026, 10, 2)
    own = build_calendar([2026], POLICY.working_hours, Overrides(frozenset({flood}), frozenset({extra})), ZONE).calendar
    assert {day for day in _days(2026) if own.works(day) != is_workday(day)} == {flood, extra}


def test_the_other_table_does_not_know_more_than_ours() -> None:
    """When it knows a year that ours guesses, holidays has to be brought up to date."""
    for year in range(2027, 2029):
        with pytest.raises(NotImplementedError):
            is_workday(date(year, 1, 1))
        assert year not in CALENDAR.known_years
