"""回访: what the resident answers decides whether it is over."""

import pytest

from tests.conversation.looking import instant
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"


@pytest.mark.parametrize("words", ["师傅来得快", "师傅很细心，谢谢你们"])
async def test_solved_and_satisfied_closes_and_takes_a_sentence(stage: Stage, guiying: Person, words: str) -> None:
    await _finished(stage, guiying)
    await guiying.presses("已解决")
    assert "满意吗" in guiying.last
    await guiying.presses("非常满意")
    assert stage.state() == "closed"
    assert "谢谢" in guiying.last
    await guiying.says(words, reply_to=guiying.last)
    assert "记下了" in guiying.last
    assert stage.one("SELECT body FROM notes WHERE kind = 'comment'") == words
    assert stage.tickets() == 1
    assert "已结案" in stage.group(GRID).find("✅")


async def test_only_explained_but_content_closes(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    await guiying.presses("只是解释")
    await guiying.presses("基本满意")
    assert stage.state() == "closed"


async def test_unsolved_is_handled_again_within_a_shorter_limit(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    first = await _limit(stage)
    await guiying.presses("没解决")
    assert stage.state() == "handling"
    assert "重新办" in guiying.last
    assert "第2次办理" in stage.group(GRID).last
    assert await _limit(stage) < first


async def test_unsolved_three_times_is_for_the_level_above_to_judge(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    for _ in range(2):
        await guiying.presses("没解决")
        await stage.chief(GRID).says("办结 无照片 又修了一次", reply_to=stage.group(GRID).find("第"))
    await guiying.presses("没解决")
    assert "丹桂社区" in guiying.last
    assert stage.state() == "pending_survey"


async def test_the_next_level_hears_of_every_rehandling(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    await guiying.presses("没解决")
    secretary = stage.person(stage.secretary("YX0101").account)
    assert "没解决" in secretary.last


async def test_partly_solved_and_dissatisfied_is_handled_again(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    await guiying.presses("部分解决")
    await guiying.presses("不满意")
    assert stage.state() == "handling"


async def test_silence_for_three_tries_closes(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    await stage.at("22:00")
    for _ in range(2):
        before = len(guiying.heard())
        await stage.at("22:00")
        assert len(guiying.heard()) == before + 1
        assert "已解决" in guiying.last.buttons
    assert stage.state() == "pending_survey"
    await stage.later(days=1)
    assert stage.state() == "closed"
    assert stage.one("SELECT solved FROM surveys") is None


async def test_half_an_answer_counts_after_silence(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    await guiying.presses("已解决")
    for _ in range(4):
        await stage.later(days=1)
    assert stage.state() == "closed"
    assert stage.rows("SELECT solved, rating FROM surveys") == [("solved", None)]


async def test_a_late_answer_is_refused_with_a_reason(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    question = guiying.last
    await guiying.presses("已解决")
    await guiying.presses("满意")
    answer = await guiying.presses("没解决", on=question)
    assert answer.alert
    assert stage.state() == "closed"


async def test_a_changed_mind_before_the_rating_counts(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    question = guiying.last
    await guiying.presses("已解决", on=question)
    await guiying.presses("没解决", on=question)
    assert stage.state() == "handling"


async def test_why_it_is_not_solved_reaches_the_chief(stage: Stage, guiying: Person) -> None:
    await _finished(stage, guiying)
    await guiying.presses("没解决")
    await guiying.says("晚上又灭了", reply_to=guiying.last)
    assert any("晚上又灭了" in told for told in stage.told_groups())


async def _finished(stage: Stage, resident: Person) -> None:
    await resident.says("丹桂路12号门口路灯不亮好几天了")
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)


async def _limit(stage: Stage) -> int:
    """Seconds that the newest handling clock allows."""
    started, due = stage.rows("SELECT started_at, due_at FROM clocks WHERE stage = 'handle' ORDER BY id DESC")[0]
    return int((instant(due) - instant(started)).total_seconds())
