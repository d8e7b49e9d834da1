"""Methods about the bot itself and about chats: getMe, commands, descriptions, members, files, callback answers."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.simulator import targets
from bot.simulator.chats import PRESENT, chat_member, full_info
from bot.simulator.errors import bad
from bot.simulator.sending import Method
from bot.simulator.state import Simulator

Json = dict[str, Any]
QUERY_SECONDS = 15.0
_LONGEST_ANSWER = 200
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def get_me(sim: Simulator, params: Json) -> Json:
    flags = (
        "supports_guest_queries",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
        "has_topics_enabled",
        "allows_users_to_create_topics",
        "can_manage_bots",
    )
    return {
        **sim.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not sim.privacy_mode,
        **dict.fromkeys(flags, False),
    }


def answer_callback(sim: Simulator, params: Json) -> bool:
    """Once, and within 15 seconds; afterwards 400 "query is too old …"."""
    query = sim.queries.get(params["callback_query_id"])
    if query is None or query.answer is not None or sim.now() - query.at > QUERY_SECONDS:
        raise bad(_TOO_OLD)
    text = str(params.get("text", ""))
    if len(text) > _LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    query.answer = {"text": text, "show_alert": params.get("show_alert", False), "url": params.get("url")}
    sim.events.emit("answer", query.chat_id, id=query.id, user_id=query.user_id, **query.answer)
    return True


def get_file(sim: Simulator, params: Json) -> Json:
    return sim.files.downloadable(params["file_id"])


def get_chat(sim: Simulator, params: Json) -> Json:
    return full_info(targets.readable_chat(sim, params["chat_id"]))


def get_chat_member(sim: Simulator, params: Json) -> Json:
    chat = targets.readable_chat(sim, params["chat_id"])
    user_id = params["user_id"]
    if user_id != sim.bot["id"] and user_id not in sim.people:
        raise bad("invalid user_id specified" if user_id <= 0 else "PARTICIPANT_ID_INVALID")
    return chat_member(sim.user(user_id), chat.status(user_id), chat.rights.get(user_id))


def get_administrators(sim: Simulator, params: Json) -> list[Json]:
    chat = targets.readable_chat(sim, params["chat_id"])
    if chat.private:
        raise bad("there are no administrators in the private chat")
    return [
        chat_member(sim.user(user_id), status) for user_id, status in chat.members.items() if chat.is_admin(user_id)
    ]


def get_member_count(sim: Simulator, params: Json) -> int:
    chat = targets.readable_chat(sim, params["chat_id"])
    return sum(status in PRESENT for status in chat.members.values())


def leave_chat(sim: Simulator, params: Json) -> bool:
    chat = targets.readable_chat(sim, params["chat_id"])
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    chat.members[sim.bot["id"]] = "left"
    sim.post(chat, sim.bot, {"left_chat_member": sim.bot})
    sim.emit_chat(chat)
    return True


def _scope(params: Json) -> str:
    scope = params.get("scope") or {"type": "default"}
    return f"{json.dumps(scope, sort_keys=True)} {params.get('language_code', '')}"


def set_commands(sim: Simulator, params: Json) -> bool:
    commands: list[Json] = params["commands"]
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    sim.commands[_scope(params)] = commands
    return True


def get_commands(sim: Simulator, params: Json) -> list[Json]:
    return sim.commands.get(_scope(params), [])


def delete_commands(sim: Simulator, params: Json) -> bool:
    sim.commands.pop(_scope(params), None)
    return True


def _setter(field: str, longest: int) -> Method:
    def set_profile(sim: Simulator, params: Json) -> bool:
        value = str(params.get(field, ""))
        if len(value) > longest:
            raise bad(f"{field} is too long")
        sim.profile[f"{field} {params.get('language_code', '')}"] = value
        return True

    return set_profile


def _getter(field: str) -> Method:
    def get_profile(sim: Simulator, params: Json) -> Json:
        default = sim.bot["first_name"] if field == "name" else ""
        own = sim.profile.get(f"{field} {params.get('language_code', '')}")
        return {field: own or sim.profile.get(f"{field} ") or default}

    return get_profile


def set_menu_button(sim: Simulator, params: Json) -> bool:
    sim.menu_buttons[params.get("chat_id", 0)] = params.get("menu_button", {"type": "default"})
    return True


def get_menu_button(sim: Simulator, params: Json) -> Json:
    return sim.menu_buttons.get(params.get("chat_id", 0), {"type": "commands"})


def get_profile_photos(sim: Simulator, params: Json) -> Json:
    return {"total_count": 0, "photos": []}


def accept(sim: Simulator, params: Json) -> bool:
    """For logOut and close, which mean nothing on a local server."""
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "logOut": accept,
    "close": accept,
    "answerCallbackQuery": answer_callback,
    "getFile": get_file,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": get_member_count,
    "leaveChat": leave_chat,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": _setter("name", 64),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": get_menu_button,
    "getUserProfilePhotos": get_profile_photos,
}
