"""看原话: in private, for a reason, by whoever handles it; every look is kept, and no group ever sees a word of it."""

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID, COMMUNITY = "YX010101", "YX0101"
PHONE, NAME = "13807965521", "周玉兰"
WORDS = f"丹桂路12号门口路灯不亮，我叫{NAME}，电话{PHONE}"


def looks(stage: Stage) -> list[tuple[str, int]]:
    return [(row[0], row[1]) for row in stage.rows("SELECT reason, actor_id FROM history WHERE event = 'look'")]


async def signed(stage: Stage, guiying: Person) -> tuple[Person, Person]:
    """The chief in his group, and in private; the ticket is his."""
    await guiying.says(WORDS)
    chief = stage.chief(GRID)
    await chief.presses("签收")
    return chief, stage.person(chief.account)


async def test_the_handler_reads_them_in_private_after_a_reason(stage: Stage, guiying: Person) -> None:
    chief, alone = await signed(stage, guiying)
    answer = await chief.presses("看原话")
    assert "私下" in answer.text
    assert looks(stage) == []
    await alone.presses("联系居民")
    assert PHONE in alone.last
    assert NAME in alone.last
    ((reason, actor_id),) = looks(stage)
    assert reason == "contact"
    assert actor_id == stage.one("SELECT signer_id FROM tickets")
    assert not any(secret in told for told in stage.told_groups() for secret in (PHONE, NAME))


async def test_every_look_is_kept(stage: Stage, guiying: Person) -> None:
    chief, alone = await signed(stage, guiying)
    await chief.presses("看原话")
    await alone.presses("联系居民")
    await alone.presses("找地方")
    assert [reason for reason, _ in looks(stage)] == ["contact", "place"]
    await chief.presses("详情")
    assert "看过原话" in stage.group(GRID).last


async def test_a_desk_above_may_look(stage: Stage, guiying: Person) -> None:
    await signed(stage, guiying)
    desk = stage.person(stage.town.posts[Role.COMMUNITY, COMMUNITY])
    await desk.at(stage.group(GRID)).presses("看原话")
    await desk.presses("核实情况")
    assert PHONE in desk.last


async def test_nobody_else_may(stage: Stage, guiying: Person, zhiqiang: Person) -> None:
    chief, alone = await signed(stage, guiying)
    await chief.presses("看原话")
    await zhiqiang.says("/my")
    stolen = alone.last.buttons["联系居民"]
    answer = await zhiqiang.presses_data(stolen, zhiqiang.last)
    assert answer.alert
    assert not zhiqiang.shows(PHONE)
    assert looks(stage) == []


async def test_a_reason_pressed_in_a_group_shows_nothing(stage: Stage, guiying: Person) -> None:
    chief, alone = await signed(stage, guiying)
    await chief.presses("看原话")
    answer = await chief.presses_data(alone.last.buttons["联系居民"], stage.group(GRID).last)
    assert answer.alert
    assert looks(stage) == []
    assert not any(PHONE in told for told in stage.told_groups())


async def test_a_ticket_that_moved_on_is_asked_for_anew(stage: Stage, guiying: Person) -> None:
    chief, alone = await signed(stage, guiying)
    await chief.presses("看原话")
    await chief.presses("到场")
    answer = await alone.presses("联系居民")
    assert answer.alert
    assert looks(stage) == []


async def test_a_made_up_reason_is_refused(stage: Stage, guiying: Person) -> None:
    chief, alone = await signed(stage, guiying)
    await chief.presses("看原话")
    data = alone.last.buttons["联系居民"].replace("contact", "curious")
    answer = await alone.presses_data(data, alone.last)
    assert answer.alert
    assert looks(stage) == []


async def test_of_a_sealed_ticket_the_appointed_person_alone(stage: Stage, guiying: Person) -> None:
    await guiying.says(f"举报村干部吃回扣，我叫{NAME}，电话{PHONE}")
    appointed, desk = stage.holder(Role.DISCIPLINE, "YX"), stage.holder(Role.COUNTY_DESK, "YX")
    await appointed.presses("签收")
    await appointed.presses("看原话")
    asked = appointed.last
    await desk.says("/today")
    answer = await desk.presses_data(asked.buttons["联系居民"], desk.last)
    assert answer.alert
    assert not desk.shows(PHONE)
    await appointed.presses("联系居民", on=asked)
    assert PHONE in appointed.last
