"""撤回: two minutes, one's own last step, and everybody who heard it hears that it was a slip."""

import pytest

from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"


async def test_a_signature_is_taken_back(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    clocks = stage.rows("SELECT stage, due_at, stopped_at, next_at FROM clocks ORDER BY id")
    answer = await chief.presses("签收")
    assert "撤回" in answer.text
    await chief.presses("更多")
    answer = await chief.presses("撤回")
    assert "已撤回" in answer.text
    assert stage.rows("SELECT state, signer_id, signed_at FROM tickets") == [("dispatched", None, None)]
    assert stage.rows("SELECT stage, due_at, stopped_at, next_at FROM clocks ORDER BY id") == clocks
    assert "点错了" in guiying.last
    assert "签收" in stage.group(GRID).find("路灯").buttons
    events = [row[0] for row in stage.rows("SELECT event FROM history ORDER BY id")]
    assert events[-2:] == ["sign", "undo"]


async def test_what_was_taken_back_can_be_done_and_told_again(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief, card = stage.chief(GRID), stage.group(GRID).find("路灯")
    await chief.says("签收", reply_to=card)
    await chief.says("撤回", reply_to=card)
    await chief.says("签收", reply_to=card)
    assert stage.state() == "handling"
    assert "有人接手" in guiying.last


async def test_a_finish_is_taken_back_with_its_survey(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief, card = stage.chief(GRID), stage.group(GRID).find("路灯")
    await chief.presses("签收")
    await chief.says("办结 无照片 换了灯泡", reply_to=card)
    question = guiying.button("已解决")
    await chief.says("撤回", reply_to=card)
    assert stage.rows("SELECT state, completed_at, result FROM tickets") == [("handling", None, None)]
    assert stage.rows("SELECT id FROM surveys") == []
    assert "还没办完" in guiying.last
    assert (await guiying.presses("已解决", on=question)).alert
    await chief.says("办结 无照片 真的换了灯泡", reply_to=card)
    assert stage.state() == "pending_survey"
    assert "真的换了灯泡" in guiying.last


@pytest.mark.parametrize("minutes", [3, 60])
async def test_too_late(stage: Stage, guiying: Person, minutes: int) -> None:
    await guiying.says(LAMP)
    chief, card = stage.chief(GRID), stage.group(GRID).find("路灯")
    await chief.says("签收", reply_to=card)
    await stage.later(minutes=minutes)
    await chief.says("撤回", reply_to=card)
    assert "不能撤回" in stage.group(GRID).last
    assert stage.state() == "handling"
    await chief.presses("更多")
    assert "撤回" not in stage.group(GRID).last.buttons


async def test_not_after_the_next_step_and_not_by_another(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief, card = stage.chief(GRID), stage.group(GRID).find("路灯")
    await chief.says("签收", reply_to=card)
    other = stage.secretary("YX0101").at(stage.group(GRID))
    await other.says("撤回", reply_to=card)
    assert stage.state() == "handling"
    await chief.says("到场", reply_to=card)
    await chief.says("撤回", reply_to=card)
    assert "还没到现场" in guiying.last
    await chief.says("撤回", reply_to=card)
    assert stage.state() == "handling"


async def test_not_after_the_resident_has_answered(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief, card = stage.chief(GRID), stage.group(GRID).find("路灯")
    await chief.says("办结 无照片 换了灯泡", reply_to=card)
    await guiying.presses("已解决")
    await chief.says("撤回", reply_to=card)
    assert stage.state() == "pending_survey"


async def test_a_danger_is_not_handed_back(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号着火了，冒黑烟")
    chief = stage.chief(GRID)
    await chief.presses("签收")
    await chief.says("撤回", reply_to=stage.group(GRID).last)
    assert stage.state() == "handling"
