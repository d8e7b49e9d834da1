"""Where a call goes: the chat, and whether the bot may write there; the message to reply to; the keyboard."""

from __future__ import annotations

from typing import Any

from bot.simulator.chats import Chat
from bot.simulator.errors import bad, forbidden, upgraded
from bot.simulator.state import Simulator

Json = dict[str, Any]
_MOST_BUTTONS = 100
_LONGEST_DATA = 64
_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)


def find_chat(sim: Simulator, chat_id: object) -> Chat:
    """The chat by id; raises 400 when unknown or moved."""
    chat = sim.chats.get(chat_id) if isinstance(chat_id, int) else None  # no chat here has a public @username
    if chat is None:
        raise bad("chat not found")
    if chat.migrated_to is not None:
        raise upgraded(chat.migrated_to)
    return chat


def readable_chat(sim: Simulator, chat_id: object) -> Chat:
    """A chat the bot belongs to; raises 400 or 403."""
    chat = find_chat(sim, chat_id)
    if not chat.private:
        _refuse_outsider(chat, chat.status(sim.bot["id"]))
    elif not sim.people[chat.id].started:
        raise bad("chat not found")
    return chat


def writable_chat(sim: Simulator, params: Json, right: str = "can_send_messages") -> Chat:
    """The chat where the bot may write, and has the ``right`` to; raises 400 or 403 with Telegram's words."""
    chat = find_chat(sim, params["chat_id"])
    if chat.private:
        person = sim.people[chat.id]
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
    else:
        _refuse_outsider(chat, chat.status(sim.bot["id"]))
        if not chat.may(sim.bot["id"], right):
            raise bad(f"not enough rights to send {_NOUNS.get(right, 'text messages')} to the chat")
    return chat


def open_topic(sim: Simulator, params: Json, right: str = "can_send_messages") -> Chat:
    """The chat whose topic, named or General, takes a new message of the bot; raises 400 or 403.

    General is meant by no number at all: its own, 1, is refused as Telegram does.
    """
    chat, thread_id = writable_chat(sim, params, right), params.get("message_thread_id", 0)
    if thread_id and thread_id not in chat.topics:
        raise bad("message thread not found")
    topic = chat.topics[thread_id] if thread_id else chat.general
    if topic.closed and not chat.is_admin(sim.bot["id"]):
        raise bad("TOPIC_CLOSED")
    return chat


_NOUNS = {
    "can_send_photos": "photos",
    "can_send_videos": "videos",
    "can_send_documents": "documents",
    "can_send_audios": "audios",
    "can_send_voice_notes": "voice messages",
    "can_send_video_notes": "video messages",
    "can_send_polls": "polls",
    "can_send_other_messages": "stickers",
}


def _refuse_outsider(chat: Chat, status: str) -> None:
    kind = "supergroup" if chat.type == "supergroup" else "group"
    match status:
        case "kicked":
            raise forbidden(f"bot was kicked from the {kind} chat")
        case "left":
            raise forbidden(f"bot is not a member of the {kind} chat")


def reply_target(sim: Simulator, chat: Chat, params: Json) -> Json:
    """Topic and ``reply_to_message``, or nothing; raises 400 when the message is not there and must be.

    Without a topic of its own an answer goes where the message stands; one in another topic counts as not there.
    """
    thread: int = params.get("message_thread_id", 0)
    answered = _answered(chat, params, thread)
    if answered is None:
        return sim.thread_fields(chat, thread)
    thread = thread or answered.get("message_thread_id", 0)
    return {**sim.thread_fields(chat, thread), **sim.reply_fields(chat, answered["message_id"])}


def _answered(chat: Chat, params: Json, thread: int) -> Json | None:
    reply: Json = params.get("reply_parameters") or {}
    message_id = reply.get("message_id", params.get("reply_to_message_id"))
    if not message_id:
        return None
    if reply.get("chat_id", chat.id) != chat.id:
        raise bad("message to be replied not found")
    found = chat.messages.get(message_id)
    if found is not None and (not thread or found.get("message_thread_id", 0) == thread):
        return found
    if reply.get("allow_sending_without_reply", params.get("allow_sending_without_reply", False)):
        return None
    raise bad("message to be replied not found")


def keyboard(params: Json) -> Json | None:
    """The checked ``reply_markup``; None when absent or an empty inline keyboard. Raises 400."""
    markup: Json | None = params.get("reply_markup")
    if not markup:
        return None
    if "inline_keyboard" not in markup:
        return markup
    rows = [[_button(button) for button in row] for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > _MOST_BUTTONS:
        raise bad("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def inline_keyboard(params: Json) -> Json | None:
    """Like keyboard(), for edits, which take no other kind."""
    markup = keyboard(params)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    return markup


def _button(button: Json) -> Json:
    actions = _ACTIONS & set(button)
    if not button["text"].strip():
        raise bad('field "text" of the InlineKeyboardButton must be non-empty')
    if not actions:
        raise bad("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad("can't parse inline keyboard button: too many actions")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode("utf-8", "surrogatepass")) <= _LONGEST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not url.startswith(("http://", "https://", "tg://")):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return button
