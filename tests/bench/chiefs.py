"""Simulated chiefs and desks, and the transcript: everything the bot said, with the moment it was seen."""

import asyncio
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.bench.control import Control, Json, Refused

NUMBER = re.compile(r"GD\d{8}-\d{4,}", re.ASCII)
RESULT = "无照片 师傅上门看过了，已经处理好，有问题再找我们。"


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the bot. ``at`` in monotonic seconds."""

    at: float
    message_id: int
    text: str


@dataclass
class Transcript:
    """What the bot said by chat, in order."""

    by_chat: dict[int, list[Said]] = field(default_factory=lambda: defaultdict(list))

    def answers(self, chat: int, after: int) -> list[Said]:
        """What the bot said in the chat since message ``after``."""
        return [said for said in self.by_chat.get(chat, ()) if said.message_id > after]

    def all(self) -> Iterator[tuple[int, Said]]:
        for chat, lines in self.by_chat.items():
            for said in lines:
                yield chat, said


class Chiefs:
    """Press 签收 on every new card, then 办结 and 已解决, then answer the prompt. As fast as the bot allows."""

    def __init__(self, control: Control, chiefs: Mapping[int, int]) -> None:
        self._control = control
        self._chiefs = chiefs
        self._buttons: dict[tuple[str, int], Json] = {}
        """What was or will be pressed, as it stood when it was last seen."""
        self._todo: asyncio.Queue[tuple[str, Json, tuple[str, int] | None]] = asyncio.Queue()
        self.transcript = Transcript()
        self.refused = 0

    @property
    def idle(self) -> bool:
        return self._todo.empty()

    async def watch(self) -> None:
        """Follows the simulator's events until it ends."""
        async for event in self._control.events():
            if event["type"] in {"message", "edit"} and event["message"].get("from", {}).get("is_bot"):
                self._see(event["chat"], event["message"], new=event["type"] == "message")

    async def act(self) -> None:
        """Does what :meth:`watch` decided, one thing after the other."""
        while True:
            action, body, once = await self._todo.get()
            try:
                await self._control.post(action, **body)
            except Refused:
                # The card changed under the finger; the edited one is pressed, which has come or is coming.
                self.refused += 1
                newest = self._buttons.pop(once, body) if once else body
                if once is not None and newest != body:
                    self._press(once, newest)

    def _see(self, chat: int, message: Json, *, new: bool) -> None:
        text = message.get("text") or message.get("caption") or ""
        if new:
            self.transcript.by_chat[chat].append(Said(time.monotonic(), message["message_id"], text))
        markup = message.get("reply_markup", {})
        for row in markup.get("inline_keyboard", ()):
            for button in row:
                self._consider(chat, message["message_id"], str(button.get("callback_data", "")))
        if new and "force_reply" in markup:
            # Asked again after a crash, a chief answers again.
            self._todo.put_nowait(("send", self._by(chat) | {"text": RESULT, "reply_to": message["message_id"]}, None))

    def _consider(self, chat: int, message_id: int, data: str) -> None:
        """签收 in every chat that is called, as people do; 办结 by whoever sees it first."""
        action, _, rest = data.partition(":")
        ticket = rest.partition(":")[0]
        once = {"sg": (ticket, chat), "fi": (ticket, 0), "fa": (f"fa{ticket}", 0)}.get(action)
        if once is not None:
            button = self._by(chat) | {"message_id": message_id, "data": data}
            if once in self._buttons:
                self._buttons[once] = button
            else:
                self._press(once, button)

    def _press(self, once: tuple[str, int], button: Json) -> None:
        self._buttons[once] = button
        self._todo.put_nowait(("press", button, once))

    def _by(self, chat: int) -> dict[str, Any]:
        return {"from": self._chiefs.get(chat, chat), "chat": chat}
