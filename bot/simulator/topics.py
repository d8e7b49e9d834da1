"""Forum topics: a supergroup's messages sorted under headings. General is the group without a number."""

from __future__ import annotations

from typing import Any

from bot.simulator import targets
from bot.simulator.chats import Chat, Topic
from bot.simulator.errors import ControlError, bad
from bot.simulator.sending import Method
from bot.simulator.state import Simulator

Json = dict[str, Any]
_LONGEST_NAME = 128
_COLOR = 7322096


def make_forum(sim: Simulator, chat: Chat) -> None:
    """A supergroup's owner turns topics on; raises ControlError for any other chat."""
    if chat.type != "supergroup":
        raise ControlError(f"chat {chat.id} is no supergroup")
    chat.forum = True
    sim.emit_chat(chat)


def create(sim: Simulator, chat: Chat, user: Json, name: str) -> int:
    """A new topic; its number is that of the service message that opens it."""
    thread_id = chat.last_message_id + 1
    chat.topics[thread_id] = Topic(name)
    created = {"name": name, "icon_color": _COLOR}
    _say(sim, chat, user, thread_id, {"forum_topic_created": created})
    return thread_id


def rename(sim: Simulator, chat: Chat, user: Json, thread_id: int, name: str) -> None:
    chat.topics[thread_id].name = name
    _say(sim, chat, user, thread_id, {"forum_topic_edited": {"name": name}})


def set_closed(sim: Simulator, chat: Chat, user: Json, thread_id: int, *, closed: bool) -> None:
    """Close or open a topic, General by 0."""
    topic = chat.topics[thread_id] if thread_id else chat.general
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _say(sim, chat, user, thread_id, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})


def delete(sim: Simulator, chat: Chat, thread_id: int) -> None:
    """A topic goes with everything in it; no bot hears of it."""
    del chat.topics[thread_id]
    for message in list(chat.messages.values()):
        if message.get("message_thread_id") == thread_id:
            sim.remove(chat, message["message_id"])


def _say(sim: Simulator, chat: Chat, user: Json, thread_id: int, content: Json) -> None:
    thread = {"message_thread_id": thread_id, "is_topic_message": True} if thread_id else {}
    sim.report(chat, sim.post(chat, user, {**thread, **content}))


def act(sim: Simulator, chat: Chat, user_id: int, deed: str, thread_id: int, name: str) -> int:
    """What a person does to a topic: create, rename, close, reopen or delete. Returns the topic's number."""
    user = sim.user(user_id)
    if not chat.forum:
        raise ControlError(f"chat {chat.id} has no topics")
    if deed != "create" and thread_id not in chat.topics and (thread_id or deed not in ("close", "reopen")):
        raise ControlError(f"no topic {thread_id} in chat {chat.id}")
    match deed:
        case "create":
            return create(sim, chat, user, name)
        case "rename":
            rename(sim, chat, user, thread_id, name)
        case "close" | "reopen":
            set_closed(sim, chat, user, thread_id, closed=deed == "close")
        case "delete":
            delete(sim, chat, thread_id)
        case _:
            raise ControlError(f"unknown deed: {deed!r}")
    return thread_id


def _forum(sim: Simulator, params: Json) -> Chat:
    """The forum group where the bot may manage topics; raises 400 or 403."""
    chat = targets.readable_chat(sim, params["chat_id"])
    if not chat.forum:
        raise bad("the chat is not a forum")
    if not chat.is_admin(sim.bot["id"]):
        raise bad("not enough rights to manage topics in the chat")
    return chat


def _known(chat: Chat, params: Json) -> int:
    thread_id: int = params["message_thread_id"]
    if thread_id not in chat.topics:
        raise bad("message thread not found")
    return thread_id


def create_topic(sim: Simulator, params: Json) -> Json:
    chat, name = _forum(sim, params), str(params["name"])
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise bad("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    thread_id = create(sim, chat, sim.bot, name)
    return {"message_thread_id": thread_id, "name": name, "icon_color": _COLOR}


def edit_topic(sim: Simulator, params: Json) -> bool:
    chat = _forum(sim, params)
    rename(sim, chat, sim.bot, _known(chat, params), str(params.get("name", "")))
    return True


def _closer(*, closed: bool) -> Method:
    def close_topic(sim: Simulator, params: Json) -> bool:
        chat = _forum(sim, params)
        set_closed(sim, chat, sim.bot, _known(chat, params), closed=closed)
        return True

    return close_topic


def _general_closer(*, closed: bool) -> Method:
    def close_general(sim: Simulator, params: Json) -> bool:
        set_closed(sim, _forum(sim, params), sim.bot, 0, closed=closed)
        return True

    return close_general


def delete_topic(sim: Simulator, params: Json) -> bool:
    chat = _forum(sim, params)
    delete(sim, chat, _known(chat, params))
    return True


METHODS: dict[str, Method] = {
    "createForumTopic": create_topic,
    "editForumTopic": edit_topic,
    "closeForumTopic": _closer(closed=True),
    "reopenForumTopic": _closer(closed=False),
    "deleteForumTopic": delete_topic,
    "closeGeneralForumTopic": _general_closer(closed=True),
    "reopenGeneralForumTopic": _general_closer(closed=False),
}
