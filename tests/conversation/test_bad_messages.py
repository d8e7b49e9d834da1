"""Whatever people send gets a clear answer or a recorded state; nothing raises, nothing is lost."""

import pytest

from bot.simulator import sending
from tests.conversation.people import Json, Person
from tests.conversation.stage import Stage

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"


@pytest.mark.parametrize("text", ["😀😀😀", "。。。", "？", "1", "a", "\u200b\u200d", "\ufffd", "\u202e\u202e"])
async def test_text_without_words_is_answered_and_no_ticket(stage: Stage, guiying: Person, text: str) -> None:
    await guiying.puts({"text": text})
    assert guiying.last.text
    await stage.later(minutes=11)
    assert stage.tickets() == 0


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
async def test_empty_text_is_answered(stage: Stage, guiying: Person, text: str) -> None:
    await guiying.puts({"text": text})
    assert guiying.last.text
    assert stage.tickets() == 0


async def test_twenty_thousand_characters_are_one_ticket(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP + "，夜里走路看不见" * 2500, oversize=True)
    assert stage.tickets() == 1
    assert "路灯" in stage.group(GRID).last
    await stage.chief(GRID).presses("详情")
    assert len(stage.group(GRID).last.text) <= 4096


async def test_twenty_thousand_characters_of_markup_fit_too(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP + "<b>&'\"" * 3500, oversize=True)
    await stage.chief(GRID).presses("详情")
    assert stage.tickets() == 1
    assert stage.one("SELECT count(*) FROM outbox WHERE state = 'undelivered'") == 0


async def test_markup_is_shown_as_it_was_written(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP + "<a href='tg://user?id=1'>点我</a> & <b>")
    assert "<b>" in stage.group(GRID).last
    assert not any(entity["type"] == "text_link" for entity in stage.group(GRID).last.raw.get("entities", []))


@pytest.mark.parametrize(
    "content",
    [
        {"contact": {"phone_number": "13807965521", "first_name": "周玉兰"}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"game": {"title": "棋", "description": "下棋", "photo": []}},
        {"story": {"chat": {"id": 5, "type": "private"}, "id": 1}},
        {"paid_media": {"star_count": 1, "paid_media": []}},
        {"something_telegram_invents_next_year": {"x": 1}},
    ],
    ids=lambda content: next(iter(content)),
)  # fmt: skip
async def test_what_cannot_be_read_is_answered(stage: Stage, guiying: Person, content: Json) -> None:
    await guiying.puts(content)
    assert guiying.last.text
    assert stage.tickets() == 0
    assert stage.one("SELECT count(*) FROM inbox WHERE state = 'done'") == 1


async def test_a_poll_is_answered(stage: Stage, guiying: Person) -> None:
    await guiying.puts({"poll": sending.poll(stage.simulator, "晚饭吃什么", ["面", "饭"])})
    assert "看不懂" in guiying.last


async def test_a_sticker_is_answered(stage: Stage, guiying: Person) -> None:
    await guiying.sends("sticker")
    assert "看不懂" in guiying.last


async def test_a_venue_is_a_place(stage: Stage, laoliu: Person) -> None:
    await laoliu.says("停水了")
    point = {"latitude": 25.1108, "longitude": 115.2779}
    await laoliu.puts({"location": point, "venue": {"location": point, "title": "金桂花园", "address": "丹桂路"}})
    assert "停水了" in stage.group(GRID).last


async def test_a_forwarded_message_is_the_words_of_who_forwards(
    stage: Stage, guiying: Person, zhiqiang: Person
) -> None:
    await guiying.says(LAMP, forward_from=zhiqiang.account)
    assert stage.ticket() in guiying.last
    assert zhiqiang.heard() == []


async def test_an_edit_of_something_unknown_is_answered(stage: Stage, guiying: Person) -> None:
    said = await guiying.says("你好")
    await guiying.edits(said, "你好呀")
    assert "再发一遍" in guiying.last


