"""The built calendar against the State Council's notices for three full years, typed in here from the notices."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays

from bot.calendar_cn import Overrides, _china, build_calendar
from tests.unit.deadlines.shipped import BUILT, CALENDAR, POLICY, ZONE

# Per year: stretches off (first and last day), then the weekend days that are worked for them.
NOTICES = {
    2024: (
        "01-01/01-01 02-10/02-17 04-04/04-06 05-01/05-05 06-10/06-10 09-15/09-17 10-01/10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01/01-01 01-28/02-04 04-04/04-06 05-01/05-05 05-31/06-02 10-01/10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01/01-03 02-15/02-23 04-04/04-06 05-01/05-05 06-19/06-21 09-25/09-27 10-01/10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]


def _worked_by_notice(year: int) -> set[date]:
    stretches, swapped = NOTICES[year]
    worked = {day for day in _days(year) if day.weekday() < 5}
    for stretch in stretches.split():
        first, last = (date.fromisoformat(f"{year}-{end}") for end in stretch.split("/"))
        worked -= {day for day in _days(year) if first <= day <= last}
    return worked | {date.fromisoformat(f"{year}-{day}") for day in swapped.split()}


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_the_year(year: int) -> None:
    assert {day for day in _days(year) if CALENDAR.works(day)} == _worked_by_notice(year)


def test_unpublished_years_are_named() -> None:
    assert BUILT.unpublished == (2027, 2028)
    assert CALENDAR.known_years == {2024, 2025, 2026}


def test_a_year_entered_in_full_replaces_the_reckoning() -> None:
    # An invented notice: the reckoned 3 and 4 May 2027 are worked, Saturday 8 May too, Friday 7 May is off.
    entered = Overrides(frozenset({date(2027, 5, 7)}), frozenset({date(2027, 5, 8)}), frozenset({2027}))
    built = build_calendar([2026, 2027], POLICY.working_hours, entered, ZONE)
    assert built.unpublished == ()
    worked = [day for day in range(1, 10) if built.calendar.works(date(2027, 5, day))]
    assert worked == [3, 4, 5, 6, 8]
    assert not built.calendar.works(date(2026, 10, 1))


def test_local_days_go_before_the_library() -> None:
    flood, extra, swapped = date(2026, 7, 8), date(2026, 10, 2), date(2026, 10, 10)
    entered = Overrides(frozenset({flood, swapped}), frozenset({extra}))
    calendar = build_calendar([2026], POLICY.working_hours, entered, ZONE).calendar
    assert not calendar.works(flood)
    assert not calendar.works(swapped)
    assert calendar.works(extra)
    assert calendar.known_years == {2026}


def test_china_alone_is_what_the_library_gives_with_all_countries() -> None:
    years = range(2001, 2035)
    alone, among_all = _china()(years=years), country_holidays("CN", years=years)
    assert dict(alone) == dict(among_all)
    assert alone.weekend_workdays == among_all.weekend_workdays
