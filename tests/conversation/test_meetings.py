"""日碰头 and its sisters: the list comes before the meeting, decisions by buttons and one reply, 销号 with proof."""

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID, BESIDE, COMMUNITY, TOWN = "YX010101", "YX010102", "YX0101", "YX01"
LAMP = "丹桂路12号门口路灯不亮好几天了"


async def overdue(stage: Stage, guiying: Person) -> Person:
    """Signed, visited, and not done in time; the secretary looks into the community's group."""
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    await chief.presses("签收")
    await chief.presses("到场")
    await stage.later(days=1)
    return stage.secretary(COMMUNITY)


async def listed(stage: Stage, guiying: Person) -> Person:
    secretary = await overdue(stage, guiying)
    await stage.at("07:31")
    await stage.at("07:31")
    return secretary


async def over_the_weekend(stage: Stage) -> None:
    """From Friday morning to Monday's."""
    for _ in range(3):
        await stage.at("07:31")


async def test_what_is_overdue_stands_on_the_list_before_the_meeting(stage: Stage, guiying: Person) -> None:
    await overdue(stage, guiying)
    await stage.at("07:31")
    await stage.at("07:29")
    said = len([m for m in stage.group(COMMUNITY).heard() if "日碰头" in m])
    await stage.at("07:31")
    await stage.tick()
    found = [m for m in stage.group(COMMUNITY).heard() if "日碰头" in m]
    assert len(found) == said + 1
    assert "超时未办" in found[-1]
    assert stage.ticket() in found[-1].buttons
    assert "王桂英" not in found[-1].text


async def test_a_decision_is_two_taps_and_a_sentence(stage: Stage, guiying: Person) -> None:
    secretary = await listed(stage, guiying)
    await secretary.presses(stage.ticket())
    assert "路灯" in stage.group(COMMUNITY).last
    await secretary.presses("定牵头")
    await secretary.presses("丹桂社区第一网格")
    await secretary.presses("3天内办好")
    await secretary.says("先换灯泡再修线路。协办：城管队、供电所。", reply_to=stage.group(COMMUNITY).find("写下措施"))
    told = stage.group(GRID).find("丹桂社区交办")
    assert "由丹桂社区第一网格牵头，城管队、供电所协办" in told
    assert "先换灯泡再修线路" in told
    assert "开会商量过" in guiying.last
    assert "换灯泡" not in guiying.last
    assert stage.rows("SELECT days, together FROM meeting_items WHERE decided_at IS NOT NULL") == [
        (3, "城管队、供电所")
    ]


async def test_what_is_not_struck_off_comes_again(stage: Stage, guiying: Person) -> None:
    await listed(stage, guiying)
    await over_the_weekend(stage)
    assert "已上会1次" in stage.group(COMMUNITY).find("日碰头")


async def test_it_is_struck_off_when_it_is_done_and_not_before(stage: Stage, guiying: Person) -> None:
    secretary = await listed(stage, guiying)
    number = stage.ticket()
    newest = stage.group(COMMUNITY).button(number)
    await secretary.presses(number)
    await secretary.says("销号 好了", reply_to=stage.group(COMMUNITY).last)
    assert "还没办完" in stage.group(COMMUNITY).last
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).button("办结"))
    await secretary.presses(number, on=newest)
    await secretary.presses("销号")
    await secretary.says("现场看过，亮了", reply_to=stage.group(COMMUNITY).find("就销号"))
    struck = "SELECT count(*) FROM meeting_items WHERE struck_at IS NOT NULL"
    assert stage.one(struck) == 1
    lists = len([m for m in stage.group(COMMUNITY).heard() if "日碰头" in m])
    await over_the_weekend(stage)
    assert len([m for m in stage.group(COMMUNITY).heard() if "日碰头" in m]) == lists


