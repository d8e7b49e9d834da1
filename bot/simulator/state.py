"""The whole state of one simulated Telegram: a bot, people, chats, messages, updates. Everything is in memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.simulator.chats import Chat, Person
from bot.simulator.entities import command_at_start
from bot.simulator.errors import ControlError
from bot.simulator.events import EventLog
from bot.simulator.faults import Faults
from bot.simulator.files import FileStore
from bot.simulator.journal import Journal
from bot.simulator.limits import Limits
from bot.simulator.updates import UpdateQueue

Json = dict[str, Any]
FIRST_PERSON = 700_000_001
FIRST_GROUP = -4_000_000_001
FIRST_SUPERGROUP = -1_002_000_000_001
SERVICE_FIELDS = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "group_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
    }
)
"""A message with one of these says what happened in the chat: every bot sees it, nobody edits or passes it on."""


@dataclass
class CallbackQuery:
    """A pressed button; ``answer`` holds text, show_alert and url once the bot has answered."""

    id: str
    chat_id: int
    user_id: int
    at: float
    answer: Json | None = None


@dataclass
class Webhook:
    """Where updates are posted instead of being polled."""

    url: str = ""
    secret: str | None = None
    connections: int = 40
    last_error_at: int | None = None
    last_error: str = ""


class Simulator:
    """One bot's Telegram. ``now`` gives unix seconds for dates, expiries and limits; the system clock by default."""

    def __init__(
        self,
        bot_token: str = "100000001:SIMULATOR-TOKEN",
        bot_username: str = "yigetong_bot",
        limits: bool = True,
        now: Callable[[], float] | None = None,
    ) -> None:
        self.token = bot_token
        self.bot: Json = {
            "id": int(bot_token.partition(":")[0]),
            "is_bot": True,
            "first_name": "一格通",
            "username": bot_username,
        }
        self._now = now or time.time
        self.limits = Limits(on=limits)
        self.faults = Faults()
        self.events = EventLog()
        self.journal = Journal()
        self.files = FileStore()
        self.updates = UpdateQueue(self.faults)
        self.ended = asyncio.Event()
        self._blank()

    def _blank(self) -> None:
        self.clock_offset = 0.0
        self.privacy_mode = True
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, CallbackQuery] = {}
        self.commands: dict[str, list[Json]] = {}
        self.profile: dict[str, str] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.webhook = Webhook()
        self._ids = {
            "person": FIRST_PERSON,
            "group": FIRST_GROUP,
            "supergroup": FIRST_SUPERGROUP,
            "query": 1,
            "album": 1,
        }

    def reset(self) -> None:
        """Back to an empty Telegram. The numbering of events goes on, so watchers notice."""
        self._blank()
        self.limits.clear()
        self.faults.forget()
        self.journal.clear()
        self.files.clear()
        self.updates.clear()
        self.events.emit("reset")

    def open(self) -> None:
        """Serve long polls and event streams, perhaps again after a close()."""
        self.updates.closed = self.events.closed = False
        self.ended.clear()

    def close(self) -> None:
        """End long polls, event streams and calls that hang, so that a server can stop at once."""
        self.ended.set()
        self.updates.close()
        self.events.close()

    def now(self) -> float:
        """Unix seconds."""
        return self._now() + self.clock_offset

    def next_id(self, kind: str) -> int:
        """A fresh id; groups count downwards. An id that a test took for itself is skipped."""
        step = -1 if kind in ("group", "supergroup") else 1
        number = self._ids[kind]
        while number in self.people or number in self.chats:
            number += step
        self._ids[kind] = number + step
        return number

    def user(self, user_id: int) -> Json:
        """The User object of a person or of the bot; raises ControlError for a stranger."""
        if user_id == self.bot["id"]:
            return self.bot
        if user_id not in self.people:
            raise ControlError(f"no such person: {user_id}")
        return self.people[user_id].user

    def add_person(self, user: Json) -> Json:
        """A new account and its private chat with the bot."""
        user_id = user["id"]
        if user_id <= 0 or user_id == self.bot["id"] or user_id in self.people:
            raise ControlError(f"not a free id for a person: {user_id}")
        self.people[user_id] = Person(user)
        chat = Chat(user_id, "private", user["first_name"], user.get("username"))
        chat.members = {user_id: "member", self.bot["id"]: "member"}
        self.chats[user_id] = chat
        self.events.emit("person", user_id, person=user)
        return user

    def post(self, chat: Chat, sender: Json | None, fields: Json, keyboard: Json | None = None) -> Json:
        """Add a message to the chat; returns the Message. It is not yet an update."""
        chat.last_message_id += 1
        message: Json = {"message_id": chat.last_message_id, "date": int(self.now()), "chat": chat.described()}
        if sender is not None:
            message["from"] = sender
        message.update(fields)
        chat.messages[chat.last_message_id] = message
        if keyboard is not None:
            self._attach(chat, message, keyboard)
        self.events.emit("message", chat.id, message=self.shown(chat, message))
        return message

    def revise(self, chat: Chat, message_id: int, changes: Json, dropped: tuple[str, ...] = ()) -> Json:
        """Replace a message by an edited copy: updates already queued keep the old one. Raises KeyError."""
        message = {name: value for name, value in chat.messages[message_id].items() if name not in dropped}
        message.update(changes)
        chat.messages[message_id] = message
        self.events.emit("edit", chat.id, message=self.shown(chat, message))
        return message

    def remove(self, chat: Chat, message_id: int) -> None:
        """Delete a message for everyone; raises KeyError when there is none."""
        del chat.messages[message_id]
        chat.keyboards.pop(message_id, None)
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
        self.events.emit("delete", chat.id, message_id=message_id)

    def _attach(self, chat: Chat, message: Json, keyboard: Json) -> None:
        # A Message shows an inline keyboard only; the other kinds live at the reader's screen.
        if "inline_keyboard" in keyboard:
            message["reply_markup"] = keyboard
        else:
            chat.keyboards[message["message_id"]] = keyboard

    def shown(self, chat: Chat, message: Json) -> Json:
        """A message as the chat page shows it, with whatever keyboard came with it."""
        keyboard = chat.keyboards.get(message["message_id"])
        extra: Json = {"reply_markup": keyboard} if keyboard else {}
        if topic := chat.topic_of(message):
            extra["topic"] = topic
        return {**message, **extra, "deleted": False}

    def report(self, chat: Chat, message: Json, kind: str = "message") -> None:
        """Queue the message for the bot, if the bot may see it."""
        if self.sees(chat, message):
            self.updates.add(kind, message, self.now())

    def sees(self, chat: Chat, message: Json) -> bool:
        """Telegram's rule for bots: everything in private, in groups as privacy mode and admin rights say."""
        bot_id = self.bot["id"]
        if chat.private:
            return True
        if not chat.has(bot_id):
            return False
        if not self.privacy_mode or chat.is_admin(bot_id) or not SERVICE_FIELDS.isdisjoint(message):
            return True
        answered = message.get("reply_to_message", {})
        if answered.get("from", {}).get("id") == bot_id and "forum_topic_created" not in answered:
            return True
        command = command_at_start(message)
        return command is not None and command.partition("@")[2].lower() in ("", self.bot["username"].lower())

    def reply_fields(self, chat: Chat, message_id: int) -> Json:
        """``reply_to_message`` for a reply: a copy without its own reply, as Telegram sends it."""
        original = chat.messages[message_id]
        return {"reply_to_message": {name: value for name, value in original.items() if name != "reply_to_message"}}

    def thread_fields(self, chat: Chat, thread_id: int) -> Json:
        """What marks a message of a topic: it replies to the topic's first message unless it replies to another."""
        if not thread_id:
            return {}
        thread = {"message_thread_id": thread_id, "is_topic_message": True}
        return {**thread, **self.reply_fields(chat, thread_id)} if thread_id in chat.messages else thread

    def emit_chat(self, chat: Chat) -> None:
        """Tell watchers that a chat is new or its members changed."""
        self.events.emit("chat", chat.id, info=chat.listed())
