"""The calendar by hand: each case is one reason, worked out on paper from the State Council's notice for 2026."""

from datetime import datetime, time, timedelta

import pytest

from bot.domain.limits import Limit
from bot.domain.worktime import (
    Calendar,
    WorkSpan,
    due,
    due_again,
    due_day,
    elapsed_share,
    guessed_years,
    instant_at_share,
    worked,
)
from tests.unit.deadlines.shipped import CALENDAR, ZONE, local

# 2026-11-16 is a Monday. Spring Festival 2026: off from Sunday 15 to Monday 23 February, worked on Saturdays 14 and 28.
HOURS = {
    "ends_at_noon_not_after_lunch": ("2026-11-16 08:00", "4wh", "2026-11-16 12:00"),
    "skips_lunch": ("2026-11-16 10:00", "4wh", "2026-11-16 16:00"),
    "starts_exactly_at_12_so_counts_from_14": ("2026-11-16 12:00", "1wh", "2026-11-16 15:00"),
    "starts_in_lunch_break": ("2026-11-16 13:15", "1wh", "2026-11-16 15:00"),
    "starts_exactly_at_opening_after_lunch": ("2026-11-16 14:00", "1wh", "2026-11-16 15:00"),
    "goes_on_next_morning": ("2026-11-16 17:00", "4wh", "2026-11-17 11:00"),
    "starts_exactly_at_18_so_counts_from_morning": ("2026-11-16 18:00", "1wh", "2026-11-17 09:00"),
    "one_second_before_closing_counts": ("2026-11-16 17:59:59", "1wh", "2026-11-17 08:59:59"),
    "starts_at_night": ("2026-11-16 22:30", "4wh", "2026-11-17 12:00"),
    "starts_before_dawn_same_day": ("2026-11-16 03:00", "30wmin", "2026-11-16 08:30"),
    "skips_weekend": ("2026-11-20 17:00", "4wh", "2026-11-23 11:00"),
    "starts_on_saturday": ("2026-11-21 10:00", "1wh", "2026-11-23 09:00"),
    "eight_hours_are_one_working_day": ("2026-11-16 08:00", "8wh", "2026-11-16 18:00"),
    "sixteen_hours_are_two_working_days": ("2026-11-16 14:00", "16wh", "2026-11-18 12:00"),
    "saturday_worked_before_spring_festival": ("2026-02-13 17:00", "4wh", "2026-02-14 11:00"),
    "skips_nine_days_of_spring_festival": ("2026-02-14 17:00", "4wh", "2026-02-24 11:00"),
    "starts_on_new_years_day_of_the_lunar_year": ("2026-02-17 09:00", "1wh", "2026-02-24 09:00"),
    "year_end_runs_into_worked_sunday": ("2025-12-31 17:00", "4wh", "2026-01-04 11:00"),
}
WORKING_DAYS = {
    "start_day_is_not_counted": ("2026-11-16 08:00", "1wd", "2026-11-17 18:00"),
    "start_late_at_night_is_still_that_day": ("2026-11-16 23:59", "1wd", "2026-11-17 18:00"),
    "start_at_midnight_is_the_new_day": ("2026-11-17 00:00", "1wd", "2026-11-18 18:00"),
    "friday_to_monday": ("2026-11-20 10:00", "1wd", "2026-11-23 18:00"),
    "saturday_to_monday": ("2026-11-21 10:00", "1wd", "2026-11-23 18:00"),
    "five_days_span_a_weekend": ("2026-11-16 09:00", "5wd", "2026-11-23 18:00"),
    "worked_saturday_counts": ("2026-02-13 09:00", "1wd", "2026-02-14 18:00"),
    "five_days_across_spring_festival": ("2026-02-12 09:00", "5wd", "2026-02-26 18:00"),
    "starts_inside_spring_festival": ("2026-02-20 09:00", "2wd", "2026-02-25 18:00"),
    "worked_sunday_after_new_year": ("2026-01-03 09:00", "1wd", "2026-01-04 18:00"),
    "year_end": ("2025-12-31 09:00", "1wd", "2026-01-04 18:00"),
    "national_day_week": ("2026-09-30 09:00", "1wd", "2026-10-08 18:00"),
    "worked_saturday_after_national_day": ("2026-10-08 09:00", "2wd", "2026-10-10 18:00"),
    "labour_day_runs_to_tuesday": ("2026-04-30 09:00", "1wd", "2026-05-06 18:00"),
    "tomb_sweeping_monday": ("2026-04-03 09:00", "1wd", "2026-04-07 18:00"),
    "utc_date_differs_from_local_date": ("2026-11-17 07:00", "1wd", "2026-11-18 18:00"),
    "unpublished_2027_new_year_only": ("2026-12-31 09:00", "1wd", "2027-01-04 18:00"),
    "unpublished_2027_spring_festival_by_statute": ("2027-02-04 09:00", "1wd", "2027-02-11 18:00"),
    "unpublished_2027_national_day_by_statute": ("2027-09-30 09:00", "1wd", "2027-10-06 18:00"),
}
CALENDAR_DAYS = {
    "ends_at_24_of_the_next_day": ("2026-11-16 09:00", "1d", "2026-11-18 00:00"),
    "last_day_saturday_moves_to_monday": ("2026-11-19 09:00", "2d", "2026-11-24 00:00"),
    "weekend_inside_counts": ("2026-11-20 09:00", "3d", "2026-11-24 00:00"),
    "last_day_in_national_day_week": ("2026-09-03 09:00", "30d", "2026-10-09 00:00"),
    "last_day_in_spring_festival": ("2026-02-05 09:00", "15d", "2026-02-25 00:00"),
    "last_day_on_worked_saturday_stays": ("2026-02-07 09:00", "7d", "2026-02-15 00:00"),
    "year_end_moves_off_weekend": ("2026-12-03 09:00", "30d", "2027-01-05 00:00"),
    "sixty_days_into_an_unpublished_year": ("2026-11-16 09:00", "60d", "2027-01-16 00:00"),
    "leap_day": ("2028-02-28 09:00", "1d", "2028-03-01 00:00"),
    "extensible_limit_uses_the_first": ("2026-11-16 09:00", "30d→60d", "2026-12-17 00:00"),
}
AROUND_THE_CLOCK = {
    "runs_through_the_weekend": ("2026-11-20 20:00", "24h", "2026-11-21 20:00"),
    "runs_through_spring_festival": ("2026-02-16 23:30", "24h", "2026-02-17 23:30"),
    "five_minutes_across_midnight": ("2026-11-16 23:58", "5min", "2026-11-17 00:03"),
    "runs_through_year_end": ("2026-12-31 12:00", "48h", "2027-01-02 12:00"),
}
CASES = HOURS | WORKING_DAYS | CALENDAR_DAYS | AROUND_THE_CLOCK


