"""Languages side by side: whole matters in traditional Chinese and in English, the group between them in simplified.

The full texts stand in golden/*.txt. To write them anew after a change of wording: WRITE_GOLDEN=1, then read the diff.
"""

import os
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.domain.org import Role
from bot.simulator import control
from tests.conversation.people import Chat, Person, Said
from tests.conversation.stage import Stage
from tests.conversation.town import MORNING, ZONE

GOLDEN = Path(__file__).parent / "golden"
GRID = "YX010101"
NEWCOMER = 720_000_077
INSIDE = (25.1108, 115.2779)
"""A point in the first grid of 丹桂社区."""
LAMP = "丹桂路12號門口路燈壞了三天，巷口黑漆漆，老人家不敢出門"


def newcomer(stage: Stage, language_code: str) -> Person:
    """Somebody whose Telegram speaks this language."""
    control.add_person(stage.simulator, {"id": NEWCOMER, "first_name": "Lin", "language_code": language_code})
    return stage.person(NEWCOMER)


def joining(person: Person, group: Chat) -> Person:
    """A member of the group from now on, speaking there."""
    person.stage.simulator.chats[group.chat_id].members[person.account] = "member"
    return person.at(group)


def at(stage: Stage, clock: str) -> None:
    """The town's clocks show exactly this, so that texts with a time in them are always the same."""
    wanted = datetime.combine(MORNING.date(), time.fromisoformat(clock), ZONE)
    stage.clock.offset = wanted - datetime.now(UTC)


def transcript(chat: Chat) -> str:
    """Everything that stands in a chat, with its buttons."""
    return "\n\n".join(_shown(message) for message in chat.messages()) + "\n"


def _shown(message: Said) -> str:
    rows = message.raw.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = ["  ".join(f"[{button['text']}]" for button in row) for row in rows]
    words = message.text or "(location)"
    return words if message.by_bot and not buttons else "\n".join([words if message.by_bot else f"> {words}", *buttons])


def same_as_golden(name: str, *scenes: str) -> None:
    told = "\n======\n\n".join(scenes)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


async def through_the_loop(stage: Stage, resident: Person, solved: str, satisfied: str) -> str:
    """From the signature to the end, some time between the steps. Returns the group's card as it was at each step."""
    chief, group = stage.chief(GRID), stage.group(GRID)
    steps = [_shown(group.last)]
    at(stage, "11:00")
    await chief.presses("签收")
    steps.append(_shown(group.last))
    at(stage, "11:30")
    await chief.says("灯头坏了，下午换新的", reply_to=group.last)
    steps.append(_shown(group.last))
    at(stage, "15:00")
    await chief.says("办结 无照片 换了新灯，亮了", reply_to=group.last)
    steps.append(_shown(group.find("等居民评价")))
    at(stage, "16:00")
    await resident.presses(solved)
    await resident.presses(satisfied)
    return "\n\n".join([*steps, _shown(group.find("已结案"))]) + "\n"


async def test_a_whole_matter_in_traditional_chinese(stage: Stage) -> None:
    lin = newcomer(stage, "zh-hant")
    at(stage, "10:00")
    await lin.starts()
    await lin.says(LAMP)
    cards = await through_the_loop(stage, lin, "已解決", "非常滿意")
    await lin.says("師傅來得快", reply_to=lin.last)
    await lin.says("/my")
    assert stage.state() == "closed"
    same_as_golden("zh-Hant", transcript(lin), cards)


async def test_a_whole_matter_in_english(stage: Stage) -> None:
    """The rules read Chinese; an English sentence gets an honest answer and goes on by buttons."""
    lin = newcomer(stage, "en")
    at(stage, "10:00")
    await lin.starts()
    await lin.says("/home")
    await lin.presses("＋ Add one")
    for step in ("丹江街道", "丹桂社区", "丹桂社区第一网格"):
        await lin.presses(step)
    await lin.says("The street lamp in front of number 12 has been out for three days, it is pitch dark")
    await lin.presses("Street lights")
    cards = await through_the_loop(stage, lin, "Solved", "Very satisfied")
    await lin.says("Thank you, that was quick", reply_to=lin.last)
    await lin.says("/my")
    assert stage.state() == "closed"
    same_as_golden("en", transcript(lin), cards)


async def test_in_english_a_location_says_where(stage: Stage) -> None:
    lin = newcomer(stage, "en")
    await lin.shares(*INSIDE)
    await lin.presses("Street lights")
    assert "丹桂社区第一网格" in lin.last
    assert "It is with the grid warden" in lin.last
    assert "路灯照明" in stage.group(GRID).last


async def test_a_danger_in_traditional_chinese_is_one(stage: Stage) -> None:
    lin = newcomer(stage, "zh-tw")
    await lin.says("著火了，樓上在冒黑煙，丹桂路12號")
    assert "請馬上打 119 報火警" in lin.last
    assert "特急" in stage.group(GRID).last


