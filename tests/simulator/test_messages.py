"""Sending, editing, deleting, copying, buttons: what Telegram answers, down to its sentences."""

from __future__ import annotations

import pytest

from tests.simulator.conftest import Clock, Telegram

KEYBOARD = {"inline_keyboard": [[{"text": "签收", "callback_data": "sign:1"}]]}
NOT_MODIFIED = "400 Bad Request: message is not modified"


async def test_a_sent_message_is_in_the_transcript(telegram: Telegram) -> None:
    person = await telegram.person()
    message = await telegram.call("sendMessage", chat_id=person, text=" 收到 ", reply_markup=KEYBOARD)
    assert message["text"] == "收到"
    assert message["reply_markup"] == KEYBOARD
    assert message["date"] == 1_800_000_000
    assert await telegram.look(f"messages?chat={person}") == [{**message, "deleted": False}]


@pytest.mark.parametrize(
    "markup",
    [{"force_reply": True, "selective": True}, {"keyboard": [[{"text": "报修"}]], "resize_keyboard": True}],
    ids=["force_reply", "reply_keyboard"],
)
async def test_only_inline_keyboards_come_back_in_a_message(telegram: Telegram, markup: dict[str, object]) -> None:
    person = await telegram.person()
    message = await telegram.call("sendMessage", chat_id=person, text="请说", reply_markup=markup)
    assert "reply_markup" not in message
    (shown,) = await telegram.look(f"messages?chat={person}")
    assert shown["reply_markup"] == markup


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("字" * 4097, "message is too long"),
        ("<b>", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("楼<x>", 'can\'t parse entities: Unsupported start tag "x" at byte offset 3'),
        ("<b>1</i>", 'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("1</b>", "can't parse entities: Unexpected end tag at byte offset 1"),
        ("<a href='x", "can't parse entities: Unclosed start tag at byte offset 0"),
    ],
)
async def test_refused_texts(telegram: Telegram, text: str, reason: str) -> None:
    person = await telegram.person()
    assert await telegram.refusal("sendMessage", chat_id=person, text=text, parse_mode="HTML") == (
        f"400 Bad Request: {reason}"
    )


async def test_4096_characters_fit(telegram: Telegram) -> None:
    person = await telegram.person()
    message = await telegram.call("sendMessage", chat_id=person, text=f"<b>{'😀' * 4096}</b>", parse_mode="HTML")
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 8192}]


async def test_edits(telegram: Telegram, clock: Clock) -> None:
    person = await telegram.person()
    sent = await telegram.call("sendMessage", chat_id=person, text="办理中", reply_markup=KEYBOARD)
    target = {"chat_id": person, "message_id": sent["message_id"]}
    same = await telegram.refusal("editMessageText", **target, text="办理中", reply_markup=KEYBOARD)
    assert same.startswith(NOT_MODIFIED)
    clock.seconds += 5
    edited = await telegram.call("editMessageText", **target, text="<b>已办结</b>", parse_mode="HTML")
    assert (edited["text"], edited["edit_date"]) == ("已办结", 1_800_000_005)
    assert "reply_markup" not in edited
    assert (await telegram.refusal("editMessageReplyMarkup", **target)).startswith(NOT_MODIFIED)
    assert (await telegram.call("editMessageReplyMarkup", **target, reply_markup=KEYBOARD))["reply_markup"] == KEYBOARD
    no_caption = await telegram.refusal("editMessageCaption", **target, caption="图")
    assert no_caption == "400 Bad Request: there is no caption in the message to edit"


async def test_what_cannot_be_edited(telegram: Telegram) -> None:
    person = await telegram.person()
    theirs = await telegram.sim("send", from_=person, text="我写的")
    refused = await telegram.refusal("editMessageText", chat_id=person, message_id=theirs["message_id"], text="改")
    assert refused == "400 Bad Request: message can't be edited"
    refused = await telegram.refusal("editMessageText", chat_id=person, message_id=99, text="改")
    assert refused == "400 Bad Request: message to edit not found"


async def test_deleting(telegram: Telegram, clock: Clock) -> None:
    person = await telegram.person()
    ids = [(await telegram.call("sendMessage", chat_id=person, text=text))["message_id"] for text in "一二三四"]
    assert await telegram.call("deleteMessage", chat_id=person, message_id=ids[0]) is True
    again = await telegram.refusal("deleteMessage", chat_id=person, message_id=ids[0])
    assert again == "400 Bad Request: message to delete not found"
    assert await telegram.call("deleteMessages", chat_id=person, message_ids=[*ids[:2], 99]) is True
    clock.seconds += 48 * 3600 + 1
    late = await telegram.refusal("deleteMessage", chat_id=person, message_id=ids[2])
    assert late == "400 Bad Request: message can't be deleted for everyone"
    left = await telegram.look(f"messages?chat={person}")
    assert [message["message_id"] for message in left] == ids[2:]


