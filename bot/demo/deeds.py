"""What a person of the played day does, through the simulator's own acting interface, like the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.demo.script import Script, Step
from bot.simulator import acting, control
from bot.simulator.errors import ControlError
from bot.simulator.files import Upload
from bot.simulator.state import Simulator

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """WGS-84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who in the simulator: accounts and group chats by name, a point inside each grid by its code."""

    people: dict[str, int]
    groups: dict[str, int]
    points: dict[str, Point]

    def chat(self, name: str) -> int:
        """A group, or somebody's private chat with the bot."""
        return self.groups[name] if name in self.groups else self.people[name]


def act(sim: Simulator, cast: Cast, script: Script, step: Step) -> None:
    """Does the step's deed. Raises ControlError when it cannot be done: no such button, no such message."""
    if step.joins:
        _join(sim, script)
        return
    if not step.who:
        return
    who = cast.people[step.who]
    chat = cast.groups[step.group] if step.group else who
    head: Json = {"from": who, "chat": chat}
    if step.on and not (step.presses or step.edits):
        head["reply_to"] = find(sim, chat, step.on, sender=sim.bot["id"])["message_id"]
    if step.photo:
        content = acting.media_content(sim, "photo", _picture(step.photo), step.says, "")
        acting.write(sim, who, chat, content, head)
    elif step.says:
        control.send(sim, {**head, "text": step.says})
    elif step.voice:
        acting.write(sim, who, chat, acting.media_content(sim, "voice", None, "", ""), head)
    elif step.spot:
        point = cast.points[step.spot]
        control.location(sim, {**head, "latitude": point.latitude, "longitude": point.longitude})
    elif step.presses:
        message = find(sim, chat, step.on, sender=sim.bot["id"], button=step.presses)
        data = next(key["callback_data"] for key in keys(message) if _is(key, step.presses))
        control.press(sim, {**head, "message_id": message["message_id"], "data": data})
    elif step.edits:
        message = find(sim, chat, step.on, sender=who)
        control.send(sim, {**head, "text": step.edits, "edit": message["message_id"]})


def find(sim: Simulator, chat: int, words: str, *, sender: int, button: str = "") -> Json:
    """The sender's newest message in the chat with these words and such a button. Raises ControlError."""
    for _, message in sorted(sim.chats[chat].messages.items(), reverse=True):
        mine = message.get("from", {}).get("id") == sender
        if mine and words in said(message) and (not button or any(_is(key, button) for key in keys(message))):
            return message
    raise ControlError(f"{sim.chats[chat].title}: no message with {' and '.join(filter(None, (words, button)))!r}")


def _is(key: Json, caption: str) -> bool:
    """A caption that ends with … is the beginning of the button's."""
    return str(key["text"]).startswith(caption[:-1]) if caption.endswith("…") else key["text"] == caption


def said(message: Json) -> str:
    """Its words: the text, or what stands below a picture."""
    return str(message.get("text") or message.get("caption") or "")


def keys(message: Json) -> Iterator[Json]:
    """The buttons below a message."""
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield from row


def _picture(name: str) -> Upload:
    path = Path(__file__).parent / "day" / name
    return Upload(name, path.read_bytes(), "image/jpeg")


def _join(sim: Simulator, script: Script) -> None:
    """Everybody opens the bot by the link that hangs in his staircase."""
    for account, resident in script.residents.values():
        if account not in sim.people:
            person = {"id": account, "first_name": resident.name, "language_code": resident.language}
            control.add_person(sim, person)
        control.start(sim, {"from": account, "payload": f"g-{resident.home}" if resident.home else ""})
