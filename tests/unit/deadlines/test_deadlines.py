"""What follows when a clock runs: who is told, when, once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deadlines import Overdue, Remind, Stage, StageClock, Step, decide, nearing_at, next_check, taken
from bot.domain.limits import Limit
from bot.domain.worktime import due
from tests.unit.deadlines.shipped import CALENDAR, POLICY, local

HALF = Remind(Stage.HANDLE, 50, chief_too=False)
NEARING = Remind(Stage.HANDLE, 80, chief_too=True)


def _clock(start: str, limit: str, stage: Stage = Stage.HANDLE, top: int = 3) -> StageClock:
    bound = Limit.parse(limit)
    return StageClock(stage, local(start), bound, due(local(start), bound, CALENDAR), top)


def _run(clock: StageClock, *ticks: datetime) -> list[tuple[Step, ...]]:
    said = []
    for tick in ticks:
        steps = decide(clock, tick, POLICY, CALENDAR)
        said.append(steps)
        clock = taken(clock, steps)
    return said


def _levels(*levels: int, stage: Stage = Stage.HANDLE) -> tuple[Step, ...]:
    return tuple(Overdue(stage, level) for level in levels)


def test_a_day_around_the_clock_step_by_step() -> None:
    clock, start = _clock("2026-11-16 08:00", "24h"), local("2026-11-16 08:00")
    hours = (11.9, 12, 19, 19.2, 23.9, 24, 47, 48, 72, 999)
    assert _run(clock, *(start + timedelta(hours=h) for h in hours)) == [
        (), (HALF,), (), (NEARING,), (), _levels(1), (), _levels(2), _levels(3), (),
    ]  # fmt: skip


def test_special_urgency_goes_up_every_five_minutes_until_the_county() -> None:
    clock, start = _clock("2026-11-16 23:58", "5min", Stage.SIGN), local("2026-11-16 23:58")
    said = _run(clock, *(start + timedelta(minutes=m) for m in (5, 9, 10, 15, 20)))
    assert said == [_levels(1, stage=Stage.SIGN), (), _levels(2, stage=Stage.SIGN), _levels(3, stage=Stage.SIGN), ()]


def test_working_limits_wait_for_working_time() -> None:
    clock = _clock("2026-11-16 16:00", "4wh", Stage.SIGN)
    ticks = ("16 17:59", "16 18:00", "17 03:00", "17 09:12", "17 10:00", "17 16:00", "18 10:00")
    assert [[type(s).__name__ for s in steps] for steps in _run(clock, *(local(f"2026-11-{t}") for t in ticks))] == [
        [], ["Remind"], [], ["Remind"], ["Overdue"], ["Overdue"], ["Overdue"],
    ]  # fmt: skip


def test_after_a_missed_tick_only_the_last_reminder_is_said() -> None:
    clock, start = _clock("2026-11-16 08:00", "24h"), local("2026-11-16 08:00")
    assert decide(clock, start + timedelta(hours=20), POLICY, CALENDAR) == (NEARING,)


def test_a_jump_of_a_month_tells_each_level_once_in_order_and_no_stale_reminder() -> None:
    clock = _clock("2026-11-02 09:00", "5wd")
    late = local("2026-12-02 09:00")
    assert _run(clock, late, late, late + timedelta(days=365)) == [_levels(1, 2, 3), (), ()]


def test_the_number_of_levels_is_the_handlers_distance_from_the_county() -> None:
    far = local("2028-01-01 00:00")
    for top, levels in ((1, (1,)), (2, (1, 2)), (0, (1,))):
        assert decide(_clock("2026-11-02 09:00", "5wd", top=top), far, POLICY, CALENDAR) == _levels(*levels)


def test_calendar_days_go_up_after_the_same_number_of_days() -> None:
    clock = taken(_clock("2026-11-16 09:00", "1d"), _levels(1))
    by_length = replace(POLICY, escalate_within=None)
    assert next_check(clock, by_length, CALENDAR) == local("2026-11-19 00:00")


def test_a_longest_wait_brings_long_stages_up_daily() -> None:
    daily = replace(POLICY, escalate_within=Limit.parse("1wd"))
    handling = taken(_clock("2026-11-16 09:00", "5wd"), _levels(1))
    assert next_check(handling, daily, CALENDAR) == local("2026-11-24 18:00")
    signing = taken(_clock("2026-11-16 09:00", "5min"), _levels(1))
    assert next_check(signing, daily, CALENDAR) == local("2026-11-16 09:10")


def test_an_extended_due_time_is_the_one_that_counts() -> None:
    clock = replace(_clock("2026-11-16 08:00", "24h"), due_at=local("2026-11-18 08:00"))
    assert next_check(clock, POLICY, CALENDAR) == local("2026-11-17 08:00")
    assert decide(clock, local("2026-11-17 09:00"), POLICY, CALENDAR) == (HALF,)


def test_a_recorded_clock_knows_what_became_needless() -> None:
    clock = taken(_clock("2026-11-16 08:00", "24h"), _levels(1, 2))
    assert (clock.warned, clock.level) == (100, 2)
    assert taken(clock, ()) == clock


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
    rank = [(0, step.percent) if isinstance(step, Remind) else (1, step.level) for step in said]
    assert rank == sorted(set(rank))
    levels = [step.level for step in said if isinstance(step, Overdue)]
    assert levels == list(range(1, len(levels) + 1))


@given(clocks, ticks)
def test_deciding_again_after_recording_gives_nothing(clock: StageClock, waits: list[timedelta]) -> None:
    for wait in waits:
        now = clock.started_at + wait
        clock = taken(clock, decide(clock, now, POLICY, CALENDAR))
        assert decide(clock, now, POLICY, CALENDAR) == ()


@given(clocks, st.timedeltas(timedelta(days=-1), timedelta(days=90)))
def test_there_is_something_to_say_exactly_from_the_next_check_on(clock: StageClock, wait: timedelta) -> None:
    while (at := next_check(clock, POLICY, CALENDAR)) is not None:
        assert not decide(clock, at - timedelta.resolution, POLICY, CALENDAR)
        steps = decide(clock, at, POLICY, CALENDAR)
        assert steps
        clock = taken(clock, steps)
    assert decide(clock, clock.started_at + wait, POLICY, CALENDAR) == ()


@given(clocks)
def test_ticking_at_every_check_says_everything(clock: StageClock) -> None:
    said: list[Step] = []
    while (at := next_check(clock, POLICY, CALENDAR)) is not None:
        steps = decide(clock, at, POLICY, CALENDAR)
        said += steps
        clock = taken(clock, steps)
    reminders = [Remind(clock.stage, row.percent, row.chief_too) for row in POLICY.reminders]
    assert said == [*reminders, *_levels(*range(1, max(1, clock.top) + 1), stage=clock.stage)]