async def test_a_person_deletes_and_the_bot_hears_nothing(telegram: Telegram) -> None:
    person = await telegram.person()
    card = await telegram.call("sendMessage", chat_id=person, text="卡片")
    await telegram.sim("delete", chat=person, message_id=card["message_id"])
    assert await telegram.updates() == []
    gone = await telegram.refusal("editMessageText", chat_id=person, message_id=card["message_id"], text="改")
    assert gone == "400 Bad Request: message to edit not found"


async def test_replies(telegram: Telegram) -> None:
    person = await telegram.person()
    asked = await telegram.sim("send", from_=person, text="水管爆了")
    reply = {"message_id": asked["message_id"]}
    answered = await telegram.call("sendMessage", chat_id=person, text="马上到", reply_parameters=reply)
    assert answered["reply_to_message"]["text"] == "水管爆了"
    legacy = await telegram.call("sendMessage", chat_id=person, text="又", reply_to_message_id=answered["message_id"])
    assert "reply_to_message" not in legacy["reply_to_message"]
    missing = {"message_id": 99}
    refused = await telegram.refusal("sendMessage", chat_id=person, text="x", reply_parameters=missing)
    assert refused == "400 Bad Request: message to be replied not found"
    missing["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await telegram.call(
        "sendMessage", chat_id=person, text="x", reply_parameters=missing
    )


async def test_copy_and_forward(telegram: Telegram) -> None:
    person, other = await telegram.person("甲"), await telegram.person("乙")
    source = await telegram.sim("send", from_=person, text="看 https://example.org 吧")
    place = {"from_chat_id": person, "message_id": source["message_id"], "chat_id": other}
    copied = await telegram.call("copyMessage", **place)
    forwarded = await telegram.call("forwardMessage", **place)
    shown = await telegram.look(f"messages?chat={other}")
    assert shown[0]["message_id"] == copied["message_id"]
    assert (shown[0]["text"], shown[0]["entities"]) == (source["text"], source["entities"])
    assert forwarded["forward_origin"]["sender_user"]["id"] == person
    gone = await telegram.refusal("copyMessage", **{**place, "message_id": 99})
    assert gone == "400 Bad Request: message to copy not found"


async def test_a_button_is_pressed_and_answered_once(telegram: Telegram) -> None:
    person = await telegram.person()
    card = await telegram.call("sendMessage", chat_id=person, text="卡片", reply_markup=KEYBOARD)
    place = {"from_": person, "chat": person, "message_id": card["message_id"]}
    query_id = (await telegram.sim("press", **place, data="sign:1"))["id"]
    (update,) = await telegram.updates()
    assert (update["callback_query"]["id"], update["callback_query"]["data"]) == (query_id, "sign:1")
    assert update["callback_query"]["message"] == card
    assert (await telegram.look(f"answers/{query_id}"))["answered"] is False
    assert await telegram.call("answerCallbackQuery", callback_query_id=query_id, text="已签收", show_alert=True)
    answer = await telegram.look(f"answers/{query_id}")
    assert answer == {"answered": True, "text": "已签收", "show_alert": True, "url": None}
    second = await telegram.refusal("answerCallbackQuery", callback_query_id=query_id)
    assert second.startswith("400 Bad Request: query is too old and response timeout expired or query ID is invalid")


async def test_a_callback_query_expires(telegram: Telegram, clock: Clock) -> None:
    person = await telegram.person()
    card = await telegram.call("sendMessage", chat_id=person, text="卡片", reply_markup=KEYBOARD)
    place = {"from_": person, "chat": person, "message_id": card["message_id"], "data": "sign:1"}
    in_time, late = [(await telegram.sim("press", **place))["id"] for _ in range(2)]
    clock.seconds += 15
    assert await telegram.call("answerCallbackQuery", callback_query_id=in_time)
    clock.seconds += 1
    assert "query is too old" in await telegram.refusal("answerCallbackQuery", callback_query_id=late)


async def test_forged_buttons(telegram: Telegram) -> None:
    person = await telegram.person()
    card = await telegram.call("sendMessage", chat_id=person, text="卡片", reply_markup=KEYBOARD)
    place = {"from": person, "chat": person, "message_id": card["message_id"], "data": "sign:2"}
    assert (await telegram.control("press", **place))[0] == 400
    assert (await telegram.control("press", **place, forged=True))[0] == 200
    assert (await telegram.control("press", **{**place, "message_id": 99}, forged=True))[0] == 200
    real, inaccessible = [update["callback_query"]["message"] for update in await telegram.updates()]
    assert real["date"] > 0
    assert inaccessible == {"chat": real["chat"], "message_id": 99, "date": 0}


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "长", "callback_data": "字" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "空", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "光"}, "text buttons are unallowed in the inline keyboard"),
        ({"text": "址", "url": "nowhere"}, "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
    ],
)
async def test_refused_buttons(telegram: Telegram, button: dict[str, str], reason: str) -> None:
    person = await telegram.person()
    markup = {"inline_keyboard": [[button]]}
    assert await telegram.refusal("sendMessage", chat_id=person, text="x", reply_markup=markup) == (
        f"400 Bad Request: {reason}"
    )
