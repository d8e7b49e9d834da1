"""Buttons pressed twice, by the wrong person, too late, or made up by hand."""

import pytest

from bot.domain.notices import Action
from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"


async def test_signing_twice_is_answered_and_told_once(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    card = stage.group(GRID).last
    first = await stage.chief(GRID).presses("签收", on=card)
    second = await stage.chief(GRID).presses("签收", on=card)
    assert (first.alert, second.alert) == (False, True)
    assert len([m for m in guiying.heard() if "接手" in m]) == 1


async def test_the_chief_of_another_grid_may_not(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    stranger = stage.holder(Role.GRID_CHIEF, "YX010203").at(stage.group(GRID))
    stage.simulator.chats[stranger.chat_id].members[stranger.account] = "member"
    for caption in ("签收", "详情"):
        answer = await stranger.presses(caption)
        assert answer.alert
        assert "不归您管" in answer.text
    assert stage.state() == "dispatched"


async def test_a_resident_in_the_group_may_not(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    visitor = guiying.at(stage.group(GRID))
    stage.simulator.chats[visitor.chat_id].members[visitor.account] = "member"
    assert (await visitor.presses("签收")).alert
    await visitor.says("办结 无照片 我自己修好了", reply_to=stage.group(GRID).last)
    assert stage.state() == "dispatched"


async def test_a_chief_who_is_none_any_more_may_not(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    chief = stage.chief(GRID)
    async with stage.house.database.begin() as tx:
        person_id = await tx.people.of_telegram(chief.account)
        yesterday = stage.clock.now().date().replace(day=1)
        await tx.org.appoint(person_id, Role.GRID_CHIEF, stage.town.nodes[GRID].id, None, yesterday)
    assert (await chief.presses("签收")).alert
    assert stage.state() == "dispatched"


@pytest.mark.parametrize("caption", ["签收", "到场", "办结"])
async def test_on_a_finished_ticket(stage: Stage, guiying: Person, caption: str) -> None:
    await guiying.says(LAMP)
    chief, group = stage.chief(GRID), stage.group(GRID)
    cards = {"签收": group.last}
    await chief.presses("签收")
    cards |= {"到场": group.last, "办结": group.last}
    await chief.says("办结 无照片 换了灯泡", reply_to=group.last)
    answer = await chief.presses(caption, on=cards[caption])
    assert answer.alert
    assert stage.state() == "pending_survey"


async def test_on_a_card_from_before_a_restart(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.restart()
    answer = await stage.chief(GRID).presses("签收")
    assert not answer.alert
    assert stage.state() == "handling"


async def test_a_survey_from_before_a_restart(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)
    await stage.restart()
    await guiying.presses("已解决")
    await stage.restart()
    await guiying.presses("满意")
    assert stage.state() == "closed"


async def test_an_answer_to_a_question_pressed_twice_files_once(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    question = laoliu.last
    await laoliu.presses("都不是／说不清", on=question)
    again = await laoliu.presses("都不是／说不清", on=question)
    assert again.alert
    assert stage.tickets() == 1


SUBJECTS = ("0", "1", "2", "999999999999999", "-1", "٣", "")
IGNORE_THE_CHOICE = (Action.HOME_ADD, Action.HOME_BROWSE, Action.HOME_REMOVE)
CHOICES = ("", "0", "-1", "999999999999", "abc", "9999", "solved", "１", "'; DROP--")


def _made_up(subjects: tuple[str, ...], choices: tuple[str, ...]) -> list[str]:
    """Every action on every subject; with every choice on the one that exists."""
    return [
        f"{action.value}:{subject}:3:{choice}"[:64]
        for action in Action
        for subject in subjects
        for choice in (choices if subject == "1" and action not in IGNORE_THE_CHOICE else ("",))
    ]


async def test_made_up_by_a_stranger(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    """Somebody else's ticket 1 and draft 1, and much that never was: every press is answered, nothing changes."""
    await guiying.says(LAMP)
    await guiying.says("那个东西又坏了")
    await zhiqiang.says("你好")
    before = _state_of(stage)
    await zhiqiang.presses_all(_made_up(SUBJECTS, CHOICES), zhiqiang.last)
    assert _state_of(stage) == before
    assert not any(stage.ticket() in message for message in zhiqiang.heard())


async def test_made_up_by_the_owner(stage: Stage, guiying: Person) -> None:
    """Her own ticket with every odd choice: answered, and still one sound ticket."""
    await guiying.says(LAMP)
    await guiying.presses_all(_made_up(("1",), ("", "9999")), guiying.last)
    assert stage.tickets() == 1
    await guiying.says("/my")
    assert stage.ticket() in guiying.last


async def test_made_up_by_the_chief(stage: Stage, guiying: Person) -> None:
    """What is the resident's stays the resident's: no survey, no correction, no withdrawal by the chief."""
    await guiying.says(LAMP)
    before = stage.rows("SELECT category, sealed_role, node_id, petitioner_id, round FROM tickets")
    await stage.chief(GRID).presses_all(_made_up(("1",), ("", "9999")), stage.group(GRID).last)
    assert stage.state() == "handling"
    assert stage.rows("SELECT category, sealed_role, node_id, petitioner_id, round FROM tickets") == before


async def test_made_up_on_a_survey(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)
    await zhiqiang.says("你好")
    odd = [f"{action}:1:5:{choice}"[:64] for action in ("so", "ra") for choice in CHOICES if choice != "solved"]
    for answer in await guiying.presses_all(odd, guiying.last):
        assert answer.alert
    for answer in await zhiqiang.presses_all(["so:1:5:solved", "ra:1:5:5"], zhiqiang.last):
        assert answer.alert
    assert stage.rows("SELECT solved, rating FROM surveys") == [(None, None)]


@pytest.mark.parametrize(
    "data",
    [
        "x",
        ":::",
        "sg",
        "sg:1",
        "sg:1:1:1:1",
        "zz:1:1:",
        "sg:1:1:" + "a" * 57,
        "签收:1:1:",
        "😀" * 16,
        "sg:1:1:\n",
        "SG:1:1:",
    ],
)
async def test_data_no_button_carries(stage: Stage, guiying: Person, data: str) -> None:
    await guiying.says(LAMP)
    for person, message in ((stage.chief(GRID), stage.group(GRID).last), (guiying, guiying.last)):
        answer = await person.presses_data(data, message)
        assert answer.alert
        assert "不能用了" in answer.text
    assert stage.state() == "dispatched"


async def test_a_press_on_a_deleted_message(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    card, group = stage.group(GRID).last, stage.group(GRID)
    stage.simulator.remove(stage.simulator.chats[group.chat_id], card.id)
    answer = await stage.chief(GRID).presses("签收", on=card)
    assert not answer.alert
    assert "办理中" in group.last


async def test_anonymous_buttons_cannot_be(stage: Stage, guiying: Person) -> None:
    """Telegram sends the real account with a press, so an anonymous admin's press counts as his own."""
    await guiying.says(LAMP)
    assert not (await stage.chief(GRID).presses("签收")).alert


def _state_of(stage: Stage) -> list[tuple[object, ...]]:
    return [
        *stage.rows("SELECT id, state, version, category, node_id, sealed_role FROM tickets"),
        *stage.rows("SELECT id, state, version FROM drafts"),
        *stage.rows("SELECT solved, rating FROM surveys"),
        *stage.rows("SELECT chat_id, thread_id, node_id FROM bindings ORDER BY id"),
    ]
