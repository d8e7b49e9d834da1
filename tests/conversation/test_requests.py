"""What a handler asks of the desk above: 退单, 延期, 挂起; and /desk, where the desk finds it all."""

from datetime import timedelta

import pytest

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID, BESIDE, DESK, TOWN = "YX010101", "YX010102", "YX0101", "YX01"
LAMP = "丹桂路12号门口路灯不亮好几天了"


def events(stage: Stage) -> list[str]:
    return [row[0] for row in stage.rows("SELECT event FROM history ORDER BY id")]


def owner(stage: Stage) -> str:
    return str(stage.one("SELECT nodes.code FROM tickets JOIN nodes ON nodes.id = tickets.owner_id"))


async def returned(stage: Stage, guiying: Person, to: str = BESIDE) -> Person:
    """The chief has given it back for another grid; gives the secretary who decides."""
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    await chief.presses("退单")
    await chief.presses("不在我们网格")
    answer = await chief.presses(stage.town.nodes[to].name)
    assert not answer.alert, answer.text
    assert "还是由你们负责" in answer.text
    return stage.secretary(DESK)


async def signed(stage: Stage, guiying: Person) -> Person:
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    await chief.presses("签收")
    return chief


async def test_a_return_waits_with_its_owner_until_the_desk_decides(stage: Stage, guiying: Person) -> None:
    said_before = len(guiying.heard())
    secretary = await returned(stage, guiying)
    assert stage.state() == "return_review"
    assert owner(stage) == GRID
    card = secretary.last
    for words in ("申请退单", "路灯不亮", "不在我们网格", stage.town.nodes[BESIDE].name):
        assert words in card
    assert list(card.buttons)[1:] == ["指定别人", "不同意"]
    assert "退单审核中" in stage.group(GRID).find("仍由")
    assert len(guiying.heard()) == said_before + 1
    assert stage.one("SELECT count(*) FROM clocks WHERE stage = 'sign' AND stopped_at IS NULL") == 1


async def test_an_upheld_return_goes_to_the_proposed_grid_at_once(stage: Stage, guiying: Person) -> None:
    secretary = await returned(stage, guiying)
    due = stage.one("SELECT due_at FROM tickets")
    name = stage.town.nodes[BESIDE].name
    answer = await secretary.presses(f"同意，改派{name}")
    assert name in answer.text
    assert (stage.state(), owner(stage)) == ("dispatched", BESIDE)
    assert stage.one("SELECT due_at FROM tickets") == due
    assert events(stage)[-3:] == ["return", "uphold", "dispatch"]
    assert stage.group(GRID).shows("已转走")
    assert "签收" in stage.group(BESIDE).last.buttons
    assert f"已转给{name}" in guiying.last
    assert "答复您的时间不变" in guiying.last
    assert "退单成立" in secretary.last
    assert secretary.last.buttons == {}
    assert stage.rows("SELECT category, reason FROM reroutes") == [("0202", "returns-area")]


async def test_a_refused_return_stays_and_cannot_be_returned_again(stage: Stage, guiying: Person) -> None:
    secretary = await returned(stage, guiying)
    said_before = len(guiying.heard())
    await secretary.presses("不同意")
    await secretary.says("这一段归你们", reply_to=secretary.last)
    assert (stage.state(), owner(stage)) == ("dispatched", GRID)
    assert "这一段归你们" in stage.group(GRID).last
    assert "退单" not in stage.group(GRID).button("签收").buttons
    assert "退单不成立" in secretary.find("退单不成立")
    ticket_id, version = stage.rows("SELECT id, version FROM tickets")[0]
    answer = await stage.chief(GRID).presses_data(f"tr:{ticket_id}:{version}:", stage.group(GRID).last)
    assert answer.alert
    assert "上级指定" in answer.text
    assert len(guiying.heard()) == said_before
    assert stage.one("SELECT granted FROM requests") in (0, False)


async def test_the_desk_names_somebody_else(stage: Stage, guiying: Person) -> None:
    secretary = await returned(stage, guiying)
    await secretary.presses("指定别人")
    third = "YX010103"
    await secretary.presses(stage.town.nodes[third].name)
    assert (stage.state(), owner(stage)) == ("dispatched", third)
    assert stage.one("SELECT designated FROM tickets") in (1, True)
    assert "退单" not in stage.group(third).last.buttons