@pytest.mark.parametrize(("start", "limit", "expected"), CASES.values(), ids=CASES.keys())
def test_due(start: str, limit: str, expected: str) -> None:
    assert due(local(start), Limit.parse(limit), CALENDAR) == local(expected)


AGAIN = {
    "working_day_after_the_day_that_ended": ("2026-11-17 18:00", "1wd", "2026-11-18 18:00"),
    "calendar_days_after_24_lose_none": ("2026-11-18 00:00", "1d", "2026-11-19 00:00"),
    "hours_go_on_from_noon": ("2026-11-16 12:00", "4wh", "2026-11-16 18:00"),
    "minutes_go_on": ("2026-11-16 12:00", "5min", "2026-11-16 12:05"),
}


@pytest.mark.parametrize(("ended", "limit", "expected"), AGAIN.values(), ids=AGAIN.keys())
def test_the_same_limit_once_more(ended: str, limit: str, expected: str) -> None:
    assert due_again(local(ended), Limit.parse(limit), CALENDAR) == local(expected)


SHARES = {
    "half_of_four_hours_is_noon": ("2026-11-16 10:00", "4wh", 0.5, "2026-11-16 12:00"),
    "night_does_not_count": ("2026-11-16 16:00", "4wh", 0.8, "2026-11-17 09:12"),
    "working_day_counts_the_rest_of_the_start_day": ("2026-11-16 14:00", "1wd", 0.5, "2026-11-17 10:00"),
    "weekend_does_not_count": ("2026-11-20 14:00", "1wd", 0.5, "2026-11-23 10:00"),
    "calendar_days_count_every_hour": ("2026-11-16 00:00", "1d", 0.75, "2026-11-17 12:00"),
    "around_the_clock": ("2026-11-20 20:00", "24h", 0.5, "2026-11-21 08:00"),
}


