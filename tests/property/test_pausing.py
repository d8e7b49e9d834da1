"""Laws of clocks that stand still: no paused hour counts, whatever the limit, the moment and the number of pauses."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clocks import Stage, StageClock, extend, pause, resume
from bot.domain.deadlines import Overdue, Remind, Step, decide, next_check, taken
from bot.domain.limits import Limit, LimitKind
from bot.domain.worktime import counted, due
from tests.unit.deadlines.shipped import CALENDAR, POLICY

instants = st.datetimes(datetime(2025, 12, 1), datetime(2027, 3, 1), timezones=st.just(UTC))  # noqa: DTZ001
limits = st.sampled_from([Limit.parse(text) for text in ("5min", "24h", "4wh", "30wmin", "1wd", "5wd", "10d", "30d")])
waits = st.timedeltas(timedelta(), timedelta(days=12))


def _clock(start: datetime, limit: Limit) -> StageClock:
    return StageClock(Stage.HANDLE, start, limit, due(start, limit, CALENDAR), 3)


clocks = st.builds(_clock, instants, limits)


Pauses = list[tuple[timedelta, timedelta]]


@given(clocks, st.lists(st.tuples(waits, waits), min_size=1, max_size=4))
def test_what_ran_and_what_is_left_are_never_less_than_the_limit(clock: StageClock, pauses: Pauses) -> None:
    now, ran = clock.started_at, timedelta()
    whole = counted(now, clock.due_at, clock.limit, CALENDAR)
    for run, stand in pauses:
        ran += counted(now, min(now + run, clock.due_at), clock.limit, CALENDAR)
        now += run
        clock, now = resume(pause(clock, now), now + stand, CALENDAR), now + stand
    assert ran + counted(now, clock.due_at, clock.limit, CALENDAR) >= whole


@given(clocks.filter(lambda clock: not clock.limit.kind.in_days), st.floats(0, 1), waits)
def test_hours_are_moved_by_exactly_what_did_not_count(clock: StageClock, share: float, stand: timedelta) -> None:
    begin = clock.started_at + (clock.due_at - clock.started_at) * share
    stood = resume(pause(clock, begin), begin + stand, CALENDAR)
    before, after = (counted(clock.started_at, c.due_at, clock.limit, CALENDAR) for c in (clock, stood))
    assert after - before == (
        counted(begin, begin + stand, clock.limit, CALENDAR) if begin < clock.due_at else timedelta()
    )


working_days = clocks.filter(lambda clock: clock.limit.kind is LimitKind.WORK_DAY)


@given(working_days, st.lists(st.tuples(waits, waits), max_size=4))
def test_all_pauses_of_a_limit_in_days_give_less_than_one_day_away(clock: StageClock, pauses: Pauses) -> None:
    now, first, stood = clock.started_at, clock.due_at, timedelta()
    for run, stand in pauses:
        now += run
        if now < clock.due_at:
            stood += counted(now, now + stand, clock.limit, CALENDAR)
        clock, now = resume(pause(clock, now), now + stand, CALENDAR), now + stand
    given_away = counted(first, clock.due_at, clock.limit, CALENDAR) - stood
    assert timedelta() <= given_away < CALENDAR.length_of_day


@given(clocks, st.lists(st.tuples(waits, waits), max_size=4), st.booleans())
def test_each_warning_once_however_often_it_stands_still(clock: StageClock, pauses: Pauses, extended: bool) -> None:
    said: list[Step] = []
    now = clock.started_at
    for run, stand in pauses:
        now += run
        steps = decide(clock, now, POLICY, CALENDAR)
        said += steps
        clock = pause(taken(clock, steps, now), now)
        assert decide(clock, now + stand, POLICY, CALENDAR) == ()
        now += stand
        clock = resume(clock, now, CALENDAR)
    if extended and now < clock.due_at:
        clock = extend(clock, Limit.parse("3wd"), now, CALENDAR)
        assert now < clock.due_at
        assert clock.warned == 0
        said.clear()
    assert next_check(clock, POLICY, CALENDAR) is not None
    said += decide(clock, now + timedelta(days=400), POLICY, CALENDAR)
    rank = [(0, step.percent) if isinstance(step, Remind) else (1, step.level) for step in said
            if isinstance(step, Remind | Overdue)]  # fmt: skip
    assert rank == sorted(set(rank))
