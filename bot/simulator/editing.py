"""Methods on messages that are already there: edit, delete, copy, forward, pin, react."""

from __future__ import annotations

from typing import Any

from bot.simulator import sending, targets, text
from bot.simulator.chats import Chat
from bot.simulator.errors import bad
from bot.simulator.sending import Method
from bot.simulator.state import SERVICE_FIELDS, Simulator

Json = dict[str, Any]
DELETABLE_SECONDS = 48 * 3600
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_MEDIA = ("photo", "video", "document", "audio", "animation", "voice")
_NOT_CONTENT = frozenset(
    {
        "message_id",
        "date",
        "chat",
        "from",
        "sender_chat",
        "edit_date",
        "reply_to_message",
        "reply_markup",
        "forward_origin",
        "message_thread_id",
        "is_topic_message",
        "media_group_id",
        "has_protected_content",
        "author_signature",
    }
)


def _own_message(sim: Simulator, params: Json) -> tuple[Chat, Json]:
    if params.get("inline_message_id"):
        raise bad("MESSAGE_ID_INVALID")
    if "chat_id" not in params:
        raise bad("chat_id is empty")
    if "message_id" not in params:
        raise bad("message identifier is not specified")
    chat = targets.writable_chat(sim, params)
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad("message to edit not found")
    if message.get("from", {}).get("id") != sim.bot["id"] or not SERVICE_FIELDS.isdisjoint(message):
        raise bad("message can't be edited")
    return chat, message


def _edit(sim: Simulator, params: Json, target: tuple[Chat, Json], content: Json, dropped: tuple[str, ...]) -> Json:
    (chat, message), markup = target, targets.inline_keyboard(params)
    before = {name: message.get(name) for name in (*dropped, "reply_markup")}
    after = {**dict.fromkeys(before), **content, "reply_markup": markup}
    if before == after:
        raise bad(_NOT_MODIFIED)
    changes = {**content, "edit_date": int(sim.now())}
    if markup is not None:
        changes["reply_markup"] = markup
    return sim.revise(chat, message["message_id"], changes, (*dropped, "reply_markup"))


def edit_text(sim: Simulator, params: Json) -> Json:
    chat, message = _own_message(sim, params)
    content = text.message_text(params, sim.people)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _edit(sim, params, (chat, message), content, ("text", "entities"))


def edit_caption(sim: Simulator, params: Json) -> Json:
    chat, message = _own_message(sim, params)
    if not any(name in message for name in _MEDIA):
        raise bad("there is no caption in the message to edit")
    content = text.caption(params, sim.people)
    return _edit(sim, params, (chat, message), content, ("caption", "caption_entities"))


def edit_markup(sim: Simulator, params: Json) -> Json:
    return _edit(sim, params, _own_message(sim, params), {}, ())


def edit_media(sim: Simulator, params: Json) -> Json:
    chat, message = _own_message(sim, params)
    if not any(name in message for name in (*_MEDIA, "text")):
        raise bad("message can't be edited")
    content = sending.media_item(sim, params["media"])
    dropped = (*_MEDIA, "text", "entities", "caption", "caption_entities")
    return _edit(sim, params, (chat, message), content, dropped)


def _deletable(sim: Simulator, chat: Chat, message: Json) -> bool:
    if sim.now() - message["date"] > DELETABLE_SECONDS:
        return False
    own = message.get("from", {}).get("id") == sim.bot["id"]
    return own or chat.private or chat.is_admin(sim.bot["id"])


