"""办结 and what follows: four results, the picture, the check by somebody else, the judgement, 重开 and 归档."""

import pytest

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了，我是周玉兰，电话13900001234"
LID = "丹桂路12号门口的井盖不见了，露着个洞"


def secretary(stage: Stage) -> Person:
    """In private: there the desk above is asked."""
    return stage.holder(Role.COMMUNITY, "YX0101")


def town_desk(stage: Stage) -> Person:
    return stage.holder(Role.TOWN_DESK, "YX01")


async def finished(stage: Stage, resident: Person, matter: str = LAMP, words: str = "办结 无照片 换了灯泡") -> None:
    await resident.says(matter)
    await stage.chief(GRID).says(words, reply_to=stage.group(GRID).find(stage.ticket()))


async def finished_as(stage: Stage, resident: Person, caption: str, words: str) -> None:
    await resident.says(LAMP)
    chief = stage.chief(GRID)
    await chief.presses("签收")
    await chief.presses("办结")
    await chief.presses(caption)
    await chief.says(words, reply_to=stage.group(GRID).last)


# 23: results


@pytest.mark.parametrize(
    ("caption", "result", "heard"),
    [
        ("已解决", "solved", "办完了"),
        ("部分解决", "partial", "办好了一部分"),
        ("解释说明", "explained", "暂时办不了，原因"),
        ("转长期项目", "project", "列入长期项目"),
    ],
)
async def test_each_result_is_told_in_its_own_words(
    stage: Stage, guiying: Person, caption: str, result: str, heard: str
) -> None:
    await finished_as(stage, guiying, caption, "无照片 等管网改造，三月开工")
    assert stage.rows("SELECT state, result FROM tickets") == [("pending_survey", result)]
    told = guiying.find(heard)
    assert "等管网改造" in told
    assert "无照片" not in told
    assert ("前再答复您" in told) == (result == "explained")


async def test_a_thing_wants_a_picture_and_there_is_a_way_out(stage: Stage, guiying: Person) -> None:
    await finished(stage, guiying, words="办结 换了灯泡")
    assert "要一张现场照片" in stage.group(GRID).last
    assert stage.state() == "dispatched"
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).find(stage.ticket()))
    assert stage.state() == "pending_survey"
    assert stage.one("SELECT reason FROM history WHERE event = 'finish'") == "solved, no photo"


