"""挂起 and 延期 by hand: what does not count, in the limit's own time, and what is said again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.clocks import ClockState, Stage, StageClock, carry, extend, pause, resume
from bot.domain.deadlines import Overdue, Remind, decide, nearing_at, next_check, taken
from bot.domain.limits import Limit
from bot.domain.worktime import due, lengthened
from tests.unit.deadlines.shipped import CALENDAR, POLICY, local

HALF, NEARING = Remind(Stage.HANDLE, 50, chief_too=False), Remind(Stage.HANDLE, 80, chief_too=True)

# 2026-11-16 is a Monday. Start, limit, then when it stood still, and when it is due after that.
PAUSES = {
    # Around the clock: to the minute, through nights and holidays.
    "an_hour_is_an_hour": ("2026-11-16 08:00", "24h", "16 10:00/16 11:00", "2026-11-17 09:00"),
    "a_night_counts_for_what_runs_at_night": ("2026-11-16 08:00", "24h", "16 20:00/17 06:00", "2026-11-17 18:00"),
    "two_pauses_add_up": ("2026-11-16 08:00", "24h", "16 10:00/16 11:00 16 12:00/16 12:30", "2026-11-17 09:30"),
    # Hours of work: only working hours of the pause.
    "lunch_is_no_working_time": ("2026-11-16 10:00", "4wh", "16 12:00/16 14:00", "2026-11-16 16:00"),
    "an_hour_of_work_and_lunch": ("2026-11-16 10:00", "4wh", "16 11:00/16 14:00", "2026-11-16 17:00"),
    "a_night_is_no_working_time": ("2026-11-16 16:00", "4wh", "16 18:00/17 08:00", "2026-11-17 10:00"),
    "a_weekend_neither": ("2026-11-20 16:00", "4wh", "20 18:00/23 08:00", "2026-11-23 10:00"),
    "over_a_weekend_from_work_to_work": ("2026-11-20 16:00", "4wh", "20 17:00/23 09:00", "2026-11-23 12:00"),
    "pushed_over_lunch": ("2026-11-16 08:00", "4wh", "16 09:00/16 11:00", "2026-11-16 16:00"),
    # Working days: whole ones, a begun one included.
    "one_working_day": ("2026-11-16 09:00", "5wd", "17 09:00/18 09:00", "2026-11-24 18:00"),
    "an_hour_costs_the_handler_no_day": ("2026-11-16 09:00", "5wd", "17 09:00/17 10:00", "2026-11-24 18:00"),
    "two_short_ones_are_one_day": (
        "2026-11-16 09:00",
        "5wd",
        "17 09:00/17 10:00 18 09:00/18 10:00",
        "2026-11-24 18:00",
    ),
    "a_night_moves_nothing": ("2026-11-16 09:00", "5wd", "17 18:00/18 08:00", "2026-11-23 18:00"),
    "a_weekend_moves_nothing": ("2026-11-16 09:00", "5wd", "20 18:00/23 08:00", "2026-11-23 18:00"),
    "a_week": ("2026-11-16 09:00", "5wd", "17 09:00/24 09:00", "2026-11-30 18:00"),
    "on_the_last_day": ("2026-11-16 09:00", "1wd", "17 09:00/20 09:00", "2026-11-20 18:00"),
    "until_the_evening_of_a_later_day": ("2026-11-16 09:00", "1wd", "17 09:00/20 20:00", "2026-11-23 18:00"),
    # Calendar days: every day counts, the last moves off a weekend.
    "three_calendar_days": ("2026-11-16 09:00", "10d", "17 09:00/20 09:00", "2026-12-01 00:00"),
    "lands_on_a_weekend": ("2026-11-16 09:00", "10d", "17 09:00/18 09:00", "2026-11-28 00:00"),
    "and_moves_off_it": ("2026-11-16 09:00", "10d", "17 09:00/19 09:00", "2026-12-01 00:00"),
    "nothing_at_all": ("2026-11-16 09:00", "10d", "17 09:00/17 09:00", "2026-11-27 00:00"),
}
ACROSS_HOLIDAYS = {
    # Spring Festival 2026: off from 15 to 23 February, worked on Saturdays 14 and 28.
    "spring_festival_moves_no_working_day": ("2026-02-12 09:00", "5wd", "02-14 18:00/02-24 08:00", "2026-02-26 18:00"),
    "only_the_worked_saturday_counts": ("2026-02-12 09:00", "5wd", "02-14 08:00/02-24 08:00", "2026-02-27 18:00"),
    "working_hours_neither": ("2026-02-14 17:00", "4wh", "02-14 18:00/02-24 08:00", "2026-02-24 11:00"),
    "an_urgent_clock_stands_through_it": ("2026-02-14 12:00", "24h", "02-14 18:00/02-24 08:00", "2026-02-25 02:00"),
    "calendar_days_stand_through_it": ("2026-02-10 09:00", "30d", "02-14 09:00/02-24 09:00", "2026-03-24 00:00"),
    "national_day": ("2026-09-30 09:00", "1wd", "09-30 18:00/10-08 08:00", "2026-10-08 18:00"),
    "into_a_worked_saturday": ("2026-10-08 09:00", "1wd", "10-08 18:00/10-10 08:00", "2026-10-10 18:00"),
}


def _clock(start: str, limit: str, stage: Stage = Stage.HANDLE, top: int = 3) -> StageClock:
    bound = Limit.parse(limit)
    return StageClock(stage, local(start), bound, due(local(start), bound, CALENDAR), top)


def _stood(clock: StageClock, month: str, pauses: str) -> StageClock:
    words = pauses.replace("/", " ").split()
    moments = [local(f"{month}{day} {clock_}") for day, clock_ in zip(words[::2], words[1::2], strict=True)]
    for begin, end in zip(moments[::2], moments[1::2], strict=True):
        clock = resume(pause(clock, begin), end, CALENDAR)
    return clock


@pytest.mark.parametrize(("start", "limit", "pauses", "expected"), PAUSES.values(), ids=PAUSES.keys())
def test_paused_time_never_counts(start: str, limit: str, pauses: str, expected: str) -> None:
    assert _stood(_clock(start, limit), "2026-11-", pauses).due_at == local(expected)


@pytest.mark.parametrize(("start", "limit", "pauses", "expected"), ACROSS_HOLIDAYS.values(), ids=ACROSS_HOLIDAYS.keys())
def test_a_pause_across_holidays(start: str, limit: str, pauses: str, expected: str) -> None:
    assert _stood(_clock(start, limit), "2026-", pauses).due_at == local(expected)


def test_nothing_is_said_while_it_stands_still() -> None:
    clock = pause(_clock("2026-11-16 08:00", "24h"), local("2026-11-16 10:00"))
    assert next_check(clock, POLICY, CALENDAR) is None
    assert decide(clock, local("2027-11-16 08:00"), POLICY, CALENDAR) == ()


def test_a_warning_that_was_given_is_not_given_again_and_the_next_comes_when_that_much_is_used() -> None:
    clock = taken(_clock("2026-11-16 08:00", "10h"), (HALF,), local("2026-11-16 13:00"))
    clock = resume(pause(clock, local("2026-11-16 14:00")), local("2026-11-17 14:00"), CALENDAR)
    assert clock.due_at == local("2026-11-17 18:00")
    assert next_check(clock, POLICY, CALENDAR) == local("2026-11-17 16:00")  # 8 of 10 hours
    assert decide(clock, local("2026-11-17 16:00"), POLICY, CALENDAR) == (NEARING,)


def test_a_warning_that_was_not_given_before_the_pause_comes_after_it() -> None:
    clock = resume(
        pause(_clock("2026-11-16 08:00", "10h"), local("2026-11-16 12:00")), local("2026-11-18 08:00"), CALENDAR
    )
    assert next_check(clock, POLICY, CALENDAR) == local("2026-11-18 09:00")


def test_nearing_leaves_the_pause_out() -> None:
    clock = _clock("2026-11-16 08:00", "24h")
    stood = resume(pause(clock, local("2026-11-16 10:00")), local("2026-11-18 10:00"), CALENDAR)
    assert nearing_at(stood, POLICY, CALENDAR) == nearing_at(clock, POLICY, CALENDAR) + timedelta(days=2)


def test_what_was_overdue_stays_so_and_waits_a_whole_length_for_the_next_level() -> None:
    clock = taken(_clock("2026-11-16 08:00", "24h"), (Overdue(Stage.HANDLE, 1),), local("2026-11-17 08:00"))
    stood = resume(pause(clock, local("2026-11-17 12:00")), local("2026-11-25 09:00"), CALENDAR)
    assert stood.due_at == clock.due_at
    assert stood.state(local("2026-11-25 09:00")) is ClockState.TIMEOUT
    assert Overdue(Stage.HANDLE, 2) not in decide(stood, local("2026-11-26 08:59"), POLICY, CALENDAR)
    assert Overdue(Stage.HANDLE, 2) in decide(stood, local("2026-11-26 09:00"), POLICY, CALENDAR)


def test_pausing_twice_and_resuming_what_runs_change_nothing() -> None:
    clock = _clock("2026-11-16 08:00", "24h")
    still = pause(clock, local("2026-11-16 10:00"))
    assert pause(still, local("2026-11-16 12:00")) == still
    assert resume(clock, local("2026-11-16 12:00"), CALENDAR) == clock
    done = replace(clock, stopped_at=local("2026-11-16 09:00"))
    assert pause(done, local("2026-11-16 10:00")) == done


def test_a_clock_that_was_put_back_during_a_pause_gives_no_time_away() -> None:
    clock = _clock("2026-11-16 08:00", "24h")
    stood = resume(pause(clock, local("2026-11-16 10:00")), local("2026-11-15 10:00"), CALENDAR)
    assert stood.due_at == clock.due_at
    assert next_check(stood, POLICY, CALENDAR) == next_check(clock, POLICY, CALENDAR)


EXTENSIONS = {
    "days_from_the_due_day": ("5wd", "3wd", "2026-11-26 18:00"),
    "calendar_days_from_working_days": ("5wd", "2d", "2026-11-26 00:00"),
    "hours_from_the_hour": ("24h", "12h", "2026-11-17 21:00"),
    "working_days_from_an_hour": ("24h", "2wd", "2026-11-19 18:00"),
    "a_month_of_the_petition_rules": ("60d", "30d", "2027-02-16 00:00"),  # 15 January, then Sunday 14 February
}


@pytest.mark.parametrize(("limit", "by", "expected"), EXTENSIONS.values(), ids=EXTENSIONS.keys())
def test_an_extension_begins_where_the_limit_ended(limit: str, by: str, expected: str) -> None:
    clock = extend(_clock("2026-11-16 09:00", limit), Limit.parse(by), local("2026-11-16 15:00"), CALENDAR)
    assert clock.due_at == local(expected)
    assert clock.extended_at == local("2026-11-16 15:00")


def test_warnings_begin_anew_for_the_new_date() -> None:
    clock = taken(_clock("2026-11-16 08:00", "10h"), (HALF, NEARING), local("2026-11-16 16:00"))
    longer = extend(clock, Limit.parse("8h"), local("2026-11-16 16:00"), CALENDAR)
    assert longer.due_at == local("2026-11-17 02:00")
    assert next_check(longer, POLICY, CALENDAR) == local("2026-11-16 21:00")
    assert decide(longer, local("2026-11-17 01:00"), POLICY, CALENDAR) == (NEARING,)
    assert decide(longer, local("2026-11-17 02:00"), POLICY, CALENDAR) == (Overdue(Stage.HANDLE, 1),)


def test_an_extended_clock_can_stand_still() -> None:
    clock = extend(_clock("2026-11-16 09:00", "5wd"), Limit.parse("3wd"), local("2026-11-20 09:00"), CALENDAR)
    stood = resume(pause(clock, local("2026-11-24 09:00")), local("2026-11-25 09:00"), CALENDAR)
    assert stood.due_at == local("2026-11-27 18:00")


def test_states() -> None:
    clock = _clock("2026-11-16 08:00", "24h")
    before, after = local("2026-11-17 07:59"), local("2026-11-17 08:00")
    assert clock.state(before) is ClockState.RUNNING
    assert clock.state(after) is ClockState.TIMEOUT
    assert pause(clock, before).state(after) is ClockState.PAUSED
    assert replace(pause(clock, before), stopped_at=before).state(after) is ClockState.FINISHED


def test_nothing_that_did_not_count_moves_nothing() -> None:
    ends = local("2026-11-17 18:00")
    assert lengthened(ends, timedelta(), Limit.parse("1wd"), CALENDAR) == ends


# The limit that ran, what happened to it, the limit of the corrected category, and when that is due.
CARRIED = {
    "nothing_happened": ("24h", "", "48h", "2026-11-18 08:00"),
    "a_pause_still_does_not_count": ("24h", "16 10:00/16 12:00", "48h", "2026-11-18 10:00"),
    "a_day_of_work_is_a_day": ("5wd", "17 08:00/17 18:00", "48h", "2026-11-19 08:00"),
    "and_the_other_way_round": ("24h", "16 10:00/17 10:00", "5wd", "2026-11-24 18:00"),
}


@pytest.mark.parametrize(("ran", "pauses", "limit", "expected"), CARRIED.values(), ids=CARRIED.keys())
def test_a_corrected_category_keeps_what_did_not_count(ran: str, pauses: str, limit: str, expected: str) -> None:
    before = _stood(_clock("2026-11-16 08:00", ran), "2026-11-", pauses)
    assert carry(_clock("2026-11-16 08:00", limit), before, CALENDAR).due_at == local(expected)


def test_a_corrected_category_takes_no_extension_back_and_gives_no_second_one() -> None:
    before = extend(_clock("2026-11-16 08:00", "5wd"), Limit.parse("5wd"), local("2026-11-17 09:00"), CALENDAR)
    after = carry(_clock("2026-11-16 08:00", "24h"), before, CALENDAR)
    assert (after.due_at, after.extended_at) == (before.due_at, before.extended_at)


def test_a_pause_goes_on_through_a_correction() -> None:
    still = pause(_clock("2026-11-16 08:00", "24h"), local("2026-11-16 10:00"))
    after = resume(carry(_clock("2026-11-16 08:00", "48h"), still, CALENDAR), local("2026-11-16 15:00"), CALENDAR)
    assert after.due_at == local("2026-11-18 13:00")
    assert after.used == timedelta(hours=2)
