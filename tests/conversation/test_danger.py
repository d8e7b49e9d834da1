"""Danger: the number to call before anything else, the people on duty at once, and nobody waits for an answer."""

import pytest

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("着火了，六楼在冒烟，里面还有人", "119"),
        ("有人触电倒在地上没反应", "120"),
        ("楼道里一股煤气味，好大，头晕", "119"),
        ("楼下有人拿刀砍人", "110"),
        ("我不想活了，药都买好了", "12356"),
        ("三岁的孩子走丢了，找不到了", "110"),
    ],
)
async def test_the_number_comes_first_and_without_a_question(
    stage: Stage, laoliu: Person, words: str, number: str
) -> None:
    await laoliu.says(words)
    first = laoliu.heard()[0]
    assert number in first.text.splitlines()[0]
    assert first.buttons == {}
    assert stage.tickets() == 1
    assert stage.ticket() in first


async def test_the_people_on_duty_are_called(stage: Stage, guiying: Person) -> None:
    await guiying.says("着火了，六楼在冒烟，里面还有人")
    number = stage.ticket()
    assert "特急" in stage.group(GRID).find(number)
    for role, code in ((Role.GRID_CHIEF, GRID), (Role.COMMUNITY, "YX0101"), (Role.TOWN_DESK, "YX01")):
        assert "119" in stage.holder(role, code).find(number)


async def test_every_five_minutes_one_level_more(stage: Stage, guiying: Person) -> None:
    await guiying.says("着火了，六楼在冒烟，里面还有人")
    county = stage.holder(Role.COUNTY_DESK, "YX")
    assert county.heard() == []
    heard = []
    for _ in range(3):
        await stage.later(minutes=5, seconds=1)
        above = [stage.holder(r, c) for r, c in ((Role.COMMUNITY, "YX0101"), (Role.TOWN_DESK, "YX01"))]
        heard.append([len([m for m in p.heard() if "已超时" in m]) for p in (*above, county)])
    assert heard == [[1, 0, 0], [1, 1, 0], [1, 1, 1]]


async def test_whoever_takes_it_stops_the_calling(stage: Stage, guiying: Person) -> None:
    await guiying.says("着火了，六楼在冒烟，里面还有人")
    await stage.holder(Role.GRID_CHIEF, GRID).presses("签收")
    assert stage.state() == "handling"
    await stage.later(minutes=5, seconds=1)
    assert not stage.holder(Role.COMMUNITY, "YX0101").shows("还没签收")


async def test_the_place_of_a_danger_can_be_said_afterwards(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("着火了，里面还有人")
    await laoliu.says("江滨路120号")
    assert stage.tickets() == 1
    assert any("江滨路120号" in told for told in stage.told_groups())


async def test_a_danger_is_not_withdrawn_by_a_button(stage: Stage, guiying: Person) -> None:
    await guiying.says("着火了，六楼在冒烟，里面还有人")
    ticket_id = stage.one("SELECT id FROM tickets")
    answer = await guiying.presses_data(f"wy:{ticket_id}:3:", guiying.last)
    assert answer.alert
    assert stage.state() == "dispatched"


async def test_a_danger_in_reply_is_no_supplement(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await guiying.says("着火了，六楼在冒烟，里面还有人", reply_to=guiying.last)
    assert "119" in guiying.last.text.splitlines()[0]
    assert stage.tickets() == 2


async def test_a_danger_edited_into_a_message_is_one(stage: Stage, guiying: Person) -> None:
    said = await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await guiying.edits(said, "丹桂路12号门口路灯着火了，里面有人")
    assert "119" in guiying.last.text.splitlines()[0]


async def test_danger_said_twice_is_one_ticket_and_two_answers(stage: Stage, guiying: Person) -> None:
    for _ in range(2):
        await guiying.says("着火了，六楼在冒烟，里面还有人")
    assert stage.tickets() == 1
    assert ["119" in message.text.splitlines()[0] for message in guiying.heard()] == [True, True]


DOUBT = "老人两天没出门了"


async def test_a_doubt_is_asked_about_with_the_number_in_it(stage: Stage, guiying: Person) -> None:
    await guiying.says(DOUBT)
    assert stage.tickets() == 0
    assert "120" in guiying.last
    assert {"有危险", "没有，是别的事"} == set(guiying.last.buttons)


async def test_a_doubt_confirmed_is_a_danger(stage: Stage, guiying: Person) -> None:
    await guiying.says(DOUBT)
    await guiying.presses("有危险")
    assert "特急" in stage.group(GRID).last
    assert "120" in guiying.last.text.splitlines()[0]


async def test_a_doubt_denied_is_an_ordinary_matter(stage: Stage, guiying: Person) -> None:
    await guiying.says(DOUBT)
    await guiying.presses("没有，是别的事")
    assert stage.tickets() == 1
    assert "特急" not in stage.group(GRID).last


async def test_a_doubt_nobody_answers_counts_as_danger(stage: Stage, guiying: Person) -> None:
    await guiying.says(DOUBT)
    await stage.later(minutes=11)
    assert "特急" in stage.group(GRID).last
    assert "120" in guiying.last.text.splitlines()[0]


async def test_a_danger_while_a_question_stands_is_not_kept_waiting(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    heard = len(laoliu.heard())
    await laoliu.says("不好了着火了，六楼在冒烟，里面还有人")
    assert "119" in laoliu.heard()[heard].text.splitlines()[0]
    assert stage.tickets() == 2
