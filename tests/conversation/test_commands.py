"""Commands, each where it belongs and where it does not."""

import pytest

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"


async def test_start_welcomes_once_and_helps_later(stage: Stage) -> None:
    new = stage.newcomer()
    await new.starts()
    assert "一句话" in new.last
    assert len(new.heard()) == 1
    await new.starts()
    assert "/my" in new.last


async def test_a_scanned_code_registers_the_grid(stage: Stage) -> None:
    new = stage.newcomer()
    await new.starts("g-YX010203")
    assert "江滨社区第三网格" in new.last
    await new.says("停水了")
    assert "停水了" in stage.group("YX010203").last


@pytest.mark.parametrize("payload", ["g-NOWHERE", "AAAA-not-an-invitation"])
async def test_a_code_that_means_nothing_is_explained(stage: Stage, payload: str) -> None:
    new = stage.newcomer()
    await new.starts(payload)
    assert len(new.heard()) == 2
    assert "对不上" in new.last or "找管理员" in new.last


@pytest.mark.parametrize(("command", "words"), [("/help", "/home"), ("/privacy", "遮住"), ("/dance", "/help")])
async def test_plain_commands_answer(stage: Stage, guiying: Person, command: str, words: str) -> None:
    await guiying.says(command)
    assert words in guiying.last


async def test_my_lists_the_newest_first(stage: Stage, guiying: Person) -> None:
    await guiying.says("/my")
    assert "还没有报过事" in guiying.last
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    number = stage.ticket()
    await guiying.says("/my")
    assert number in guiying.last
    assert {"补充", "催办", "撤销"} <= set(guiying.last.buttons)


async def test_my_shows_nobody_elses(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await zhiqiang.says("/my")
    assert "还没有报过事" in zhiqiang.last


async def test_home_browse_add_remove(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("/home")
    await laoliu.presses("＋ 加一个")
    for step in ("石泉乡", "石泉村", "石泉村第一网格"):
        await laoliu.presses(step)
    assert "登记好了" in laoliu.last
    await laoliu.says("停水了")
    assert "停水了" in stage.group("YX030101").last
    await laoliu.says("/home")
    await laoliu.presses("✕ 石泉村第一网格")
    await laoliu.says("/home")
    assert "还没有登记" in laoliu.last


async def test_cancel_drops_the_question(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    await laoliu.says("/cancel")
    assert "不算" in laoliu.last
    await stage.later(minutes=11)
    assert stage.tickets() == 0
    await laoliu.says("/cancel")
    assert "没有" in laoliu.last


async def test_human_calls_whoever_has_the_ticket(stage: Stage, guiying: Person) -> None:
    await guiying.says("/human")
    assert "119" in guiying.last
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await guiying.says("/human")
    assert stage.ticket() in guiying.last
    request = stage.group(GRID).find("想请人")
    await stage.chief(GRID).says("您好，我下午两点到", reply_to=request)
    assert "下午两点到" in guiying.last


@pytest.mark.parametrize("command", ["/my", "/home", "/help", "/start", "/privacy", "/human", "/cancel"])
async def test_a_residents_command_in_a_group_is_sent_to_private(stage: Stage, command: str) -> None:
    await stage.chief(GRID).says(command)
    assert "私下" in stage.group(GRID).last


@pytest.mark.parametrize("command", ["/bind YX010101", "/list", "/who"])
async def test_a_groups_command_in_private_is_sent_to_the_group(stage: Stage, guiying: Person, command: str) -> None:
    await guiying.says(command)
    assert "群" in guiying.last


async def test_list_shows_what_is_open_here(stage: Stage, guiying: Person) -> None:
    await stage.chief(GRID).says("/list")
    assert "0 件" in stage.group(GRID).last
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await stage.chief(GRID).says("/list")
    assert stage.ticket() in stage.group(GRID).last


async def test_who_names_those_who_answer(stage: Stage) -> None:
    await stage.chief(GRID).says("/who")
    assert stage.town.people[stage.chief(GRID).account] in stage.group(GRID).last
    assert "社区书记" in stage.group(GRID).last


@pytest.mark.parametrize("command", ["/today", "/overdue", "/report"])
async def test_figures_are_for_supervisors_only(stage: Stage, guiying: Person, command: str) -> None:
    desk = stage.holder(Role.TOWN_DESK, "YX01")
    await desk.says(command)
    assert "丹江街道" in desk.last
    await guiying.says(command)
    assert "不归您管" in guiying.last


@pytest.mark.parametrize("command", ["/today@yigetong_bot", "/list@yigetong_bot"])
async def test_commands_with_the_bots_name_are_commands(stage: Stage, command: str) -> None:
    await stage.secretary("YX0101").says(command)
    assert "丹桂社区" in stage.group("YX0101").last


async def test_a_chief_writing_in_private_is_a_resident(stage: Stage) -> None:
    chief = stage.holder(Role.GRID_CHIEF, "YX010102")
    await chief.says("江滨路120号门口路灯不亮")
    assert stage.ticket() in chief.last
    assert "路灯" in stage.group("YX010203").last
