"""Orders given by word: 办结 and a sentence, as chiefs write it."""

import pytest

from bot.usecases.words import Order, read_order


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
    ],
)
def test_a_verb_before_a_break_is_an_order(text: str, verb: str, rest: str) -> None:
    assert read_order(text) == Order(verb, rest)


@pytest.mark.parametrize("text", ["签收不了，不是我们格的", "到场了没人", "办结不了", "已办结", "下午去", "", "  "])
def test_anything_else_is_a_note(text: str) -> None:
    assert read_order(text) == Order("", text.strip())
