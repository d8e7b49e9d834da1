"""What somebody with tickets says next: a word on one of them, a new matter, or a question. By the real reader."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.belonging import AskWhich, Belonging, Earlier, New, Same, belongs
from bot.domain.life import State
from bot.understanding.read import Reader
from tests.storage.county import town_hall

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def told(id_: int, category: str, ago: timedelta, state: State = State.HANDLING) -> Earlier:
    closed = NOW - ago + timedelta(hours=1) if state is State.CLOSED else None
    return Earlier(id_, category, state, NOW - ago, closed)


DRAIN, DRAIN_NOW = told(1, "0204", 2 * DAY), told(1, "0204", timedelta(minutes=3))
LAMP = told(2, "0202", DAY)
DONE = told(3, "0204", 3 * DAY, State.PENDING_SURVEY)
OVER, LONG_OVER = told(4, "0204", 5 * DAY, State.CLOSED), told(5, "0204", 90 * DAY, State.CLOSED)
GONE = told(6, "0204", DAY, State.WITHDRAWN)

ONE_OPEN: list[tuple[str, Belonging]] = [
    ("还是没人来", Same(1)),
    ("怎么还没人来", Same(1)),
    ("等了三天了，什么时候来啊", Same(1)),
    ("催一下", Same(1)),
    ("到哪一步了", Same(1)),
    ("处理得怎么样了", Same(1)),
    ("有结果了吗", Same(1)),
    ("没动静啊", Same(1)),
    ("又堵了", Same(1)),
    ("下水道又堵了", Same(1)),
    ("又开始了", Same(1)),
    ("老毛病", Same(1)),
    ("师傅来过了但没修好", Same(1)),
    ("来看了一眼就走了", Same(1)),
    ("拍个照就走了，没用", Same(1)),
    ("还是老样子", Same(1)),
    ("修了没用", Same(1)),
    ("没解决", Same(1)),
    ("再补充一下，是3栋不是2栋", Same(1)),
    ("说错了，是后门那边", Same(1)),
    ("补充一下，晚上更严重", Same(1)),
    ("忘了说，门牌是18号", Same(1)),
    ("具体是靠左边那个", Same(1)),
    ("好了好了修好了谢谢", Same(1)),
    ("已经疏通了，谢谢师傅", Same(1)),
    ("不用来了，自己弄好了", Same(1)),
    ("通了通了", Same(1)),
    ("门口路灯不亮好几天了", New()),
    ("楼下麻将馆天天吵到半夜，睡不着", New()),
    ("还有一件事，楼下麻将馆天天吵到半夜", New()),
    ("另外反映个事，电梯老是停", New()),
    ("换个事，垃圾没人收", New()),
    ("老板欠我三个月工资不给", New()),
    ("又停水了，水龙头一滴水都没有", New()),
    ("谢谢你们", New()),
    ("你好，在吗", New()),
    ("好的，知道了", New()),
    ("着火了，三楼在冒烟，快来人", New()),
    ("下水道堵了，污水漫出来了", AskWhich((1,))),
    ("下水道堵得厉害", AskWhich((1,))),
    ("路灯不亮，垃圾桶也满了没人收", New()),
]

OTHERS: list[tuple[str, list[Earlier], Belonging]] = [
    ("还是没人来", [], New()),
    ("又堵了", [], New()),
    ("还是没人来", [LAMP, DRAIN], AskWhich((2, 1))),
    ("下水道还是没人来修", [LAMP, DRAIN], Same(1)),
    ("路灯还是不亮，没人修", [LAMP, DRAIN], Same(2)),
    ("又堵了", [LAMP, DRAIN], Same(1)),
    ("下水道又堵了", [LAMP, DRAIN], Same(1)),
    ("路灯修好了，谢谢", [LAMP, DRAIN], Same(2)),
    ("补充一下，晚上更严重", [LAMP, DRAIN], AskWhich((2, 1))),
    ("催一下", [LAMP, DONE], AskWhich((2, 3))),
    ("师傅来过了但没修好", [LAMP, DONE], Same(3)),
    ("没修好", [DONE], Same(3)),
    ("又堵了", [DONE], Same(3)),
    ("修好了，谢谢", [LAMP, DONE], Same(3)),
    ("又堵了", [OVER], New(4)),
    ("下水道又堵了", [OVER], New(4)),
    ("下水道又堵了", [LAMP, OVER], New()),
    ("又堵了", [LONG_OVER], New()),
    ("楼下又吵到半夜，麻将馆", [OVER], New()),
    ("还是没人来", [OVER], New()),
    ("又堵了", [GONE], New()),
    ("18号楼后面", [DRAIN_NOW], Same(1)),
    ("18号楼后面", [DRAIN], New()),
    ("门口路灯不亮好几天了", [DRAIN_NOW], New()),
    ("下水道堵了，污水漫出来了", [told(1, "0204", 20 * DAY)], New()),
]


def decided(reader: Reader, text: str, earlier: list[Earlier]) -> Belonging:
    return belongs(reader.read(text), earlier, NOW, town_hall()._policies.intake.follow)


@pytest.mark.parametrize(("text", "wanted"), ONE_OPEN)
def test_with_one_open_ticket(reader: Reader, text: str, wanted: Belonging) -> None:
    assert decided(reader, text, [DRAIN]) == wanted


@pytest.mark.parametrize(("text", "earlier", "wanted"), OTHERS)
def test_with_others(reader: Reader, text: str, earlier: list[Earlier], wanted: Belonging) -> None:
    assert decided(reader, text, earlier) == wanted


@pytest.mark.parametrize(
    ("text", "same_place", "wanted"),
    [
        ("听雨巷又堵了", False, New()),
        ("听雨巷又堵了", True, Same(1)),
        ("丹桂路12号下水道堵了", False, New()),
        ("丹桂路12号下水道堵了", True, AskWhich((1,))),
        ("说错了，是听雨巷", False, Same(1)),
    ],
)
def test_another_place_is_another_matter(reader: Reader, text: str, same_place: bool, wanted: Belonging) -> None:
    assert decided(reader, text, [replace(DRAIN, same_place=same_place)]) == wanted


def test_a_long_message_tells_a_matter_of_its_own(reader: Reader) -> None:
    text = "等了好久没人来，" + "我家在这里住了二十年，从来没有见过这样的，" * 3
    assert decided(reader, text, [DRAIN]) == New()


def test_at_most_three_are_offered(reader: Reader) -> None:
    many = [told(number, "0204", DAY) for number in range(9, 2, -1)]
    assert decided(reader, "催一下", many) == AskWhich((9, 8, 7))
