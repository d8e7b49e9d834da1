"""One letter to Telegram, and what its answer means for us."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Bot, InputMediaPhoto, InputMediaVideo, Message, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.chat.http import pause_of
from bot.chat.render import Renderer
from bot.clock import Clock
from bot.domain.rooms import Trouble
from bot.storage.media import Stored
from bot.storage.outbox import ALBUM, Letter


@dataclass(frozen=True, slots=True)
class Sent:
    """Delivered; ``message_id`` is None for what is no message. ``more``: the other messages of an album."""

    message_id: int | None
    more: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: ``seconds`` is Telegram's own word, None for a fault after which we choose the pause."""

    reason: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has become a supergroup."""

    new_chat_id: int


@dataclass(frozen=True, slots=True)
class CardGone:
    """Someone deleted the message we wanted to edit."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never work. ``trouble``: what is wrong with the room itself, None when it was this letter alone."""

    reason: str
    trouble: Trouble | None = None

    @property
    def unreachable(self) -> bool:
        """Whether the whole chat is closed to us."""
        return self.trouble in {Trouble.GONE, Trouble.MUTED}


@dataclass(frozen=True, slots=True)
class Expired:
    """The press it answers is long over."""


TO_BE_READ = {"answer-why"}
"""Answers too long for a word that fades by itself."""

NOTED = "👍"
"""A noisy group needs no sentence to know that a note was taken."""

Result = Sent | Later | Moved | CardGone | Refused | Expired


async def deliver(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter, files: Sequence[Stored]) -> Result:
    """Sends once and says what came of it; raises nothing that Telegram or the network can cause."""
    if letter.expires_at is not None and clock.now() >= letter.expires_at:
        return Expired()
    try:
        return await _send(bot, renderer, clock, letter, files)
    except RetryAfter as error:
        return Later("429", pause_of(error))
    except ChatMigrated as error:
        return Moved(error.new_chat_id)
    except Forbidden as error:
        return Refused(error.message, trouble_of(error.message) or Trouble.GONE)
    except BadRequest as error:
        return _bad_request(error.message)
    except NetworkError as error:
        return Later(str(error))
    except TelegramError as error:
        return Refused(str(error))


def _bad_request(message: str) -> Result:
    text = message.lower()
    if "message is not modified" in text or "message to delete not found" in text:
        return Sent(None)
    if "message to edit not found" in text or "message can't be edited" in text:
        return CardGone()
    if "query is too old" in text or "query id is invalid" in text:
        return Expired()
    return Refused(message, trouble_of(message))


TROUBLES = (
    (Trouble.NO_TOPIC, ("message thread not found", "topic_deleted", "topic_id_invalid")),
    (Trouble.CLOSED, ("topic_closed",)),
    (
        Trouble.MUTED,
        (
            "chat_write_forbidden",
            "have no rights to send a message",
            "not enough rights to send text messages",
            "chat_send_plain_forbidden",
            "chat_restricted",
        ),
    ),
    (Trouble.NO_MEDIA, ("not enough rights to send", "chat_send_")),
    (
        Trouble.GONE,
        ("chat not found", "peer_id_invalid", "chat was deleted", "chat was deactivated", "channel_private"),
    ),
)
"""Telegram's words, in small letters, and what they say of the room. The first that fits counts."""


def trouble_of(message: str) -> Trouble | None:
    """What an error text says of the room; None when it is about the letter."""
    text = message.lower()
    return next((trouble for trouble, words in TROUBLES if any(word in text for word in words)), None)


async def _send(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter, files: Sequence[Stored]) -> Sent:
    match letter.method:
        case "answer":
            await _answer(bot, renderer, clock, letter)
            return Sent(None)
        case "react":
            await bot.set_message_reaction(letter.chat_id, letter.message_id or 0, NOTED)
            return Sent(None)
        case "delete":
            await bot.delete_message(letter.chat_id, letter.message_id or 0)
            return Sent(None)
        case "edit":
            return Sent(await _edit(bot, renderer, clock, letter))
        case "media":
            return await _media(bot, letter, files, renderer.text(letter.notice, clock.now()))
        case _:
            return Sent(await _message(bot, renderer, clock, letter))


async def _message(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter) -> int:
    rendered = renderer.render(letter.notice, clock.now())
    reply = ReplyParameters(letter.reply_to, allow_sending_without_reply=True) if letter.reply_to else None
    message = await bot.send_message(
        letter.chat_id,
        rendered.text,
        parse_mode="HTML",
        reply_markup=rendered.markup,
        reply_parameters=reply,
        message_thread_id=_thread(letter),
    )
    return message.message_id


async def _edit(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter) -> int | None:
    rendered = renderer.render(letter.notice, clock.now())
    markup = rendered.markup if rendered.markup is None or hasattr(rendered.markup, "inline_keyboard") else None
    await bot.edit_message_text(
        rendered.text,
        chat_id=letter.chat_id,
        message_id=letter.message_id,
        parse_mode="HTML",
        reply_markup=markup,  # type: ignore[arg-type]  # narrowed by the line above
    )
    return letter.message_id


async def _answer(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter) -> None:
    text = renderer.answer(letter.notice, clock.now())
    alert = letter.notice.kind.startswith("refused") or letter.notice.kind in TO_BE_READ
    await bot.answer_callback_query(letter.query_id or "", text, show_alert=alert)


async def _media(bot: Bot, letter: Letter, files: Sequence[Stored], caption: str) -> Sent:
    """Pictures leave as an album where they can; what cannot stand in one follows alone."""
    thread = _thread(letter)
    joined = [file for file in files if file.kind in {"photo", "video"}][:ALBUM]
    ids: list[int] = []
    if len(joined) > 1:
        first, *rest = joined
        album = [_input(first, caption), *(_input(file, "") for file in rest)]
        ids = [
            message.message_id
            for message in await bot.send_media_group(letter.chat_id, album, message_thread_id=thread)
        ]
        files = [file for file in files if file not in joined]
    for file in files:
        message = await _file(bot, letter.chat_id, thread, file, "" if ids else caption)
        ids.append(message.message_id)
    return Sent(ids[0] if ids else None, tuple(ids[1:]))


def _thread(letter: Letter) -> int | None:
    """Telegram refuses a number for the topic General, which is the group without one."""
    return letter.thread_id or None


async def _file(bot: Bot, chat_id: int, thread: int | None, file: Stored, caption: str) -> Message:
    match file.kind:
        case "photo":
            return await bot.send_photo(chat_id, file.file_id, caption=caption, message_thread_id=thread)
        case "video":
            return await bot.send_video(chat_id, file.file_id, caption=caption, message_thread_id=thread)
        case "voice":
            return await bot.send_voice(chat_id, file.file_id, caption=caption, message_thread_id=thread)
        case "audio":
            return await bot.send_audio(chat_id, file.file_id, caption=caption, message_thread_id=thread)
        case "animation":
            return await bot.send_animation(chat_id, file.file_id, caption=caption, message_thread_id=thread)
        case "video_note":
            return await bot.send_video_note(chat_id, file.file_id, message_thread_id=thread)
        case _:
            return await bot.send_document(chat_id, file.file_id, caption=caption, message_thread_id=thread)


def _input(file: Stored, caption: str) -> InputMediaPhoto | InputMediaVideo:
    kind = InputMediaPhoto if file.kind == "photo" else InputMediaVideo
    return kind(file.file_id, caption=caption or None)