async def test_pictures_before_and_after_are_told_apart(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief, card = stage.chief(GRID), stage.group(GRID).find("路灯")
    await chief.presses("签收")
    await chief.sends("photo", "到场", reply_to=card)
    await chief.sends("photo", "办结 换了灯泡", reply_to=card)
    assert stage.state() == "pending_survey"
    assert stage.rows("SELECT purpose FROM media ORDER BY id") == [("before",), ("after",)]


async def test_a_picture_sent_on_the_way_counts(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief, card = stage.chief(GRID), stage.group(GRID).find("路灯")
    await chief.presses("签收")
    await chief.sends("photo", "换好了", reply_to=card)
    await chief.says("办结 换了灯泡", reply_to=card)
    assert stage.state() == "pending_survey"


async def test_what_was_only_explained_is_looked_at_again(stage: Stage, guiying: Person) -> None:
    await finished_as(stage, guiying, "解释说明", "无照片 等路灯改造")
    await guiying.presses("只是解释")
    await guiying.presses("满意")
    await stage.later(days=31)
    asked = stage.group(GRID).find("答应居民今天再答复")
    assert "等路灯改造" in asked
    assert "13900001234" not in "".join(stage.told_groups())
    await stage.chief(GRID).says("还在排队，下月轮到", reply_to=asked)
    assert "下月轮到" in guiying.find("，再答复您")
    assert stage.state() == "closed"
    await stage.later(days=33)
    assert stage.state() == "archived"


async def test_what_was_explained_is_done_when_its_day_has_come(stage: Stage, guiying: Person) -> None:
    await finished_as(stage, guiying, "解释说明", "无照片 等路灯改造")
    await guiying.presses("只是解释")
    await guiying.presses("满意")
    await stage.later(days=31)
    await secretary(stage).presses("重开")
    await secretary(stage).says("改造轮到这里了", reply_to=secretary(stage).last)
    assert stage.state() == "handling"
    assert "改造轮到这里了" in guiying.find("重新打开")


# 24, 25: the check


async def test_a_must_is_checked_by_the_desk_and_passes(stage: Stage, guiying: Person) -> None:
    await finished(stage, guiying, LID, "办结 无照片 盖好了")
    assert stage.state() == "pending_review"
    assert "先请人去看一眼" in guiying.last
    assert "盖好了" in secretary(stage).find("请核查")
    await secretary(stage).presses("通过")
    assert stage.state() == "pending_survey"
    assert "盖好了" in guiying.find("办完了")


async def test_what_does_not_pass_goes_back_with_the_rest_of_its_time(stage: Stage, guiying: Person) -> None:
    await finished(stage, guiying, LID, "办结 无照片 盖好了")
    due = stage.one("SELECT due_at FROM tickets")
    await stage.later(minutes=30)
    await secretary(stage).presses("不通过")
    assert stage.state() == "pending_review"
    await secretary(stage).says("盖子还在晃", reply_to=secretary(stage).last)
    assert stage.rows("SELECT state, reworks, round, result FROM tickets") == [("handling", 1, 1, None)]
    assert stage.one("SELECT due_at FROM tickets") > due
    assert stage.one("SELECT count(*) FROM clocks WHERE stage = 'handle' AND stopped_at IS NULL") == 1
    assert "盖子还在晃" in stage.group(GRID).find("核查没通过")
    assert "已要求返工" in guiying.last
    await stage.chief(GRID).says("办结 无照片 垫稳了", reply_to=stage.group(GRID).find("返工"))
    assert stage.state() == "pending_review"
    await secretary(stage).presses("通过", on=secretary(stage).find("垫稳了"))
    assert "垫稳了" in guiying.find("办完了")


async def test_the_handler_does_not_check_himself(stage: Stage, guiying: Person) -> None:
    await guiying.says(LID)
    boss = secretary(stage)
    group = boss.at(stage.group(GRID))
    await group.says("签收", reply_to=group.find("井盖"))
    await group.says("办结 无照片 盖好了", reply_to=group.find("井盖"))
    assert stage.state() == "pending_review"
    assert not boss.shows("请核查")
    await group.presses("更多")
    answer = await group.presses("通过")
    assert answer.alert
    assert "自己办的" in answer.text
    await town_desk(stage).presses("通过")
    assert stage.state() == "pending_survey"


async def test_nobody_looks_and_a_must_climbs(stage: Stage, guiying: Person) -> None:
    await finished(stage, guiying, LID, "办结 无照片 盖好了")
    await stage.later(days=3)
    assert stage.state() == "pending_review"
    assert "必须核查" in town_desk(stage).find("请核查")


async def test_a_sample_passes_by_itself(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    stage.rows("UPDATE tickets SET number = 'GD20261117-0003'")
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)
    assert stage.state() == "pending_review"
    await stage.later(days=3)
    assert stage.state() == "pending_survey"
    assert "换了灯泡" in guiying.find("办完了")


async def test_rework_shows_in_the_figures(stage: Stage, guiying: Person) -> None:
    desk = secretary(stage)
    await desk.says("/today")
    assert "返工率" not in desk.last
    await finished(stage, guiying, LID, "办结 无照片 盖好了")
    await desk.presses("不通过")
    await desk.says("盖子还在晃", reply_to=desk.last)
    await desk.says("/today")
    assert "返工率 100.0%（1/1）" in desk.last


# 27, 28: the judgement


async def not_content_three_times(stage: Stage, resident: Person) -> None:
    await finished(stage, resident)
    for _ in range(2):
        await resident.presses("没解决")
        await stage.chief(GRID).says("办结 无照片 又修了一次", reply_to=stage.group(GRID).find("第"))
    await resident.presses("没解决")


async def test_the_third_time_the_superior_judges_and_has_it_done_again(stage: Stage, guiying: Person) -> None:
    await not_content_three_times(stage, guiying)
    assert stage.state() == "pending_survey"
    assert "请丹桂社区" in guiying.last
    asked = secretary(stage).find("请定")
    assert "没解决" in asked
    assert "又修了一次" in asked
    await secretary(stage).presses("重办")
    assert stage.rows("SELECT state, round FROM tickets") == [("handling", 4)]
    assert "重新办" in guiying.last
    assert "第4次办理" in stage.group(GRID).last


async def test_two_people_close_what_was_done_as_well_as_could_be(stage: Stage, guiying: Person) -> None:
    await not_content_three_times(stage, guiying)
    first, second = secretary(stage), town_desk(stage)
    await first.presses("已尽责结案")
    await first.says("三次到场都亮着", reply_to=first.last)
    assert stage.state() == "pending_survey"
    assert "另一位同事" in first.last
    await first.presses("已尽责结案")
    await first.says("真的都亮着", reply_to=first.last)
    assert stage.state() == "pending_survey"
    assert "三次到场都亮着" in second.find("请定")
    await second.presses("已尽责结案")
    await second.says("查了照片，灯是好的", reply_to=second.last)
    assert stage.state() == "closed"
    assert "灯是好的" in guiying.last
    assert "没好／又坏了" in guiying.last.buttons
    assert stage.one("SELECT solved FROM surveys ORDER BY id DESC LIMIT 1") == "unsolved"


async def test_nobody_below_the_superior_judges(stage: Stage, guiying: Person) -> None:
    await not_content_three_times(stage, guiying)
    chief = stage.chief(GRID)
    card = secretary(stage).find("请定")
    for caption in ("重办", "已尽责结案"):
        answer = await chief.presses_data(card.buttons[caption], stage.group(GRID).last)
        assert answer.alert
    assert stage.state() == "pending_survey"


async def test_a_judgement_that_waits_climbs(stage: Stage, guiying: Person) -> None:
    await not_content_three_times(stage, guiying)
    await stage.later(days=3)
    assert town_desk(stage).shows("请定")


# 29, 30: once more, and the archive


async def closed(stage: Stage, resident: Person) -> None:
    await finished(stage, resident)
    await resident.presses("已解决")
    await resident.presses("满意")


async def test_new_facts_reopen_within_thirty_days(stage: Stage, guiying: Person) -> None:
    await closed(stage, guiying)
    await guiying.presses("没好／又坏了")
    assert "什么新情况" in guiying.last
    assert stage.state() == "closed"
    await guiying.says("亮了两天，昨晚下雨又灭了", reply_to=guiying.last)
    assert stage.rows("SELECT state, round, closed_at FROM tickets") == [("handling", 2, None)]
    assert "重新打开" in guiying.last
    assert "下雨又灭了" in stage.group(GRID).find("重开了")
    assert stage.tickets() == 1


async def test_the_same_words_get_the_result_told_again(stage: Stage, guiying: Person) -> None:
    await closed(stage, guiying)
    await guiying.presses("没好／又坏了")
    await guiying.says("门口路灯不亮好几天了！", reply_to=guiying.last)
    assert stage.state() == "closed"
    assert "换了灯泡" in guiying.find("说的是同一件事")


async def test_a_reply_of_the_same_trouble_reopens(stage: Stage, guiying: Person) -> None:
    await closed(stage, guiying)
    await guiying.says("路灯又不亮了，昨晚灭的", reply_to=guiying.find("换了灯泡"))
    assert stage.rows("SELECT state, round FROM tickets") == [("handling", 2)]


async def test_a_reply_of_another_matter_is_a_matter_of_its_own(stage: Stage, guiying: Person) -> None:
    await closed(stage, guiying)
    await guiying.says("丹桂路12号门口垃圾没人清运，都臭了", reply_to=guiying.find("换了灯泡"))
    assert stage.tickets() == 2


async def test_after_thirty_days_it_stays_closed_and_masked(stage: Stage, guiying: Person) -> None:
    await closed(stage, guiying)
    button = guiying.button("没好／又坏了")
    await stage.later(days=31)
    assert stage.state() == "archived"
    bodies = "".join(row[0] for row in stage.rows("SELECT body FROM notes"))
    assert "13900001234" not in bodies
    assert "换了灯泡" in bodies
    said = stage.rows("SELECT state, notice FROM outbox WHERE ticket_id IS NOT NULL")
    assert not [notice for _, notice in said if "丹桂路" in notice or "换了灯泡" in notice]
    assert {state for state, _ in said} == {"sent"}
    assert (await guiying.presses("没好／又坏了", on=button)).alert


async def test_a_desk_reopens_with_a_reason(stage: Stage, guiying: Person) -> None:
    await closed(stage, guiying)
    boss = secretary(stage).at(stage.group(GRID))
    await boss.says("重开 巡查发现又灭了", reply_to=boss.find("已结案"))
    assert stage.state() == "handling"
    assert "巡查发现又灭了" in guiying.last
    await finished_again(stage)
    await guiying.presses("已解决")
    await guiying.presses("满意")
    answer = await stage.chief(GRID).presses("更多")
    assert not answer.alert
    assert "重开" not in stage.group(GRID).last.buttons


async def finished_again(stage: Stage) -> None:
    await stage.chief(GRID).says("办结 无照片 换了整盏灯", reply_to=stage.group(GRID).find("第2次办理"))
