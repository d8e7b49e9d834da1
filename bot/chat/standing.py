"""What we may see and do in a group, asked of Telegram."""

from collections.abc import Collection
from dataclasses import dataclass, field

from telegram import Bot, ChatMember, ChatMemberRestricted, ChatPermissions
from telegram.constants import ChatAction, ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.chat.sending import trouble_of
from bot.domain.rooms import Trouble


@dataclass(frozen=True, slots=True)
class Standing:
    """``trouble`` of the whole chat, ``topics`` that are broken; ``asked`` False: Telegram could not be asked.

    ``moved_to``: the supergroup the group has become.
    """

    trouble: Trouble | None = None
    admin: bool = False
    type: str = "group"
    title: str = ""
    topics: dict[int, Trouble] = field(default_factory=dict)
    asked: bool = True
    moved_to: int | None = None


async def standing_in(bot: Bot, chat_id: int, threads: Collection[int] = ()) -> Standing:
    """Our standing in a group, and in those of its topics that stand for something."""
    try:
        member = await bot.get_chat_member(chat_id, bot.id)
        if (trouble := trouble_with(member)) is not None:
            return Standing(trouble)
        chat = await bot.get_chat(chat_id)
        admin = member.status == ChatMemberStatus.ADMINISTRATOR
        trouble = None if admin else _permitted(chat.permissions) or _own(member)
        broken = {} if trouble is Trouble.MUTED else await _topics(bot, chat_id, threads)
        return Standing(trouble, admin, chat.type, chat.title or "", broken)
    except ChatMigrated as error:
        return Standing(moved_to=error.new_chat_id)
    except Forbidden as error:
        return Standing(trouble_of(error.message) or Trouble.GONE)
    except BadRequest as error:
        trouble = trouble_of(error.message)
        return Standing(trouble, asked=trouble is not None)
    except TelegramError:
        return Standing(asked=False)


def trouble_with(member: ChatMember) -> Trouble | None:
    """What keeps this member from writing at all."""
    if member.status in {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}:
        return Trouble.GONE
    if isinstance(member, ChatMemberRestricted):
        return Trouble.GONE if not member.is_member else None if member.can_send_messages else Trouble.MUTED
    return None


def _permitted(permissions: ChatPermissions | None) -> Trouble | None:
    """What the group allows its ordinary members."""
    if permissions is None:
        return None
    if permissions.can_send_messages is False:
        return Trouble.MUTED
    return Trouble.NO_MEDIA if permissions.can_send_photos is False else None


def _own(member: ChatMember) -> Trouble | None:
    silent = isinstance(member, ChatMemberRestricted) and not member.can_send_photos
    return Trouble.NO_MEDIA if silent else None


async def _topics(bot: Bot, chat_id: int, threads: Collection[int]) -> dict[int, Trouble]:
    """No method tells of a topic; "typing…" for a moment is the lightest thing that a missing one refuses."""
    broken = {}
    for thread_id in threads:
        try:
            await bot.send_chat_action(chat_id, ChatAction.TYPING, message_thread_id=thread_id)
        except BadRequest as error:
            if (trouble := trouble_of(error.message)) is not None:
                broken[thread_id] = trouble
    return broken
