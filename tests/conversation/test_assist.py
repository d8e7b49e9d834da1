"""协办 and units with groups, played over HTTP: the lead asks, the unit answers in its own chat, nobody else may."""

import pytest

from bot.domain.org import Role
from bot.simulator import groups
from tests.conversation.people import Chat, Person
from tests.conversation.stage import Stage
from tests.conversation.town import ADMIN

GRID, SIBLING, POWER, WATER = "YX010101", "YX010102", "U03", "U02"
LAMP = "丹桂路12号门口路灯不亮好几天了，我是王桂英13812345678"


async def in_hand(stage: Stage, guiying: Person) -> Person:
    """A lamp that the chief has signed; the chief, in his group."""
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    await chief.presses("签收")
    return chief


async def unit_group(stage: Stage, code: str = POWER) -> Person:
    """A group bound to a unit; its duty person in it."""
    clerk = stage.holder(Role.UNIT, code)
    chat = groups.found(stage.simulator, "供电群", [ADMIN, clerk.account], [ADMIN], {})
    await stage.settled()
    await Person(stage, chat.id, ADMIN).says(f"/bind {code}")
    return clerk.at(Chat(stage, chat.id))


async def asked(stage: Stage, guiying: Person, words: str = "一起看一下电缆") -> tuple[Person, Person]:
    """The chief and the unit's clerk, who has a slip."""
    clerk = await unit_group(stage)
    chief = await in_hand(stage, guiying)
    await chief.says(f"协办 供电公司 {words}", reply_to=chief.button("协办"))
    return chief, clerk


async def test_a_unit_has_a_group_like_a_grid(stage: Stage) -> None:
    clerk = await unit_group(stage)
    assert "现在代表云溪县供电公司（U03）" in clerk.last
    await clerk.says("/who")
    assert "单位承办人 " in clerk.last
    assert "县级值班" in clerk.last
    await clerk.says("/list")
    assert "在办 0 件" in clerk.last


async def test_by_buttons_from_asking_to_done(stage: Stage, guiying: Person) -> None:
    clerk = await unit_group(stage)
    chief = await in_hand(stage, guiying)
    before = len(guiying.heard())
    await chief.presses("协办")
    await chief.presses("云溪县供电公司")
    await chief.says("一起看一下电缆", reply_to=chief.find("要云溪县供电公司做什么"))
    assert "已请云溪县供电公司协办" in chief.last
    slip = clerk.find("丹桂社区第一网格请云溪县供电公司：一起看一下电缆")
    assert "前签收" in slip
    await clerk.presses("详情")
    for message in clerk.heard():
        assert "13812345678" not in message
        assert "桂英" not in message
    assert not (await clerk.presses("签收", on=slip)).alert
    assert (await clerk.presses("签收", on=slip)).alert
    assert "云溪县供电公司：✓" in stage.group(GRID).find("办理中")
    await clerk.presses("回复")
    await clerk.says("电缆烧了，明天换", reply_to=clerk.find("现在的情况"))
    assert "云溪县供电公司：电缆烧了，明天换" in stage.group(GRID).find("办理中")
    await clerk.presses("完成")
    await clerk.says("换好了", reply_to=clerk.find("办得怎么样"))
    assert "✅ 已完成" in clerk.find("请云溪县供电公司：")
    assert "✓ 换好了" in stage.group(GRID).find("办理中")
    assert len(guiying.heard()) == before, "what a helper says never goes straight to the resident"
    events = [event for (event,) in stage.rows("SELECT event FROM history ORDER BY id")]
    assert [event for event in events if event.startswith("assist")] == ["assist", *["assisted"] * 3]
    assert stage.state() == "handling"


async def test_by_word_with_an_alias_and_several(stage: Stage, guiying: Person) -> None:
    chief = await in_hand(stage, guiying)
    await chief.says("协办 供电局、水司 一起看一下电缆", reply_to=chief.button("协办"))
    for code in (POWER, WATER):
        assert stage.holder(Role.UNIT, code).shows("一起看一下电缆")
    await chief.says("协办 天上的人 一起看", reply_to=chief.button("协办"))
    assert "不清楚“天上的人”是哪家" in chief.last
    assert "云溪县供电公司" not in chief.last.buttons, "it helps already"
    await chief.says("协办 城管局", reply_to=chief.button("协办"))
    assert "还差一句话" in chief.last
    assert stage.one("SELECT count(*) FROM assists") == 2


