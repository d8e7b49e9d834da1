"""What is sealed never reaches a grid's group: not its text, not its number, not by a made-up button."""

import pytest

from bot.domain.org import Role
from bot.simulator import acting
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
BRIBE = "举报村干部吃回扣"


def _never_in_a_group(stage: Stage, *words: str) -> None:
    for told in stage.told_groups():
        for word in words:
            assert word not in told


async def test_a_bribe_goes_to_the_appointed_person_alone(stage: Stage, guiying: Person) -> None:
    await guiying.says(BRIBE)
    number = stage.ticket()
    assert "不会发到任何群里" in guiying.last
    assert "回扣" in stage.holder(Role.DISCIPLINE, "YX").last
    _never_in_a_group(stage, "回扣", number)


async def test_the_whole_life_of_a_sealed_matter_stays_private(stage: Stage, guiying: Person) -> None:
    await guiying.says(BRIBE)
    number, appointed = stage.ticket(), stage.holder(Role.DISCIPLINE, "YX")
    await appointed.presses("签收")
    await appointed.says("已经约谈，正在核实", reply_to=appointed.find("保密件"))
    assert "约谈" in guiying.last
    await guiying.says("还有账本照片", reply_to=guiying.last)
    await guiying.sends("photo", reply_to=guiying.find(number))
    await stage.later(seconds=3)
    assert "photo" in appointed.last.raw
    await stage.later(days=3)
    await appointed.says("办结 已经立案", reply_to=appointed.find("保密件"))
    await stage.later(days=2)
    assert stage.state() == "closed"
    _never_in_a_group(stage, "回扣", "账本", "约谈", "立案", number)


async def test_sealed_tickets_are_counted_but_never_listed(stage: Stage, guiying: Person) -> None:
    await guiying.says(BRIBE)
    number = stage.ticket()
    await stage.at("17:30")
    await stage.later(days=14)
    secretary = stage.secretary("YX0101")
    await secretary.says("/today")
    assert "在办 1 件" in stage.group("YX0101").last
    await secretary.says("/overdue")
    await secretary.says("/list")
    desk = stage.holder(Role.TOWN_DESK, "YX01")
    await desk.says("/overdue")
    assert not desk.shows(number)
    _never_in_a_group(stage, "回扣", number)


@pytest.mark.parametrize("action", ["sg", "ar", "fi", "dt", "dp", "dq", "rc", "rk", "wh"])
async def test_a_chief_learns_nothing_by_made_up_buttons(stage: Stage, guiying: Person, action: str) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await guiying.says(BRIBE)
    number, ticket_id = stage.ticket(), stage.one("SELECT max(id) FROM tickets")
    card = stage.group(GRID).last
    answer = await stage.chief(GRID).presses_data(f"{action}:{ticket_id}:3:", card)
    assert answer.alert
    assert number not in answer.text
    assert stage.state(number) == "dispatched"
    _never_in_a_group(stage, "回扣", number)


async def test_a_sealed_and_a_missing_ticket_look_the_same(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await guiying.says(BRIBE)
    ticket_id = stage.one("SELECT max(id) FROM tickets")
    card, chief = stage.group(GRID).last, stage.chief(GRID)
    assert await chief.presses_data(f"dt:{ticket_id}:3:", card) == await chief.presses_data("dt:987654:3:", card)


async def test_a_reply_naming_a_sealed_number_learns_nothing(stage: Stage, guiying: Person) -> None:
    await guiying.says(BRIBE)
    number = stage.ticket()
    chief = stage.chief(GRID)
    note = await chief.says(f"/list {number}")
    await chief.says("这是什么", reply_to=note)
    _never_in_a_group(stage, "回扣")
    assert not guiying.shows("这是什么")


async def test_what_the_resident_seals_leaves_the_group_with_its_pictures(stage: Stage, guiying: Person) -> None:
    for number in range(3):
        await guiying.sends("photo", "" if number else "丹桂路12号麻将馆通宵吵", album="one")
    await guiying.says("老板姓什么我也知道", reply_to=guiying.last)
    await stage.later(seconds=3)
    group = stage.group(GRID)
    assert group.shows("老板姓什么")
    assert any("photo" in message.raw for message in group.heard())
    await guiying.presses("保密")
    assert [message.text for message in group.heard()] == [group.find("已转走").text]
    appointed = stage.holder(Role.COMMUNITY, "YX0101")
    await stage.later(seconds=3)
    assert "麻将馆" in appointed.find("保密件")
    assert "photo" in appointed.last.raw


async def test_what_is_sealed_before_the_card_has_left_never_leaves(stage: Stage, guiying: Person) -> None:
    fault = {"kind": "429", "method": "sendMessage", "chat": stage.group(GRID).chat_id, "retry_after": 60}
    stage.simulator.faults.add(fault)
    await guiying.says("丹桂路12号麻将馆通宵吵")
    assert stage.group(GRID).heard() == []
    await guiying.presses("保密")
    await stage.later(minutes=2)
    assert stage.group(GRID).heard() == []
    assert "麻将馆" in stage.holder(Role.COMMUNITY, "YX0101").last


async def test_what_is_sealed_while_the_card_is_under_way_is_taken_back(stage: Stage, guiying: Person) -> None:
    fault = {"kind": "slow", "method": "sendMessage", "chat": stage.group(GRID).chat_id, "seconds": 1}
    stage.simulator.faults.add(fault)
    content = {"text": "丹桂路12号麻将馆通宵吵"}
    acting.write(stage.simulator, guiying.account, guiying.chat_id, content, {})
    await stage.until(lambda: bool(guiying.heard()))
    assert stage.one("SELECT state FROM outbox WHERE card = 'card'") == "sending"
    await guiying.presses("保密")
    await stage.until(lambda: bool(stage.rows("SELECT 1 FROM outbox WHERE method = 'delete' AND state = 'sent'")))
    assert stage.group(GRID).heard() == []
    assert "麻将馆" in stage.holder(Role.COMMUNITY, "YX0101").last


async def test_the_chief_of_a_sealed_ticket_can_do_nothing_more(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号麻将馆通宵吵")
    card = stage.group(GRID).last
    await guiying.presses("保密")
    answer = await stage.chief(GRID).presses("签收", on=card)
    assert answer.alert
    await stage.chief(GRID).says("我来处理", reply_to=stage.group(GRID).last)
    assert stage.state() == "dispatched"
    assert not guiying.shows("我来处理")
