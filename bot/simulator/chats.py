"""People and chats of the simulator, and how the Bot API describes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from bot.simulator.errors import ControlError

Json = dict[str, Any]

GROUP_ANONYMOUS_BOT: Final[Json] = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")
PRESENT = frozenset({"creator", "administrator", "member", "restricted"})
ADMINS = frozenset({"creator", "administrator"})

_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_send_welcome_messages",
)
_MEMBER_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass
class Person:
    """Someone with a Telegram account; ``started`` once he has opened the bot, ``blocked`` while he shuts it out."""

    user: Json
    started: bool = False
    blocked: bool = False


@dataclass
class Topic:
    """A heading of a forum group; in a closed one only admins may write."""

    name: str
    closed: bool = False


@dataclass
class Chat:
    """A private chat (its id is the person's) or a group. Message ids count from 1 within the chat.

    ``rights`` are those of restricted members, ``permissions`` those of all ordinary ones: what is missing is allowed.
    ``topics`` of a forum by their number; ``general`` has none.
    """

    id: int
    type: str
    title: str
    username: str | None = None
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    keyboards: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    last_message_id: int = 0
    migrated_to: int | None = None
    rights: dict[int, dict[str, bool]] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=dict)
    forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    general: Topic = field(default_factory=lambda: Topic("General"))

    @property
    def private(self) -> bool:
        return self.type == "private"

    def described(self) -> Json:
        """The Chat object inside messages and updates."""
        if self.private:
            fields: Json = {"id": self.id, "type": "private", "first_name": self.title}
            return {**fields, "username": self.username} if self.username else fields
        fields = {"id": self.id, "type": self.type, "title": self.title}
        if self.type == "group":
            fields["all_members_are_administrators"] = False
        if self.forum:
            fields["is_forum"] = True
        return fields

    def status(self, user_id: int) -> str:
        return self.members.get(user_id, "left")

    def has(self, user_id: int) -> bool:
        return self.status(user_id) in PRESENT

    def is_admin(self, user_id: int) -> bool:
        return self.status(user_id) in ADMINS

    def may(self, user_id: int, right: str) -> bool:
        """Whether a member may do this, e.g. can_send_photos."""
        if self.private or self.is_admin(user_id):
            return True
        if self.status(user_id) == "restricted" and not self.rights.get(user_id, {}).get(right, False):
            return False
        return self.permissions.get(right, True)

    def topic_of(self, message: Json) -> str:
        """The heading a message stands under, "" outside a forum."""
        if not self.forum:
            return ""
        topic = self.topics.get(message.get("message_thread_id", 0))
        return topic.name if topic else self.general.name

    def listed(self) -> Json:
        """The chat with its members, for the control API."""
        members = [{"user_id": user_id, "status": status} for user_id, status in self.members.items()]
        listed: Json = {"id": self.id, "type": self.type, "title": self.title, "members": members}
        return {**listed, "migrated_to": self.migrated_to} if self.migrated_to else listed


def chat_member(user: Json, status: str, rights: dict[str, bool] | None = None) -> Json:
    """A ChatMember object of the given status, with every field its type requires. ``rights`` of a restricted one."""
    member: Json = {"user": user, "status": status}
    match status:
        case "creator":
            member["is_anonymous"] = False
        case "administrator":
            member.update({"can_be_edited": False, "is_anonymous": False}, **dict.fromkeys(_ADMIN_RIGHTS, True))
        case "restricted":
            member.update(
                {"is_member": True, "until_date": 0}, **{**dict.fromkeys(_MEMBER_RIGHTS, False), **(rights or {})}
            )
        case "kicked":
            member["until_date"] = 0
    return member


def checked_rights(rights: Json) -> dict[str, bool]:
    """Rights by their names in the Bot API; raises ControlError for any other."""
    if unknown := sorted(set(rights) - set(_MEMBER_RIGHTS)):
        raise ControlError(f"unknown rights: {', '.join(unknown)}")
    return {name: bool(allowed) for name, allowed in rights.items()}


def full_info(chat: Chat) -> Json:
    """The ChatFullInfo object of getChat."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    info = {
        **chat.described(),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    if not chat.private:
        info["permissions"] = {**dict.fromkeys(_MEMBER_RIGHTS, True), **chat.permissions}
    if chat.pinned and chat.pinned[-1] in chat.messages:
        info["pinned_message"] = chat.messages[chat.pinned[-1]]
    return info
