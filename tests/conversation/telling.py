"""A story told in one language: a standing clock, people who press whatever language the buttons are in, and everything
that anybody read, chat by chat.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot.clock import Clock
from bot.domain.languages import Locale
from bot.domain.orders import Verb
from bot.domain.org import Role
from bot.simulator import control
from bot.storage.tables import chats, people
from tests.conversation.people import Answer, Chat, Person, Said
from tests.conversation.stage import Stage
from tests.conversation.town import MORNING, ZONE

Json = dict[str, Any]

GOLDEN = Path(__file__).parent / "golden"
GRID, BESIDE, COMMUNITY, TOWN, COUNTY = "YX010101", "YX010102", "YX0101", "YX01", "YX"
FIRST = 720_000_081
NAME, PHONE = "周玉兰", "13900001234"
"""What the first resident says of herself, and no group may read."""

LANGUAGES = (Locale.HANS, Locale.HANT, Locale.EN)
RECORDS = (
    "assists", "escalations", "mediations", "meeting_items", "projects", "requests", "splits", "supervisions",
    "whistles",
)  # fmt: skip
"""The overlays of handbook §3, by the table of their records."""


NOD = 12
"""An answer to a press that is not longer says no more than that it was heard."""

DIGEST = re.compile(r"【.* 日(调度|調度)】|.*: daily report,")


class Standing(Clock):
    """Moved, it moves; left alone, it all but stands, so that each time in a text is always the same. No two looks see
    quite the same moment: some keys of letters are made of it.
    """

    def now(self) -> datetime:
        self.offset += timedelta(microseconds=1)
        return MORNING.astimezone(UTC) + self.offset


class Story:
    """One play on a stage whose clock stands. Words and sentences are given once in each language."""

    def __init__(self, stage: Stage, locale: Locale) -> None:
        self.stage, self.locale = stage, locale
        self._names: dict[int, str] = {}
        self._lines: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._orders: dict[Verb, list[str]] = {}
        for word, verb in stage.house.rules.rules.policies.intake.orders.items():
            self._orders.setdefault(verb, []).append(word)

    # Who takes part

    async def begin(self) -> None:
        """Everybody in office, every group reads this language from now on."""
        async with self.stage.house.database.begin() as tx:
            everybody = update(people).where(people.c.telegram_id.in_(self.stage.town.people))
            chosen = await tx.connection.execute(everybody.values(locale=self.locale.value))
            assert chosen.rowcount == len(self.stage.town.people)
            every_group = update(chats).where(chats.c.chat_id.in_(g.chat_id for g in self.stage.town.groups.values()))
            chosen = await tx.connection.execute(every_group.values(locale=self.locale.value))
            assert chosen.rowcount == len(self.stage.town.groups)
        self._first = self.stage.simulator.events.last

    async def resident(self, number: int) -> Person:
        account = FIRST + number
        control.add_person(self.stage.simulator, {"id": account, "first_name": f"R{number}"})
        self.stage.simulator.people[account].started = True
        async with self.stage.house.database.begin() as tx:
            person_id = await tx.people.of_telegram(account)
            await tx.people.welcomed(person_id, MORNING)
            await tx.languages.choose(person_id, self.locale)
        self._names[account] = f"resident {number}"
        return self.stage.person(account)

    def desk(self, role: Role, code: str) -> Person:
        """Whoever holds the post, in the group of the place where it has one."""
        holder = self.stage.holder(role, code)
        return holder.at(self.stage.group(code)) if code in self.stage.town.groups else holder

    # Time

    async def at(self, clock: str, days: int = 0) -> None:
        """On to this time of the day that is so many days on; every tick between may bring something about."""
        stage, now = self.stage, self.stage.clock.now().astimezone(ZONE)
        target = datetime.combine(now.date() + timedelta(days=days), time.fromisoformat(clock), ZONE)
        stage.clock.offset += target - now
        await stage.tick()

    # What people say and press

    def say(self, *languages: str) -> str:
        """Of a sentence in simplified, traditional Chinese and English the one that is spoken here."""
        return languages[LANGUAGES.index(self.locale)]

    def order(self, verb: Verb, *languages: str) -> str:
        words = self._orders[verb]
        first = {Locale.HANS: words[0], Locale.HANT: words[len(words) // 2], Locale.EN: words[-1]}[self.locale]
        return f"{first} {self.say(*languages)}".strip()

    async def tap(self, who: Person, action: str, choice: str = "", on: str = "") -> Answer:
        """Presses the newest button of this kind, whatever language it is in; ``on``: of a message with these words."""
        for message in reversed(who.heard()):
            if on and on not in message.text:
                continue
            for caption, data in message.buttons.items():
                if data.startswith(f"{action}:") and data.split(":")[3].startswith(choice):
                    answer = await who.presses(caption, on=message)
                    assert not answer.alert, f"{action} {choice}: {answer.text}"
                    self._toast(who, answer.text)
                    return answer
        shown = [message.raw.get("reply_markup") for message in who.heard()[-2:]]
        raise AssertionError(f"no button {action} {choice}: {shown}")

    async def tap_if(self, who: Person, action: str) -> None:
        """Answers a question that may be asked here or not."""
        if _has(who.last, action):
            await self.tap(who, action)

    async def at_once(self) -> None:
        """A minute: edits that were held back arrive."""
        self.stage.clock.offset += timedelta(minutes=1)
        await self.stage.tick()

    def _toast(self, who: Person, text: str) -> None:
        """What a press is answered with, where it is more than a nod."""
        if len(text) > NOD:
            line = f"{_hour(self.stage.clock.now())} ({text})"
            self._lines[who.chat_id].append((self.stage.simulator.events.last, line))

    async def menu(self, who: Person, action: str, on: str = "") -> Answer:
        """Behind 更多 of the ticket's card."""
        card = self.card(who, on)
        await who.presses_data(next(data for data in card.buttons.values() if data.startswith("mo:")), card)
        return await self.tap(who, action)

    async def answers(self, who: Person, *languages: str) -> None:
        """Replies to what was said last."""
        await who.says(self.say(*languages), reply_to=who.last)

    async def orders(self, who: Person, verb: Verb, *languages: str, on: str = "") -> None:
        """An order by word, in reply to the ticket's card."""
        await who.says(self.order(verb, *languages), reply_to=self.card(who, on))

    async def answers_card(self, who: Person, *languages: str) -> None:
        """A word on how it stands, in reply to the card."""
        await who.says(self.say(*languages), reply_to=self.card(who))

    def card(self, chat: Chat, number: str = "") -> Said:
        """The ticket's card as it stands there: what 更多 is below and the number above."""
        number = number or self.stage.ticket()
        shown = [m for m in chat.heard() if number in m.text.split("\n")[0] and _has(m, "mo")]
        assert shown, f"no card of {number}"
        return shown[-1]

    # What was read

    def told(self) -> str:
        """Everything, chat by chat; before it the transitions that came about and the records that were made.

        Digests have a golden file of their own; here they stand in nobody's way.
        """
        chats = {chat_id: list(lines) for chat_id, lines in self._lines.items()}
        for event in self.stage.simulator.events.after(self._first):
            if event["type"] in {"message", "edit"} and not DIGEST.match(str(event["message"].get("text"))):
                chats.setdefault(event["chat"], []).append((event["n"], _line(event, self.stage.simulator.bot["id"])))
        parts = [self._came_about()]
        for chat_id in sorted(chats, key=self._name):
            parts.append("\n".join([f"== {self._name(chat_id)}", *(line for _, line in sorted(chats[chat_id]))]) + "\n")
        return "\n".join(parts)

    def told_groups(self) -> Iterator[str]:
        for event in self.stage.simulator.events.after(self._first):
            if event["type"] in {"message", "edit"} and event["chat"] < 0:
                yield _line(event, self.stage.simulator.bot["id"])

    def _came_about(self) -> str:
        events = sorted({row[0] for row in self.stage.rows("SELECT event FROM history")})
        made = [table for table in RECORDS if self.stage.one(f"SELECT count(*) FROM {table}")]
        return f"transitions: {' '.join(events)}\nrecords: {' '.join(made)}\n"

    def _name(self, chat_id: int) -> str:
        groups = {gathering.chat_id: f"group {code}" for code, gathering in self.stage.town.groups.items()}
        posts = {account: f"{role.value.lower()} {code}" for (role, code), account in self.stage.town.posts.items()}
        return (self._names | groups | posts).get(chat_id, str(chat_id))


def same_as_golden(name: str, told: str) -> None:
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


def _has(message: Said, action: str) -> bool:
    return any(data.startswith(f"{action}:") for data in message.buttons.values())


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%m-%d %H:%M}"


def _line(event: Json, bot: int) -> str:
    message = event["message"]
    seconds = message.get("edit_date") or message["date"]
    at = _hour(datetime.fromtimestamp(seconds, UTC))
    words = str(message.get("text") or message.get("caption") or "(no text)")
    mark = "" if message["from"]["id"] == bot else "> "
    changed = "✎ " if event["type"] == "edit" else ""
    keys = [key["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for key in row]
    body = f"{at} {changed}{mark}{words}".replace("\n", "\n            ")
    return body + (f"\n            [{'] ['.join(keys)}]" if keys else "")
