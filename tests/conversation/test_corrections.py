"""Who sees what a matter really is sets its category right: the resident on the receipt, chief and desk on the card."""

import json
from typing import Any

import pytest

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage
from tests.storage.county import categories

GRID = "YX010101"
SMOKE = "丹桂路12号楼下烧烤摊油烟大又吵"
FIRE = "丹桂路12号着火了，冒黑烟"
GUESS = {
    "candidates": [["0503", 9.0], ["0502", 8.0], ["0403", 6.0], ["0801", 5.0], ["0101", 4.0]],
    "evidence": [["0503", "烧烤 + 油烟", 5.0], ["0503", "油烟", 4.0], ["0502", "吵", 3.0]],
    "confident": False,
}
"""Made up, so that these conversations do not change with the rules."""

BRIBE = {**GUESS, "candidates": [["0503", 9.0], ["1104", 8.0], ["0101", 4.0]]}
FLAMES = {**GUESS, "candidates": [["0503", 9.0], ["0101", 4.0]]}
LIKELIEST = ["0502", "0403", "0801"]


def name(code: str) -> str:
    return categories()[code].name


async def told(stage: Stage, person: Person, text: str = SMOKE, guess: dict[str, Any] | None = None) -> None:
    """A ticket of 0503 that was understood like this."""
    await person.says(text)
    if text == SMOKE:
        stage.rows("UPDATE tickets SET category = '0503', sure = false")
        stage.rows("UPDATE readings SET body = ?", json.dumps(guess or GUESS))


def lines(stage: Stage) -> list[tuple[Any, ...]]:
    return stage.rows("SELECT was, became, who FROM corrections ORDER BY id")


async def choose(person: Person, code: str) -> None:
    """改类别 on the card, then the button of this category."""
    await person.presses("改类别")
    answer = await person.presses(name(code))
    assert not answer.alert, answer.text


