"""并单: neighbours whose matters go on as one, told once and heard to the end; and the way back."""

from typing import Any

from bot.domain.org import Role
from tests.conversation.people import Chat, Person, Said
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"
SAME_LAMP = "丹桂路12号那里一到晚上黑漆漆的"
THIRD_LAMP = "丹桂路12号的路登坏了"
AGAIN = "丹桂路12号门口那盏路灯不亮，晚上黑漆漆的，老人小孩出门看不清路，前几天还有人绊了一下，请快来看看"


def card(chat: Chat, number: str) -> Said:
    """The card of a ticket as it stands in the group now."""
    return next(said for said in chat.heard() if f"{number} " in said.text.split("\n")[0] and "地点" in said.text)


def joined(stage: Stage) -> list[tuple[Any, ...]]:
    return stage.rows("SELECT from_ticket_id, ticket_id FROM petitioners ORDER BY from_ticket_id")


async def told(stage: Stage, *people: Person) -> list[str]:
    """Each tells the same; the numbers."""
    numbers = []
    for person, text in zip(people, (LAMP, SAME_LAMP, THIRD_LAMP), strict=False):
        await person.says(text)
        numbers.append(stage.ticket())
    return numbers


async def merged(stage: Stage, number: str, head: str) -> None:
    """The chief's one tap on the card."""
    answer = await stage.chief(GRID).presses(f"并到 {head}", on=card(stage.group(GRID), number))
    assert answer.text == f"{number} 已并到 {head}，居民已收到通知。"
    assert not answer.alert


async def test_three_neighbours_are_merged_and_closed_together(
    stage: Stage, guiying: Person, zhiqiang: Person, laoliu: Person
) -> None:
    first, second, third = await told(stage, guiying, zhiqiang, laoliu)
    group, chief = stage.group(GRID), stage.chief(GRID)
    before = len(guiying.heard())
    await merged(stage, second, first)
    await merged(stage, third, first)
    assert [stage.state(number) for number in (first, second, third)] == ["dispatched", "merged", "merged"]
    assert joined(stage) == [(2, 1), (3, 1)]
    for person, own in ((zhiqiang, second), (laoliu, third)):
        word = person.find(f"您反映的 {own} 和 {first} 是同一件事，已合并一起办，以后就看 {first}。")
        assert "办好会告诉您" in word
    assert not any("同一件事" in said for said in guiying.heard()[before:])
    assert "👥 3 位居民反映，已并入 2 件" in card(group, first)
    assert f"在 {first} 里一起办" in card(group, second)
    assert list(card(group, second).buttons) == ["详情"]

    await chief.presses("签收", on=card(group, first))
    await chief.presses("到场", on=card(group, first))
    await chief.says("灯杆要换，明天上午来", reply_to=card(group, first))
    for person in (guiying, zhiqiang, laoliu):
        heard = [said.text for said in person.heard() if first in said.text][-3:]
        assert "接手" in heard[0] or "网格" in heard[0]
        assert "灯杆要换" in heard[2]

    await chief.says("办结 无照片 换了灯泡", reply_to=card(group, first))
    assert "非常" not in zhiqiang.last
    assert list(zhiqiang.last.buttons) == list(laoliu.last.buttons) == ["没解决"]
    assert "换了灯泡" in zhiqiang.last
    await guiying.presses("已解决")
    await guiying.presses("满意")
    assert [stage.state(number) for number in (first, second, third)] == ["closed", "merged", "merged"]
    assert stage.one("SELECT count(*) FROM surveys") == 1
    assert not any(name in said for said in stage.told_groups() for name in ("王桂英", "陈志强"))


async def test_one_who_joined_says_not_solved(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    first, second = await told(stage, guiying, zhiqiang)
    await merged(stage, second, first)
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=card(stage.group(GRID), first))
    await zhiqiang.presses("没解决")
    assert f"{first}：有居民说还没解决" in stage.group(GRID).last
    await guiying.presses("已解决")
    await guiying.presses("满意")
    assert stage.state(first) == "closed"
    refused = await zhiqiang.presses("没解决")
    assert refused.alert
    assert "直接发给我" in refused.text


