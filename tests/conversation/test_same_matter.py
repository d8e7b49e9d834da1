"""Neighbours who tell the same matter: how many hear of it, what the cards say, and who never takes part."""

import json
from typing import Any

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"
SAME_LAMP = "丹桂路12号那里一到晚上黑漆漆的"


def cards(stage: Stage, number: str) -> str:
    """The card of a ticket as it stands in the group now."""
    (card,) = [said for said in stage.group(GRID).heard() if f"{number} " in said.text.split("\n")[0]]
    return card.text


def followed(stage: Stage) -> list[tuple[Any, ...]]:
    return stage.rows("SELECT ticket_id, first_id FROM fingerprints ORDER BY ticket_id")


async def test_a_neighbour_told_the_same(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    first = stage.ticket()
    assert "邻居" not in guiying.last
    await zhiqiang.says(SAME_LAMP)
    second = stage.ticket()
    assert second != first
    assert "已有 1 位邻居反映过同一件事" in zhiqiang.last
    assert "网格长已经收到" in zhiqiang.last
    assert f"可能与 {first} 是同一件事（2 位居民反映）" in cards(stage, second)
    assert "👥 2 位居民反映" in cards(stage, first)
    assert "王桂英" not in zhiqiang.last
    assert "陈志强" not in cards(stage, first)


async def test_it_says_that_somebody_is_on_it(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).presses("签收")
    await zhiqiang.says(SAME_LAMP)
    assert "网格长正在处理" in zhiqiang.last


async def test_a_third_joins_the_first(stage: Stage, guiying: Person, zhiqiang: Person, laoliu: Person) -> None:
    await guiying.says(LAMP)
    first = stage.ticket()
    await zhiqiang.says(SAME_LAMP)
    await laoliu.says("丹桂路12号的路登坏了")
    assert "已有 2 位邻居反映过同一件事" in laoliu.last
    assert f"可能与 {first} 是同一件事（3 位居民反映）" in cards(stage, stage.ticket())
    assert "👥 3 位居民反映" in cards(stage, first)
    assert [row[1] for row in followed(stage)] == [None, 1, 1]


async def test_another_building_is_another_matter(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    await zhiqiang.says("丹桂路20号门口路灯不亮好几天了")
    assert "邻居" not in zhiqiang.last
    assert "同一件事" not in cards(stage, stage.ticket())


async def test_the_same_person_is_no_neighbour(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    first = stage.ticket()
    await stage.later(hours=1)
    await guiying.says("丹桂路12号路灯今天晚上不亮")
    await guiying.presses("是新的事")
    assert stage.tickets() == 2
    assert "邻居" not in guiying.last
    assert f"可能与 {first} 是同一件事（同一位居民反映）" in cards(stage, stage.ticket())
    assert "位居民反映" not in cards(stage, first)


async def test_what_is_done_is_told_anew(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)
    await zhiqiang.says(SAME_LAMP)
    assert "邻居" not in zhiqiang.last


async def test_a_sealed_matter_is_never_compared(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    await guiying.presses("保密")
    await zhiqiang.says(SAME_LAMP)
    assert "邻居" not in zhiqiang.last
    assert "同一件事" not in cards(stage, stage.ticket())
    assert [row[0] for row in followed(stage)] == [2]


async def test_who_seals_his_matter_leaves_the_others(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    await zhiqiang.says(SAME_LAMP)
    second = stage.ticket()
    await guiying.presses("保密")
    assert "居民反映" not in cards(stage, second)
    assert "同一件事" not in cards(stage, second)
    assert followed(stage) == [(2, None)]


async def test_who_withdraws_is_not_counted_any_more(
    stage: Stage, guiying: Person, zhiqiang: Person, laoliu: Person
) -> None:
    await guiying.says(LAMP)
    first = stage.ticket()
    await zhiqiang.says(SAME_LAMP)
    await laoliu.says("丹桂路12号的路登坏了")
    await zhiqiang.presses("撤销")
    await zhiqiang.presses("确定撤销")
    assert "👥 2 位居民反映" in cards(stage, first)


async def test_the_chiefs_note_stays_when_somebody_joins(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    first = stage.ticket()
    await stage.chief(GRID).presses("签收")
    await stage.chief(GRID).says("灯杆要换，明天上午来", reply_to=stage.group(GRID).last)
    assert "灯杆要换" in cards(stage, first)
    await zhiqiang.says(SAME_LAMP)
    assert "👥 2 位居民反映" in cards(stage, first)
    assert "灯杆要换" in cards(stage, first)


async def test_a_danger_stands_alone(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    for person in (guiying, zhiqiang):
        await person.says("丹桂路12号着火了，冒黑烟")
        assert "邻居" not in person.last
    assert followed(stage) == []
    assert not any("同一件事" in said or "高频" in said for said in stage.group(GRID).heard())


async def test_what_a_resident_puts_right_is_compared_anew(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    first = stage.ticket()
    await zhiqiang.says(SAME_LAMP)
    await zhiqiang.presses("改类别")
    await zhiqiang.presses("垃圾清运")
    assert "居民反映" not in cards(stage, first)
    assert "同一件事" not in cards(stage, stage.ticket())
    assert [row[1] for row in followed(stage)] == [None, None]


async def test_a_hot_spot_stands_on_the_card_and_in_the_digest(
    stage: Stage, guiying: Person, zhiqiang: Person, laoliu: Person
) -> None:
    told = ((guiying, "丹桂路12号路灯不亮"), (zhiqiang, "丹桂路20号路灯不亮"), (laoliu, "丹桂路30号路灯不亮"))
    for person, text in told:
        assert "高频" not in str(stage.group(GRID).heard())
        await person.says(text)
    name = stage.town.nodes[GRID].name
    assert f"🔥 高频：{name} 路灯照明，7天内3件" in cards(stage, stage.ticket())
    await stage.at("17:30")
    (digest,) = [said for said in stage.holder(Role.COMMUNITY, "YX0101").heard() if "日调度" in said]
    assert f"高频：{name} 路灯照明，7天内3件" in digest


async def test_a_desk_is_no_place(stage: Stage, laoliu: Person) -> None:
    """What waits at a community's desk may lie anywhere in it."""
    for house in (3, 5, 7):
        await laoliu.says(f"丹桂社区{house}栋楼下的路灯不亮")
        await stage.later(hours=1)
    assert stage.tickets() == 3
    assert not any("高频" in said for said in stage.group("YX0101").heard())


async def test_what_is_kept_has_no_sentence(stage: Stage, guiying: Person) -> None:
    await guiying.says("我叫欧阳慕华，电话13812345678，丹桂路12号门口路灯不亮")
    body = stage.one("SELECT body FROM fingerprints")
    kept = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    assert "慕" not in kept
    assert "1381" not in kept
    assert "门口路灯不亮" not in kept