async def test_what_was_understood_is_kept(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    body = stage.one("SELECT body FROM readings")
    kept = json.loads(body) if isinstance(body, str) else body
    assert kept["candidates"][0][0] == stage.one("SELECT category FROM tickets") == "0202"
    assert "路灯" in str(kept["evidence"])
    assert kept["confident"]


async def test_the_resident_is_offered_the_likeliest_first(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying)
    await guiying.presses("改类别", on=guiying.button("改地点"))
    captions = list(guiying.last.buttons)
    assert captions[:3] == [name(code) for code in LIKELIEST]
    assert captions[-1] == name("1299")
    assert len(set(captions)) == len(captions)
    assert name("0503") not in captions
    assert name("0101") not in captions
    assert "话里有：烧烤…油烟" in guiying.last
    await guiying.presses(name("0403"))
    assert name("0403") in stage.group(GRID).last
    assert "待核" not in stage.group(GRID).last
    assert lines(stage) == [("0503", "0403", "resident")]


async def test_a_resident_neither_makes_nor_ends_a_danger(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying)
    ticket_id = stage.one("SELECT id FROM tickets")
    assert (await guiying.presses_data(f"sc:{ticket_id}:3:0101", guiying.last)).alert
    await told(stage, guiying, FIRE)
    danger = stage.one("SELECT max(id) FROM tickets")
    for data in (f"cc:{danger}:3:", f"sc:{danger}:3:0202"):
        answer = await guiying.presses_data(data, guiying.last)
        assert answer.alert
        assert "安全" in answer.text
    assert lines(stage) == []


async def test_the_chief_corrects_before_signing(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying)
    chief, group = stage.chief(GRID), stage.group(GRID)
    await chief.presses("改类别")
    assert list(group.last.buttons)[:3] == [name(code) for code in LIKELIEST]
    answer = await chief.presses(name("0502"))
    assert name("0502") in answer.text
    assert name("0502") in group.button("签收")
    assert stage.state() == "dispatched"
    assert f"归到「{name('0502')}」更合适" in guiying.last
    assert lines(stage) == [("0503", "0502", "chief")]
    await chief.presses("详情")
    assert "改类别" in group.last


async def test_a_correction_gives_no_time_back(stage: Stage, guiying: Person) -> None:
    """停水 is urgent: 24 hours from when it was told, not from the correction."""
    await told(stage, guiying)
    await stage.chief(GRID).presses("签收")
    await stage.later(hours=2)
    await choose(stage.chief(GRID), "0301")
    query = "SELECT started_at FROM clocks WHERE stage = 'handle' AND stopped_at IS NULL"
    assert stage.one(query) == stage.one("SELECT created_at FROM tickets")
    assert stage.one("SELECT profile FROM tickets") == categories()["0301"].profile
    assert stage.state() == "handling"
    assert "明天上午10点前给您答复" in guiying.last
    assert stage.rows("SELECT 1 FROM clocks WHERE stage = 'sign' AND stopped_at IS NULL") == []


async def test_the_desk_corrects_what_it_has_to_dispatch(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("楼下烧烤摊油烟大又吵")
    await laoliu.presses("都不是／说不清")
    stage.rows("UPDATE tickets SET category = '0503'")
    stage.rows("UPDATE readings SET body = ?", json.dumps(GUESS))
    owner = stage.one("SELECT nodes.code FROM tickets JOIN nodes ON nodes.id = tickets.owner_id")
    roles = (Role.COUNTY_DESK, Role.TOWN_DESK, Role.COMMUNITY)
    account = next(stage.town.posts[role, owner] for role in roles if (role, owner) in stage.town.posts)
    desk = stage.person(account)
    desk = desk.at(stage.group(owner)) if owner in stage.town.groups else desk
    await choose(desk, "0403")
    assert lines(stage) == [("0503", "0403", "desk")]
    assert stage.state() == "accepted"


async def test_why_says_the_words_the_runner_up_and_that_it_was_unsure(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying)
    chief = stage.chief(GRID)
    answer = await chief.presses("为什么这样分")
    assert answer.alert
    assert f"分到「{name('0503')}」，因为话里有：烧烤…油烟。" in answer.text
    assert f"其次像「{name('0502')}」（吵）" in answer.text
    assert "没把握" in answer.text
    assert "\n" not in answer.text
    await choose(chief, "0502")
    answer = await chief.presses("为什么这样分")
    assert "办事的人改成了" in answer.text
    assert "没把握" not in answer.text


async def test_why_of_a_ticket_from_before_reasons_were_kept(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying)
    stage.rows("DELETE FROM readings")
    chief = stage.chief(GRID)
    assert "没有记下原因" in (await chief.presses("为什么这样分")).text
    await choose(chief, "0401")
    assert lines(stage) == [("0503", "0401", "chief")]


async def test_why_of_what_the_resident_chose_himself(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号门口的那个事情")
    await guiying.presses(name("0401"))
    assert "是居民自己选的" in (await stage.chief(GRID).presses("为什么这样分")).text


async def test_an_unsure_category_shows_on_the_card(stage: Stage, guiying: Person) -> None:
    await guiying.says(SMOKE)
    stage.rows("UPDATE tickets SET sure = false")
    await guiying.presses("改地点")
    for step in ("丹江街道", "江滨社区", "江滨社区第二网格"):
        await guiying.presses(step)
    assert "类别待核" in stage.group("YX010202").last


async def test_a_choice_from_before_is_stale(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying)
    chief = stage.chief(GRID)
    await chief.presses("改类别")
    choice = stage.group(GRID).last
    await chief.presses("签收")
    answer = await chief.presses(name("0502"), on=choice)
    assert answer.alert
    assert "过时" in answer.text
    assert lines(stage) == []
    await choose(chief, "0403")
    assert (await chief.presses(name("0502"), on=choice)).alert
    assert lines(stage) == [("0503", "0403", "chief")]


async def test_what_is_finished_stays_as_it_is(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying)
    chief, card = stage.chief(GRID), stage.group(GRID).last
    await chief.presses("更多", on=card)
    more = stage.group(GRID).button("改类别")
    await chief.says("办结 无照片 摊子搬走了", reply_to=card)
    assert (await chief.presses_data(more.buttons["改类别"], more)).alert
    await chief.presses("更多", on=stage.group(GRID).find("等居民评价"))
    assert "为什么这样分" in stage.group(GRID).last.buttons
    assert "改类别" not in stage.group(GRID).last.buttons
    assert lines(stage) == []


async def test_a_stranger_may_not(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying)
    await stage.chief(GRID).presses("改类别")
    choice = stage.group(GRID).last
    stranger = stage.holder(Role.GRID_CHIEF, "YX010203").at(stage.group(GRID))
    visitor = guiying.at(stage.group(GRID))
    for person in (stranger, visitor):
        stage.simulator.chats[person.chat_id].members[person.account] = "member"
        for caption in ("改类别", "为什么这样分"):
            answer = await person.presses(caption)
            assert answer.alert
            assert "不归您管" in answer.text
        assert (await person.presses(name("0502"), on=choice)).alert
    assert lines(stage) == []


@pytest.mark.parametrize("code", ["0102", "0803", "9999", "", "0503"])
async def test_only_what_is_offered_can_be_chosen(stage: Stage, guiying: Person, code: str) -> None:
    await told(stage, guiying)
    ticket_id, version = stage.rows("SELECT id, version FROM tickets")[0]
    answer = await stage.chief(GRID).presses_data(f"rk:{ticket_id}:{version}:{code}", stage.group(GRID).last)
    assert answer.alert
    assert lines(stage) == []


async def test_the_appointed_alone_correct_what_is_sealed(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying)
    card = stage.group(GRID).last
    await guiying.presses("保密")
    for caption in ("改类别", "为什么这样分"):
        answer = await stage.chief(GRID).presses(caption, on=card)
        assert answer.alert
        assert stage.ticket() not in answer.text
    appointed = stage.holder(Role.COMMUNITY, "YX0101")
    assert "油烟" in (await appointed.presses("为什么这样分")).text
    await choose(appointed, "0502")
    assert stage.one("SELECT sealed_role FROM tickets") == Role.COMMUNITY
    assert lines(stage) == [("0503", "0502", "desk")]
    assert "只由专人私下办理" in guiying.last
    assert not stage.group(GRID).shows(name("0502"))


@pytest.mark.parametrize("signed", [False, True])
async def test_what_only_an_appointed_person_may_read_leaves_the_group(
    stage: Stage, guiying: Person, signed: bool
) -> None:
    await told(stage, guiying, guess=BRIBE)
    chief, group = stage.chief(GRID), stage.group(GRID)
    if signed:
        await chief.presses("签收")
    await choose(chief, "1104")
    assert [message.text for message in group.heard()] == [group.find("已转走").text]
    appointed = stage.holder(Role.DISCIPLINE, "YX")
    assert "油烟" in appointed.find("保密件")
    assert (await chief.presses_data(f"dt:{stage.one('SELECT id FROM tickets')}:9:", group.last)).alert
    assert "只由专人私下办理" in guiying.last
    await stage.later(days=50)
    assert not stage.person(chief.account).shows(stage.ticket())
    assert len(group.heard()) == 1
    await appointed.says("办结 已经查过", reply_to=appointed.find("保密件"))
    assert stage.state() == "closed"


async def test_a_chief_who_sees_a_danger_has_everybody_called(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying, guess=FLAMES)
    await choose(stage.chief(GRID), "0101")
    assert "119" in guiying.last.text.splitlines()[0]
    assert "特急" in stage.group(GRID).button("签收")
    for role, code in ((Role.COMMUNITY, "YX0101"), (Role.TOWN_DESK, "YX01")):
        assert "特急" in stage.holder(role, code).last
        assert "签收" in stage.holder(role, code).last.buttons
    assert stage.one("SELECT profile FROM tickets") == "E0"
    await stage.later(minutes=6)
    assert stage.state() == "dispatched"


async def test_what_becomes_a_danger_late_climbs_all_the_same(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying, guess=FLAMES)
    secretary = stage.holder(Role.COMMUNITY, "YX0101")
    await stage.at("16:05")
    assert "还没签收" in secretary.find("已超时")
    await choose(stage.chief(GRID), "0101")
    assert "特急" in secretary.last
    await stage.later(minutes=6)
    assert name("0101") in secretary.find("已超时")


async def test_a_danger_that_was_none_alarms_anew(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying, guess=FLAMES)
    chief, secretary = stage.chief(GRID), stage.holder(Role.COMMUNITY, "YX0101")
    await chief.presses("签收")
    for code in ("0101", "0503", "0101"):
        await choose(chief, code)
    assert len([message for message in secretary.heard() if "特急" in message]) == 2


async def test_a_danger_somebody_has_taken_already_asks_nobody_to_sign(stage: Stage, guiying: Person) -> None:
    await told(stage, guiying, guess=FLAMES)
    await stage.chief(GRID).presses("签收")
    await choose(stage.chief(GRID), "0101")
    desk = stage.holder(Role.TOWN_DESK, "YX01")
    assert "已经有人接手" in desk.last
    assert desk.last.buttons == {}


async def test_more_time_asked_for_before_it_was_a_danger_is_not_granted(stage: Stage, guiying: Person) -> None:
    """Handbook §5, E0: until safe. The desk can still refuse it."""
    await told(stage, guiying, guess=FLAMES)
    chief, secretary = stage.chief(GRID), stage.secretary("YX0101")
    await chief.presses("签收")
    for caption in ("延期", "2个工作日", "等配件、等材料"):
        assert not (await chief.presses(caption)).alert
    asked = secretary.last
    await choose(chief, "0101")
    due = stage.one("SELECT due_at FROM tickets")
    answer = await secretary.presses("同意", on=asked)
    assert answer.alert
    assert "不能延期" in answer.text
    assert (stage.one("SELECT due_at FROM tickets"), stage.one("SELECT granted FROM requests")) == (due, None)
    await secretary.presses("不同意", on=asked)
    await secretary.says("先把火灭了", reply_to=secretary.last)
    assert stage.one("SELECT granted FROM requests") in (0, False)


async def test_a_danger_stays_one_until_somebody_has_taken_it(stage: Stage, guiying: Person) -> None:
    await guiying.says(FIRE)
    chief, group = stage.chief(GRID), stage.group(GRID)
    answer = await chief.presses("改类别", on=group.button("签收"))
    assert answer.alert
    assert "签收" in answer.text
    await chief.presses("签收")
    await choose(chief, "0401")
    assert "特急" not in group.button("办结")
    assert lines(stage) == [("0101", "0401", "chief")]
    assert stage.one("SELECT profile FROM tickets") == categories()["0401"].profile
