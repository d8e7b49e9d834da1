"""上报 and 下调 in the chat, and what climbs by itself; every change of hands is heard on all three sides."""

from bot.domain.org import Role
from tests.conversation.looking import instant
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID, COMMUNITY, TOWN = "YX010101", "YX0101", "YX01"
LAMP = "丹桂路12号门口路灯不亮好几天了"
QUARREL = "丹桂路12号楼上邻居天天半夜吵架，为了漏水的事闹纠纷，说再不赔就拿刀砍人"


async def handled(stage: Stage, guiying: Person, text: str = LAMP) -> Person:
    await guiying.says(text)
    chief = stage.chief(GRID)
    await chief.presses("签收")
    return chief


async def test_reporting_up_asks_why_and_all_three_hear_it(stage: Stage, guiying: Person) -> None:
    chief = await handled(stage, guiying)
    await chief.presses("上报")
    await chief.says("需要住建协调，灯杆是他们的", reply_to=stage.group(GRID).find("写一句为什么"))
    assert stage.state() == "accepted"
    assert stage.group(GRID).shows("由丹桂社区牵头")
    assert stage.group(GRID).shows("已转走")
    taken = stage.group(COMMUNITY).find("第一网格上报")
    assert "需要住建协调" in taken
    assert "由他们牵头办" in guiying.last
    assert "需要住建协调" not in guiying.last


async def test_the_new_owner_signs_and_the_old_one_may_not(stage: Stage, guiying: Person) -> None:
    chief = await handled(stage, guiying)
    card = stage.group(GRID).button("上报")
    await chief.says("上报 要社区出面", reply_to=card)
    data = stage.group(COMMUNITY).button("签收").buttons["签收"]
    assert (await chief.presses_data(data, stage.group(GRID).heard()[0])).alert
    await stage.secretary(COMMUNITY).presses("签收")
    assert stage.state() == "handling"
    clocks = stage.rows("SELECT stage FROM clocks WHERE stopped_at IS NULL ORDER BY stage")
    assert clocks == [("contact",), ("handle",)]


async def test_a_word_alone_is_asked_for_a_reason(stage: Stage, guiying: Person) -> None:
    chief = await handled(stage, guiying)
    await chief.says("上报", reply_to=stage.group(GRID).button("上报"))
    assert stage.state() == "handling"
    assert stage.rows("SELECT count(*) FROM escalations") == [(0,)]


async def test_it_comes_back_with_the_plan_and_the_same_number(stage: Stage, guiying: Person) -> None:
    chief = await handled(stage, guiying)
    number = stage.ticket()
    await chief.says("上报 要社区出面", reply_to=stage.group(GRID).button("上报"))
    secretary = stage.secretary(COMMUNITY)
    await secretary.presses("更多")
    await secretary.presses("下调")
    await secretary.says("住建周四来换，网格在场配合", reply_to=stage.group(COMMUNITY).find("商定的办法，交回"))
    assert stage.state(number) == "dispatched"
    assert "住建周四来换" in stage.group(GRID).find("交回丹桂社区第一网格办")
    assert "已经商量好怎么办" in guiying.last
    assert stage.one("SELECT designated FROM tickets")
    assert stage.one("SELECT count(*) FROM escalations WHERE handed_down_at IS NOT NULL") == 1
    await chief.presses("签收")
    assert stage.state(number) == "handling"


async def test_what_never_came_up_offers_no_way_down(stage: Stage, guiying: Person) -> None:
    await handled(stage, guiying)
    desk = stage.holder(Role.COMMUNITY, COMMUNITY).at(stage.group(GRID))
    await desk.presses("更多")
    assert "下调" not in stage.group(GRID).last.buttons
    data = stage.group(GRID).button("更多").buttons["更多"].split(":")
    answer = await desk.presses_data(":".join(["hd", *data[1:]]), stage.group(GRID).last)
    assert answer.alert
    assert "不是下面上报来的" in answer.text


async def test_the_county_has_nobody_above(stage: Stage, guiying: Person) -> None:
    town = await at_the_town(stage, guiying)
    await town.says("上报 三", reply_to=stage.group(TOWN).last)
    county = stage.holder(Role.COUNTY_DESK, "YX")
    await county.says("上报 四", reply_to=county.last)
    assert "上面没有再高的一级" in county.last
    assert stage.rows("SELECT count(*) FROM escalations") == [(3,)]