async def test_the_second_return_is_the_last(stage: Stage, guiying: Person) -> None:
    secretary = await returned(stage, guiying)
    await secretary.presses(f"同意，改派{stage.town.nodes[BESIDE].name}")
    chief = stage.chief(BESIDE)
    await chief.says("退单 不是我们网格，是第三网格", reply_to=stage.group(BESIDE).last)
    assert stage.state() == "return_review"
    assert "不是我们网格，是第三网格" in secretary.last
    assert "第2次退单" in secretary.last
    assert list(secretary.last.buttons) == ["指定别人", "不同意"]
    await secretary.presses("指定别人")
    await secretary.presses(stage.town.nodes["YX010103"].name)
    assert stage.one("SELECT designated FROM tickets") in (1, True)
    assert "退单" not in stage.group("YX010103").last.buttons


async def test_only_whoever_has_it_may_return_it(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    card = stage.group(GRID).button("退单")
    secretary = stage.person(stage.town.posts[Role.COMMUNITY, DESK]).at(stage.group(GRID))
    assert (await secretary.presses("退单", on=card)).alert
    stage.clock.offset += timedelta(days=3)
    answer = await stage.chief(GRID).presses("退单", on=card)
    assert answer.alert
    assert "过了退单的时间" in answer.text
    assert (stage.state(), owner(stage)) == ("dispatched", GRID)
    await stage.tick()
    assert owner(stage) == DESK, "nobody signed it, so the desk above has it now"
    assert "不归您管" in (await stage.chief(GRID).presses("退单", on=card)).text


async def test_a_danger_is_never_returned(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号着火了，冒黑烟")
    card = stage.group(GRID).button("签收")
    assert "退单" not in card.buttons
    ticket_id, version = stage.rows("SELECT id, version FROM tickets")[0]
    answer = await stage.chief(GRID).presses_data(f"tr:{ticket_id}:{version}:", card)
    assert answer.alert
    assert "关系到安全" in answer.text


async def test_the_asker_cannot_decide_and_the_first_press_wins(stage: Stage, guiying: Person) -> None:
    secretary = await returned(stage, guiying)
    card = secretary.last
    chief = stage.chief(GRID)
    ours = stage.person(chief.account).at(stage.group(DESK))
    stage.simulator.chats[ours.chat_id].members[ours.account] = "member"
    assert (await ours.presses("指定别人", on=card)).alert
    agree = next(iter(card.buttons))
    assert not (await secretary.presses(agree, on=card)).alert
    assert (await secretary.presses(agree, on=card)).alert


async def test_a_desk_that_sleeps_leaves_it_with_the_first_receiver(stage: Stage, guiying: Person) -> None:
    secretary = await returned(stage, guiying)
    await stage.at("16:05")
    assert "还没定" in secretary.last
    await stage.at("08:05")
    assert stage.group(TOWN).shows("还没定")
    assert stage.state() == "return_review"
    await stage.at("10:05")
    assert (stage.state(), owner(stage)) == ("dispatched", GRID)
    assert "还是由丹桂社区第一网格办" in stage.group(GRID).find("照原来的办")
    assert [m.buttons for m in secretary.heard() if "到时没有人定" in m] == [{}, {}]
    assert events(stage).count("refuse") == 1
    await stage.later(days=2)
    assert (stage.state(), owner(stage)) == ("accepted", DESK), "who never signs loses it all the same"


async def test_more_time_is_asked_for_granted_and_told(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    due = stage.one("SELECT due_at FROM tickets")
    for caption in ("延期", "2个工作日", "等配件、等材料"):
        answer = await chief.presses(caption)
        assert not answer.alert, answer.text
    assert "没定之前时限不变" in answer.text
    assert stage.one("SELECT due_at FROM tickets") == due
    secretary = stage.secretary(DESK)
    assert "申请延期2个工作日" in secretary.last
    await secretary.presses("同意")
    assert str(stage.one("SELECT due_at FROM tickets")) > str(due)
    assert "还要多办一阵" in guiying.last
    assert "等配件、等材料" in guiying.last
    assert "（已延期）" in stage.group(GRID).find("办理中")
    assert "延期" not in stage.group(GRID).button("办结").buttons
    assert "已同意延期" in secretary.last
    assert stage.one("SELECT extended_at FROM tickets") is not None
    answer = await chief.presses_data(f"ex:{stage.one('SELECT id FROM tickets')}:9:", stage.group(GRID).last)
    assert answer.alert


async def test_more_time_by_word_and_an_objection(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    await chief.says("延期 2天 等配件", reply_to=stage.group(GRID).button("办结"))
    secretary = stage.secretary(DESK)
    assert "2个工作日" in secretary.last
    assert "等配件" in secretary.last
    await secretary.presses("同意")
    told = guiying.last
    await guiying.presses("我有异议")
    assert "对延期有异议" in secretary.last
    await guiying.says("异议 天天走夜路", reply_to=told)
    assert "天天走夜路" in secretary.last
    assert "天天走夜路" in stage.group(GRID).last
    assert events(stage).count("chase") == 2


async def test_more_time_is_refused_with_a_sentence(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    due = stage.one("SELECT due_at FROM tickets")
    await chief.says("延期 5天 要报批", reply_to=stage.group(GRID).button("办结"))
    secretary = stage.secretary(DESK)
    await secretary.presses("不同意")
    await secretary.says("路灯不用报批", reply_to=secretary.last)
    assert "路灯不用报批" in stage.group(GRID).last
    assert stage.one("SELECT due_at FROM tickets") == due
    assert events(stage)[-1] == "decline"


async def test_what_is_asked_too_late_or_too_long_is_refused(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    card = stage.group(GRID).button("办结")
    await chief.says("延期 40天 等配件", reply_to=card)
    assert "最多10个工作日" in stage.group(GRID).last
    await stage.later(days=30)
    answer = await chief.presses("延期", on=card)
    assert answer.alert
    assert "已经到期" in answer.text


async def test_what_is_most_urgent_gets_no_more_time(stage: Stage, guiying: Person) -> None:
    """Handbook §5, E0: first feedback, then until safe. Neither the card, the reply nor a made-up press extends it."""
    await guiying.says("丹桂路12号着火了，冒黑烟")
    chief = stage.chief(GRID)
    await chief.presses("签收")
    card = stage.group(GRID).button("办结")
    assert "协办" in card.buttons
    assert "延期" not in card.buttons
    await chief.presses("更多", on=card)
    assert "延期" not in stage.group(GRID).last.buttons
    await chief.says("延期 2天 等配件", reply_to=card)
    assert "办到安全为止，不能延期" in stage.group(GRID).last
    ticket_id, version = stage.rows("SELECT id, version FROM tickets")[0]
    for action, choice in (("ex", ""), ("eb", "2wd"), ("ef", "parts-2wd")):
        answer = await chief.presses_data(f"{action}:{ticket_id}:{version}:{choice}", card)
        assert answer.alert, action
        assert "不能延期" in answer.text
    assert stage.rows("SELECT 1 FROM requests") == []
    assert stage.one("SELECT extended_at FROM tickets") is None


async def test_a_pause_stops_the_clock_until_its_day(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    due = str(stage.one("SELECT due_at FROM tickets"))
    for caption in ("更多", "挂起", "等检测、鉴定", "7天"):
        answer = await chief.presses(caption)
        assert not answer.alert, answer.text
    secretary = stage.secretary(DESK)
    assert "申请挂起" in secretary.last
    await secretary.presses("同意")
    assert stage.state() == "suspended"
    assert "先等一等：等检测、鉴定" in guiying.last
    assert "挂起到" in stage.group(GRID).button("恢复办理")
    await stage.later(days=5)
    assert stage.state() == "suspended"
    await stage.later(days=4)
    assert stage.state() == "handling"
    assert str(stage.one("SELECT due_at FROM tickets")) > due
    assert "接着办了" in guiying.last
    assert "恢复办理" in stage.group(GRID).last


async def test_a_pause_ends_by_hand(stage: Stage, guiying: Person) -> None:
    chief = await signed(stage, guiying)
    for caption in ("更多", "挂起", "等检测、鉴定", "30天"):
        await chief.presses(caption)
    await stage.secretary(DESK).presses("同意")
    await stage.later(days=1)
    answer = await chief.presses("恢复办理")
    assert "恢复办理" in answer.text
    assert stage.state() == "handling"
    assert stage.one("SELECT wake_at FROM tickets") is None


async def test_the_desk_finds_everything_in_its_queue(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    secretary = await returned(stage, guiying)
    first = stage.ticket()
    await zhiqiang.says("丹桂路14号楼道垃圾没人收")
    await stage.chief(GRID).presses("签收")
    await stage.chief(GRID).says("延期 2天 等配件", reply_to=stage.group(GRID).button("办结"))
    for person in (secretary, stage.person(secretary.account)):
        await person.says("/desk")
        queue = person.last
        assert "等着定的 2 件" in queue
        assert "申请退单" in queue
        assert "申请延期2个工作日" in queue
        await person.presses(first, on=queue)
        assert "指定别人" in person.last.buttons
    await guiying.says("/desk")
    assert "不归您管" in guiying.last


@pytest.mark.parametrize("choice", ["", "9", "x", "1-2-3"])
async def test_made_up_choices_do_nothing(stage: Stage, guiying: Person, choice: str) -> None:
    await guiying.says(LAMP)
    ticket_id, version = stage.rows("SELECT id, version FROM tickets")[0]
    card = stage.group(GRID).last
    for action in ("tf", "tt", "gr", "nu", "de", "dn", "oq", "eb", "ef", "sf", "sn"):
        answer = await stage.chief(GRID).presses_data(f"{action}:{ticket_id}:{version}:{choice}", card)
        assert answer.alert, action
    assert stage.state() == "dispatched"


async def test_a_sealed_ticket_is_asked_about_only_where_it_may_be_read(stage: Stage, guiying: Person) -> None:
    """It is never returned; with nobody above who may read it nobody is asked, and no group hears of it."""
    await guiying.says(LAMP)
    await guiying.presses("保密")
    appointed = stage.holder(Role.COMMUNITY, DESK)
    card = appointed.button("签收")
    assert "退单" not in card.buttons
    ticket_id = stage.one("SELECT id FROM tickets")
    answer = await appointed.presses_data(f"tr:{ticket_id}:{stage.one('SELECT version FROM tickets')}:", card)
    assert answer.alert
    assert "保密件不退单" in answer.text
    await appointed.presses("签收")
    for caption in ("延期", "2个工作日"):
        assert not (await appointed.presses(caption)).alert
    answer = await appointed.presses("等配件、等材料")
    assert answer.alert
    assert "没有能看的人" in answer.text
    assert stage.rows("SELECT 1 FROM requests") == []
    await stage.secretary(DESK).says("/desk")
    assert "等着定的 0 件" in stage.group(DESK).last


async def test_what_waits_falls_with_the_ticket(stage: Stage, guiying: Person) -> None:
    """Finished meanwhile: the desk is told that there is nothing left to decide."""
    chief = await signed(stage, guiying)
    await chief.says("延期 2天 等配件", reply_to=stage.group(GRID).button("办结"))
    await chief.says("办结 无照片 配件到了，换好了", reply_to=stage.group(GRID).button("办结"))
    secretary = stage.secretary(DESK)
    answer = await secretary.presses("同意")
    assert answer.alert
    assert "不用再定" in answer.text
    await secretary.says("/desk")
    assert "等着定的 0 件" in secretary.last
    await stage.later(days=2)
    assert stage.one("SELECT next_at FROM requests") is None
    assert stage.one("SELECT granted FROM requests") is None


async def test_an_unclear_place_waits_in_the_queue_and_a_question_not_for_ever(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("楼下烧烤摊油烟大又吵")
    await laoliu.presses("都不是／说不清")
    assert stage.state() == "accepted"
    code = owner(stage)
    roles = (Role.COUNTY_DESK, Role.TOWN_DESK, Role.COMMUNITY)
    desk = stage.person(next(stage.town.posts[role, code] for role in roles if (role, code) in stage.town.posts))
    await desk.says("/desk")
    assert "地点说不清，等派单" in desk.last
    await desk.presses(stage.ticket(), on=desk.last)
    assert "派给哪里" in desk.last
    sitting = desk.at(stage.group(code)) if code in stage.town.groups else desk
    for caption in ("更多", "请补充"):
        assert not (await sitting.presses(caption)).alert
    await sitting.says("是哪一栋楼？", reply_to=sitting.last)
    assert stage.state() == "draft"
    await stage.later(hours=47)
    assert stage.state() == "draft"
    await stage.later(hours=2)
    assert stage.state() == "accepted"
    assert events(stage).count("answer") == 1
