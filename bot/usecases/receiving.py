"""How a raw update is kept, whichever way it came: by polling or by webhook."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeGuard

from bot.storage.inbox import Arrival

RawUpdate = dict[str, Any]
Suspect = Callable[[str], bool]

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds Telegram is asked for."""

LONGEST_TEXT = 4096
_LARGEST = 2**63
_SERVICE = {
    "new_chat_members",
    "left_chat_member",
    "group_chat_created",
    "supergroup_chat_created",
    "new_chat_title",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
}

_WHO = {"from", "chat", "sender_chat", "user", "new_chat_members", "left_chat_member", "via_bot", "forward_from"}
_LISTS = {"new_chat_members", "photo", "entities", "caption_entities"}
_NUMBERS = {
    "update_id",
    "message_id",
    "message_thread_id",
    "date",
    "edit_date",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "file_size",
}
_TEXTS = {
    "text",
    "caption",
    "data",
    "type",
    "title",
    "status",
    "first_name",
    "last_name",
    "username",
    "language_code",
    "file_id",
    "file_unique_id",
    "media_group_id",
}


def is_update(raw: object) -> TypeGuard[RawUpdate]:
    """Whether it has an id under which it can be kept."""
    return isinstance(raw, dict) and _number(raw.get("update_id")) is not None


def ensure_typed(value: object, name: str = "", within: str = "") -> None:
    """Raises ValueError where a number or text that we rely on is none. Telegram always keeps to its types; a parser
    takes anything, and SQLite keeps any value in any column.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            ensure_typed(inner, key, name)
    elif isinstance(value, list) and name in _LISTS:
        for inner in value:
            ensure_typed(inner, name, within)
    elif name in _NUMBERS or (name == "id" and within in _WHO):
        if _number(value) is None:
            raise ValueError(f"{name} is no whole number")
    elif name in _TEXTS and not isinstance(value, str):
        raise ValueError(f"{name} is no text")


def arrivals(bot_id: int, updates: Iterable[RawUpdate], suspect: Suspect, now: datetime) -> list[Arrival]:
    """For ``tx.inbox.store``; ``suspect`` takes a cheap first look for danger words."""
    return [arrival(bot_id, update, suspect, now) for update in updates]


def arrival(bot_id: int, update: RawUpdate, suspect: Suspect, now: datetime) -> Arrival:
    """How an update is kept: group chatter by its id alone, a danger before everything else, then whoever waits in
    private. The order of a chat is kept: only a danger overtakes."""
    content: RawUpdate = next((update[kind] for kind in ALLOWED_UPDATES if isinstance(update.get(kind), dict)), {})
    message = content.get("message") if "callback_query" in update else content
    chat = message.get("chat") if isinstance(message, dict) else None
    chat_id = _number(chat.get("id")) if isinstance(chat, dict) else None
    raw = "" if _is_chatter(bot_id, update, content, chat_id) else _as_text(update)
    return Arrival(bot_id, update["update_id"], chat_id, _priority(content, chat_id, suspect), raw, now)


def _priority(content: RawUpdate, chat_id: int | None, suspect: Suspect) -> int:
    text = _written(content)
    if text and suspect(text[:LONGEST_TEXT]):
        return 0
    return 1 if chat_id is not None and chat_id > 0 else 2


def _written(content: RawUpdate) -> str:
    text = content.get("text") or content.get("caption")
    return text if isinstance(text, str) else ""


def _is_chatter(bot_id: int, update: RawUpdate, content: RawUpdate, chat_id: int | None) -> bool:
    """What people say to each other in a group is none of our business: not stored (architecture §2)."""
    if chat_id is None or chat_id > 0 or not ({"message", "edited_message"} & update.keys()):
        return False
    service = any(key.startswith("migrate_") or key in _SERVICE for key in content)
    command = _written(content).startswith("/")
    return not (service or command or _answers_us(bot_id, content.get("reply_to_message")))


def _answers_us(bot_id: int, answered: object) -> bool:
    """Whether it is a reply, and not one to somebody else: in a topic every message replies to the topic's first."""
    if not isinstance(answered, dict):
        return False
    author = answered.get("from")
    return not isinstance(author, dict) or author.get("id") == bot_id


def _number(value: object) -> int | None:
    """A whole number that the database can hold."""
    if isinstance(value, int) and not isinstance(value, bool) and -_LARGEST <= value < _LARGEST:
        return value
    return None


def _as_text(update: RawUpdate) -> str:
    """As JSON; half a surrogate pair, which no database takes, leaves as its escape."""
    text = json.dumps(update, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(update)
    return text
