"""Who speaks on the stage: people in their private chats and in groups, and what stands in those chats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.simulator import acting, sending

if TYPE_CHECKING:
    from tests.conversation.stage import Stage

Json = dict[str, Any]

AT_ONCE = 40
"""So many presses are answered before Telegram forgets the first of them, also on a busy machine."""


@dataclass(frozen=True)
class Said:
    """A message as it stands in a chat now."""

    id: int
    text: str
    by_bot: bool
    buttons: dict[str, str]
    raw: Json

    def __contains__(self, words: str) -> bool:
        return words in self.text


@dataclass(frozen=True)
class Answer:
    """What a press was answered with: a toast, or an alert when something was refused."""

    text: str
    alert: bool


@dataclass(frozen=True)
class Chat:
    """A chat as its members see it."""

    stage: Stage
    chat_id: int

    def messages(self) -> list[Said]:
        chat = self.stage.simulator.chats[self.chat_id]
        return [_said(self.stage, message) for _, message in sorted(chat.messages.items())]

    def heard(self) -> list[Said]:
        """What the bot said here."""
        return [message for message in self.messages() if message.by_bot]

    @property
    def last(self) -> Said:
        return self.heard()[-1]

    def find(self, words: str) -> Said:
        """The newest message of the bot with these words; fails when there is none."""
        found = [message for message in self.heard() if words in message]
        assert found, f"nobody said {words!r} here, only: {[message.text for message in self.heard()]}"
        return found[-1]

    def shows(self, words: str) -> bool:
        return any(words in message for message in self.heard())

    def button(self, caption: str) -> Said:
        """The newest message with a button of this caption."""
        found = [message for message in self.heard() if caption in message.buttons]
        assert found, f"no button {caption!r} here, only: {[list(m.buttons) for m in self.heard()]}"
        return found[-1]


MORE = "更多"


@dataclass(frozen=True)
class Person(Chat):
    """Somebody in a chat: in private (its id is the account's), or in a group."""

    account: int

    def at(self, group: Chat) -> Person:
        return Person(self.stage, group.chat_id, self.account)

    async def says(self, text: str, **options: Any) -> Said:
        """Writes, and waits for everything that follows. ``reply_to``: a message; ``oversize``; ``anonymous`` …"""
        content = acting.text_content(text, oversize=options.pop("oversize", False))
        return await self._write(content, options)

    async def sends(self, kind: str, caption: str = "", album: str = "", **options: Any) -> Said:
        """A photo, voice, video, sticker …"""
        content = acting.media_content(self.stage.simulator, kind, None, caption, album)
        return await self._write(content, options)

    async def shares(self, latitude: float, longitude: float) -> Said:
        point = {"latitude": latitude, "longitude": longitude}
        return await self._write({"location": sending.location(point)}, {})

    async def puts(self, content: Json, **options: Any) -> Said:
        """Any other content of a message."""
        return await self._write(content, options)

    async def _write(self, content: Json, options: Json) -> Said:
        if isinstance(reply := options.get("reply_to"), Said):
            options = {**options, "reply_to": reply.id}
        message = acting.write(self.stage.simulator, self.account, self.chat_id, content, options)
        await self.stage.settled()
        return _said(self.stage, message)

    async def edits(self, message: Said, text: str) -> None:
        content = acting.text_content(text)
        acting.edit(self.stage.simulator, self.account, self.chat_id, message.id, content)
        await self.stage.settled()

    async def presses(self, caption: str, on: Said | None = None) -> Answer:
        """Presses the newest button of this caption, or the one on that message; what a card has no room for stands
        behind 更多.
        """
        message = on or self._with(caption)
        if caption not in message.buttons and MORE in message.buttons:
            answer = await self.presses_data(message.buttons[MORE], message)
            message = self.last
            if caption not in message.buttons:
                return answer
        return await self.presses_data(message.buttons[caption], message)

    def _with(self, caption: str) -> Said:
        """The newest message that has the button, else the newest with 更多."""
        found = [message for message in self.heard() if {caption, MORE} & message.buttons.keys()]
        own = [message for message in found if caption in message.buttons]
        return (own or found or [self.button(caption)])[-1]

    async def presses_data(self, data: str, message: Said) -> Answer:
        """Presses a button by its callback data, which may be made up."""
        (answer,) = await self.presses_all([data], message)
        return answer

    async def presses_all(self, made_up: Iterable[str], message: Said) -> list[Answer]:
        """Presses one after the other, AT_ONCE without waiting in between; each must be answered."""
        simulator, account, chat_id = self.stage.simulator, self.account, self.chat_id
        left, answers = list(made_up), list[Answer]()
        while left:
            portion, left = left[:AT_ONCE], left[AT_ONCE:]
            pressed = {acting.press(simulator, account, chat_id, message.id, d, forged=True): d for d in portion}
            await self.stage.settled()
            answers += [self._answer(query_id, data) for query_id, data in pressed.items()]
        return answers

    def _answer(self, query_id: str, data: str) -> Answer:
        answer = self.stage.simulator.queries[query_id].answer
        assert answer is not None, f"nobody answered the press of {data}"
        return Answer(answer.get("text") or "", bool(answer.get("show_alert")))

    async def starts(self, payload: str = "") -> None:
        acting.start(self.stage.simulator, self.account, payload)
        await self.stage.settled()

    async def blocks(self, blocked: bool = True) -> None:
        acting.set_blocked(self.stage.simulator, self.account, blocked=blocked)
        await self.stage.settled()


def _said(stage: Stage, message: Json) -> Said:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    captions = {button["text"]: button.get("callback_data", "") for row in rows for button in row}
    by_bot = message.get("from", {}).get("id") == stage.simulator.bot["id"]
    return Said(message["message_id"], message.get("text") or message.get("caption") or "", by_bot, captions, message)
