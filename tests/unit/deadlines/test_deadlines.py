"""What follows when a clock runs: who is told, when, once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clocks import Stage, StageClock, handed_over
from bot.domain.deadlines import Again, Overdue, Remind, Step, decide, nearing_at, next_check, taken
from bot.domain.limits import Limit
from bot.domain.worktime import due
from tests.unit.deadlines.shipped import CALENDAR, POLICY, local

HALF = Remind(Stage.HANDLE, 50, chief_too=False)
NEARING = Remind(Stage.HANDLE, 80, chief_too=True)
AGAIN = Again(Stage.HANDLE)


def _clock(start: str, limit: str, stage: Stage = Stage.HANDLE, top: int = 3) -> StageClock:
    bound = Limit.parse(limit)
    return StageClock(stage, local(start), bound, due(local(start), bound, CALENDAR), top)


def _run(clock: StageClock, *ticks: datetime) -> list[tuple[Step, ...]]:
    said = []
    for tick in ticks:
        steps = decide(clock, tick, POLICY, CALENDAR)
        said.append(steps)
        clock = taken(clock, steps, tick)
    return said


def _levels(*levels: int, stage: Stage = Stage.HANDLE) -> tuple[Step, ...]:
    return tuple(Overdue(stage, level) for level in levels)


def test_a_day_around_the_clock_step_by_step() -> None:
    clock, start = _clock("2026-11-16 08:00", "24h"), local("2026-11-16 08:00")
    hours = (11.9, 12, 19, 19.2, 23.9, 24, 47, 48, 72, 999)
    assert _run(clock, *(start + timedelta(hours=h) for h in hours)) == [
        (), (HALF,), (), (NEARING,), (), _levels(1), (), _levels(2), (AGAIN, *_levels(3)), (AGAIN,),
    ]  # fmt: skip


def test_special_urgency_goes_up_every_five_minutes_until_the_county() -> None:
    clock, start = _clock("2026-11-16 23:58", "5min", Stage.SIGN), local("2026-11-16 23:58")
    said = _run(clock, *(start + timedelta(minutes=m) for m in (5, 9, 10, 15, 20)))
    assert said == [_levels(1, stage=Stage.SIGN), (), _levels(2, stage=Stage.SIGN), _levels(3, stage=Stage.SIGN), ()]


def test_working_limits_wait_for_working_time() -> None:
    clock = _clock("2026-11-16 16:00", "4wh", Stage.SIGN)
    ticks = ("16 17:59", "16 18:00", "17 03:00", "17 09:12", "17 10:00", "17 16:00", "18 10:00")
    assert [[type(s).__name__ for s in steps] for steps in _run(clock, *(local(f"2026-11-{t}") for t in ticks))] == [
        [], ["Remind"], [], ["Remind"], ["Overdue"], ["Overdue"], ["Again", "Overdue"],
    ]  # fmt: skip


def test_after_a_missed_tick_only_the_last_reminder_is_said() -> None:
    clock, start = _clock("2026-11-16 08:00", "24h"), local("2026-11-16 08:00")
    assert decide(clock, start + timedelta(hours=20), POLICY, CALENDAR) == (NEARING,)


def test_a_jump_of_a_month_tells_each_level_once_in_order_and_no_stale_reminder() -> None:
    clock = _clock("2026-11-02 09:00", "5wd")
    late = local("2026-12-02 09:00")
    assert _run(clock, late, late, late + timedelta(days=365)) == [_levels(1, 2, 3), (), (AGAIN,)]


def test_the_number_of_levels_is_the_handlers_distance_from_the_county() -> None:
    far = local("2028-01-01 00:00")
    for top, levels in ((1, (1,)), (2, (1, 2)), (0, (1,))):
        assert decide(_clock("2026-11-02 09:00", "5wd", top=top), far, POLICY, CALENDAR) == _levels(*levels)


def test_calendar_days_go_up_after_the_same_number_of_days() -> None:
    clock = taken(_clock("2026-11-16 09:00", "1d"), _levels(1), local("2026-11-18 00:00"))
    by_length = replace(POLICY, escalate_within=None)
    assert next_check(clock, by_length, CALENDAR) == local("2026-11-19 00:00")


def _told_once(clock: StageClock) -> StageClock:
    """Without the daily word, which would come first."""
    return replace(taken(clock, _levels(1), clock.due_at), told_at=None)


def test_a_longest_wait_brings_long_stages_up_daily() -> None:
    daily = replace(POLICY, escalate_within=Limit.parse("1wd"))
    handling = _told_once(_clock("2026-11-16 09:00", "5wd"))
    assert next_check(handling, daily, CALENDAR) == local("2026-11-24 18:00")
    signing = _told_once(_clock("2026-11-16 09:00", "5min"))
    assert next_check(signing, daily, CALENDAR) == local("2026-11-16 09:10")


def test_an_extended_due_time_is_the_one_that_counts() -> None:
    clock = replace(_clock("2026-11-16 08:00", "24h"), due_at=local("2026-11-18 08:00"))
    assert next_check(clock, POLICY, CALENDAR) == local("2026-11-17 08:00")
    assert decide(clock, local("2026-11-17 09:00"), POLICY, CALENDAR) == (HALF,)


def test_a_recorded_clock_knows_what_became_needless() -> None:
    told_at = local("2026-11-20 08:00")
    clock = taken(_clock("2026-11-16 08:00", "24h"), _levels(1, 2), told_at)
    assert (clock.warned, clock.level, clock.told_at) == (100, 2, told_at)
    assert taken(clock, (), told_at + timedelta(days=1)) == clock


def test_whoever_takes_over_what_is_overdue_has_a_whole_length_before_the_next_level() -> None:
    taken_over = local("2026-11-16 14:00")
    clock = replace(taken(_clock("2026-11-16 08:00", "2h"), _levels(1, 2), local("2026-11-16 12:00")), top=2)
    for level, told in ((0, (1, 2)), (1, (2,)), (2, ())):
        mine = handed_over(replace(clock, level=level), taken_over, CALENDAR)
        assert mine.due_at == clock.due_at
        assert decide(mine, taken_over + timedelta(minutes=119), POLICY, CALENDAR) == ()
        steps = decide(mine, taken_over + timedelta(hours=4), POLICY, CALENDAR)
        assert steps == _levels(*told)


# A limit, when it was said that it is overdue, and when it is said again: at 08:30, never twice on one day.
AGAINS = {
    "next_morning": ("1wd", "2026-11-17 18:00", "2026-11-18 08:30"),
    "not_the_same_morning": ("1wd", "2026-11-18 08:00", "2026-11-19 08:30"),
    "working_limits_not_on_weekends": ("4wh", "2026-11-20 16:00", "2026-11-23 08:30"),
    "nor_in_national_day_week": ("5wd", "2026-09-30 18:00", "2026-10-08 08:30"),
    "but_on_a_worked_sunday": ("1wd", "2026-09-19 18:00", "2026-09-20 08:30"),
    "calendar_days_are_worked_on_in_the_office": ("30d", "2026-11-21 00:00", "2026-11-23 08:30"),
    "what_runs_day_and_night_every_day": ("2h", "2026-11-20 16:00", "2026-11-21 08:30"),
}


@pytest.mark.parametrize(("limit", "told", "again"), AGAINS.values(), ids=AGAINS.keys())
def test_once_a_day_after_a_breach(limit: str, told: str, again: str) -> None:
    clock = taken(_clock("2026-09-01 09:00", limit, top=1), _levels(1), local(told))
    assert next_check(clock, POLICY, CALENDAR) == local(again)
    assert decide(clock, local(again) + timedelta(days=9), POLICY, CALENDAR) == (AGAIN,)


def test_a_clock_that_steps_back_says_nothing_again() -> None:
    clock = _clock("2026-11-16 08:00", "24h")
    later, earlier = local("2026-11-18 09:00"), local("2026-11-10 00:00")
    assert _run(clock, later, earlier, later, local("2026-11-17 23:00")) == [_levels(1, 2), (), (), ()]


NEAR = {
    "fifth_of_a_day": ("2026-11-16 08:00", "24h", "2026-11-17 03:12"),
    "four_hours_left_comes_before_a_fifth": ("2026-11-16 08:00", "10h", "2026-11-16 14:00"),
    "but_not_before_half_of_a_short_limit": ("2026-11-16 08:00", "4h", "2026-11-16 10:00"),
    "four_working_hours_left_from_noon": ("2026-11-16 10:00", "1wd", "2026-11-17 12:00"),
    "fifth_of_five_days": ("2026-11-16 08:00", "5wd", "2026-11-20 16:24"),
}


@pytest.mark.parametrize(("start", "limit", "expected"), NEAR.values(), ids=NEAR.keys())
def test_nearing(start: str, limit: str, expected: str) -> None:
    assert nearing_at(_clock(start, limit), POLICY, CALENDAR) == local(expected)


clocks = st.builds(
    _clock,
    st.sampled_from(["2026-02-13 17:30", "2026-11-16 09:00", "2026-11-21 12:00", "2026-12-31 23:59"]),
    st.sampled_from(["5min", "1h", "24h", "4wh", "1wd", "5wd", "30d"]),
    st.sampled_from(Stage),
    st.integers(0, 4),
)
ticks = st.lists(st.timedeltas(timedelta(days=-1), timedelta(days=90)), max_size=12)


@given(clocks, ticks)
def test_each_step_at_most_once_and_in_order_whatever_the_ticks(clock: StageClock, waits: list[timedelta]) -> None:
    """Ticks may be missed, repeated, or go back, as after a clock jump."""
    said = [step for steps in _run(clock, *(clock.started_at + wait for wait in waits)) for step in steps]
    rank = [_rank(step) for step in said if not isinstance(step, Again)]
    assert rank == sorted(set(rank))
    levels = [step.level for step in said if isinstance(step, Overdue)]
    assert levels == list(range(1, len(levels) + 1))


def _rank(step: Remind | Overdue) -> tuple[int, int]:
    return (0, step.percent) if isinstance(step, Remind) else (1, step.level)


@given(clocks, ticks)
def test_the_handlers_hear_at_most_once_a_day_that_it_is_overdue(clock: StageClock, waits: list[timedelta]) -> None:
    moments = sorted(clock.started_at + wait for wait in waits)
    heard = []
    for moment, steps in zip(moments, _run(clock, *moments), strict=True):
        if any(step == Overdue(clock.stage, 1) or isinstance(step, Again) for step in steps):
            heard.append(CALENDAR.day_of(moment))
    assert heard == sorted(set(heard))


@given(clocks, ticks)
def test_deciding_again_after_recording_gives_nothing(clock: StageClock, waits: list[timedelta]) -> None:
    for wait in waits:
        now = clock.started_at + wait
        clock = taken(clock, decide(clock, now, POLICY, CALENDAR), now)
        assert decide(clock, now, POLICY, CALENDAR) == ()


@given(clocks, st.integers(1, 12))
def test_there_is_something_to_say_exactly_from_the_next_check_on(clock: StageClock, checks: int) -> None:
    for _ in range(checks):
        at = next_check(clock, POLICY, CALENDAR)
        assert at is not None
        assert not decide(clock, at - timedelta.resolution, POLICY, CALENDAR)
        steps = decide(clock, at, POLICY, CALENDAR)
        assert steps
        clock = taken(clock, steps, at)


@given(clocks)
def test_ticking_at_every_check_says_everything(clock: StageClock) -> None:
    said: list[Step] = []
    while (at := next_check(clock, POLICY, CALENDAR)) is not None and clock.level < max(1, clock.top):
        steps = decide(clock, at, POLICY, CALENDAR)
        said += steps
        clock = taken(clock, steps, at)
    reminders = [Remind(clock.stage, row.percent, row.chief_too) for row in POLICY.reminders]
    levels = _levels(*range(1, max(1, clock.top) + 1), stage=clock.stage)
    assert [step for step in said if not isinstance(step, Again)] == [*reminders, *levels]
