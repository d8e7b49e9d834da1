"""Buttons laid out for a telephone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.keyboard import keyboard
from bot.domain.notices import Action, Press, Rows, in_rows
from tests.property.strict_wording import RENDERER
from tests.storage.county import categories
from tests.unit.meta.samples import all_samples


def rows(*captions: tuple[str, ...], action: Action = Action.SET_PLACE) -> Rows:
    return tuple(tuple(Press(action, 1, label=caption) for caption in row) for row in captions)


def laid_out(given: Rows) -> list[list[str]]:
    return [[button.text for button in row] for row in keyboard(given, lambda press: press.label).inline_keyboard]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ([("a", "b", "c")], [["a", "b", "c"]]),
        ([("排水堵塞积水", "路灯照明", "供水故障")], [["排水堵塞积水", "路灯照明", "供水故障"]]),
        (
            [("Rubbish collection", "Street lights", "No water"), ("Lifts",)],
            [["Rubbish collection", "Street lights"], ["No water", "Lifts"]],
        ),
        ([("x" * 25, "y"), ("z",)], [["x" * 25], ["y"], ["z"]]),
        ([("字" * 13, "y")], [["字" * 13], ["y"]]),
        ([("x" * 100,)], [["x" * 100]]),
    ],
)
def test_as_many_columns_as_the_captions_allow(given: list[tuple[str, ...]], shown: list[list[str]]) -> None:
    assert laid_out(rows(*given)) == shown


def test_buttons_of_another_kind_keep_their_own_rows() -> None:
    both = (*rows(("x" * 30, "y")), *rows(("a", "b"), action=Action.SIGN))
    assert laid_out(both) == [["x" * 30], ["y"], ["a", "b"]]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=30), st.integers(1, 4))
def test_every_button_stays_in_its_place(captions: list[str], width: int) -> None:
    presses = [Press(Action.SET_PLACE, n, label=caption) for n, caption in enumerate(captions)]
    shown = keyboard(in_rows(presses, width), lambda press: press.label).inline_keyboard
    assert [button.callback_data for row in shown for button in row] == [f"sl:{n}:0:" for n in range(len(captions))]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_categories_stand_at_least_two_in_a_row(language: str) -> None:
    presses = [Press(Action.DRAFT_WHAT, 1, choice=code) for code in categories()]
    shown = keyboard(in_rows(presses, 3), RENDERER.speaking(language).caption).inline_keyboard
    assert len(shown[0]) >= 2


def test_in_chinese_nothing_but_long_names_is_laid_out_anew() -> None:
    asked = all_samples()["ask-what"].buttons
    shown = keyboard(asked, RENDERER.caption).inline_keyboard
    assert [len(row) for row in shown] == [len(row) for row in asked]


def test_a_county_with_very_many_places_still_gets_a_keyboard() -> None:
    presses = [Press(Action.DRAFT_PLACE, 1, choice=str(n), label=f"村{n}") for n in range(300)]
    shown = keyboard(in_rows(presses, 2), lambda press: press.label).inline_keyboard
    assert 90 <= sum(map(len, shown)) < 100
