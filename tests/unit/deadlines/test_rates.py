"""Every published figure by hand, and the laws that make a digest add up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import rates
from bot.domain.rates import Rate, RateName, Standing, TicketFact, figures
from bot.domain.survey import Answer, Rating
from tests.unit.deadlines.shipped import CALENDAR, POLICY, local

NOW = local("2026-11-17 17:30")
BASE = TicketFact(
    number="GD20261116-0001",
    category="0202",
    grid="A-01",
    standing=Standing.OPEN,
    accepted_at=local("2026-11-16 09:00"),
    sign_due_at=local("2026-11-16 15:00"),
    due_at=local("2026-11-20 18:00"),
    nearing_at=local("2026-11-20 10:00"),
)
DONE = replace(
    BASE,
    standing=Standing.DONE,
    signed_at=local("2026-11-16 10:00"),
    contacted_at=local("2026-11-16 11:00"),
    completed_at=local("2026-11-17 12:00"),
)
LATE = replace(DONE, due_at=local("2026-11-17 11:00"))
OVERDUE = replace(BASE, due_at=local("2026-11-17 12:00"), nearing_at=local("2026-11-17 10:00"))
DROPPED = replace(BASE, standing=Standing.DROPPED)
PAUSED = replace(OVERDUE, standing=Standing.SUSPENDED)


PERCENTS = [
    ("98.1%", 421, 429),
    ("96.2%", 538, 559),
    ("79.0%", 2477, 3136),
    ("63.7%", 124599, 195532),
    ("12.5%", 1, 8),
    ("6.3%", 1, 16),
    ("0.1%", 1, 2000),
    ("0.0%", 0, 5),
    ("100.0%", 5, 5),
    ("—", 0, 0),
]


@pytest.mark.parametrize(("text", "numerator", "denominator"), PERCENTS)
def test_percent_is_rounded_half_up_to_one_decimal(text: str, numerator: int, denominator: int) -> None:
    rate = Rate(RateName.COMPLETION, Decimal(numerator), denominator)
    assert (rate.percent, rate.fraction) == (text, f"{numerator}/{denominator}")


FACTS = (BASE, DONE, DONE, LATE, OVERDUE, DROPPED, PAUSED)
RATED = (
    replace(DONE, answer=Answer.SOLVED, rating=Rating.VERY_SATISFIED),
    replace(DONE, answer=Answer.PARTLY, rating=Rating.MOSTLY_SATISFIED),
    replace(DONE, answer=Answer.EXPLAINED, rating=Rating.DISSATISFIED),
    replace(DONE, answer=Answer.UNSOLVED),
    DONE,
    replace(DROPPED, answer=Answer.SOLVED, rating=Rating.VERY_DISSATISFIED),
)
TIMES = {
    "signed_in_time_no_contact_owed": replace(DONE, contacted_at=None),
    "contact_too_late": replace(DONE, contact_due_at=local("2026-11-16 10:30")),
    "both_in_time": replace(DONE, contact_due_at=local("2026-11-16 11:00")),
    "never_signed": BASE,
    "not_yet_owed": replace(BASE, sign_due_at=local("2026-11-18 09:00")),
}

RATES: dict[str, tuple[Callable[[], Rate], str]] = {
    "completion_counts_paused_but_not_dropped": (lambda: rates.completion(FACTS), "3/6"),
    "completion_of_due_leaves_out_what_has_time": (lambda: rates.completion_of_due(FACTS, NOW), "3/4"),
    "on_time": (lambda: rates.on_time(FACTS, NOW), "2/4"),
    "overdue_is_the_rest": (lambda: rates.overdue(FACTS, NOW), "2/4"),
    "solved_with_halves": (lambda: rates.solve(RATED), "1.5/4"),
    "solved_without_halves": (lambda: rates.solve(RATED, partly_counts_half=False), "1/4"),
    "satisfied_of_the_rated": (lambda: rates.satisfy(RATED), "2/3"),
    "responded": (lambda: rates.response(TIMES.values(), NOW), "2/4"),
    "returned": (lambda: rates.returned((replace(BASE, dispatches=3, returns=2), BASE, DROPPED)), "2/4"),
    "rehandled_of_ever_completed": (lambda: rates.rehandled((replace(BASE, rehandled=2), DONE, BASE)), "1/2"),
}


@pytest.mark.parametrize(("rate", "fraction"), RATES.values(), ids=RATES.keys())
def test_rate(rate: Callable[[], Rate], fraction: str) -> None:
    assert rate().fraction == fraction


def test_day_figures_by_hand() -> None:
    facts = (
        *FACTS,
        replace(BASE, number="GD20261117-0001", accepted_at=local("2026-11-17 00:00"), danger=True),
        replace(DONE, completed_at=local("2026-11-16 23:59")),
        replace(BASE, due_at=local("2026-11-18 00:00"), nearing_at=local("2026-11-17 17:30")),
        replace(BASE, due_at=local("2026-11-17 18:00"), signed_at=local("2026-11-16 10:00")),
        replace(BASE, standing=Standing.ON_ACCOUNT, accepted_at=local("2026-10-01 09:00"), number="GD20261001-0001"),
    )
    day = figures(facts, NOW, CALENDAR, POLICY.hot)
    assert (day.total, day.done, day.open, day.dropped) == (12, 4, 7, 1)
    assert (day.new_today, day.done_today) == (1, 3)
    assert (day.due_today, day.nearing, day.overdue) == (2, 1, 1)
    assert (day.unsigned, day.sign_overdue) == (4, 4)
    assert (day.suspended, day.on_account, day.danger) == (1, 1, 1)
    assert day.oldest == "GD20261001-0001"
    assert f"{day.completion.percent}({day.completion.fraction})" == "36.4%(4/11)"


def test_no_tickets_no_figures() -> None:
    day = figures((), NOW, CALENDAR, POLICY.hot)
    assert (day.total, day.oldest, day.hot, day.completion.percent) == (0, None, (), "—")


def test_hot_categories_most_first_recent_frequent_and_not_sealed() -> None:
    recent = replace(BASE, accepted_at=NOW - timedelta(hours=1))
    count = {"0301": 4, "0204": 2, "0502": 2, "0403": 2, "0202": 1}
    facts = [replace(recent, category=category) for category, number in count.items() for _ in range(number)]
    facts += [replace(recent, category="1203", sealed=True)] * 5
    facts += [replace(recent, category="0701", accepted_at=NOW - timedelta(hours=24))] * 5
    facts += [replace(recent, category="0602", standing=Standing.DROPPED)] * 5
    assert rates.hot_categories(facts, NOW, POLICY.hot) == (("0301", 4), ("0204", 2), ("0403", 2))


moments = st.timedeltas(timedelta(days=-20), timedelta(days=20)).map(lambda wait: NOW + wait)


@st.composite
def facts_strategy(draw: st.DrawFn) -> TicketFact:
    standing = draw(st.sampled_from(Standing))
    return replace(
        BASE,
        standing=standing,
        category=draw(st.sampled_from(["0202", "0301", "1203"])),
        accepted_at=NOW - draw(st.timedeltas(timedelta(), timedelta(days=20))),
        sign_due_at=draw(moments),
        due_at=draw(moments),
        nearing_at=draw(moments),
        signed_at=draw(st.none() | moments),
        contact_due_at=draw(st.none() | moments),
        contacted_at=draw(st.none() | moments),
        completed_at=draw(moments) if standing is Standing.DONE else None,
        danger=draw(st.booleans()),
        rehandled=draw(st.integers(0, 2)),
        answer=draw(st.none() | st.sampled_from(Answer)),
        rating=draw(st.none() | st.sampled_from(Rating)),
    )


@given(st.lists(facts_strategy(), max_size=30))
def test_the_days_figures_add_up(facts: list[TicketFact]) -> None:
    day = figures(facts, NOW, CALENDAR, POLICY.hot)
    assert day.open + day.done + day.dropped == day.total == len(facts)
    assert day.overdue + max(day.due_today, day.nearing) + day.suspended + day.on_account <= day.open
    assert day.sign_overdue <= day.unsigned <= day.open
    assert day.done_today <= day.done
    assert sum(number for _, number in day.hot) <= day.total
    assert day.completion == rates.completion(facts)


@given(st.lists(facts_strategy(), max_size=30))
def test_rates_are_shares_and_late_is_what_on_time_leaves_over(facts: list[TicketFact]) -> None:
    on_time, overdue = rates.on_time(facts, NOW), rates.overdue(facts, NOW)
    assert on_time.numerator + overdue.numerator == on_time.denominator == overdue.denominator
    all_rates = [
        on_time,
        overdue,
        rates.completion(facts),
        rates.completion_of_due(facts, NOW),
        rates.response(facts, NOW),
        rates.solve(facts),
        rates.satisfy(facts),
        rates.rehandled(facts),
    ]
    assert all(0 <= rate.numerator <= rate.denominator for rate in all_rates)


@given(st.lists(facts_strategy(), max_size=10), st.lists(facts_strategy(), max_size=10))
def test_a_town_is_the_sum_of_its_grids(one: list[TicketFact], other: list[TicketFact]) -> None:
    parts = [figures(facts, NOW, CALENDAR, POLICY.hot) for facts in (one, other)]
    whole = figures(one + other, NOW, CALENDAR, POLICY.hot)
    for name in ("total", "done", "open", "overdue", "due_today", "nearing", "unsigned", "new_today", "done_today"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)


def test_what_is_left_out_is_in_no_rate_and_in_every_count() -> None:
    left_out = [replace(fact, excluded="exclusion-force", answer=Answer.UNSOLVED, rating=Rating(1), returns=1)
                for fact in (OVERDUE, LATE, DROPPED)]  # fmt: skip
    facts = [DONE, BASE, *left_out]
    day = figures(facts, NOW, CALENDAR, POLICY.hot)
    assert (day.total, day.done, day.open, day.overdue, day.dropped) == (5, 2, 2, 1, 1)
    assert day.excluded == (("exclusion-force", 2),)
    assert day.completion.fraction == rates.completion(facts).fraction == "1/2"
    assert rates.overdue(facts, NOW).fraction == "0/1"
    assert rates.on_time(facts, NOW).fraction == "1/1"
    assert rates.response(facts, NOW).fraction == "1/2"
    assert rates.solve(facts).denominator == rates.satisfy(facts).denominator == rates.returned(facts).numerator == 0
