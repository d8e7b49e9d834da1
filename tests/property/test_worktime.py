"""Laws of working time that hold for every start, limit and share."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.limits import Limit, LimitKind
from bot.domain.worktime import advance, due, due_again, due_day, elapsed_share, instant_at_share, worked
from tests.unit.deadlines.shipped import CALENDAR

instants = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def _limit(kind: LimitKind, amount: int) -> Limit:
    return Limit(timedelta(days=amount) if kind.in_days else timedelta(minutes=15 * amount), kind)


limits = st.builds(_limit, st.sampled_from(LimitKind), st.integers(1, 60))


@given(instants, st.timedeltas(timedelta(), timedelta(days=20)), limits)
def test_a_later_start_is_never_due_earlier(start: datetime, wait: timedelta, limit: Limit) -> None:
    assert due(start, limit, CALENDAR) <= due(start + wait, limit, CALENDAR)


@given(instants, limits)
def test_due_lies_ahead_and_again_later_still(start: datetime, limit: Limit) -> None:
    first = due(start, limit, CALENDAR)
    assert start < first < due_again(first, limit, CALENDAR)


@given(instants, st.integers(1, 40), st.integers(1, 20), st.sampled_from(LimitKind))
def test_a_longer_limit_is_never_due_earlier(start: datetime, amount: int, more: int, kind: LimitKind) -> None:
    assert due(start, _limit(kind, amount), CALENDAR) <= due(start, _limit(kind, amount + more), CALENDAR)


@given(instants, st.timedeltas(timedelta(microseconds=1), timedelta(hours=60)))
def test_working_hours_are_used_up_exactly(start: datetime, work: timedelta) -> None:
    assert worked(start, advance(start, work, CALENDAR), CALENDAR) == work


@given(instants, instants, instants)
def test_working_time_adds_up(one: datetime, two: datetime, three: datetime) -> None:
    first, middle, last = sorted((one, two, three))
    total = worked(first, middle, CALENDAR) + worked(middle, last, CALENDAR)
    assert total == worked(first, last, CALENDAR)


@given(instants, limits.filter(lambda limit: limit.kind.in_days))
def test_day_limits_end_on_a_working_day(start: datetime, limit: Limit) -> None:
    assert CALENDAR.works(due_day(due(start, limit, CALENDAR), CALENDAR))


@given(instants, limits, st.integers(1, 99), st.integers(1, 99))
def test_shares_rise_and_are_reached_when_said(start: datetime, limit: Limit, one: int, other: int) -> None:
    ends = due(start, limit, CALENDAR)
    low, high = (instant_at_share(start, ends, share / 100, limit, CALENDAR) for share in sorted((one, other)))
    assert start <= low <= high <= ends
    assert abs(elapsed_share(start, ends, high, limit, CALENDAR) - max(one, other) / 100) < 1e-6
