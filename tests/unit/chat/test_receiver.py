"""How an update is kept: whose it is, how urgent, and whether its words are any of our business."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.chat.receiver import Receiver
from bot.clock import Clock
from bot.storage.engine import Database
from bot.storage.inbox import Arrival

NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
GROUP: dict[str, Any] = {"id": -100, "type": "supergroup", "title": "一网格"}
PRIVATE: dict[str, Any] = {"id": 71, "type": "private"}


@pytest.fixture
async def receiver(bot: ExtBot[None]) -> AsyncIterator[Receiver]:
    database = Database("sqlite+aiosqlite:///:memory:")
    yield Receiver(database, bot, Clock(), lambda text: "着火" in text, lambda: None)
    await database.close()


def message(chat: dict[str, Any], **content: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1, "chat": chat, **content}


def kept(receiver: Receiver, **update: Any) -> Arrival:
    return receiver.arrival({"update_id": 900, **update}, NOW)


def test_a_private_message_is_kept_whole(receiver: Receiver) -> None:
    arrival = kept(receiver, message=message(PRIVATE, text="路灯坏了"))
    assert (arrival.bot_id, arrival.update_id, arrival.chat_id, arrival.priority) == (100000001, 900, 71, 1)
    assert json.loads(arrival.raw)["message"]["text"] == "路灯坏了"
    assert arrival.received_at == NOW


def test_danger_goes_first_wherever_it_stands(receiver: Receiver) -> None:
    assert kept(receiver, message=message(PRIVATE, text="楼上着火了")).priority == 0
    assert kept(receiver, message=message(PRIVATE, photo=[], caption="着火")).priority == 0
    assert kept(receiver, edited_message=message(PRIVATE, text="着火了")).priority == 0


def test_a_press_in_a_group_waits_behind_residents(receiver: Receiver) -> None:
    press = {"id": "1", "from": {"id": 11}, "message": message(GROUP), "data": "sg:1:1:"}
    arrival = kept(receiver, callback_query=press)
    assert (arrival.chat_id, arrival.priority) == (-100, 2)
    assert arrival.raw


CHATTER: tuple[dict[str, Any], ...] = (
    {"text": "今晚打牌吗"},
    {"text": "隔壁着火了"},
    {"photo": [], "caption": "看"},
    {"sticker": {}},
    {},
)


def test_chatter_of_a_group_is_not_kept(receiver: Receiver) -> None:
    for content in CHATTER:
        for kind in ("message", "edited_message"):
            arrival = kept(receiver, **{kind: message(GROUP, **content)})
            assert (arrival.raw, arrival.update_id) == ("", 900), content


SAID_TO_US: tuple[dict[str, Any], ...] = (
    {"text": "/list"},
    {"text": "办结 灯换好了", "reply_to_message": {"message_id": 3}},
    {"photo": [], "reply_to_message": {"message_id": 3}},
    {"migrate_to_chat_id": -200},
    {"migrate_from_chat_id": -50},
    {"new_chat_members": []},
    {"left_chat_member": {}},
)


def test_what_a_group_says_to_us_is_kept(receiver: Receiver) -> None:
    for content in SAID_TO_US:
        assert kept(receiver, message=message(GROUP, **content)).raw, content


STRANGE: tuple[dict[str, Any], ...] = (
    {},
    {"message": None},
    {"message": "no object"},
    {"message": {"chat": None}},
    {"message": {"chat": {"id": "71"}}},
    {"message": {"chat": PRIVATE, "text": ["no", "text"]}},
    {"callback_query": {"id": "1", "from": {"id": 11}, "data": "sg:1:1:"}},
    {"callback_query": {"message": None}},
    {"my_chat_member": {"chat": GROUP}},
    {"a_kind_of_the_future": {"chat": PRIVATE}},
)


def test_what_nobody_expected_is_kept_to_be_parked(receiver: Receiver) -> None:
    for update in STRANGE:
        assert json.loads(kept(receiver, **update).raw)["update_id"] == 900, update