async def test_a_reply_to_the_slip_is_an_answer_and_done_by_word(stage: Stage, guiying: Person) -> None:
    chief, clerk = await asked(stage, guiying)
    slip = clerk.find("一起看一下电缆")
    await clerk.says("明天上午到", reply_to=slip)
    assert "云溪县供电公司：明天上午到" in stage.group(GRID).find("办理中")
    assert stage.one("SELECT signed_at IS NOT NULL FROM assists"), "answering counts as signing"
    await clerk.says("办结 换好了", reply_to=slip)
    assert stage.one("SELECT done_at IS NOT NULL FROM assists")
    assert stage.state() == "handling", "the lead keeps the ticket"
    await clerk.says("还有一句", reply_to=slip)
    assert "过时" in clerk.last
    assert chief.shows("办理中")


async def test_finishing_the_ticket_closes_the_slips(stage: Stage, guiying: Person) -> None:
    chief, clerk = await asked(stage, guiying)
    await chief.says("办结 无照片 换了灯泡", reply_to=chief.button("办结"))
    assert "协办单不用再办了" in clerk.last
    assert "主办已经办完" in clerk.find("一起看一下电缆")
    assert stage.one("SELECT count(*) FROM assists WHERE closed_at IS NULL OR next_at IS NOT NULL") == 0


async def test_the_clock_reminds_then_tells_the_level_above_and_the_lead_once(stage: Stage, guiying: Person) -> None:
    _, clerk = await asked(stage, guiying)
    county = stage.holder(Role.COUNTY_DESK, "YX")
    await stage.at("15:20")
    assert "还没签收" in clerk.last
    assert not county.shows("协办")
    await stage.later(hours=20)
    assert "已告诉上一级" in clerk.last
    assert county.shows("云溪县供电公司还没签收")
    assert stage.group(GRID).shows("云溪县供电公司还没签收")
    told = len(county.heard())
    await stage.later(minutes=30)
    assert len([m for m in county.heard()[told:] if "协办" in m]) == 0
    await clerk.presses("签收")
    await stage.later(days=5)
    assert county.shows("云溪县供电公司还没回话")


async def test_who_may_not(stage: Stage, guiying: Person) -> None:
    chief, clerk = await asked(stage, guiying)
    slip = clerk.find("一起看一下电缆")
    water = stage.holder(Role.UNIT, WATER)
    for stranger in (water, guiying, stage.holder(Role.GRID_CHIEF, SIBLING)):
        visitor = stranger.at(Chat(stage, clerk.chat_id))
        stage.simulator.chats[clerk.chat_id].members[stranger.account] = "member"
        for caption in ("签收", "详情"):
            assert (await visitor.presses(caption, on=slip)).alert
        await visitor.says("我来", reply_to=slip)
    assert stage.rows("SELECT signed_at, answered_at FROM assists") == [(None, None)]
    card = chief.button("办结")
    helper = clerk.at(stage.group(GRID))
    stage.simulator.chats[helper.chat_id].members[clerk.account] = "member"
    for caption in ("办结", "到场", "协办", "详情"):
        assert (await helper.presses(caption, on=card)).alert, "the lead's buttons are the lead's"
    assert stage.state() == "handling"


@pytest.mark.parametrize("data", ["yc:99:0:", "yb:1:1:999999", "yb:1:1:abc", "yb:1:1:1", "yf:99:0:", "ye:0:0:"])
async def test_made_up(stage: Stage, guiying: Person, data: str) -> None:
    chief = await in_hand(stage, guiying)
    assert (await chief.presses_data(data, chief.button("协办"))).alert
    assert stage.one("SELECT count(*) FROM assists") == 0


async def test_in_the_languages_of_the_groups(stage: Stage, guiying: Person) -> None:
    clerk = await unit_group(stage)
    await Person(stage, clerk.chat_id, ADMIN).says("/lang")
    await Person(stage, clerk.chat_id, ADMIN).presses("English")
    chief = await in_hand(stage, guiying)
    await chief.says("协办 供电公司 看电缆", reply_to=chief.button("协办"))
    assert "asks 云溪县供电公司: 看电缆" in clerk.last
    await clerk.presses("Take it on")
    assert "Helping" in clerk.last
