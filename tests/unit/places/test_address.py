"""The notation of aliases and the spelling of addresses."""

import pytest

from bot.places.address import Alias, Count, Span, number_at, read_alias, spell


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("丹桂路", Alias("丹桂路")),
        ("丹桂路1-99号", Alias("丹桂路", Span(1, 99))),
        ("丹桂路1号至99号", Alias("丹桂路", Span(1, 99))),
        ("丹桂路 １～９９ 号", Alias("丹桂路", Span(1, 99))),
        ("丹桂路单号1-99", Alias("丹桂路", Span(1, 99, parity=1))),
        ("丹桂路2-98双号", Alias("丹桂路", Span(2, 98, parity=0))),
        ("丹桂路2—98号(双)", Alias("丹桂路", Span(2, 98, parity=0))),
        ("丹桂路十二号", Alias("丹桂路", Span(12, 12))),
        ("锦绣花园1-6栋", Alias("锦绣花园", Span(1, 6))),
        ("石泉村1-4组", Alias("石泉村", Span(1, 4, Count.GROUP))),
        ("107国道12-20号", Alias("107国道", Span(12, 20))),
        ("第一网格", Alias("第1网格")),
        ("工厂3", Alias("工厂3")),
    ],
)
def test_an_alias_is_read(text: str, alias: Alias) -> None:
    assert read_alias(text) == alias


@pytest.mark.parametrize("text", ["", " ", "12号", "三组", "1-99号", "丹桂路9-1号"])
def test_what_is_no_alias_is_refused(text: str) -> None:
    assert read_alias(text) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("丹桂路二十号", "丹桂路20号"),
        ("二〇三号", "203号"),
        ("十号", "10号"),
        ("一百一十组", "110组"),
        ("五一路", "五一路"),
        ("12 3号楼", "12 3号楼"),
        ("Ａ 栋\u200b３", "a栋3"),
    ],
)
def test_spellings_of_one_address_are_one(text: str, plain: str) -> None:
    assert spell(text).text == plain


@pytest.mark.parametrize("text", ["12路", "12月3号", "12个", "123456号", "号", ""])
def test_other_numbers_are_no_house_numbers(text: str) -> None:
    assert number_at(text, 0) is None


@pytest.mark.parametrize(
    ("left", "right", "meets"),
    [
        (Span(1, 9), Span(9, 20), True),
        (Span(1, 9), Span(10, 20), False),
        (Span(1, 9, parity=1), Span(2, 10, parity=0), False),
        (Span(1, 9, parity=1), Span(9, 9), True),
        (Span(1, 9, parity=0), Span(9, 20), False),
        (Span(1, 9, parity=1), Span(3, 5, parity=1), True),
        (Span(1, 9, parity=0), Span(9, 9, parity=0), False),
    ],
)
def test_spans_meet_where_they_share_a_number(left: Span, right: Span, meets: bool) -> None:
    assert left.meets(right) is right.meets(left) is meets
