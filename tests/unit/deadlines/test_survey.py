"""Whom the survey asks, when again, and what an answer leads to."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.survey import Answer, Outcome, Rating, next_step, plan_tries, surveyed
from tests.unit.deadlines.shipped import CALENDAR, POLICY, ZONE, local

SURVEY = POLICY.survey

STEPS = {
    "solved_and_happy": (Answer.SOLVED, Rating.VERY_SATISFIED, 0, Outcome.CLOSE),
    "solved_without_a_grade": (Answer.SOLVED, None, 0, Outcome.CLOSE),
    "partly_but_mostly_satisfied": (Answer.PARTLY, Rating.MOSTLY_SATISFIED, 0, Outcome.CLOSE),
    "only_explained_and_accepted": (Answer.EXPLAINED, Rating.SATISFIED, 0, Outcome.CLOSE),
    "silence_after_the_tries": (None, None, 0, Outcome.CLOSE),
    "unsolved_at_once": (Answer.UNSOLVED, None, 0, Outcome.REHANDLE),
    "unsolved_though_polite": (Answer.UNSOLVED, Rating.VERY_SATISFIED, 1, Outcome.REHANDLE),
    "solved_but_dissatisfied": (Answer.SOLVED, Rating.DISSATISFIED, 0, Outcome.REHANDLE),
    "explained_and_angry": (Answer.EXPLAINED, Rating.VERY_DISSATISFIED, 1, Outcome.REHANDLE),
    "third_complaint_goes_up": (Answer.UNSOLVED, None, 2, Outcome.TO_SUPERIOR),
    "third_bad_grade_goes_up": (Answer.SOLVED, Rating.DISSATISFIED, 3, Outcome.TO_SUPERIOR),
    "happy_after_two_rehandles": (Answer.SOLVED, Rating.SATISFIED, 2, Outcome.CLOSE),
}


@pytest.mark.parametrize(("solved", "rating", "rehandled", "outcome"), STEPS.values(), ids=STEPS.keys())
def test_next_step(solved: Answer | None, rating: Rating | None, rehandled: int, outcome: Outcome) -> None:
    assert next_step(solved, rating, rehandled, SURVEY) is outcome


@pytest.mark.parametrize(
    ("category", "sealed", "asked"),
    [
        ("0202", False, True),
        ("0202", True, False),
        ("1206", False, False),
        ("0104", False, False),
        ("0105", False, False),
    ],
)
def test_who_is_asked(category: str, sealed: bool, asked: bool) -> None:
    assert surveyed(category, sealed=sealed, policy=SURVEY) is asked


TRIES = {
    "finished_in_the_morning": ("16 09:40", "16 09:40, 17 19:30, 18 15:30"),
    "finished_after_lunch": ("16 14:30", "16 14:30, 17 19:30, 18 10:30"),
    "finished_at_night": ("16 22:00", "16 22:00, 17 10:30, 18 15:30"),
}


@pytest.mark.parametrize(("first", "expected"), TRIES.values(), ids=TRIES.keys())
def test_three_tries_at_different_times_of_day(first: str, expected: str) -> None:
    tries = plan_tries(local(f"2026-11-{first}"), SURVEY, CALENDAR)
    assert ", ".join(f"{ask.astimezone(ZONE):%d %H:%M}" for ask in tries.asks) == expected
    assert tries.closes_at > tries.asks[-1]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(ZONE)))  # noqa: DTZ001
def test_tries_ascend_on_different_days_and_close_within_four(first: datetime) -> None:
    tries = plan_tries(first, SURVEY, CALENDAR)
    assert len(tries.asks) == SURVEY.tries
    assert list(tries.asks) == sorted(tries.asks)
    days = [CALENDAR.day_of(ask) for ask in tries.asks]
    assert [(day - days[0]).days for day in days] == [0, 1, 2]
    assert (CALENDAR.day_of(tries.closes_at) - days[0]).days == 3