@pytest.mark.parametrize(("start", "limit", "share", "expected"), SHARES.values(), ids=SHARES.keys())
def test_share_of_a_limit(start: str, limit: str, share: float, expected: str) -> None:
    begin, bound = local(start), Limit.parse(limit)
    ends = due(begin, bound, CALENDAR)
    assert instant_at_share(begin, ends, share, bound, CALENDAR) == local(expected)
    assert elapsed_share(begin, ends, local(expected), bound, CALENDAR) == pytest.approx(share)


def test_share_stands_still_at_night_and_passes_one_when_overdue() -> None:
    start, limit = local("2026-11-16 16:00"), Limit.parse("4wh")
    ends = due(start, limit, CALENDAR)
    night = [elapsed_share(start, ends, local(f"2026-11-{at}"), limit, CALENDAR) for at in ("16 18:00", "17 03:00")]
    assert night == [0.5, 0.5]
    assert elapsed_share(start, ends, local("2026-11-17 12:00"), limit, CALENDAR) == 1.5
    assert elapsed_share(start, ends, local("2026-11-16 09:00"), limit, CALENDAR) == 0.0


def test_a_day_that_ends_at_24_is_still_that_day() -> None:
    assert due_day(local("2026-11-18 00:00"), CALENDAR).isoformat() == "2026-11-17"
    assert due_day(local("2026-11-17 18:00"), CALENDAR).isoformat() == "2026-11-17"


def test_a_guess_is_named_only_where_holidays_matter() -> None:
    start = local("2026-12-30 09:00")
    for limit, years in (("5wd", (2027,)), ("48h", ()), ("1wd", ()), ("1d", ())):
        bound = Limit.parse(limit)
        assert guessed_years(start, due(start, bound, CALENDAR), bound, CALENDAR) == years


def test_working_time_is_independent_of_the_machine_zone_and_stored_in_utc() -> None:
    ends = due(local("2026-11-16 09:00"), Limit.parse("1wd"), CALENDAR)
    assert ends.isoformat() == "2026-11-17T10:00:00+00:00"


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        due(datetime(2026, 11, 16, 9), Limit.parse("1wd"), CALENDAR)  # noqa: DTZ001
    with pytest.raises(ValueError, match="without a time zone"):
        worked(local("2026-11-16 09:00"), datetime(2026, 11, 16, 9), CALENDAR)  # noqa: DTZ001


BAD_HOURS = {
    "none": (),
    "closes_before_opening": (WorkSpan(time(12), time(8)),),
    "overlap": (WorkSpan(time(8), time(13)), WorkSpan(time(12), time(18))),
}


@pytest.mark.parametrize("hours", BAD_HOURS.values(), ids=BAD_HOURS.keys())
def test_hours_that_make_no_sense_are_refused(hours: tuple[WorkSpan, ...]) -> None:
    with pytest.raises(ValueError, match="working hours"):
        Calendar(ZONE, hours)


def test_other_hours_are_only_data() -> None:
    longer = Calendar(ZONE, (WorkSpan(time(7), time(11)), WorkSpan(time(13), time(20))))
    start = local("2026-11-16 07:00")
    assert due(start, Limit.parse("11wh"), longer) == local("2026-11-16 20:00")
    assert worked(start, start + timedelta(days=1), longer) == timedelta(hours=11)
