"""吹哨报到, played over HTTP: a desk calls two units, they come and report, both sides give marks."""

import pytest

from bot.domain.org import Role
from bot.simulator import groups
from tests.conversation.people import Chat, Person
from tests.conversation.stage import Stage
from tests.conversation.town import ADMIN

TOWN, POWER, CITY, WATER = "YX01", "U03", "U01", "U02"
MARKET = "/whistle 老菜场占道经营要联合整治，找王桂英13812345678"
LAMP = "丹桂路12号门口路灯不亮好几天了"


def desk(stage: Stage) -> Person:
    """The town's desk, speaking in its group."""
    return stage.holder(Role.TOWN_DESK, TOWN).at(stage.group(TOWN))


def clerk(stage: Stage, code: str) -> Person:
    return stage.holder(Role.UNIT, code)


async def chosen(stage: Stage, opening: str = MARKET) -> Person:
    """A whistle with two units, time and place, that was not sent yet."""
    town = desk(stage)
    await town.says(opening)
    return await filled(town)


async def filled(town: Person) -> Person:
    await town.presses("云溪县供电公司")
    await town.presses("云溪县供水公司")
    await town.presses("云溪县城市管理局")
    await town.presses("✓ 云溪县供水公司")
    await town.presses("时间地点")
    await town.says("明天下午3点 老菜场门口", reply_to=town.find("写上时间和地点"))
    return town


async def blown(stage: Stage, opening: str = MARKET) -> Person:
    town = await chosen(stage, opening)
    await town.presses("📣 发出")
    return town


async def test_from_the_command_to_the_marks(stage: Stage) -> None:
    town = await chosen(stage)
    draft = town.find("还没发出")
    assert "单位：云溪县供电公司、云溪县城市管理局" in draft
    assert "明天下午3点 老菜场门口" in draft
    assert "13812345678" not in draft
    answer = await town.presses("📣 发出")
    assert "2家单位" in answer.text
    power, city = clerk(stage, POWER), clerk(stage, CITY)
    assert not clerk(stage, WATER).shows("老菜场")
    for one in (power, city):
        assert "丹江街道请" in one.find("明天下午3点 老菜场门口")
        assert "请先签收" in one.last
    card = power.last
    for caption in ("签收", "已联系", "报到"):
        assert not (await power.presses(caption)).alert
    assert "已报到，办完请点“报告”" in power.find("丹江街道请")
    assert "云溪县供电公司：已报到" in town.find("已报告 0/2")
    assert (await power.presses_data(card.buttons["签收"], card)).alert, "a stale press"
    await power.presses("报告")
    await power.says("线路已整理", reply_to=power.find("做了什么"))
    assert "✅ 已报告（线路已整理）" in town.find("已报告 1/2")
    await city.presses("报告")
    await city.says("摊位已清", reply_to=city.find("做了什么"))
    assert "（已结束）" in town.find("已报告 2/2")
    assert stage.one("SELECT state FROM whistles") == "ended"
    await _marks(stage, town, power)
    await stage.at("17:30")
    line = (
        "本月吹哨 1 次，报到 2 家次，按时 2/2，互评平均 4.4 分（满分5分），吹哨率 —（本月受理 0 件，其中 0 件吹过哨）"
    )
    assert town.shows(line)


async def _marks(stage: Stage, town: Person, power: Person) -> None:
    ask = town.find("请给云溪县供电公司打分")
    for caption in ("及时5", "态度4", "效果5"):
        assert not (await town.presses(caption, on=ask)).alert
    assert town.find("请给云溪县供电公司打分").buttons == {}
    assert (await town.presses("及时5", on=ask)).alert, "the first mark stands"
    assert not (await power.presses("必要5")).alert
    assert not (await power.presses("准备3")).alert
    marks = stage.rows("SELECT promptness, attitude, result, needed, prepared FROM whistle_units ORDER BY id")
    assert marks[0] == (5, 4, 5, 5, 3)