async def test_everyone_reads_the_digest_in_his_own_language(stage: Stage, guiying: Person) -> None:
    desk, secretary = stage.holder(Role.TOWN_DESK, "YX01"), stage.holder(Role.COMMUNITY, "YX0101")
    await desk.says("/lang")
    await desk.presses("繁體中文")
    await secretary.says("/lang")
    await secretary.presses("English")
    at(stage, "10:00")
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    at(stage, "17:30")
    await stage.tick()
    same_as_golden("digests", *map(transcript, (desk, secretary, stage.group("YX0101"))))


@pytest.mark.parametrize(
    ("caption", "confirmed", "then"),
    [
        ("简体中文", "简体中文", "还没有报过事"),
        ("繁體中文", "繁體中文", "還沒有通報過"),
        ("English", "English", "not reported"),
    ],
)
async def test_lang_changes_at_once(stage: Stage, guiying: Person, caption: str, confirmed: str, then: str) -> None:
    await guiying.says("/lang")
    await guiying.presses(caption)
    assert confirmed in guiying.last
    await guiying.says("/my")
    assert then in guiying.last


async def test_a_choice_outlasts_every_guess(stage: Stage) -> None:
    lin = newcomer(stage, "zh-hant")
    await lin.says("/lang")
    await lin.presses("English")
    await lin.says(LAMP)
    assert "Got it" in lin.last


async def test_chinese_words_from_an_english_telephone_are_answered_in_chinese(stage: Stage) -> None:
    lin = newcomer(stage, "en")
    await lin.starts()
    assert "Hello" in lin.last
    await lin.says("丹桂路12号门口路灯坏了三天")
    assert "收到了" in lin.last
    await lin.says("/my")
    assert "等丹桂社区第一网格接手" in lin.last


async def test_traditional_words_from_an_english_telephone_are_answered_in_kind(stage: Stage) -> None:
    lin = newcomer(stage, "en")
    await lin.says(LAMP)
    assert "編號" in lin.last


async def test_a_refusal_is_said_in_the_language_of_whoever_presses(stage: Stage, guiying: Person) -> None:
    """Also in a group that reads another."""
    await guiying.says("丹桂路12号门口路灯坏了三天")
    stranger = newcomer(stage, "en")
    await stranger.says("/my")
    answer = await joining(stranger, stage.group(GRID)).presses("签收")
    assert answer.alert
    assert "not yours" in answer.text


async def test_a_stranger_to_us_is_answered_in_the_groups_language(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号门口路灯坏了三天")
    stranger = joining(newcomer(stage, "en"), stage.group(GRID))
    answer = await stranger.presses("签收")
    assert "不归您管" in answer.text


async def test_a_telephone_in_english_is_no_wish_to_read_english(stage: Stage, guiying: Person) -> None:
    """A chief who only presses is answered as his group reads; once he has written Chinese, so is everything."""
    await guiying.says("丹桂路12号门口路灯坏了三天")
    chief = stage.chief(GRID)
    stage.simulator.people[chief.account].user["language_code"] = "en"
    assert "归您了" in (await chief.presses("签收")).text
    await chief.says("灯头坏了，下午换", reply_to=stage.group(GRID).find("办理中"))
    await stage.person(chief.account).says("/my")
    assert "还没有报过事" in stage.person(chief.account).last


async def test_a_group_reads_what_its_chief_chose(stage: Stage, guiying: Person) -> None:
    chief, group = stage.chief(GRID), stage.group(GRID)
    await chief.says("/lang")
    await chief.presses("繁體中文")
    assert "這個群組以後用繁體中文" in group.last
    await guiying.says("丹桂路12号门口路灯坏了三天")
    assert "路燈照明" in group.last
    assert {"簽收", "退單", "上報", "詳情", "更多"} == set(group.last.buttons)
    await chief.presses("簽收")
    await chief.says("辦結 無照片 換好了", reply_to=group.find("辦理中"))
    assert stage.state() == "pending_survey"
    assert "办完了" in guiying.last


async def test_a_groups_language_is_not_for_everybody(stage: Stage, guiying: Person) -> None:
    group = stage.group(GRID)
    member = joining(guiying, group)
    await member.says("/lang")
    assert "不归您管" in group.last
    await stage.chief(GRID).says("/lang")
    answer = await member.presses("English")
    assert answer.alert
    await stage.chief(GRID).says("/list")
    assert "在办 0 件" in group.last


async def test_a_made_up_language_is_refused(stage: Stage, guiying: Person) -> None:
    await guiying.says("/lang")
    answer = await guiying.presses_data("la:0:0:tlh", guiying.last)
    assert answer.alert
