"""调解案, played over HTTP: a chief leads a neighbours' dispute to an agreement, it is visited, the reward is paid."""

import re

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID, COMMUNITY, TOWN, COUNTY = "YX010101", "YX0101", "YX01", "YX"
DISPUTE = "丹桂路12号楼上楼下邻里纠纷，天天吵架扯皮"
PARTIES = "张建国、李红梅"


async def begun(stage: Stage, guiying: Person) -> Person:
    """The chief's private chat, after he signed in the group and began a case from there."""
    await guiying.says(DISPUTE)
    here = stage.chief(GRID)
    await here.presses("签收")
    await here.presses("更多")
    answer = await here.presses("调解")
    assert not answer.alert, answer.text
    return stage.holder(Role.GRID_CHIEF, GRID)


async def told(chief: Person, caption: str, words: str) -> None:
    """Presses a button of the card and answers the question."""
    await chief.presses(caption)
    await chief.says(words, reply_to=chief.last)


async def agreed(stage: Stage, guiying: Person) -> Person:
    """Two rounds, the agreement's paper, and the agreement."""
    chief = await begun(stage, guiying)
    await told(chief, "当事人", PARTIES)
    await told(chief, "约时间", "周三下午3点 社区调解室")
    await told(chief, "记结果", "双方愿意再谈，电话13812345678")
    await chief.says("约 周五上午9点 张家", reply_to=chief.find("已调 1 轮"))
    await chief.says("结果 愿意各让一步", reply_to=chief.find("下一轮：周五上午9点 张家"))
    card = chief.find("已调 2 轮")
    assert "当事人：张建国、李红梅" in card and "愿意各让一步" in card and "还要有：调解协议书" in card
    refused = await chief.presses("达成", on=card)
    assert refused.alert and "调解协议书" in refused.text
    await chief.presses("材料", on=card)
    await chief.presses("调解协议书")
    await chief.sends("photo")
    assert "“调解协议书”收到了" in chief.last
    await told(chief, "达成", "每晚十点后不拖椅子")
    return chief


async def test_from_the_case_to_the_reward(stage: Stage, guiying: Person) -> None:
    chief = await agreed(stage, guiying)
    number = stage.ticket()
    assert "材料（三分分流）：3 份里已有 1 份" in chief.find("达成协议")
    assert "双方谈成了" in guiying.find("调解有结果了")
    assert stage.group(GRID).shows("达成了协议")
    for said in stage.told_groups():
        assert "张建国" not in said and "李红梅" not in said and "椅子" not in said
    assert stage.one("SELECT ticket_id FROM media WHERE purpose = 'mediation'") is None

    secretary = stage.holder(Role.COMMUNITY, COMMUNITY)
    desk = stage.holder(Role.TOWN_DESK, TOWN)
    assert (await chief.presses("报奖励", on=chief.find("达成协议"))).alert, "a chief proposes none"
    await secretary.says("/mediate")
    await secretary.presses(number)
    await secretary.presses("报奖励")
    assert "还剩 20,000 元" in secretary.last
    await secretary.presses("疑难 800")
    ask = desk.find("以奖代补")
    assert (await secretary.presses_data(ask.buttons["同意"], secretary.last)).alert, "nobody approves his own"
    await desk.presses("同意", on=ask)
    assert (await desk.presses("不同意", on=ask)).alert, "decided is decided"
    assert "800 元：同意了" in chief.last
    await desk.says("/mediate")
    assert "化解率 100.0%（1/1）" in desk.last
    assert "已批 800 元（达成的里面 1/1 件有奖励），待批 0 元（0 件），预算 20,000 元，还剩 19,200 元" in desk.last

    await stage.later(days=7)
    asked = chief.find("该回访了")
    await stage.later(days=3)
    assert chief.shows("回访过了时间")
    assert secretary.shows("调解回访应在"), "the grid leads, so the community is above"
    await chief.presses("反悔了", on=asked)
    assert chief.shows("调解重新打开")
    assert "正在调解" in chief.find("已调 2 轮")
    assert (await chief.presses("已履行", on=asked)).alert, "what was found stays"
    assert stage.one("SELECT count(*) FROM mediation_visits WHERE done_at IS NULL") == 0


async def test_a_party_who_opened_his_link_and_agreed_is_reminded(
    stage: Stage, guiying: Person, zhiqiang: Person
) -> None:
    chief = await begun(stage, guiying)
    await told(chief, "当事人", PARTIES)
    await told(chief, "约时间", "后天下午3点 社区调解室，和李红梅谈")
    await chief.presses("提醒当事人", on=chief.find("当事人：张建国、李红梅"))
    link = re.search(r"https://t\.me/[\w-]+\?start=([\w-]{20,64})", chief.find("单独发给张建国本人").text)
    assert link is not None
    assert "李红梅" not in chief.find("单独发给张建国本人")
    await zhiqiang.says(f"/start {link[1]}")
    assert "要不要我提醒您" in zhiqiang.last
    await zhiqiang.presses("好，提醒我")
    await stage.later(days=1, hours=9)
    assert "社区调解室，和…谈" in zhiqiang.find("提醒您：约好的调解")
    assert not zhiqiang.shows("李红梅") and not zhiqiang.shows("邻里纠纷")


async def test_violence_to_come_climbs_and_others_are_kept_out(stage: Stage, guiying: Person) -> None:
    chief = await begun(stage, guiying)
    neighbour, secretary = stage.holder(Role.GRID_CHIEF, "YX010102"), stage.secretary(COMMUNITY)
    card = chief.find("正在调解")
    await neighbour.says("/mediate")
    for data in card.buttons.values():
        assert (await neighbour.presses_data(data, neighbour.last)).alert
    in_group = stage.chief(GRID)
    for data in card.buttons.values():
        assert (await in_group.presses_data(data, stage.group(GRID).last)).alert, "a group shows no case"
    assert stage.one("SELECT count(*) FROM mediations") == 1
    await told(chief, "约时间", "今天下午 社区")
    await told(chief, "记结果", "一方说要拿刀")
    assert "⚠️ 有民转刑风险" in chief.find("八单一表")
    assert stage.group(GRID).shows("由丹桂社区牵头")
    assert secretary.shows("请丹桂社区牵头")
    assert guiying.shows("已经报给丹桂社区，由他们牵头办")
    assert stage.one("SELECT owner_id FROM tickets") == stage.town.nodes[COMMUNITY].id
    await told(chief, "转诉讼", "一方不愿再谈")
    assert "到法院去解决" in guiying.last
    assert stage.rows("SELECT outcome, risk_at IS NOT NULL FROM mediations") in ([("court", 1)], [("court", True)])