def delete_message(sim: Simulator, params: Json) -> bool:
    chat = targets.readable_chat(sim, params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad("message to delete not found")
    if not _deletable(sim, chat, message):
        raise bad("message can't be deleted for everyone")
    sim.remove(chat, message["message_id"])
    return True


def delete_messages(sim: Simulator, params: Json) -> bool:
    """Deletes what can be deleted; what is not there is skipped, as Telegram does."""
    chat = targets.readable_chat(sim, params["chat_id"])
    for message_id in _ids(params):
        message = chat.messages.get(message_id)
        if message is not None and _deletable(sim, chat, message):
            sim.remove(chat, message_id)
    return True


def _ids(params: Json) -> list[int]:
    ids: list[int] = params["message_ids"]
    if not 1 <= len(ids) <= 100:
        raise bad("wrong number of message identifiers: 1-100 expected")
    return ids


def _source(sim: Simulator, params: Json, message_id: int, verb: str) -> Json:
    message = targets.readable_chat(sim, params["from_chat_id"]).messages.get(message_id)
    if message is None:
        raise bad(f"message to {verb} not found")
    if not SERVICE_FIELDS.isdisjoint(message) or message.get("has_protected_content"):
        raise bad(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def _content(message: Json) -> Json:
    return {name: value for name, value in message.items() if name not in _NOT_CONTENT}


def copy_message(sim: Simulator, params: Json) -> Json:
    chat = targets.open_topic(sim, params)
    content = _content(_source(sim, params, params["message_id"], "copy"))
    if "caption" in params and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content.update(text.caption(params, sim.people))
    reply = targets.reply_target(sim, chat, params)
    message = sim.post(chat, sim.bot, {**reply, **content}, targets.keyboard(params))
    return {"message_id": message["message_id"]}


def origin(message: Json) -> Json:
    """The ``forward_origin`` of a forwarded message."""
    if "forward_origin" in message:
        earlier: Json = message["forward_origin"]
        return earlier
    if "sender_chat" in message:
        return {"type": "chat", "sender_chat": message["sender_chat"], "date": message["date"]}
    return {"type": "user", "sender_user": message["from"], "date": message["date"]}


def forward_message(sim: Simulator, params: Json) -> Json:
    chat = targets.open_topic(sim, params)
    message = _source(sim, params, params["message_id"], "forward")
    thread = sim.thread_fields(chat, params.get("message_thread_id", 0))
    return sim.post(chat, sim.bot, {**thread, "forward_origin": origin(message), **_content(message)})


def _many(single: Method, verb: str) -> Method:
    def many(sim: Simulator, params: Json) -> list[Json]:
        targets.writable_chat(sim, params)
        known = targets.readable_chat(sim, params["from_chat_id"]).messages
        ids = [message_id for message_id in _ids(params) if message_id in known]
        if not ids:
            raise bad(f"there are no messages to {verb}")
        sent = [single(sim, {**params, "message_id": message_id}) for message_id in ids]
        return [{"message_id": message["message_id"]} for message in sent]

    return many


def pin_message(sim: Simulator, params: Json) -> bool:
    chat = targets.writable_chat(sim, params)
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad("message to pin not found")
    if not chat.private and not chat.is_admin(sim.bot["id"]):
        raise bad("not enough rights to manage pinned messages in the chat")
    if message["message_id"] in chat.pinned:
        return True
    chat.pinned.append(message["message_id"])
    pinned = {name: value for name, value in message.items() if name != "reply_to_message"}
    sim.report(chat, sim.post(chat, sim.bot, {"pinned_message": pinned}))
    return True


def unpin_message(sim: Simulator, params: Json) -> bool:
    chat = targets.writable_chat(sim, params)
    message_id = params.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


def unpin_all(sim: Simulator, params: Json) -> bool:
    targets.writable_chat(sim, params).pinned.clear()
    return True


def set_reaction(sim: Simulator, params: Json) -> bool:
    chat = targets.writable_chat(sim, params)
    if params["message_id"] not in chat.messages:
        raise bad("message to react not found")
    reactions: list[Json] = params.get("reaction", [])
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY")
    chat.reactions[params["message_id"]] = reactions
    return True


METHODS: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "editMessageMedia": edit_media,
    "copyMessage": copy_message,
    "copyMessages": _many(copy_message, "copy"),
    "forwardMessage": forward_message,
    "forwardMessages": _many(forward_message, "forward"),
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_message,
    "unpinChatMessage": unpin_message,
    "unpinAllChatMessages": unpin_all,
    "setMessageReaction": set_reaction,
}
LIMITED = frozenset(name for name in METHODS if name.startswith(("edit", "copy", "forward")))
