"""The second reading of the bot's calls notices what is wrong: it is believed only because it can say no."""

from typing import Any

import pytest

from tests.bot_api import misread

Json = dict[str, Any]
BUTTON = {"text": "签收", "callback_data": "sg:1:1:"}


def call(method: str, **params: Any) -> list[Json]:
    return [{"method": method, "params": params}]


def keyboard(**more: Any) -> Json:
    return {"inline_keyboard": [[BUTTON | more]]}


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": 1, "text": "好", "parse_mode": "HTML", "reply_markup": keyboard()}),
        ("sendMessage", {"chat_id": 1, "text": "好", "reply_parameters": {"message_id": 2}}),
        ("sendMediaGroup", {"chat_id": 1, "media": [{"type": "photo", "media": "<file a.png, 3 bytes>"}] * 2}),
        ("getUpdates", {"timeout": 25, "allowed_updates": ["message"]}),
        ("setMyCommands", {"commands": [{"command": "my", "description": "我的"}], "scope": {"type": "default"}}),
    ],
)
def test_what_telegram_has_is_read(method: str, params: Json) -> None:
    assert misread(call(method, **params)) == []


@pytest.mark.parametrize(
    ("method", "params", "said"),
    [
        ("sendMesage", {"chat_id": 1, "text": "好"}, "sendMesage: unknown method"),
        ("sendMessage", {"chat_id": 1, "txt": "好", "text": "好"}, "sendMessage.txt: unknown field"),
        ("sendMessage", {"chat_id": 1}, "sendMessage.text: Field required"),
        ("sendMessage", {"chat_id": 1, "text": 5}, "sendMessage.text: Input should be a valid string"),
        ("sendPhoto", {"chat_id": 1, "photo": "x", "show_caption_above_media": "yes"}, "valid boolean"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "好", "reply_markup": keyboard(data="x")},
            "sendMessage.reply_markup.inline_keyboard.data: unknown field",
        ),
    ],
)
def test_what_telegram_has_not_is_told(method: str, params: Json, said: str) -> None:
    assert any(said in line for line in misread(call(method, **params)))