async def test_his_words_reach_the_one_that_goes_on(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    first, second = await told(stage, guiying, zhiqiang)
    receipt = zhiqiang.find(second)
    await merged(stage, second, first)
    for message in (receipt, zhiqiang.last):
        await zhiqiang.says("晚上老人差点摔了", reply_to=message)
        assert first in zhiqiang.last
        assert "晚上老人差点摔了" in stage.group(GRID).last
        assert first in stage.group(GRID).last
    await zhiqiang.says("怎么还没人来")
    assert first in zhiqiang.last
    assert stage.tickets() == 2
    await zhiqiang.says("/my")
    assert f"和 {first} 合并一起办" in zhiqiang.last
    assert second in zhiqiang.last
    assert list(zhiqiang.last.buttons) == ["补充", "催办"]
    await zhiqiang.presses("催办")
    assert first in zhiqiang.last


async def test_a_stranger_has_no_word_in_it(stage: Stage, guiying: Person, zhiqiang: Person, laoliu: Person) -> None:
    first, second = await told(stage, guiying, zhiqiang)
    await merged(stage, second, first)
    await zhiqiang.says("/my")
    refused = await laoliu.presses_data(zhiqiang.last.buttons["催办"], zhiqiang.last)
    assert "找不到" in refused.text


async def test_from_the_menu_with_a_question(
    stage: Stage, guiying: Person, zhiqiang: Person, laoliu: Person
) -> None:  # fmt: skip
    first, second, third = await told(stage, guiying, zhiqiang, laoliu)
    group, chief = stage.group(GRID), stage.chief(GRID)
    await chief.presses("更多", on=card(group, third))
    await chief.presses("并单")
    assert f"{third} 和哪件是同一件事？" in group.last
    assert "丹桂路12号" in group.last
    assert set(group.last.buttons) == {first, second}
    await chief.presses(second)
    assert f"{third} 并到 {second}" in group.last
    assert "一共 2 位居民" in group.last
    await chief.presses("确定并单")
    assert stage.state(third) == "merged"
    # With a head that others joined all of them go along: no chain.
    await merged(stage, second, first)
    assert joined(stage) == [(2, 1), (3, 1)]
    assert laoliu.shows(f"您反映的 {third} 和 {first} 是同一件事")
    assert f"在 {first} 里一起办" in card(group, third)


async def test_nothing_to_merge_with(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).presses("更多")
    answer = await stage.chief(GRID).presses("并单")
    assert "没找到" in answer.text


async def test_unmerged_it_goes_its_own_way_again(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    first, second = await told(stage, guiying, zhiqiang)
    group, chief = stage.group(GRID), stage.chief(GRID)
    due = stage.one("SELECT due_at FROM tickets WHERE number = ?", second)
    await merged(stage, second, first)
    await chief.presses("更多", on=card(group, first))
    await chief.presses("撤销并单")
    assert f"{first} 里哪件不是同一件事" in group.last
    answer = await chief.presses(second)
    assert answer.text == f"{second} 已从 {first} 分出来，单独办。"
    assert stage.state(second) == "dispatched"
    assert joined(stage) == []
    again = stage.one("SELECT due_at FROM tickets WHERE number = ?", second)
    assert str(again)[:13] == str(due)[:13]
    assert stage.one("SELECT count(*) FROM clocks WHERE ticket_id = 2 AND stopped_at IS NULL") > 1
    assert f"您反映的 {second} 原先和 {first} 一起办" in zhiqiang.last
    assert "已并入" not in card(group, first)
    await chief.presses("签收", on=card(group, second))
    assert second in zhiqiang.last
    assert first not in guiying.last or "接手" not in guiying.last


async def test_the_same_person_within_a_day_gets_one_receipt(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    first, cards_before = stage.ticket(), len(stage.group(GRID).heard())
    heard = len(guiying.heard())
    await stage.later(hours=1)
    await guiying.says(AGAIN)
    second = stage.ticket()
    assert [said.text for said in guiying.heard()[heard:]] == [guiying.last.text]
    assert f"和您报过的 {first} 是同一件事，已合并一起办" in guiying.last
    assert stage.state(second) == "merged"
    assert "绊了一下" in stage.group(GRID).last
    assert len(stage.group(GRID).heard()) == cards_before + 1
    await stage.chief(GRID).presses("签收", on=card(stage.group(GRID), first))
    assert len(guiying.heard()) == heard + 2
    # Another matter after all: it gets a card and clocks of its own.
    await stage.chief(GRID).presses("更多", on=card(stage.group(GRID), first))
    await stage.chief(GRID).presses("撤销并单")
    await stage.chief(GRID).presses(second)
    assert "签收" in card(stage.group(GRID), second).buttons
    assert stage.one("SELECT count(*) FROM clocks WHERE ticket_id = 2 AND stopped_at IS NULL") > 1


async def test_who_may_not(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    first, second = await told(stage, guiying, zhiqiang)
    shown = card(stage.group(GRID), second)
    for stranger in (stage.chief("YX010102"), stage.holder(Role.GRID_CHIEF, "YX010201"), zhiqiang):
        refused = await stranger.presses_data(shown.buttons[f"并到 {first}"], shown)
        assert refused.alert
        assert stage.state(second) == "dispatched"
    await stage.secretary("YX0101").presses_data(shown.buttons[f"并到 {first}"], shown)
    assert stage.state(second) == "merged"


async def test_while_others_wait_nobody_takes_it_back(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    first, second = await told(stage, guiying, zhiqiang)
    receipt = zhiqiang.find(second)
    await merged(stage, second, first)
    refused = await guiying.presses("撤销")
    assert f"{first} 还有 1 位邻居也在等" in refused.text
    assert "已经和同一件事合并" in (await zhiqiang.presses("撤销", on=receipt)).text
    assert stage.state(first) == "dispatched"


async def test_what_becomes_secret_keeps_nobody_else(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    first, second = await told(stage, guiying, zhiqiang)
    await merged(stage, second, first)
    await guiying.presses("保密")
    assert stage.state(second) == "dispatched"
    assert joined(stage) == []
    assert "签收" in card(stage.group(GRID), second).buttons
    assert second in zhiqiang.last
