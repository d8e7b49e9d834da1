"""Strict reading: what the Bot API does not know is refused and counted; every body format reads the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.simulator.errors import ApiError
from bot.simulator.strict import METHODS, TYPES, read
from tests.simulator.conftest import Telegram

BASE: dict[str, Any] = {"chat_id": 1, "text": "x"}


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"colour": "red"}, 'unknown parameter "colour" of sendMessage'),
        ({"chat_id": None}, "chat_id is empty"),
        ({"text": None}, "message text is empty"),
        ({"text": ["x"]}, 'parameter "text" of sendMessage: string expected'),
        ({"disable_notification": "maybe"}, 'parameter "disable_notification" of sendMessage: boolean expected'),
        ({"message_thread_id": "one"}, 'parameter "message_thread_id" of sendMessage: integer expected'),
        ({"entities": "{"}, 'parameter "entities" of sendMessage: can\'t parse JSON'),
        (
            {"reply_parameters": {"message_id": 1, "hint": 2}},
            'parameter "reply_parameters" of sendMessage: unknown field "hint" of ReplyParameters',
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "data": "y"}]]}},
            'parameter "reply_markup" of sendMessage: field "inline_keyboard" of InlineKeyboardMarkup: '
            'unknown field "data" of InlineKeyboardButton '
            "(expected one of InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove, ForceReply)",
        ),
    ],
)
def test_what_does_not_fit(params: dict[str, Any], reason: str) -> None:
    raw = {name: value for name, value in {**BASE, **params}.items() if value is not None}
    with pytest.raises(ApiError) as refused:
        read("sendMessage", raw)
    assert refused.value.description == f"Bad Request: {reason}"
    assert refused.value.code == 400
    assert refused.value.violation


def test_forms_and_json_read_the_same() -> None:
    plain: dict[str, Any] = {
        "chat_id": -5,
        "text": "x",
        "disable_notification": True,
        "reply_parameters": {"message_id": 3},
        "reply_markup": {"inline_keyboard": [[{"text": "好", "callback_data": "y"}]]},
    }
    form = {name: json.dumps(value) if isinstance(value, dict) else str(value).lower() for name, value in plain.items()}
    assert read("sendMessage", form) == read("sendMessage", plain) == plain


def test_variants_are_told_apart_by_their_type() -> None:
    media = [{"type": "photo", "media": "a", "has_spoiler": True}, {"type": "video", "media": "b", "duration": 3}]
    assert read("sendMediaGroup", {"chat_id": 1, "media": media})["media"] == media
    with pytest.raises(ApiError, match='unknown field "duration" of InputMediaPhoto'):
        read("sendMediaGroup", {"chat_id": 1, "media": [{"type": "photo", "media": "a", "duration": 3}]})


def test_the_table_is_whole() -> None:
    """Every type a parameter names is plain or described, except those of methods nobody simulates."""
    used = {
        kind.removeprefix("Array of ").removeprefix("Array of ")
        for fields in METHODS.values()
        for expected in fields.values()
        for kind in expected.rstrip("!").split("|")
    }
    plain = {"Integer", "Float", "Boolean", "String", "InputFile"}
    undescribed = used - plain - set(TYPES)
    assert undescribed <= {
        "InlineQueryResult",
        "PassportElementError",
        "StoryArea",
        "InputStoryContent",
        "InputChecklist",
        "InputPaidMedia",
        "LabeledPrice",
        "ShippingOption",
    }


async def test_violations_are_listed_and_refusals_are_not(telegram: Telegram) -> None:
    person = await telegram.person()
    await telegram.refusal("sendMessage", chat_id=person, text="")
    assert await telegram.look("violations") == []
    await telegram.refusal("sendMessage", chat_id=person, text="x", colour="red")
    await telegram.refusal("sendMesage", chat_id=person, text="x")
    await telegram.refusal("sendGift", user_id=person, gift_id="1")
    listed = await telegram.look("violations")
    assert [(call["method"], call["status"]) for call in listed] == [
        ("sendMessage", 400),
        ("sendMesage", 404),
        ("sendGift", 400),
    ]
    assert (await telegram.look("counters"))["violations"] == 3
    assert listed[0]["params"] == {"chat_id": person, "text": "x", "colour": "red"}


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        ("application/json", b"{", "can't parse JSON object"),
        ("application/json", b"[1]", "object expected as JSON root"),
        ("application/json", b"[" * 100_000, "can't parse JSON object"),
        ("application/x-www-form-urlencoded", b"text=%ff", "strings must be encoded in UTF-8"),
        ("multipart/form-data; boundary=x", b"--y\r\n", "can't parse multipart body"),
        ("multipart/form-data", b"--y\r\n", "can't parse multipart body"),
    ],
)
async def test_unreadable_bodies(telegram: Telegram, content_type: str, body: bytes, reason: str) -> None:
    headers = {"Content-Type": content_type}
    async with telegram.http.post(telegram.url("sendMessage"), data=body, headers=headers) as response:
        assert response.status == 400
        assert (await response.json())["description"].startswith(f"Bad Request: {reason}")
