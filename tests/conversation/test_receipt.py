"""For ten minutes the receipt's buttons mend what was understood wrong."""

from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"


async def test_the_category_can_be_changed(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.presses("改类别")
    other = next(iter(guiying.last.buttons))
    await guiying.presses(other)
    assert other in guiying.last
    assert other in stage.group(GRID).last
    assert stage.tickets() == 1


async def test_the_place_can_be_changed_down_the_tree(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.presses("改地点")
    for step in ("丹江街道", "江滨社区", "江滨社区第二网格"):
        await guiying.presses(step)
    assert "江滨社区第二网格" in guiying.last
    assert "路灯" in stage.group("YX010202").last
    assert stage.group(GRID).shows("已转走")
    assert "签收" not in stage.group(GRID).last.buttons


async def test_a_second_home_is_offered_first(stage: Stage, xiaozhao: Person) -> None:
    await xiaozhao.says(LAMP)
    await xiaozhao.presses("改地点")
    assert "文昌社区第二网格" in next(iter(xiaozhao.last.buttons))


async def test_marking_it_secret_takes_it_out_of_the_group(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号楼下麻将馆天天吵到半夜")
    await guiying.presses("保密")
    group = stage.group(GRID)
    assert not any("麻将馆" in message for message in group.heard())
    assert group.shows("已转走")
    appointed = stage.person(stage.secretary("YX0101").account)
    assert "麻将馆" in appointed.last
    assert "保密件" in appointed.last
    assert guiying.shows("已改为保密")


async def test_withdrawing_asks_once(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.presses("撤销")
    assert stage.state() == "dispatched"
    await guiying.presses("确定撤销")
    assert stage.state() == "withdrawn"
    assert "撤销" in guiying.last
    assert "已撤销" in stage.group(GRID).last


async def test_after_ten_minutes_nothing_can_be_changed_alone(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.later(minutes=11)
    for caption in ("改类别", "改地点", "保密"):
        answer = await guiying.presses(caption)
        assert answer.alert
        assert "10分钟" in answer.text


async def test_a_choice_made_too_late_is_refused(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.presses("改类别")
    await stage.later(minutes=11)
    answer = await guiying.presses(next(iter(guiying.last.buttons)))
    assert answer.alert
    assert "路灯" in stage.group(GRID).last


async def test_after_signing_the_place_stays(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    receipt = guiying.last
    await stage.chief(GRID).presses("签收")
    answer = await guiying.presses("改地点", on=receipt)
    assert answer.alert
    assert stage.state() == "handling"


async def test_withdrawing_is_possible_later(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).presses("签收")
    await stage.later(hours=1)
    await guiying.says("/my")
    await guiying.presses("撤销")
    await guiying.presses("确定撤销")
    assert stage.state() == "withdrawn"


async def test_changing_to_the_same_category_changes_nothing(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.presses("改类别")
    choice = guiying.last
    first = next(iter(choice.buttons))
    await guiying.presses(first, on=choice)
    heard = len(guiying.heard())
    await guiying.presses(first, on=choice)
    assert len(guiying.heard()) == heard