async def test_for_a_ticket_the_resident_and_the_owner_hear_it(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    town = desk(stage)
    card = stage.group("YX010101").last
    stage.simulator.chats[card.raw["chat"]["id"]].members[town.account] = "member"
    at_grid = town.at(stage.group("YX010101"))
    await at_grid.presses("更多", on=card)
    await at_grid.presses("吹哨")
    await filled(at_grid)
    await at_grid.presses("📣 发出")
    assert "丹江街道已请2家单位到现场一起办" in guiying.last
    assert "📣 明天下午3点 老菜场门口" in stage.group("YX010101").find("等丹桂社区第一网格签收")
    assert clerk(stage, POWER).shows(stage.ticket())
    assert stage.one("SELECT count(*) FROM history WHERE event = 'whistle'") == 1
    assert stage.state() == "dispatched"
    chief, group = stage.chief("YX010101"), stage.group("YX010101")
    await chief.presses("签收", on=card)
    await at_grid.presses("结束")
    ask = group.find("请给云溪县供电公司打分")
    await chief.says("辛苦各位", reply_to=ask)
    assert "打分请点" in group.last
    await chief.says("办结 无照片 灯亮了", reply_to=ask)
    assert stage.state() == "pending_survey", "an order is meant for the ticket"


async def test_a_hard_case_waits_for_a_leader(stage: Stage) -> None:
    town = await chosen(stage)
    await town.presses("攻坚克难哨")
    assert "已请云溪县审批" in (await town.presses("📣 发出")).text
    power, leader = clerk(stage, POWER), stage.holder(Role.LEADER, "YX")
    assert not power.shows("老菜场")
    ask = leader.find("丹江街道要吹攻坚克难哨")
    assert (await power.presses_data(ask.buttons["同意"], power.messages()[-1] if power.messages() else ask)).alert
    await leader.presses("同意", on=ask)
    assert power.shows("攻坚克难哨")
    assert (await leader.presses("不同意", on=ask)).alert


async def test_a_leader_may_say_no(stage: Stage) -> None:
    town = await chosen(stage)
    await town.presses("攻坚克难哨")
    await town.presses("📣 发出")
    await stage.holder(Role.LEADER, "YX").presses("不同意")
    assert "没有同意" in town.last
    assert not clerk(stage, POWER).shows("老菜场")
    assert stage.one("SELECT state FROM whistles") == "dropped"


async def test_a_refusal_goes_to_the_county(stage: Stage) -> None:
    town = await blown(stage)
    power, county = clerk(stage, POWER), stage.holder(Role.COUNTY_DESK, "YX")
    await power.presses("来不了")
    await power.says("人都在抢修", reply_to=power.find("为什么来不了"))
    assert "云溪县供电公司：还没签收，说来不了，等县里定（人都在抢修）" in town.find("已报告 0/2")
    ask = county.find("云溪县供电公司说来不了：人都在抢修")
    assert (await power.presses_data(ask.buttons["理由成立"], power.last)).alert, "nobody excuses himself"
    await county.presses("理由成立", on=ask)
    assert "县里同意云溪县供电公司这次不来" in power.last
    assert "云溪县供电公司：县里同意不来" in town.find("已报告 1/2")
    assert (await county.presses("必须报到", on=ask)).alert
    city = clerk(stage, CITY)
    await city.presses("报告")
    await city.says("已清理", reply_to=city.find("做了什么"))
    assert stage.one("SELECT state FROM whistles") == "ended"
    assert not town.shows("请给云溪县供电公司打分"), "an excused unit is not judged"


async def test_the_county_insists_and_the_clock_has_run_on(stage: Stage) -> None:
    await blown(stage)
    power, county = clerk(stage, POWER), stage.holder(Role.COUNTY_DESK, "YX")
    await power.presses("来不了")
    await power.says("人都在抢修", reply_to=power.find("为什么来不了"))
    await county.presses("必须报到")
    assert "要照常报到" in power.last
    await stage.later(minutes=61)
    assert power.shows("还没签收，已告诉上一级和吹哨的一方")


async def test_the_clock_reminds_then_tells_both_sides_once(stage: Stage) -> None:
    town = await blown(stage)
    power, county = clerk(stage, POWER), stage.holder(Role.COUNTY_DESK, "YX")
    await stage.later(minutes=49)
    assert "还没签收，今天上午11点到期" in power.last
    assert not county.shows("云溪县供电公司超时")
    await stage.later(minutes=12)
    assert "已告诉上一级" in power.last
    assert county.shows("云溪县供电公司超时：还没签收")
    assert town.shows("云溪县供电公司超时：还没签收")
    assert "云溪县供电公司：还没签收❗超时" in town.find("已报告 0/2")
    told = len(power.heard())
    await stage.later(minutes=30)
    assert len(power.heard()) == told
    await power.presses("签收")
    await stage.later(hours=25)
    assert power.shows("还没联系，已告诉上一级")


async def test_an_emergency_wants_them_there_in_half_an_hour(stage: Stage) -> None:
    town = await chosen(stage)
    await town.presses("应急哨")
    await town.presses("📣 发出")
    power = clerk(stage, POWER)
    await power.presses("签收")
    await stage.later(minutes=31)
    assert power.shows("还没报到，已告诉上一级")
    await power.presses("报到")
    assert "已报到" in power.find("丹江街道请")


async def test_the_desk_may_end_it_early(stage: Stage) -> None:
    town = await blown(stage)
    card = town.find("已报告 0/2")
    power = clerk(stage, POWER)
    assert (await power.presses_data(card.buttons["结束"], power.last)).alert
    call = power.last
    await town.presses("结束")
    assert town.shows("请给云溪县供电公司打分")
    assert (await power.presses_data(call.buttons["签收"], call)).alert
    assert stage.one("SELECT count(*) FROM whistle_units WHERE next_at IS NOT NULL") == 0


async def test_who_may_not(stage: Stage, guiying: Person) -> None:
    town = await blown(stage)
    power, water, chief = clerk(stage, POWER), clerk(stage, WATER), stage.chief("YX010101")
    call = power.last
    await guiying.says("你好")
    for stranger in (water, guiying):
        on = stranger.heard()[-1] if stranger.heard() else None
        if on is None:
            await stranger.says("/lang")
            on = stranger.last
        for data in call.buttons.values():
            assert (await stranger.presses_data(data, on)).alert
        for data in town.find("已报告 0/2").buttons.values():
            assert (await stranger.presses_data(data, on)).alert
    await chief.says(MARKET)
    assert "不归您管" in chief.last
    await guiying.says("/whistle 我要吹哨")
    assert "不归您管" in guiying.last
    assert stage.one("SELECT count(*) FROM whistles") == 1
    assert stage.one("SELECT count(*) FROM whistle_units WHERE signed_at IS NOT NULL OR refused_at IS NOT NULL") == 0


@pytest.mark.parametrize(
    "data", ["xc:1:0:999999", "xc:1:0:1", "xb:1:0:loud", "xe:1:0:", "xe:99:0:", "xi:99:0:", "xq:1:0:5", "xp:1:0:"]
)
async def test_made_up(stage: Stage, data: str) -> None:
    town = desk(stage)
    await town.says(MARKET)
    assert (await town.presses_data(data, town.last)).alert
    assert stage.rows("SELECT state, grade FROM whistles") == [("draft", "work")]
    assert stage.one("SELECT count(*) FROM whistle_units") == 0


async def test_without_a_matter_it_says_how(stage: Stage) -> None:
    town = desk(stage)
    await town.says("/whistle")
    assert "/whistle 后面写一句" in town.last
    await town.says("/whistle 占道")
    await town.presses("不吹了")
    assert "没有发出" in town.last
    assert (await town.presses_data("xe:1:0:", town.last)).alert


async def test_replies_to_the_cards_are_no_new_matters(stage: Stage) -> None:
    town = await chosen(stage)
    await town.says("后天上午9点 渡口", reply_to=town.find("还没发出"))
    assert "后天上午9点 渡口" in town.find("还没发出")
    await town.presses("📣 发出")
    await town.says("改到十点", reply_to=town.find("已报告 0/2"))
    assert "过时" in town.last
    power = clerk(stage, POWER)
    await power.says("半小时后到", reply_to=power.find("丹江街道请"))
    assert "云溪县供电公司说：半小时后到" in town.last
    assert stage.tickets() == 0


async def test_a_unit_with_a_group_in_english(stage: Stage) -> None:
    power = clerk(stage, POWER)
    chat = groups.found(stage.simulator, "供电群", [ADMIN, power.account], [ADMIN], {})
    await stage.settled()
    admin = Person(stage, chat.id, ADMIN)
    await admin.says(f"/bind {POWER}")
    await admin.says("/lang")
    await admin.presses("English")
    await blown(stage)
    here = power.at(Chat(stage, chat.id))
    assert "calls 云溪县供电公司" in here.last
    await here.presses("Take it on")
    assert "Taken on" in here.find("calls 云溪县供电公司")
