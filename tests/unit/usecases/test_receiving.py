"""How an update is kept: whose it is, how urgent, and whether its words are any of our business."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.storage.inbox import Arrival
from bot.usecases.receiving import arrival, ensure_typed, is_update

BOT = 100000001
NOW = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
GROUP: dict[str, Any] = {"id": -100, "type": "supergroup", "title": "一网格"}
PRIVATE: dict[str, Any] = {"id": 71, "type": "private"}


def message(chat: dict[str, Any], **content: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1, "chat": chat, **content}


def kept(**update: Any) -> Arrival:
    return arrival(BOT, {"update_id": 900, **update}, lambda text: "着火" in text, NOW)


def test_a_private_message_is_kept_whole() -> None:
    found = kept(message=message(PRIVATE, text="路灯坏了"))
    assert (found.bot_id, found.update_id, found.chat_id, found.priority) == (BOT, 900, 71, 1)
    assert json.loads(found.raw)["message"]["text"] == "路灯坏了"
    assert found.received_at == NOW


def test_danger_goes_first_wherever_it_stands() -> None:
    assert kept(message=message(PRIVATE, text="楼上着火了")).priority == 0
    assert kept(message=message(PRIVATE, photo=[], caption="着火")).priority == 0
    assert kept(edited_message=message(PRIVATE, text="着火了")).priority == 0


def test_a_press_in_a_group_waits_behind_residents() -> None:
    press = {"id": "1", "from": {"id": 11}, "message": message(GROUP), "data": "sg:1:1:"}
    found = kept(callback_query=press)
    assert (found.chat_id, found.priority) == (-100, 2)
    assert found.raw


CHATTER: tuple[dict[str, Any], ...] = (
    {"text": "今晚打牌吗"},
    {"text": "好啊", "reply_to_message": {"message_id": 3, "from": {"id": 11}}},
    {"text": "在话题里", "reply_to_message": {"message_id": 1, "from": {"id": 11}, "forum_topic_created": {}}},
    {"text": "隔壁着火了"},
    {"photo": [], "caption": "看"},
    {"sticker": {}},
    {},
)


def test_chatter_of_a_group_is_not_kept() -> None:
    for content in CHATTER:
        for kind in ("message", "edited_message"):
            found = kept(**{kind: message(GROUP, **content)})
            assert (found.raw, found.update_id) == ("", 900), content


SAID_TO_US: tuple[dict[str, Any], ...] = (
    {"text": "/list"},
    {"text": "办结 灯换好了", "reply_to_message": {"message_id": 3}},
    {"photo": [], "reply_to_message": {"message_id": 3, "from": {"id": BOT}}},
    {"migrate_to_chat_id": -200},
    {"migrate_from_chat_id": -50},
    {"new_chat_members": []},
    {"left_chat_member": {}},
)


def test_what_a_group_says_to_us_is_kept() -> None:
    for content in SAID_TO_US:
        assert kept(message=message(GROUP, **content)).raw, content


STRANGE: tuple[dict[str, Any], ...] = (
    {},
    {"message": None},
    {"message": "no object"},
    {"message": {"chat": None}},
    {"message": {"chat": {"id": "71"}}},
    {"message": {"chat": {"id": 2**63}, "text": "\ud83d"}},
    {"message": {"chat": PRIVATE, "text": ["no", "text"]}},
    {"callback_query": {"id": "1", "from": {"id": 11}, "data": "sg:1:1:"}},
    {"callback_query": {"message": None}},
    {"my_chat_member": {"chat": GROUP}},
    {"a_kind_of_the_future": {"chat": PRIVATE}},
)


def test_what_nobody_expected_is_kept_to_be_parked() -> None:
    for update in STRANGE:
        assert json.loads(kept(**update).raw)["update_id"] == 900, update


def test_half_a_surrogate_pair_reaches_the_database_as_its_escape() -> None:
    kept(message=message(PRIVATE, text="\ud83d坏了")).raw.encode()


def test_without_a_usable_id_nothing_can_be_kept() -> None:
    unusable: tuple[object, ...] = (None, [], "1", {})
    for raw in (*unusable, *({"update_id": number} for number in ("1", True, 2**63, 1.0, None))):
        assert not is_update(raw), raw
    assert is_update({"update_id": 1})


TYPED: dict[str, Any] = {
    "update_id": 1,
    "message": {"message_id": 3, "date": 1, "chat": {"id": 5, "type": "private"}, "from": {"id": 5}, "text": "灯"},
}


@pytest.mark.parametrize(
    ("where", "key", "odd"),
    [
        ("chat", "id", "更多"), ("from", "id", 1.5), ("chat", "id", True), ("chat", "id", 2**63), ("chat", "type", 7),
        ("", "message_id", "3"), ("", "text", ["灯"]), ("", "date", None), ("", "new_chat_members", [{"id": "x"}]),
    ],
)  # fmt: skip
def test_what_telegram_never_sends_is_told_by_its_place(where: str, key: str, odd: object) -> None:
    ensure_typed(TYPED)
    update = deepcopy(TYPED)
    (update["message"][where] if where else update["message"])[key] = odd
    with pytest.raises(ValueError, match=r"id is no|text|date|type"):
        ensure_typed(update)
