"""Where a message goes: a chat, or one topic of a forum group; and what may be wrong there."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Room:
    """``thread_id``: Telegram's message_thread_id of a topic; 0: a chat without topics, or the topic General."""

    chat_id: int
    thread_id: int = 0

    @property
    def private(self) -> bool:
        """Telegram's private chats have positive numbers, groups negative ones."""
        return self.chat_id > 0

    def __str__(self) -> str:
        return f"{self.chat_id}/{self.thread_id}" if self.thread_id else str(self.chat_id)


class Trouble(StrEnum):
    """Why a room takes no messages: we are not in the chat (or it is no more), may not write there, its topic was
    deleted or closed; or it takes words but no pictures.
    """

    GONE = "gone"
    MUTED = "muted"
    NO_TOPIC = "no-topic"
    CLOSED = "closed"
    NO_MEDIA = "no-media"


OF_TOPIC = frozenset({Trouble.NO_TOPIC, Trouble.CLOSED})
"""The rest of the group can still be reached."""