async def test_nobody_signs_so_the_community_takes_it(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.at("16:01")
    assert stage.state() == "dispatched"
    await stage.later(days=1, hours=3)
    assert stage.state() == "accepted"
    assert stage.group(GRID).shows("一直没人签收，由丹桂社区牵头")
    assert stage.group(COMMUNITY).shows("一直没人签收")
    assert guiying.shows("由他们牵头办")
    said = len(stage.group(GRID).heard()), len(guiying.heard())
    await stage.tick()
    assert (len(stage.group(GRID).heard()), len(guiying.heard())) == said


async def test_an_overdue_matter_reaches_the_town_once(stage: Stage, guiying: Person) -> None:
    chief = await handled(stage, guiying)
    await chief.presses("到场")
    due = stage.one("SELECT due_at FROM tickets")
    await stage.later(minutes=(instant(due) - stage.clock.now()).total_seconds() // 60 + 2)
    town = stage.holder(Role.TOWN_DESK, TOWN)
    assert len([m for m in town.heard() if "已超时，请督促" in m]) == 1
    assert stage.rows("SELECT trigger, how FROM escalations") == [("overdue", "watch")]
    assert stage.holder(Role.COMMUNITY, COMMUNITY).shows("已超时")
    await stage.later(days=5)
    assert len([m for m in town.heard() if "已超时，请督促" in m]) == 1
    assert stage.rows("SELECT count(*) FROM escalations") == [(2,)]


async def at_the_town(stage: Stage, guiying: Person) -> Person:
    chief = await handled(stage, guiying)
    await chief.says("上报 一", reply_to=stage.group(GRID).button("上报"))
    await stage.secretary(COMMUNITY).says("上报 二", reply_to=stage.group(COMMUNITY).last)
    return stage.holder(Role.TOWN_DESK, TOWN).at(stage.group(TOWN))


async def on_account(stage: Stage, guiying: Person) -> Person:
    town = await at_the_town(stage, guiying)
    await town.presses("签收")
    await town.presses("更多")
    await town.presses("挂账")
    await town.presses("缺资金，已列计划")
    await town.presses("30天后再看")
    await town.says("明年一季度改造，先挂警示牌", reply_to=stage.group(TOWN).find("怎么打算"))
    return town


async def test_on_account_is_told_honestly_and_no_clock_runs(stage: Stage, guiying: Person) -> None:
    await on_account(stage, guiying)
    assert stage.state() == "on_account"
    assert "暂时办不了，原因：缺资金，已列计划" in guiying.last
    assert "4月" in guiying.last
    assert "挂账" in stage.group(TOWN).find("最新：明年一季度改造")
    assert stage.rows("SELECT count(*) FROM clocks WHERE stopped_at IS NULL") == [(0,)]
    await stage.later(days=20)
    assert not stage.group(TOWN).shows("已超时，")
    assert not stage.group(TOWN).shows("挂账到期")


async def test_on_its_day_the_desk_decides_and_the_resident_hears_a_new_day(stage: Stage, guiying: Person) -> None:
    await on_account(stage, guiying)
    await stage.later(days=30)
    assert stage.group(TOWN).shows("挂账到期")
    said = len([m for m in stage.group(TOWN).heard() if "挂账到期" in m])
    await stage.tick()
    assert len([m for m in stage.group(TOWN).heard() if "挂账到期" in m]) == said
    await stage.holder(Role.TOWN_DESK, TOWN).at(stage.group(TOWN)).presses("恢复办理")
    assert stage.state() == "handling"
    assert "可以接着办了" in guiying.last
    assert stage.rows("SELECT count(*) FROM clocks WHERE stopped_at IS NULL AND stage = 'handle'") == [(1,)]
    assert stage.rows("SELECT count(*) FROM tickets WHERE wake_at IS NOT NULL") == [(0,)]


async def test_again_on_account_needs_a_new_reason_and_reaches_the_county(stage: Stage, guiying: Person) -> None:
    await on_account(stage, guiying)
    await stage.later(days=30)
    town = stage.holder(Role.TOWN_DESK, TOWN).at(stage.group(TOWN))
    await town.presses("再挂一次")
    await town.presses("要等规划、改造")
    await town.presses("15天后再看")
    await town.says("规划已报县里", reply_to=stage.group(TOWN).find("怎么打算"))
    assert stage.state() == "on_account"
    assert stage.rows("SELECT times, reason FROM accounts") == [(2, "on_account-plan")]
    await stage.later(days=3)
    assert stage.holder(Role.COUNTY_DESK, "YX").shows("挂账时间长了")
    assert len([m for m in stage.holder(Role.COUNTY_DESK, "YX").heard() if "挂账时间长了" in m]) == 1


async def test_only_town_and_county_put_on_account(stage: Stage, guiying: Person) -> None:
    chief = await handled(stage, guiying)
    for person in (chief, stage.holder(Role.COMMUNITY, COMMUNITY).at(stage.group(GRID))):
        await person.presses("更多")
        assert "挂账" not in stage.group(GRID).last.buttons
        await person.says("挂账 没钱", reply_to=stage.group(GRID).button("上报"))
        assert stage.state() == "handling"


async def test_words_of_violence_bring_in_the_community_at_once(stage: Stage, guiying: Person) -> None:
    await guiying.says(QUARREL)
    assert stage.one("SELECT category FROM tickets").startswith("08")
    assert stage.holder(Role.COMMUNITY, COMMUNITY).shows("伤人的苗头")
    assert guiying.shows("也一起盯着办")
    assert not guiying.shows("苗头")


async def test_a_quarrel_that_is_not_settled_is_the_communitys(stage: Stage, guiying: Person) -> None:
    await handled(stage, guiying, "丹桂路12号楼上邻居为漏水的事天天闹纠纷，调解不下来")
    assert stage.one("SELECT category FROM tickets").startswith("08")
    await stage.later(days=2)
    assert stage.state() == "handling"
    await stage.later(days=2)
    assert stage.state() == "accepted"
    assert stage.group(COMMUNITY).shows("还没调成")
