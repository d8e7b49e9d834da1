"""Somebody with a ticket writes again: 催, 补充, "mended", "not mended", "it is back", or something new."""

from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
COMMUNITY = "YX0101"
"""Takes over what nobody signs in the grid for a day."""

LAMP = "丹桂路12号门口路灯不亮好几天了"
DRAIN = "丹桂路12号下水道堵了，污水漫出来"


async def _finished(stage: Stage) -> None:
    card = stage.group(GRID).find("🆕")
    await stage.chief(GRID).presses("签收")
    await stage.chief(GRID).says("办结 无照片 已经修好", reply_to=card)


def states(stage: Stage) -> list[str]:
    return [row[0] for row in stage.rows("SELECT state FROM tickets ORDER BY id")]


async def test_an_addition_days_later_goes_to_the_open_ticket(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.later(days=1)
    await guiying.says("再补充一下，是3栋不是2栋")
    assert stage.tickets() == 1
    assert "3栋不是2栋" in stage.group(COMMUNITY).find("居民补充")


async def test_of_two_open_tickets_one_tap_says_which(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.says(DRAIN)
    await stage.later(hours=3)
    await guiying.says("还是没人来")
    assert stage.tickets() == 2
    first = stage.rows("SELECT number FROM tickets ORDER BY id")[0][0]
    await guiying.presses(f"是 {first}")
    assert stage.tickets() == 2
    assert first in stage.group(GRID).find("居民在催")


async def test_the_same_matter_told_again_is_asked_about(stage: Stage, guiying: Person) -> None:
    await guiying.says(DRAIN)
    await stage.later(days=1)
    await guiying.says("下水道堵了，污水漫出来了")
    assert stage.tickets() == 1
    await guiying.presses("是同一件事")
    assert stage.tickets() == 1
    assert "污水漫出来了" in stage.group(COMMUNITY).find("居民补充")


async def test_something_new_is_a_ticket_after_one_tap(stage: Stage, guiying: Person) -> None:
    await guiying.says(DRAIN)
    await stage.later(days=1)
    await guiying.says("下水道堵了，污水漫出来了")
    asked = guiying.last
    await guiying.presses("是新的事")
    assert stage.tickets() == 2
    answer = await guiying.presses("是同一件事", on=asked)
    assert answer.alert


async def test_without_an_answer_whoever_has_the_ticket_reads_it(stage: Stage, guiying: Person) -> None:
    await guiying.says(DRAIN)
    await stage.later(days=1)
    await guiying.says("下水道堵了，污水漫出来了")
    await stage.later(minutes=11)
    assert stage.tickets() == 1
    assert "污水漫出来了" in stage.group(COMMUNITY).find("居民补充")


async def test_nobody_taps_for_somebody_else(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(DRAIN)
    await stage.later(days=1)
    await guiying.says("下水道堵了，污水漫出来了")
    await zhiqiang.says("/my")
    answer = await zhiqiang.presses_data(guiying.last.buttons["是同一件事"], zhiqiang.last)
    assert answer.alert
    assert not stage.group(GRID).shows("居民补充")
    assert not stage.group(COMMUNITY).shows("居民补充")


async def test_words_answer_whether_it_is_solved(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await _finished(stage)
    assert states(stage) == ["pending_survey"]
    await guiying.says("师傅来过了但没修好")
    assert states(stage) == ["handling"]
    assert stage.one("SELECT round FROM tickets") == 2
    assert "没修好" in stage.group(GRID).find("居民补充")


async def test_mended_in_words_asks_how_satisfied(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await _finished(stage)
    await guiying.says("好了好了修好了谢谢")
    assert "满意吗" in guiying.last
    assert stage.tickets() == 1


async def test_what_is_back_after_the_end_is_told_like_before(stage: Stage, guiying: Person) -> None:
    await guiying.says(DRAIN)
    await _finished(stage)
    await guiying.presses("已解决")
    await guiying.presses("非常满意")
    await stage.later(days=3)
    await guiying.says("又堵了")
    assert stage.tickets() == 2
    assert len(set(stage.rows("SELECT category, node_id, place_text FROM tickets"))) == 1


async def test_another_place_is_another_ticket(stage: Stage, xiaozhao: Person) -> None:
    await xiaozhao.says(DRAIN)
    await stage.later(days=1)
    await xiaozhao.says("桂湖名居下水道又堵了")
    assert stage.tickets() == 2


async def test_another_building_is_another_matter(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号3栋下水道堵了，污水漫出来")
    await stage.later(hours=3)
    await guiying.says("丹桂路12号5栋下水道堵了，污水漫出来")
    assert stage.tickets() == 2
    await guiying.says("丹桂路12号3栋着火了")
    await guiying.says("丹桂路12号三栋火好大，快来人")
    assert stage.tickets() == 3
    await guiying.says("丹桂路12号5栋也着火了")
    assert stage.tickets() == 4