async def test_the_lead_of_a_decision_gets_the_ticket_and_all_hear_it(stage: Stage, guiying: Person) -> None:
    """What it brings about is shown before, and done by the reply."""
    await guiying.says(LAMP)
    chief, community = stage.chief(GRID), stage.group(COMMUNITY)
    await chief.presses("签收")
    await chief.says("上报 要商量", reply_to=stage.group(GRID).button("上报"))
    secretary = stage.secretary(COMMUNITY)
    await secretary.presses("更多")
    await secretary.presses("列入会议")
    await stage.at("07:31")
    for caption in (stage.ticket(), "定牵头", "丹桂社区第一网格", "3天内办好"):
        assert not (await secretary.presses(caption)).alert
    preview = community.last
    assert "单子就从丹桂社区转给丹桂社区第一网格签收，丹桂社区不用再办" in preview
    assert stage.rows("SELECT 1 FROM meeting_items WHERE lead_id IS NOT NULL") == []
    owner = "SELECT nodes.code FROM tickets JOIN nodes ON nodes.id = tickets.owner_id"
    assert stage.one(owner) == COMMUNITY
    await secretary.says("换灯泡再修线路", reply_to=preview)
    assert (stage.one(owner), stage.state()) == (GRID, "dispatched")
    assert "等他签收" in community.last
    assert "你们不用再办了" in community.find("开会定了")
    assert "请先签收" in stage.group(GRID).find("丹桂社区交办")
    card = stage.group(GRID).button("签收")
    assert "退单" not in card.buttons
    assert "由丹桂社区第一网格牵头办" in guiying.last
    assert [row[0] for row in stage.rows("SELECT event FROM history ORDER BY id")][-2:] == ["assign", "dispatch"]
    assert not (await chief.presses("签收", on=card)).alert
    assert stage.state() == "handling"


async def test_a_lead_that_is_not_below_the_meeting_helps(stage: Stage, guiying: Person) -> None:
    secretary = await listed(stage, guiying)
    for caption in (stage.ticket(), "定牵头", "丹桂社区第二网格", "3天内办好"):
        assert not (await secretary.presses(caption)).alert
    preview = stage.group(COMMUNITY).last
    assert "单子还由丹桂社区第一网格办" in preview
    assert "发协办单" in preview
    await secretary.says("两边一起查线路", reply_to=preview)
    assert "请签收协办单" in stage.group(BESIDE).find("丹桂社区交办")
    assert not (await stage.chief(BESIDE).presses("签收")).alert
    assert stage.state() == "handling"
    assert stage.one("SELECT count(*) FROM assists WHERE signed_at IS NOT NULL") == 1


async def test_a_desk_puts_on_and_takes_off(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    await chief.presses("签收")
    await chief.says("上报 要商量", reply_to=stage.group(GRID).button("上报"))
    secretary = stage.secretary(COMMUNITY)
    await secretary.presses("更多")
    answer = await secretary.presses("列入会议")
    assert "日碰头" in answer.text
    await stage.at("07:31")
    await secretary.presses(stage.ticket())
    assert (await secretary.presses("移出清单")).text.endswith("已移出清单。")
    await stage.at("07:32")
    assert len([m for m in stage.group(COMMUNITY).heard() if "日碰头" in m]) == 1


async def test_only_the_desks_of_the_level_decide(stage: Stage, guiying: Person) -> None:
    await listed(stage, guiying)
    message = stage.group(COMMUNITY).button(stage.ticket())
    answer = await stage.chief(GRID).presses_data(message.buttons[stage.ticket()], stage.group(GRID).heard()[0])
    assert answer.alert
    town = stage.holder(Role.TOWN_DESK, TOWN)
    await town.at(stage.group(TOWN)).presses_data(message.buttons[stage.ticket()], stage.group(TOWN).heard()[0])
    assert stage.group(TOWN).shows("路灯")


async def test_without_anything_to_say_there_is_no_list(stage: Stage, guiying: Person) -> None:
    await stage.later(days=8)
    assert not stage.group(COMMUNITY).shows("日碰头")
    assert not stage.group(TOWN).shows("周会商")
