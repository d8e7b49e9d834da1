"""What a handler works with: the open transaction, the town, the present, and what was understood beforehand."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import MaybeInaccessibleMessage, Message, Update
from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from bot.chat.buttons import decode
from bot.domain.errors import Anonymous, Forged
from bot.domain.notices import Notice, Press
from bot.domain.org import Actor
from bot.domain.reading import Reading
from bot.domain.rooms import Room
from bot.places.gazetteer import Located
from bot.storage.store import Store
from bot.usecases import telling
from bot.usecases.drafting import Heard
from bot.usecases.languages import NOBODY, Sender
from bot.usecases.resident import Speaker
from bot.usecases.town import Town

GROUP_ANONYMOUS_BOT = 1087968824
"""Telegram's stand-in for a group admin who posts anonymously."""

GENERAL = 1
"""Telegram's number for the topic General; messages there must be sent without a number."""


@dataclass
class Work:
    """One update's share of a transaction. ``failure`` carries a handler's exception out of the application.

    ``sender`` has a language: then answers to his presses are in his, not the group's.
    """

    tx: Store
    town: Town
    now: datetime
    heard: Heard | None = None
    sender: Sender = NOBODY
    failure: Exception | None = None

    @property
    def reading(self) -> Reading | None:
        return self.heard.reading if self.heard else None

    @property
    def located(self) -> Located | None:
        return self.heard.located if self.heard else None


Outcome = Callable[[Work, Actor, Press], Awaitable[Notice]]
"""What a handler's button comes to."""

current: ContextVar[Work] = ContextVar("work")


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The application's context, with the work at hand."""

    @property
    def work(self) -> Work:
        return current.get()


App = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
CONTEXT_TYPES = ContextTypes(context=Context)


def room_of(message: Message | MaybeInaccessibleMessage) -> Room:
    """The chat, or the topic of a forum group. Replies in other groups carry a thread number too: those are none."""
    if isinstance(message, Message) and message.is_topic_message and message.message_thread_id != GENERAL:
        return Room(message.chat.id, message.message_thread_id or 0)
    return Room(message.chat.id)


async def actor_of(update: Update, work: Work) -> Actor:
    """Who acts, with the posts held today. Raises Anonymous where Telegram hides it: a group's anonymous admin, a
    linked channel.
    """
    user, message = update.effective_user, update.message
    if user is None or user.id == GROUP_ANONYMOUS_BOT or (message is not None and message.sender_chat is not None):
        raise Anonymous
    day, is_admin = work.town.today(work.now), user.id in work.town.admins
    return await work.tx.people.holding(await _person_of(work, user.id), day, is_admin=is_admin)


async def speaker_of(update: Update, work: Work) -> Speaker:
    """The resident in his private chat."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        raise Anonymous
    return Speaker(await _person_of(work, user.id), chat.id)


async def _person_of(work: Work, account: int) -> int:
    return work.sender.person_id or await work.tx.people.of_telegram(account)


def button_of(update: Update) -> Press:
    query = update.callback_query
    if query is None or query.data is None:
        raise Forged
    return decode(query.data)


def message_of(update: Update) -> Message:
    """The message a handler was chosen for."""
    message = update.effective_message
    if message is None:
        raise LookupError("an update without a message reached a message handler")
    return message


async def say(
    update: Update, work: Work, notice: Notice, *, ticket_id: int | None = None, card: str = "notice"
) -> None:
    """Answers in the chat where something was said; in a group as a reply."""
    message = message_of(update)
    room = room_of(message)
    key = f"said:{message.chat_id}:{update.update_id}:{notice.kind}:{notice.args.get('number', '')}"
    await telling.reply(
        work.tx,
        message.chat_id,
        notice,
        key,
        work.now,
        reply_to=None if room.private else message.message_id,
        ticket_id=ticket_id,
        card=card if ticket_id is not None else None,
        thread_id=room.thread_id,
    )


async def toast(update: Update, work: Work, notice: Notice) -> None:
    """Answers a press."""
    query = update.callback_query
    if query is not None:
        # Telegram shows it to whoever pressed; the chat only says in which language.
        chat_id = query.message.chat.id if query.message and not work.sender.has_language else query.from_user.id
        await telling.answer(work.tx, query.id, chat_id, notice, work.now)


async def show(
    update: Update, work: Work, notice: Notice, *, ticket_id: int | None = None, card: str = "notice"
) -> None:
    """Answers a press: a short outcome as a toast, anything with buttons or more to read as a message."""
    if notice.kind.startswith("answer-"):
        await toast(update, work, notice)
        return
    await toast(update, work, Notice("answer-opened"))
    await say(update, work, notice, ticket_id=ticket_id, card=card)
