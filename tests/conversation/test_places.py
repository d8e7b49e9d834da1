"""Where is it? From the words, a button, a shared location; and when nobody knows, a desk."""

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
INSIDE = (25.1108, 115.2779)
"""A point in the first grid of 丹桂社区."""


async def test_two_homes_are_asked_about(stage: Stage, xiaozhao: Person) -> None:
    await xiaozhao.says("停水了")
    assert stage.tickets() == 0
    assert {"丹桂社区第一网格", "文昌社区第二网格"} <= set(xiaozhao.last.buttons)
    await xiaozhao.presses("文昌社区第二网格")
    assert "停水了" in stage.group("YX010302").last
    assert stage.group(GRID).heard() == []


async def test_an_unknown_place_goes_to_the_desk_of_the_home(stage: Stage, guiying: Person) -> None:
    await guiying.says("凤凰台小区3栋楼下路灯不亮")
    assert "凤凰台" in stage.group("YX0101").last
    assert "派单" in stage.group("YX0101").last.buttons
    assert stage.group(GRID).heard() == []
    assert "丹桂社区" in guiying.last


async def test_the_desk_dispatches_by_buttons(stage: Stage, guiying: Person) -> None:
    await guiying.says("凤凰台小区3栋楼下路灯不亮")
    secretary = stage.secretary("YX0101")
    await secretary.presses("派单")
    answer = await secretary.presses("丹桂社区第三网格")
    assert "丹桂社区第三网格" in answer.text
    assert "签收" in stage.group("YX010103").last.buttons
    assert stage.group("YX0101").shows("已转走")
    assert "丹桂社区第三网格" in guiying.last
    await stage.chief("YX010103").presses("签收")
    assert stage.state() == "handling"


async def test_a_higher_desk_dispatches_to_a_lower_one(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("丹江街道的路灯不亮好几天了")
    desk = stage.holder(Role.TOWN_DESK, "YX01").at(stage.group("YX01"))
    await desk.presses("派单")
    await desk.presses("江滨社区")
    assert "派单" in stage.group("YX0102").last.buttons
    assert stage.state() == "accepted"


async def test_the_desk_may_keep_it(stage: Stage, guiying: Person) -> None:
    await guiying.says("凤凰台小区3栋楼下路灯不亮")
    await stage.secretary("YX0101").presses("签收")
    assert stage.state() == "handling"


async def test_without_a_home_the_answer_may_be_text(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    assert "在哪里" in laoliu.last
    await laoliu.says("丹桂路12号")
    assert "停水了" in stage.group(GRID).last
    assert stage.tickets() == 1


async def test_without_a_home_the_answer_may_be_buttons(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    for step in ("丹江街道", "丹桂社区", "丹桂社区第一网格"):
        await laoliu.presses(step)
    assert "停水了" in stage.group(GRID).last


async def test_without_a_home_the_answer_may_be_a_location(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    await laoliu.shares(*INSIDE)
    assert "停水了" in stage.group(GRID).last


async def test_who_cannot_say_where_is_filed_at_a_desk(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    await laoliu.presses("都不是／说不清")
    assert stage.tickets() == 1
    assert stage.state() == "accepted"
    assert stage.ticket() in laoliu.last


async def test_an_unanswered_question_is_filed_after_ten_minutes(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    await stage.later(minutes=9)
    assert stage.tickets() == 0
    await stage.later(minutes=2)
    assert stage.tickets() == 1
    assert stage.ticket() in laoliu.last


async def test_a_location_before_the_words(stage: Stage, laoliu: Person) -> None:
    await laoliu.shares(*INSIDE)
    await laoliu.says("停水了")
    assert stage.tickets() == 1
    assert "停水了" in stage.group(GRID).last


async def test_a_location_abroad_is_asked_about(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    await laoliu.shares(48.85, 2.35)
    assert stage.tickets() == 1
    assert stage.state() == "accepted"


async def test_another_matter_instead_of_an_answer_is_a_second_ticket(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    await laoliu.says("江滨路120号门口垃圾堆成山，臭得不行")
    assert stage.tickets() == 2
    assert "垃圾" in stage.group("YX010203").last


async def test_what_nobody_understands_is_asked_once(stage: Stage, guiying: Person) -> None:
    await guiying.says("那个东西又坏了")
    assert stage.tickets() == 0
    await guiying.presses(next(iter(guiying.last.buttons)))
    assert stage.tickets() == 1
    assert "那个东西" in stage.group(GRID).last


async def test_an_answer_in_other_words_is_filed(stage: Stage, guiying: Person) -> None:
    await guiying.says("那个东西又坏了")
    await guiying.says("就是门口的路灯")
    assert stage.tickets() == 1
    assert "路灯" in stage.group(GRID).last
