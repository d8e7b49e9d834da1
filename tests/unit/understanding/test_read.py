"""The shipped rules on messages of our own: the right category, sure or not, and never an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.read import LONGEST, Reader

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@pytest.mark.parametrize(
    ("text", "category", "confident"),
    [
        ("丹桂路12号门口路灯不亮好几天了", "0202", True),
        ("停水了", "0301", True),
        ("下水道又堵了,臭得要命", "0204", True),
        ("昨晚又返水了,厨房全是脏水", "0204", True),
        ("电梯又坏了,十七楼爬得腿都断了", "0602", True),
        ("老板欠我们三个月工资不发", "0804", True),
    ],
)
def test_plain_complaints_are_sure(reader: Reader, text: str, category: str, confident: bool) -> None:
    verdict = reader.read(text).verdict
    assert (verdict.category, verdict.confident) == (category, confident)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("超市门口的路灯不亮", "0202"),
        ("学校旁边的工地半夜打桩", "0501"),
        ("医院对面那条街到处停电动车", "0703"),
        ("工地的灰把阳台都盖了一层", "0504"),
        ("工地老板拖着工钱不给", "0804"),
        ("工地半夜还在轰隆隆吵死人", "0501"),
    ],
)
def test_subject_not_landmark(reader: Reader, text: str, category: str) -> None:
    assert reader.read(text).verdict.category == category


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("楼下到处停电动车走路都难", "0303"),
        ("这条路灯火通明好漂亮", "0202"),
        ("天天收到垃圾短信", "0401"),
        ("商场搞跳楼价大甩卖", "0104"),
    ],
)
def test_traps(reader: Reader, text: str, wrong: str) -> None:
    assert reader.read(text).verdict.category != wrong


def test_bribes_in_the_village_are_sealed(reader: Reader) -> None:
    category = reader.read("举报村干部吃回扣").verdict.category
    assert category in {"1104", "1203"}
    assert reader.categories[category].sealed


def test_title_weighs_more_than_body(reader: Reader) -> None:
    body = "路边的垃圾桶也满了。希望尽快处理。"
    assert reader.read(body, title="路灯不亮").verdict.category == "0202"
    assert reader.read(body).verdict.category == "0401"


@pytest.mark.parametrize("text", ["仃电了一整天", "垃级没人收", "電梯壞了沒人修", "停 水 三 天 了"])
def test_slips_traditional_and_spaces(reader: Reader, text: str) -> None:
    plain = {"仃电了一整天": "0303", "垃级没人收": "0401", "電梯壞了沒人修": "0602", "停 水 三 天 了": "0301"}
    assert reader.read(text).verdict.category == plain[text]


def test_several_matters(reader: Reader) -> None:
    reading = reader.read("楼道灯坏了没人修,另外楼下垃圾桶满得没人收,还有电梯天天坏")
    assert [matter.category for matter in reading.matters] == ["0202", "0401", "0602"]
    assert reading.matters[1].text.startswith("另外楼下垃圾桶")


def test_background_is_no_matter(reader: Reader) -> None:
    reading = reader.read("我是路口小卖部的,这条街路灯全灭了,晚上黑漆漆的,老人都不敢出门。请尽快来修")
    assert [matter.category for matter in reading.matters] == ["0202"]


def test_version_names_the_rules(reader: Reader) -> None:
    reading = reader.read("停水了")
    assert reading.rules_version == reader.version
    assert len(reader.version) == 12


def test_title_becomes_part_of_the_text(reader: Reader) -> None:
    reading = reader.read("丹桂路5号楼道没灯", title="反映照明")
    assert reading.text == "反映照明\n丹桂路5号楼道没灯"
    assert [reading.text[place.start : place.end] for place in reading.places] == [
        place.text for place in reading.places
    ]


@settings(deadline=None, max_examples=150)
@given(text=st.text(max_size=300), title=st.text(max_size=40))
def test_any_text_gives_a_reading(reader: Reader, text: str, title: str) -> None:
    reading = reader.read(text, title)
    assert reading == reader.read(text, title)
    assert all(reading.text[place.start : place.end] == place.text for place in reading.places)
    assert all(reading.text[:3000].find(matter.text) >= 0 for matter in reading.matters if len(reading.matters) > 1)


@settings(deadline=None, max_examples=40)
@given(
    text=st.sampled_from(["路灯12号杆不亮", "KTV半夜吵得睡不着", "电梯3号坏了", "wifi断了没网", "楼上漏水到我家"]),
    spaces=st.lists(st.integers(0, 12), max_size=4),
)
def test_width_case_and_spaces_change_nothing(reader: Reader, text: str, spaces: list[int]) -> None:
    wide = text.translate(FULL_WIDTH)
    spaced = "".join(mark + " " * spaces.count(place) for place, mark in enumerate(text))
    expected = reader.read(text).verdict.category
    assert expected
    for variant in (wide, spaced, text.upper(), text.lower()):
        assert reader.read(variant).verdict.category == expected


@pytest.mark.parametrize("text", ["", " ", "\n", "😀😀", "\ud800", "\x00", "。。。", "a" * 50])
def test_nothing_to_say(reader: Reader, text: str) -> None:
    assert reader.read(text).verdict.category == ""


@pytest.mark.parametrize("unit", ["路灯不亮。", "的", "a", "1-", "丹桂路", "1、路灯坏了", " ", "\n", "停", "\u0301"])
def test_what_a_long_message_is_about_stands_in_its_beginning(reader: Reader, unit: str) -> None:
    """What it costs is shown by the benchmark; one that took for ever would run into the suite's time limit."""
    text = (unit * 20_000)[:20_000]
    assert reader.read(text).verdict == reader.read(text[:LONGEST]).verdict
