"""One letter to Telegram, and what its answer means for us."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Bot, InputMediaPhoto, InputMediaVideo, Message, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.chat.render import LONGEST, Renderer
from bot.clock import Clock
from bot.storage.media import Stored
from bot.storage.outbox import Letter


@dataclass(frozen=True, slots=True)
class Sent:
    """Delivered; ``message_id`` is None for what is no message."""

    message_id: int | None


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
    """It will never work. ``unreachable``: the whole chat is closed to us."""

    reason: str
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Expired:
    """The press it answers is long over."""


NOTED = "👍"
"""A noisy group needs no sentence to know that a note was taken."""

Result = Sent | Later | Moved | CardGone | Refused | Expired


async def deliver(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter, files: Sequence[Stored]) -> Result:
    """Sends once and says what came of it; raises nothing that Telegram or the network can cause."""
    if letter.expires_at is not None and clock.now() >= letter.expires_at:
        return Expired()
    try:
        return Sent(await _send(bot, renderer, clock, letter, files))
    except RetryAfter as error:
        return Later("429", _seconds(error))
    except ChatMigrated as error:
        return Moved(error.new_chat_id)
    except Forbidden as error:
        return Refused(error.message, unreachable=True)
    except BadRequest as error:
        return _bad_request(error.message)
    except NetworkError as error:
        return Later(str(error))
    except TelegramError as error:
        return Refused(str(error))


def _bad_request(message: str) -> Result:
    text = message.lower()
    if "message is not modified" in text:
        return Sent(None)
    if "message to edit not found" in text or "message can't be edited" in text:
        return CardGone()
    if "query is too old" in text or "query id is invalid" in text:
        return Expired()
    return Refused(message, unreachable="chat not found" in text)


async def _send(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter, files: Sequence[Stored]) -> int | None:
    match letter.method:
        case "answer":
            await _answer(bot, renderer, clock, letter)
            return None
        case "react":
            await bot.set_message_reaction(letter.chat_id, letter.message_id or 0, NOTED)
            return None
        case "edit":
            return await _edit(bot, renderer, clock, letter)
        case "media":
            return await _media(bot, letter, files, renderer.text(letter.notice, clock.now()))
        case _:
            return await _message(bot, renderer, clock, letter)


async def _message(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter) -> int:
    rendered = renderer.render(letter.notice, clock.now())
    reply = ReplyParameters(letter.reply_to, allow_sending_without_reply=True) if letter.reply_to else None
    message = await bot.send_message(
        letter.chat_id,
        rendered.text[:LONGEST],
        parse_mode="HTML",
        reply_markup=rendered.markup,
        reply_parameters=reply,
    )
    return message.message_id


async def _edit(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter) -> int | None:
    rendered = renderer.render(letter.notice, clock.now())
    markup = rendered.markup if rendered.markup is None or hasattr(rendered.markup, "inline_keyboard") else None
    await bot.edit_message_text(
        rendered.text[:LONGEST],
        chat_id=letter.chat_id,
        message_id=letter.message_id,
        parse_mode="HTML",
        reply_markup=markup,  # type: ignore[arg-type]  # narrowed by the line above
    )
    return letter.message_id


async def _answer(bot: Bot, renderer: Renderer, clock: Clock, letter: Letter) -> None:
    text = renderer.answer(letter.notice, clock.now())
    alert = letter.notice.kind.startswith("refused")
    await bot.answer_callback_query(letter.query_id or "", text, show_alert=alert)


async def _media(bot: Bot, letter: Letter, files: Sequence[Stored], caption: str) -> int | None:
    """Pictures leave as an album where they can; what cannot stand in one leaves alone."""
    chat_id = letter.chat_id
    joined = [file for file in files if file.kind in {"photo", "video"}]
    if len(joined) > 1:
        first, *rest = joined[:10]
        album = [_input(first, caption), *(_input(file, "") for file in rest)]
        return (await bot.send_media_group(chat_id, album))[0].message_id
    last: Message | None = None
    for file in files:
        match file.kind:
            case "photo":
                last = await bot.send_photo(chat_id, file.file_id, caption=caption)
            case "video":
                last = await bot.send_video(chat_id, file.file_id, caption=caption)
            case "voice":
                last = await bot.send_voice(chat_id, file.file_id, caption=caption)
            case "audio":
                last = await bot.send_audio(chat_id, file.file_id, caption=caption)
            case "animation":
                last = await bot.send_animation(chat_id, file.file_id, caption=caption)
            case "video_note":
                last = await bot.send_video_note(chat_id, file.file_id)
            case _:
                last = await bot.send_document(chat_id, file.file_id, caption=caption)
    return last.message_id if last else None


def _input(file: Stored, caption: str) -> InputMediaPhoto | InputMediaVideo:
    kind = InputMediaPhoto if file.kind == "photo" else InputMediaVideo
    return kind(file.file_id, caption=caption or None)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after if isinstance(after, int | float) else after.total_seconds())
