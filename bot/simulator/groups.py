"""Groups: founding, joining, leaving, promotion, the move to a supergroup."""

from __future__ import annotations

from typing import Any

from bot.simulator.chats import PRESENT, STATUSES, Chat, chat_member, checked_rights
from bot.simulator.errors import ControlError
from bot.simulator.state import Simulator

Json = dict[str, Any]


def found(sim: Simulator, title: str, members: list[int], admins: list[int], options: Json) -> Chat:
    """A new group with its people; the first admin is its creator.

    ``options``: supergroup, forum (a supergroup with topics), bot (default true: the bot is added), bot_admin, id.
    """
    kind = "supergroup" if options.get("supergroup") or options.get("forum") else "group"
    chat_id = int(options["id"]) if options.get("id") else sim.next_id(kind)
    if chat_id >= 0 or chat_id in sim.chats:
        raise ControlError(f"not a free id for a group: {chat_id}")
    for user_id in (*admins, *members):
        sim.user(user_id)
    chat = Chat(chat_id, kind, title, forum=bool(options.get("forum")))
    chat.members = dict.fromkeys((*admins, *members), "member")
    chat.members.update(dict.fromkeys(admins, "administrator"))
    if chat.members:
        chat.members[next(iter(chat.members))] = "creator"
    sim.chats[chat_id] = chat
    sim.emit_chat(chat)
    if options.get("bot", True):
        set_status(sim, chat, sim.bot["id"], "administrator" if options.get("bot_admin") else "member")
    return chat


def group(sim: Simulator, chat_id: int) -> Chat:
    """The group by id; raises ControlError."""
    chat = sim.chats.get(chat_id)
    if chat is None or chat.private:
        raise ControlError(f"no such group: {chat_id}")
    return chat


def set_status(sim: Simulator, chat: Chat, user_id: int, status: str, rights: Json | None = None) -> None:
    """Change somebody's place in the group, with the service message and the update Telegram sends for it.

    ``rights``: what a restricted member still may.
    """
    if status not in STATUSES:
        raise ControlError(f"unknown status: {status!r}")
    user, old = sim.user(user_id), chat.status(user_id)
    allowed = checked_rights(rights or {}) if status == "restricted" else {}
    if old == status and allowed == chat.rights.get(user_id, {}):
        return
    before = chat_member(user, old, chat.rights.get(user_id))
    chat.members[user_id], chat.rights[user_id] = status, allowed
    actor = _actor(sim, chat, user_id)
    _report_change(sim, chat, actor, before, chat_member(user, status, allowed))
    if (old in PRESENT) != (status in PRESENT):
        came = status in PRESENT
        extra = {"new_chat_members": [user]} if came else {"left_chat_member": user}
        sim.report(chat, sim.post(chat, actor, extra))
    sim.emit_chat(chat)


def _actor(sim: Simulator, chat: Chat, user_id: int) -> Json:
    """Who did it: the group's creator, or the person himself."""
    creator = next((member for member, status in chat.members.items() if status == "creator"), None)
    if creator is None and user_id == sim.bot["id"]:
        creator = next((member for member in chat.members if member != user_id), None)
    return sim.user(creator if creator is not None else user_id)


def _report_change(sim: Simulator, chat: Chat, actor: Json, before: Json, after: Json) -> None:
    own = after["user"]["id"] == sim.bot["id"]
    if not own and not chat.is_admin(sim.bot["id"]):
        return
    content = {
        "chat": chat.described(),
        "from": actor,
        "date": int(sim.now()),
        "old_chat_member": before,
        "new_chat_member": after,
    }
    sim.updates.add("my_chat_member" if own else "chat_member", content, sim.now())


def permit(sim: Simulator, chat: Chat, rights: Json) -> None:
    """What ordinary members may do from now on; a bot is not told."""
    chat.permissions.update(checked_rights(rights))
    sim.emit_chat(chat)


def rename(sim: Simulator, chat: Chat, title: str) -> None:
    chat.title = title
    sim.report(chat, sim.post(chat, _actor(sim, chat, sim.bot["id"]), {"new_chat_title": title}))
    sim.emit_chat(chat)


def migrate(sim: Simulator, chat: Chat) -> Chat:
    """The group becomes a supergroup with a new id; the old one answers with that id from now on."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise ControlError(f"chat {chat.id} is no group that could be upgraded")
    new = Chat(sim.next_id("supergroup"), "supergroup", chat.title, members=dict(chat.members))
    new.permissions = dict(chat.permissions)
    sim.chats[new.id] = new
    actor = _actor(sim, chat, sim.bot["id"])
    farewell = sim.post(chat, actor, {"migrate_to_chat_id": new.id})
    sim.report(chat, farewell)
    chat.migrated_to = new.id
    sim.emit_chat(new)
    sim.report(new, sim.post(new, actor, {"migrate_from_chat_id": chat.id}))
    return new
