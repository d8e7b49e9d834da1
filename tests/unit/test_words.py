"""Orders given by word: 办结 and a sentence, as chiefs write it."""

import pytest

from bot.domain.notices import Action, Press
from bot.usecases.words import Order, read_order
from tests.property.strict_wording import RENDERER


@pytest.mark.parametrize(
    ("text", "verb", "rest"),
    [
        ("签收", "sign", ""),
        ("  签收 ", "sign", ""),
        ("到场，正在看", "arrive", "正在看"),
        ("办结 已疏通，水退了", "finish", "已疏通，水退了"),
        ("办结：灯换好了", "finish", "灯换好了"),
        ("办结\n灯换好了\n谢谢", "finish", "灯换好了\n谢谢"),
        ("办结", "finish", ""),
        ("办结。。。", "finish", ""),
        ("辦結 已疏通", "finish", "已疏通"),
        ("Done: new bulb", "finish", "new bulb"),
        ("done", "finish", ""),
    ],
)
def test_a_verb_before_a_break_is_an_order(text: str, verb: str, rest: str) -> None:
    assert read_order(text) == Order(verb, rest)


@pytest.mark.parametrize(
    "text", ["签收不了，不是我们格的", "Donezo", "not done yet", "到场了没人", "办结不了", "已办结", "下午去", "", "  "]
)
def test_anything_else_is_a_note(text: str) -> None:
    assert read_order(text) == Order("", text.strip())


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize(
    ("action", "verb"), [(Action.SIGN, "sign"), (Action.ARRIVE, "arrive"), (Action.FINISH, "finish")]
)
def test_the_caption_of_a_button_is_an_order_too(language: str, action: Action, verb: str) -> None:
    assert read_order(RENDERER.speaking(language).caption(Press(action, 1))) == Order(verb, "")
