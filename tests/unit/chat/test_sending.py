"""One letter over real HTTP, and what each of Telegram's answers means."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.chat import http
from bot.chat.sending import CardGone, Expired, Later, Moved, Refused, Result, Sent, deliver
from bot.domain.notices import Action, Notice, Press, Priority
from bot.storage.media import Stored
from bot.storage.outbox import Letter
from tests.property.life import Standing
from tests.property.strict_wording import RENDERER
from tests.simulator.conftest import Telegram

Send = Callable[..., Awaitable[Result]]
DETAIL = ((Press(Action.DETAIL, 1, 2),),)


@pytest.fixture
def now() -> Standing:
    return Standing()


@pytest.fixture
def send(bot: ExtBot[None], now: Standing) -> Send:
    async def sending(letter: Letter, *files: Stored) -> Result:
        return await deliver(bot, RENDERER, now, letter, files)

    return sending


UNREADABLE = Notice("unreadable")


def letter(chat: int, notice: Notice = UNREADABLE, **values: Any) -> Letter:
    return Letter("key", chat, notice, Priority.ANSWER, **values)


def file(kind: str, file_id: str) -> Stored:
    return Stored(1, kind, file_id, None, "waiting", 0, None, None)


async def test_a_message_arrives_with_its_keyboard(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    sent = await send(letter(person, Notice("withdraw-confirm", {"number": "GD1"}, DETAIL)))
    shown = (await telegram.look(f"messages?chat={person}"))[-1]
    assert sent == Sent(shown["message_id"])
    assert "GD1" in shown["text"]
    assert shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "dt:1:2:"


async def test_what_people_wrote_cannot_break_the_markup(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    await send(letter(person, Notice("progress", {"number": "GD1", "text": "<b>灯 & 线 <a href='x'>"})))
    assert "<b>灯 & 线 <a href='x'>" in (await telegram.look(f"messages?chat={person}"))[-1]["text"]


async def test_429_says_how_long_to_wait(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    await telegram.sim("faults", kind="429", retry_after=17)
    assert await send(letter(person)) == Later("429", 17.0)
    assert isinstance(await send(letter(person)), Sent)


@pytest.mark.parametrize("kind", ["5xx", "drop"])
async def test_a_fault_of_the_way_is_tried_again(telegram: Telegram, send: Send, kind: str) -> None:
    person = await telegram.person()
    await telegram.sim("faults", kind=kind)
    result = await send(letter(person))
    assert isinstance(result, Later)
    assert result.seconds is None


@pytest.mark.parametrize("kind", ["timeout_before", "timeout_after"])
async def test_silence_is_tried_again(
    telegram: Telegram, send: Send, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At least once: a message whose answer was lost is sent twice rather than never."""
    monkeypatch.setattr(http, "READ_SECONDS", 0.1)
    monkeypatch.setattr(http, "CONNECT_SECONDS", 0.1)
    person = await telegram.person()
    await telegram.sim("faults", kind=kind, seconds=1.0, method="sendMessage")
    assert isinstance(await send(letter(person)), Later)