async def test_an_edit_of_a_finished_ticket_is_answered(stage: Stage, guiying: Person) -> None:
    said = await guiying.says(LAMP)
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)
    await guiying.presses("已解决")
    await guiying.presses("满意")
    heard = len(guiying.heard())
    await guiying.edits(said, LAMP + "又灭了")
    assert len(guiying.heard()) == heard + 1
    assert "已经办完" in guiying.last
    assert stage.state() == "closed"


async def test_a_reply_about_a_finished_ticket_is_not_lost(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    receipt = guiying.last
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)
    await guiying.presses("已解决")
    await guiying.presses("满意")
    await guiying.says("丹桂路12号门口的路灯又不亮了", reply_to=receipt)
    assert stage.rows("SELECT state, round FROM tickets") == [("handling", 2)]
    assert "重新打开" in guiying.last
    assert "路灯又不亮了" in stage.group(GRID).find("重开了")


async def test_a_picture_in_reply_to_a_finished_ticket_is_not_lost(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    receipt = guiying.last
    await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).last)
    await guiying.presses("已解决")
    await guiying.presses("满意")
    await guiying.sends("photo", LAMP, reply_to=receipt)  # the same words as before, but it can be seen now
    await stage.later(seconds=3)
    assert stage.rows("SELECT state, round FROM tickets") == [("handling", 2)]
    assert sum("photo" in said.raw for said in stage.group(GRID).heard()) == 1


async def test_commands_with_strange_arguments(stage: Stage, guiying: Person) -> None:
    for command in ("/start " + "A" * 64, "/start g-", "/start g-../..", "/my 7", "/home x y z", "/cancel everything"):
        heard = len(guiying.heard())
        await guiying.says(command)
        assert len(guiying.heard()) > heard


@pytest.mark.parametrize("command", ["/bind", "/bind NOWHERE", "/bind YX010101", f"/bind {'长' * 500}"])
async def test_binding_is_not_for_everybody(stage: Stage, command: str) -> None:
    group = stage.group("YX010102")
    await stage.chief("YX010102").says(command)
    assert group.last.text
    assert stage.one("SELECT code FROM nodes JOIN bindings ON nodes.id = node_id WHERE chat_id = ?", group.chat_id) == (
        "YX010102"
    )


async def test_chatter_in_a_group_is_not_even_kept(stage: Stage) -> None:
    group = stage.group(GRID)
    stage.simulator.chats[group.chat_id].members[stage.simulator.bot["id"]] = "administrator"
    await stage.chief(GRID).says("中午吃什么，张三的电话是13807965521")
    assert group.heard() == []
    assert stage.rows("SELECT raw, state FROM inbox") == [("", "ignored")]


async def test_a_reply_to_another_person_is_none_to_us(stage: Stage) -> None:
    chief, group = stage.chief(GRID), stage.group(GRID)
    said = await chief.says("/who")
    heard = len(group.heard())
    stage.simulator.chats[group.chat_id].members[stage.simulator.bot["id"]] = "administrator"
    await stage.person(stage.secretary("YX0101").account).at(group).says("好的", reply_to=said)
    assert len(group.heard()) == heard


async def test_an_anonymous_admin_is_asked_to_show_himself(stage: Stage, guiying: Person) -> None:
    await guiying.says(LAMP)
    group, chief = stage.group(GRID), stage.chief(GRID)
    card = group.last
    for words, reply in (("办结 好了", card), ("/list", None), ("/bind YX010102", None), ("/today", None)):
        await chief.says(words, anonymous=True, **({"reply_to": reply} if reply else {}))
        assert "匿名" in group.last
    assert stage.state() == "dispatched"


@pytest.mark.provokes_errors
async def test_a_disk_that_takes_no_file_stops_nothing_else(stage: Stage, guiying: Person) -> None:
    (stage.folder / "media").touch()
    await guiying.sends("photo", LAMP)
    await stage.until(lambda: stage.one("SELECT count(*) FROM media WHERE state = 'waiting'") == 1)
    await guiying.says("丹桂路12号的垃圾没人收")
    assert stage.tickets() == 2
    (stage.folder / "media").unlink()
    await stage.until(lambda: stage.one("SELECT count(*) FROM media WHERE state = 'kept'") == 1)
