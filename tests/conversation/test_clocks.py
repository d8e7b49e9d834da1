"""Clocks: half the time, four fifths, over; each said once, whatever happens to the clock and the house."""

from structlog.testing import capture_logs

from bot.domain.org import Role
from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"
"""Ten on a Tuesday: four working hours to sign, until 16:00."""


async def test_half_of_the_time_to_sign_is_said_in_the_group(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.at("11:59")
    assert not stage.group(GRID).shows("过半")
    await stage.at("14:01")
    assert "签收时间过半" in stage.group(GRID).last
    assert "签收" in stage.group(GRID).last.buttons


async def test_nearly_over_is_said_in_the_group(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.at("15:15")
    assert "即将超时" in stage.group(GRID).last


async def test_overdue_reaches_the_next_level(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.at("16:01")
    assert "已超时" in stage.group(GRID).last
    assert "还没签收" in stage.holder(Role.COMMUNITY, "YX0101").last
    assert stage.holder(Role.TOWN_DESK, "YX01").heard() == []


async def test_each_step_is_said_once(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    for clock in ("14:01", "15:15", "16:01"):
        await stage.at(clock)
        said = len(stage.group(GRID).heard())
        for _ in range(5):
            await stage.tick()
        await stage.restart()
        await stage.tick()
        assert len(stage.group(GRID).heard()) == said


async def test_a_late_signature_promises_nothing_past(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.later(days=8)
    # Nobody has signed for so long that the community has taken it over.
    answer = await stage.secretary("YX0101").presses("签收")
    assert "已经超时" in answer.text
    assert "久等" in guiying.last


async def test_who_signs_is_not_reminded_to_sign(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).presses("签收")
    await stage.at("16:01")
    assert not any("签收时间" in m or "还没签收" in m for m in stage.group(GRID).heard())


async def test_handling_overdue_is_owned_up_to(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).presses("签收")
    await stage.later(days=8)
    assert guiying.shows("没能按时办好")
    assert stage.holder(Role.COMMUNITY, "YX0101").shows("已超时")


async def test_a_jump_of_three_days_tells_each_reader_what_matters_now(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.later(days=3)
    group = stage.group(GRID)
    assert len(group.heard()) <= 4
    assert stage.holder(Role.COMMUNITY, "YX0101").shows("已超时")
    assert stage.state() == "accepted"
    await stage.secretary("YX0101").presses("签收")
    assert stage.state() == "handling"


async def test_a_finished_ticket_is_never_reminded_of(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)
    said = len(stage.group(GRID).heard())
    await stage.later(days=1)
    assert len(stage.group(GRID).heard()) == said


async def test_payloads_are_forgotten_after_three_days(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await stage.later(days=3, minutes=1)
    assert stage.one("SELECT count(*) FROM inbox WHERE raw <> '' AND state = 'done'") == 0


GAS = "丹桂路12号家里天然气停了，做不了饭"


async def test_a_pledged_arrival_is_asked_for_once_somebody_has_taken_it(stage: Stage, guiying: Person) -> None:
    """燃气: on the spot within an hour."""
    await guiying.says(GAS)
    await stage.later(minutes=31)
    assert not stage.group(GRID).shows("到现场")
    await stage.chief(GRID).presses("签收", on=stage.group(GRID).heard()[0])
    await stage.later(minutes=20)
    assert stage.group(GRID).shows("还没到场")
    await stage.chief(GRID).presses("到场", on=stage.group(GRID).heard()[0])
    await stage.later(minutes=30)
    assert not stage.holder(Role.COMMUNITY, "YX0101").shows("还没到场")


async def test_whoever_did_not_go_there_is_reported(stage: Stage, guiying: Person) -> None:
    await guiying.says(GAS)
    await stage.chief(GRID).presses("签收")
    await stage.later(minutes=61)
    assert stage.group(GRID).shows("已超时：还没到场")
    assert stage.holder(Role.COMMUNITY, "YX0101").shows("还没到场")


async def test_several_overdue_come_in_one_message_and_again_next_morning(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    await guiying.says("丹桂路8号楼下垃圾堆了三天没人收")
    await stage.at("16:30")
    group = stage.group(GRID)
    assert "有 2 件已超时" in group.last
    assert "有 2 件已超时" in stage.holder(Role.COMMUNITY, "YX0101").last
    said = len([message for message in group.heard() if "件已超时" in message])
    await stage.later(hours=15, minutes=50)
    await stage.later(minutes=15)
    again = [message for message in group.heard() if "件已超时" in message]
    assert len(again) == said + 1


async def test_an_order_in_reply_to_several_is_carried_out_on_the_one_that_is_named(
    stage: Stage, guiying: Person
) -> None:
    await guiying.says(LAMP)
    await guiying.says("丹桂路8号楼下垃圾堆了三天没人收")
    numbers = [row[0] for row in stage.rows("SELECT number FROM tickets ORDER BY id")]
    await stage.at("16:30")
    group, chief = stage.group(GRID), stage.chief(GRID)
    several = group.find("有 2 件已超时")
    history = "SELECT 'step', event, ticket_id FROM history UNION ALL SELECT 'note', kind, ticket_id FROM notes"
    before = stage.rows(history)
    for words in ("办结 无照片 换了灯泡", "已经去看过了", "8号楼的已经清了"):
        await chief.says(words, reply_to=several)
        asked = group.last
        assert "请再回复一次，开头写编号" in asked
        assert all(number in asked for number in numbers)
        assert stage.rows(history) == before, words
    short = numbers[1].rpartition("-")[2]
    await chief.says(f"{short} 签收", reply_to=several)
    for caption in (f"{short} 去看过了", "", ""):
        await chief.sends("photo", caption, album="seen", reply_to=several)
    evidence = "SELECT DISTINCT tickets.number FROM media JOIN tickets ON tickets.id = media.ticket_id"
    assert stage.rows(evidence) == [(numbers[1],)], "an album goes where its words are"
    assert stage.one("SELECT count(*) FROM media") == 3
    assert [stage.state(number) for number in numbers] == ["dispatched", "handling"]
    await chief.says(f"{int(short)}号 办结 无照片 清走了，13812345678 打过电话", reply_to=asked)
    assert [stage.state(number) for number in numbers] == ["dispatched", "pending_survey"]
    assert "13812345678" not in group.last
    stranger = stage.newcomer().at(group)
    stage.simulator.chats[group.chat_id].members[stranger.account] = "member"
    await stranger.says(f"{short} 撤回", reply_to=several)
    await stranger.says("办结 好了", reply_to=several)
    assert "不归您管" in group.last
    assert [stage.state(number) for number in numbers] == ["dispatched", "pending_survey"]


async def test_the_log_says_at_the_start_that_next_year_is_a_guess_and_not_again(stage: Stage, guiying: Person) -> None:
    with capture_logs() as first:
        await stage.restart()
        await stage.tick()
    assert {entry["years"] for entry in first if entry["event"] == "calendar.guessed"} == {(2027,)}
    with capture_logs() as later:
        await guiying.says(LAMP)
        await stage.later(days=1)
    assert not [entry for entry in later if entry["event"] == "calendar.guessed"]
