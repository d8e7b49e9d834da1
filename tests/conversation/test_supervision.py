"""督办: from above, with words; on the card; answered, or spoken of once a day."""

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID, COMMUNITY, TOWN = "YX010101", "YX0101", "YX01"
LAMP = "丹桂路12号门口路灯不亮好几天了"


async def supervised(stage: Stage, guiying: Person) -> Person:
    """The secretary, who sits in the grid's group too, gives a yellow card."""
    await guiying.says(LAMP)
    await stage.chief(GRID).presses("签收")
    secretary = stage.holder(Role.COMMUNITY, COMMUNITY).at(stage.group(GRID))
    await secretary.presses("更多")
    await secretary.presses("督办")
    assert set(stage.group(GRID).last.buttons) == {"催办", "黄牌督办"}
    await secretary.presses("黄牌督办")
    await secretary.says("三天没动静，今天去看", reply_to=stage.group(GRID).find("写一句要求"))
    return secretary


async def test_it_stands_on_the_card_and_is_said_once(stage: Stage, guiying: Person) -> None:
    await supervised(stage, guiying)
    group = stage.group(GRID)
    assert "黄牌督办，明天" in group.find("最迟")
    assert "要求：三天没动静" in group.find("黄牌督办，请丹桂社区第一网格")
    assert guiying.shows("丹桂社区也一起盯着办")
    assert not guiying.shows("三天没动静")


async def test_the_answer_reaches_who_asked_and_leaves_the_card(stage: Stage, guiying: Person) -> None:
    await supervised(stage, guiying)
    chief = stage.chief(GRID)
    await chief.presses("回复督办")
    await chief.says("灯已买好，下午换", reply_to=stage.group(GRID).find("办到哪一步"))
    assert "灯已买好" in stage.group(COMMUNITY).find("回复了黄牌督办")
    assert "黄牌督办，明天" not in stage.group(GRID).find("最迟")
    await stage.later(days=2)
    assert not stage.group(GRID).shows("还没回复")


async def test_silence_is_spoken_of_once_a_working_day(stage: Stage, guiying: Person) -> None:
    await supervised(stage, guiying)
    await stage.at("18:01")
    assert not stage.group(GRID).shows("还没回复")
    await stage.at("18:01")
    for _ in range(3):
        await stage.tick()
    assert len([m for m in stage.group(GRID).heard() if "还没回复" in m]) == 1
    await stage.at("18:01")
    assert len([m for m in stage.group(GRID).heard() if "还没回复" in m]) == 2


async def test_while_it_waits_only_a_heavier_one_and_red_is_the_towns(stage: Stage, guiying: Person) -> None:
    secretary = await supervised(stage, guiying)
    await secretary.says("督办", reply_to=stage.group(GRID).button("到场"))
    assert "不归您" in stage.group(GRID).last or "督办" not in stage.group(GRID).last.buttons
    assert stage.one("SELECT count(*) FROM supervisions") == 1


async def test_a_chief_supervises_nobody(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    await chief.presses("签收")
    await chief.presses("更多")
    assert "督办" not in stage.group(GRID).last.buttons
    await chief.says("回复督办 没有的事", reply_to=stage.group(GRID).button("到场"))
    assert "没有等着回复的督办" in stage.group(GRID).last
