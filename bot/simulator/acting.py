"""What people do in the simulator: write, send media, edit, press buttons, open or block the bot."""

from __future__ import annotations

from typing import Any

from bot.simulator import media, text
from bot.simulator.chats import GROUP_ANONYMOUS_BOT, Chat, chat_member
from bot.simulator.editing import origin
from bot.simulator.entities import detect
from bot.simulator.errors import ControlError
from bot.simulator.files import Upload, sample
from bot.simulator.state import CallbackQuery, Simulator

Json = dict[str, Any]


def person_chat(sim: Simulator, user_id: int, chat_id: int | None) -> Chat:
    """The chat a person writes in; by default his private chat with the bot. Raises ControlError."""
    sim.user(user_id)
    chat = sim.chats.get(user_id if chat_id is None else chat_id)
    if chat is None:
        raise ControlError(f"no such chat: {chat_id}")
    if chat.migrated_to is not None:
        raise ControlError(f"the group became {chat.migrated_to}")
    if not chat.has(user_id):
        raise ControlError(f"person {user_id} is not in chat {chat.id}")
    if chat.private:
        if sim.people[user_id].blocked:
            raise ControlError("the person has blocked the bot; unblock it first")
        sim.people[user_id].started = True
    return chat


def write(sim: Simulator, sender: int, chat_id: int | None, content: Json, options: Json) -> Json:
    """Put a person's message into a chat and report it to the bot; returns the Message.

    ``options``: reply_to (message_id), thread (a topic's number), forward_from (person id), anonymous (a group admin
    posts as the group).
    """
    chat = person_chat(sim, sender, chat_id)
    fields: Json = {}
    author = sim.user(sender)
    if options.get("anonymous"):
        if chat.private or not chat.is_admin(sender):
            raise ControlError("only a group's admin can post anonymously")
        author, fields = GROUP_ANONYMOUS_BOT, {"sender_chat": chat.described()}
    if options.get("forward_from"):
        source = {"from": sim.user(int(options["forward_from"])), "date": int(sim.now())}
        fields["forward_origin"] = origin(source)
    fields.update(_place(sim, chat, int(options.get("thread") or 0), int(options.get("reply_to") or 0)))
    message = sim.post(chat, author, {**fields, **content})
    sim.report(chat, message)
    return message


def _place(sim: Simulator, chat: Chat, thread_id: int, message_id: int) -> Json:
    """The topic it is written in, and the message it answers: an answer stands where that message stands."""
    if message_id and message_id not in chat.messages:
        raise ControlError(f"no message {message_id} to reply to")
    if message_id:
        thread_id = chat.messages[message_id].get("message_thread_id", 0)
    if thread_id and thread_id not in chat.topics:
        raise ControlError(f"no topic {thread_id} in chat {chat.id}")
    answered = sim.reply_fields(chat, message_id) if message_id else {}
    return {**sim.thread_fields(chat, thread_id), **answered}


def text_content(raw: object, *, oversize: bool = False) -> Json:
    """``text`` and the entities Telegram finds in it; raises ControlError when no client would send it."""
    if not isinstance(raw, str) or not raw.strip():
        raise ControlError("text is missing")
    if len(raw) > text.LONGEST_TEXT and not oversize:
        raise ControlError("text is over 4096 characters; a client would split it")
    entities = detect(raw)
    return {"text": raw, "entities": entities} if entities else {"text": raw}


def edit(sim: Simulator, sender: int, chat_id: int | None, message_id: int, content: Json) -> Json:
    """A person edits his own message: the bot gets ``edited_message``."""
    chat = person_chat(sim, sender, chat_id)
    message = chat.messages.get(message_id)
    if message is None or message.get("from", {}).get("id") != sender:
        raise ControlError(f"person {sender} has no message {message_id} here")
    if "text" not in message:
        entities = {"caption_entities": content["entities"]} if "entities" in content else {}
        content = {"caption": content["text"], **entities}
    dropped = ("text", "entities") if "text" in message else ("caption", "caption_entities")
    edited = sim.revise(chat, message_id, {**content, "edit_date": int(sim.now())}, dropped)
    sim.report(chat, edited, "edited_message")
    return edited


def media_content(sim: Simulator, kind: str, file: Upload | None, caption: str, group: str) -> Json:
    """The Message fields for a file of this kind; the tiny built-in file when none is given."""
    if kind not in media.KINDS:
        raise ControlError(f"unknown kind of media: {kind!r}")
    stored = sim.files.add(file or sample(kind), kind)
    content = media.shown(stored)
    if group:
        content["media_group_id"] = group
    if caption:
        content["caption"] = caption
        if entities := detect(caption):
            content["caption_entities"] = entities
    return content


def press(sim: Simulator, sender: int, chat_id: int, message_id: int, data: str, *, forged: bool = False) -> str:
    """Press an inline button: the bot gets a callback_query; returns its id."""
    chat = _pressable(sim, sender, chat_id)
    message = chat.messages.get(message_id)
    if not forged and (message is None or data not in buttons(message)):
        raise ControlError("no such button on that message")
    query = CallbackQuery(f"{sim.next_id('query'):019d}", chat.id, sender, sim.now())
    sim.queries[query.id] = query
    inaccessible = {"chat": chat.described(), "message_id": message_id, "date": 0}
    content = {
        "id": query.id,
        "from": sim.user(sender),
        "message": message or inaccessible,
        "chat_instance": str(abs(chat.id) * 7919),
        "data": data,
    }
    sim.updates.add("callback_query", content, sim.now())
    return query.id


def _pressable(sim: Simulator, sender: int, chat_id: int) -> Chat:
    """A supergroup still shows what was written before it became one, with the buttons."""
    chat = sim.chats.get(chat_id)
    upgraded = chat is not None and chat.migrated_to is not None and chat.has(sender)
    return chat if chat is not None and upgraded else person_chat(sim, sender, chat_id)


def buttons(message: Json) -> list[str]:
    """The callback data on a message's keyboard."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def start(sim: Simulator, user_id: int, payload: str = "") -> Json:
    """Open the bot, perhaps by a deep link; a person who had blocked it lets it in again."""
    set_blocked(sim, user_id, blocked=False)
    return write(sim, user_id, None, text_content(f"/start {payload}".strip()), {})


def set_blocked(sim: Simulator, user_id: int, *, blocked: bool) -> None:
    """Shut the bot out or let it in; a change gives the bot a my_chat_member update."""
    sim.user(user_id)
    person, chat = sim.people[user_id], sim.chats[user_id]
    if person.blocked == blocked:
        return
    person.blocked = blocked
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    chat.members[sim.bot["id"]] = new
    content = {
        "chat": chat.described(),
        "from": person.user,
        "date": int(sim.now()),
        "old_chat_member": chat_member(sim.bot, old),
        "new_chat_member": chat_member(sim.bot, new),
    }
    sim.updates.add("my_chat_member", content, sim.now())
    sim.emit_chat(chat)


def delete(sim: Simulator, chat_id: int, message_id: int) -> None:
    """A person deletes a message for everyone; a bot never hears of it."""
    chat = sim.chats.get(chat_id)
    if chat is None or message_id not in chat.messages:
        raise ControlError(f"no message {message_id} in chat {chat_id}")
    sim.remove(chat, message_id)
