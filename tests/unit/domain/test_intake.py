"""The conversation as a function: file, or ask one thing."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.intake import (
    Ask,
    Asked,
    Draft,
    Drop,
    File,
    Pace,
    Spot,
    confirm_danger,
    deny_danger,
    from_json,
    matter_of,
    next_step,
    to_json,
    when_silent,
)  # fmt: skip
from bot.domain.reading import Candidate, Verdict

KNOWN = Draft(text="渡口路路灯坏了", category="0401", sure=True, spot=Spot.SURE, node_id=4)


def test_what_and_where_are_enough() -> None:
    assert next_step(KNOWN) == File(KNOWN)


def test_a_desk_is_place_enough() -> None:
    draft = Draft(text="x", category="0401", spot=Spot.DESK, node_id=2)
    assert next_step(draft) == File(draft)


def test_danger_waits_for_nothing() -> None:
    assert isinstance(next_step(Draft(text="着火了", danger=True, category="0101")), File)
    assert isinstance(next_step(Draft(danger=True, doubtful_danger="0106")), File)


@pytest.mark.parametrize(
    ("draft", "asked"),
    [
        (Draft(text="有味道", doubtful_danger="0102", category="0201", spot=Spot.SURE), Asked.DANGER),
        (Draft(text="那个事", spot=Spot.SURE), Asked.WHAT),
        (Draft(text="那个事", spot=Spot.NOTHING), Asked.WHAT),
        (Draft(text="停水", category="0201"), Asked.WHERE),
        (Draft(text="停水", category="0201", spot=Spot.CHOICE, options=(4, 5)), Asked.WHERE),
    ],
)
def test_asks_the_one_thing_that_matters_most(draft: Draft, asked: Asked) -> None:
    step = next_step(draft)
    assert isinstance(step, Ask)
    assert step.draft.asked is asked


@pytest.mark.parametrize("asked", [Asked.WHAT, Asked.WHERE])
def test_never_asks_twice(asked: Asked) -> None:
    draft = Draft(text="那个事", asked=asked)
    assert next_step(draft) == File(draft)


def test_words_in_answer_to_the_question_of_danger_do_not_deny_it() -> None:
    """The question says: without a press it counts as danger."""
    asked = Draft(text="有味道\n就在楼下", doubtful_danger="0102", category="0201", asked=Asked.DANGER)
    assert next_step(asked) == File(confirm_danger(asked))


def test_silence_on_a_doubtful_danger_is_danger() -> None:
    step = when_silent(Draft(text="有味道", doubtful_danger="0102", category="0201", asked=Asked.DANGER))
    assert isinstance(step, File)
    assert step.draft.danger and step.draft.category == "0102" and step.draft.sure


@pytest.mark.parametrize(
    ("draft", "step"),
    [
        (Draft(text="停水", category="0201", asked=Asked.WHERE), File),
        (Draft(has_media=True, asked=Asked.WHAT), File),
        (Draft(text="六个字以上了", asked=Asked.WHAT), File),
        (Draft(text=" 在吗  \n ", asked=Asked.WHAT), Drop),
        (Draft(text="", asked=Asked.WHAT), Drop),
    ],
)
def test_after_silence_only_stray_letters_are_dropped(draft: Draft, step: type[object]) -> None:
    assert isinstance(when_silent(draft), step)


def test_a_denied_danger_becomes_the_first_ordinary_matter() -> None:
    draft = Draft(doubtful_danger="0106", category="0106", alternatives=("0108", "0502", "0401"), asked=Asked.DANGER)
    assert deny_danger(draft).category == "0502"
    assert deny_danger(draft).doubtful_danger == ""
    assert not deny_danger(draft).danger
    assert deny_danger(Draft(category="0106", doubtful_danger="0106")).category == ""


def test_a_denied_danger_is_not_asked_about_again() -> None:
    denied = deny_danger(Draft(doubtful_danger="0106", category="0502", asked=Asked.DANGER))
    assert next_step(denied) == File(denied)


def test_a_full_draft_survives_the_database() -> None:
    draft = Draft(
        "原话", "遮住的", "0401", ("0402",), True, "投诉", False, "0106", Spot.CHOICE, 3, (4, 5), "渡口路", True,
        Asked.WHERE, "r1", ("a1", "a2"),
    )  # fmt: skip
    assert from_json(to_json(draft)) == draft


def test_unanswered_it_is_filed_under_the_likeliest_that_is_no_danger() -> None:
    likely = Verdict((Candidate("0106", 0.25), Candidate("0204", 0.2)))
    assert matter_of(Draft(verdict=likely)) == "0204"
    assert matter_of(Draft(category="0301", verdict=likely)) == "0301"
    assert matter_of(Draft()) == ""


NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("filed", "waiting", "minutes"),
    [
        (0, [], None),
        (19, [], None),
        (20, [], 3),
        (500, [], 3),
        (0, [NOON + timedelta(minutes=2)], 5),
        (0, [NOON - timedelta(hours=1)], 3),
    ],
)
def test_who_tells_very_many_is_slowed_evenly(filed: int, waiting: list[datetime], minutes: int | None) -> None:
    at = Pace(20, timedelta(hours=1), 10, 20).next_at(filed, waiting, NOON)
    assert at == (None if minutes is None else NOON + timedelta(minutes=minutes))
