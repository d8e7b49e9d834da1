"""Place names in texts."""

import pytest

from bot.understanding.read import Reader


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("丹桂路12号门口路灯不亮", ["丹桂路12号"]),
        ("我住在春晓花园3栋2单元,停水了", ["春晓花园3栋2单元"]),
        ("反映青竹街和梨园巷交叉口没有红绿灯", ["青竹街", "梨园巷"]),
        ("清溪村四组的水渠堵了", ["清溪村四组"]),
        ("3栋2单元电梯坏了", ["3栋2单元"]),
        ("丹桂路　１２号没灯", ["丹桂路　１２号"]),
    ],
)
def test_names(reader: Reader, text: str, places: list[str]) -> None:
    assert [place.text for place in reader.read(text).places] == places


@pytest.mark.parametrize(
    "text", ["马路中间有个坑", "我们小区停水了", "路口红绿灯坏了", "这条公路没人修", "村里的路灯不亮", "12号停的水"]
)
def test_generic_words_are_no_names(reader: Reader, text: str) -> None:
    assert reader.read(text).places == ()


def test_words_inside_a_name_mean_nothing(reader: Reader) -> None:
    verdict = reader.read("医院路停水了").verdict
    assert verdict.category == "0301"
    assert not any("医" in reason.word or "院" in reason.word for reason in verdict.evidence)
