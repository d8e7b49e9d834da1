"""Steps, limits and figures of 吹哨报到, and the clock that reminds once and tells once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import chasing
from bot.domain.chasing import Span, Word
from bot.domain.limits import Limit
from bot.domain.org import Level, Node
from bot.domain.tree import Tree
from bot.domain.whistle import Call, Grade, Step, callable_units, running, spans, taken
from bot.domain.whistle_rates import CallFact, arrival, average, done, figures, on_time, whistle
from tests.storage.county import MONDAY, town_hall

HOUR = timedelta(hours=1)
CALL = Call(1, 1, 1)


def node(id_: int, code: str, level: Level, parent: int | None, above: str = "") -> Node:
    return Node(id_, code, code, level, parent, f"{above}{code}/")


TREE = Tree(
    [
        node(1, "A", Level.COUNTY, None),
        node(2, "A1", Level.TOWN, 1, "A/"),
        node(3, "A2", Level.TOWN, 1, "A/"),
        node(4, "AU", Level.UNIT, 1, "A/"),
        node(5, "A1U", Level.UNIT, 2, "A/A1/"),
        node(6, "A2U", Level.UNIT, 3, "A/A2/"),
        node(7, "B", Level.COUNTY, None),
        node(8, "BU", Level.UNIT, 7, "B/"),
    ]
)


@pytest.mark.parametrize(("desk", "units"), [("A1", ["A1U", "AU"]), ("A", ["A1U", "A2U", "AU"]), ("B", ["BU"])])
def test_no_unit_of_another_town_or_county_is_called(desk: str, units: list[str]) -> None:
    found = TREE.by_code(desk)
    assert found is not None
    assert [unit.code for unit in callable_units(TREE, found)] == units


@pytest.mark.parametrize(
    ("step", "columns"),
    [
        (Step.SIGN, {"signed_at"}),
        (Step.ARRIVE, {"signed_at", "contacted_at", "arrived_at"}),
        (Step.REPORT, {"signed_at", "contacted_at", "arrived_at", "reported_at"}),
    ],
)
def test_a_later_step_implies_the_earlier(step: Step, columns: set[str]) -> None:
    assert set(taken(CALL, step, MONDAY)) == columns
    signed = replace(CALL, signed_at=MONDAY - HOUR)
    assert "signed_at" not in taken(signed, step, MONDAY), "what was done before keeps its time"


def test_the_shipped_limits_run_from_the_whistle() -> None:
    policy = town_hall()._policies.life.whistle
    calendar = town_hall()._calendar(2026)
    work = spans(policy.grades[Grade.WORK], MONDAY, policy.remind, calendar)
    assert {step: span.due_at - MONDAY for step, span in work.items() if step is not Step.REPORT} == {
        Step.SIGN: HOUR,
        Step.CONTACT: 24 * HOUR,
    }
    emergency = spans(policy.grades[Grade.EMERGENCY], MONDAY, policy.remind, calendar)
    assert emergency[Step.ARRIVE].due_at == MONDAY + HOUR / 2
    assert running(CALL, emergency) == (Step.SIGN, emergency[Step.SIGN])
    signed = replace(CALL, signed_at=MONDAY)
    assert running(signed, emergency) == (Step.ARRIVE, emergency[Step.ARRIVE])
    assert running(replace(signed, excused=True), emergency) is None
    assert policy.grades[Grade.WORK].approve == ()
    assert policy.grades[Grade.HARD].approve


SPAN = Span(MONDAY + HOUR, MONDAY + 2 * HOUR)


@pytest.mark.parametrize(
    ("told", "hours", "word"),
    [
        (chasing.QUIET, 0.9, None),
        (chasing.QUIET, 1, Word.REMIND),
        (chasing.REMINDED, 1.5, None),
        (chasing.REMINDED, 2, Word.OVERDUE),
        (chasing.QUIET, 9, Word.OVERDUE),
        (chasing.TOLD_ABOVE, 9, None),
    ],
)
def test_said_once_each_and_after_a_missed_tick_the_weightier(told: int, hours: float, word: Word | None) -> None:
    assert chasing.word(told, SPAN, MONDAY + hours * HOUR) is word


def test_what_was_said_is_not_looked_at_again() -> None:
    assert chasing.next_at(chasing.QUIET, SPAN) == SPAN.remind_at
    assert chasing.next_at(chasing.said(Word.REMIND), SPAN) == SPAN.due_at
    assert chasing.next_at(chasing.said(Word.OVERDUE), SPAN) is None


def test_a_limit_of_any_kind_reminds_before_it_ends() -> None:
    calendar = town_hall()._calendar(2026)
    for text in ("5min", "1h", "4wh", "2wd", "3d"):
        found = chasing.span(MONDAY, Limit.parse(text), 80, calendar)
        assert MONDAY < found.remind_at <= found.due_at, text


FACTS = (
    CallFact(1, arrived=True, in_time=True, scores=(5, 4)),
    CallFact(1, arrived=False, in_time=False),
    CallFact(1, arrived=False, in_time=None, excused=True),
    CallFact(2, arrived=True, in_time=None, scores=(4,)),
)


def test_figures_add_up() -> None:
    found = figures(FACTS)
    assert (found.blown, found.arrived, found.score) == (2, 2, "4.3")
    assert arrival(FACTS).fraction == "2/3", "an excused unit owes nothing"
    assert on_time(FACTS).fraction == "1/2", "whose time is not over yet is not judged"
    assert whistle(3, 60).percent == "5.0%"


def test_what_is_left_out_is_counted_but_in_no_rate() -> None:
    facts = [*FACTS, CallFact(3, arrived=True, in_time=True, scores=(5,), excluded=True)]
    found = figures(facts)
    assert (found.blown, found.arrived) == (3, 3)
    assert (arrival(facts).fraction, on_time(facts).fraction) == ("2/3", "1/2")


def test_nothing_to_divide_by() -> None:
    assert average(()) == "—"
    assert on_time(()).percent == arrival(()).percent == whistle(0, 0).percent == "—"


def test_done_when_reported_or_excused() -> None:
    assert not done(CALL)
    assert done(replace(CALL, reported_at=MONDAY))
    assert done(replace(CALL, excused=True))
    assert not replace(CALL, refused_at=MONDAY, reported_at=MONDAY).refusing