async def test_the_token_stands_in_no_error(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    await telegram.sim("faults", kind="drop")
    assert "SIMULATOR-TOKEN" not in repr(await send(letter(person)))


async def test_who_blocked_us_cannot_be_reached(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    await telegram.sim("block", user=person)
    result = await send(letter(person))
    assert isinstance(result, Refused)
    assert result.unreachable


async def test_a_chat_that_never_was_cannot_be_reached(send: Send) -> None:
    result = await send(letter(123456789))
    assert isinstance(result, Refused)
    assert result.unreachable


async def test_a_group_we_left_cannot_be_reached(telegram: Telegram, send: Send) -> None:
    group = await telegram.group(await telegram.person())
    await telegram.sim("members", chat=group, user=telegram.simulator.bot["id"], status="kicked")
    result = await send(letter(group))
    assert isinstance(result, Refused)
    assert result.unreachable


async def test_a_group_that_moved_says_whither(telegram: Telegram, send: Send) -> None:
    group = await telegram.group(await telegram.person())
    new = (await telegram.sim("migrate", chat=group))["id"]
    assert await send(letter(group)) == Moved(new)
    assert isinstance(await send(letter(new)), Sent)


async def test_an_edit_reaches_its_message_and_twice_is_once(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    sent = await send(letter(person))
    assert isinstance(sent, Sent)
    edit = letter(person, Notice("help"), method="edit", message_id=sent.message_id)
    assert await send(edit) == sent
    assert isinstance(await send(edit), Sent)  # "message is not modified" is no fault
    assert len(await telegram.look(f"messages?chat={person}")) == 1


async def test_a_deleted_card_is_gone(telegram: Telegram, send: Send) -> None:
    member = await telegram.person()
    group = await telegram.group(member, admins=[member])
    sent = await send(letter(group))
    assert isinstance(sent, Sent)
    await telegram.sim("delete", chat=group, message_id=sent.message_id)
    assert await send(letter(group, Notice("help"), method="edit", message_id=sent.message_id)) == CardGone()


async def test_a_press_is_answered_and_a_refusal_is_an_alert(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    sent = await send(letter(person, Notice("withdraw-confirm", {"number": "GD1"}, DETAIL)))
    assert isinstance(sent, Sent)
    for notice, alert in ((Notice("answer-noted"), False), (Notice("refused-forged"), True)):
        press = {"from_": person, "message_id": sent.message_id, "data": "dt:1:2:"}
        query = (await telegram.sim("press", **press))["id"]
        assert await send(letter(person, notice, method="answer", query_id=query)) == Sent(None)
        answer = await telegram.look(f"answers/{query}")
        assert answer["answered"] and answer["show_alert"] is alert and answer["text"]


async def test_an_answer_too_late_is_given_up(now: Standing, send: Send) -> None:
    stale = letter(7, Notice("answer-noted"), method="answer", query_id="1", expires_at=now.at)
    assert await send(stale) == Expired()
    unknown = replace(stale, expires_at=now.at + timedelta(seconds=1))
    assert await send(unknown) == Expired()  # Telegram no longer knows the query


async def test_a_note_that_was_taken_gets_a_mark(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    said = await telegram.sim("send", from_=person, text="灯换好了")
    marking = letter(person, Notice("noted"), method="react", message_id=said["message_id"])
    assert await send(marking) == Sent(None)


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document", "audio", "animation", "video_note"])
async def test_files_leave_by_their_id(telegram: Telegram, send: Send, kind: str) -> None:
    person = await telegram.person()
    said = await telegram.sim_media(from_=person, kind=kind)
    given = said[kind][-1] if kind == "photo" else said[kind]
    pictures = letter(person, Notice("pictures", {"number": "GD1"}, media=(1,)), method="media")
    assert isinstance(await send(pictures, file(kind, given["file_id"])), Sent)
    assert kind in (await telegram.look(f"messages?chat={person}"))[-1]


async def test_several_pictures_leave_as_one_album(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    photo = (await telegram.sim_media(from_=person, kind="photo"))["photo"][-1]["file_id"]
    before = len(await telegram.look(f"messages?chat={person}"))
    pictures = letter(person, Notice("pictures", {"number": "GD1"}, media=(1, 2)), method="media")
    assert isinstance(await send(pictures, file("photo", photo), file("photo", photo)), Sent)
    album = (await telegram.look(f"messages?chat={person}"))[before:]
    assert len(album) == 2
    assert album[0]["media_group_id"] == album[1]["media_group_id"]
    assert "GD1" in album[0]["caption"]


async def test_a_file_telegram_no_longer_has_is_refused(telegram: Telegram, send: Send) -> None:
    person = await telegram.person()
    pictures = letter(person, Notice("pictures", {"number": "GD1"}, media=(1,)), method="media")
    result = await send(pictures, file("photo", "nothing"))
    assert isinstance(result, Refused)
    assert not result.unreachable
