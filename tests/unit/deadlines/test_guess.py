"""A year whose holidays nobody has published is reckoned, and owned up to only where a notice can move the promise."""

import pytest

from bot.domain.limits import Limit
from bot.domain.worktime import due, may_move
from bot.town_hall import TownHall, load_policies
from tests.unit.deadlines.shipped import CALENDAR, RULES, ZONE, local

# 2027 is unpublished. By statute: 1 January; Spring Festival 5 to 8 February; 5 April; 1 and 2 May; 1 to 3 October.
MATTERS = {
    "all_in_a_published_year": ("2026-11-16 09:00", "5wd", False),
    "spring_festival_swaps_are_not_known": ("2027-02-01 09:00", "5wd", True),
    "a_worked_weekend_before_it_is_near_enough": ("2027-01-25 09:00", "3wd", True),
    "no_festival_near": ("2027-03-08 09:00", "5wd", False),
    "nor_in_summer": ("2027-07-05 09:00", "10wd", False),
    "the_days_after_new_year": ("2026-12-28 09:00", "5wd", True),
    "the_notice_of_the_next_year_may_move_the_last_december_days": ("2026-12-24 09:00", "3wd", True),
    "around_the_clock_nothing_moves_it": ("2027-02-01 09:00", "48h", False),
    "thirty_days_over_a_festival_end_far_from_one": ("2027-02-01 09:00", "30d", False),
    "calendar_days_that_end_in_one": ("2027-01-10 09:00", "30d", True),
    "working_days_over_a_festival": ("2027-04-20 09:00", "15wd", True),
}


@pytest.mark.parametrize(("start", "limit", "expected"), MATTERS.values(), ids=MATTERS.keys())
def test_only_where_a_notice_can_move_it(start: str, limit: str, expected: bool) -> None:
    begin, bound = local(start), Limit.parse(limit)
    assert may_move(begin, due(begin, bound, CALENDAR), bound, CALENDAR) is expected


def test_a_year_that_nothing_is_known_of_may_move() -> None:
    begin, bound = local("2031-07-07 09:00"), Limit.parse("5wd")
    assert may_move(begin, due(begin, bound, CALENDAR), bound, CALENDAR)


def test_a_guess_is_this_year_or_the_next() -> None:
    hall = TownHall({}, {}, load_policies(RULES), ZONE, frozenset())
    found = []
    for year in (2025, 2026, 2027):
        hall._calendar(year)
        found.append(hall.guessed)
    assert found == [(), (2027,), (2027, 2028)]
