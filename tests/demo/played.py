"""The whole day played once at full speed: real bot, real simulator, real HTTP, a clock that only the script moves."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.demo.deeds import keys, said
from bot.demo.run import Demo, demo

Json = dict[str, Any]

ZONE = ZoneInfo("Asia/Shanghai")
BEFORE = datetime(2026, 11, 23, 16, 0, tzinfo=ZONE)
"""A Monday afternoon; the day that is played is the Tuesday after it."""

MIDNIGHT = datetime(2026, 11, 24, tzinfo=ZONE)

MEDIA = ("photo", "voice", "location")


class StandingClock(Clock):
    """Moved, it moves; left alone, it stands."""

    def now(self) -> datetime:
        return BEFORE.astimezone(UTC) + self.offset


@dataclass
class Played:
    """What is left of the day. ``chats``: by name, every message as it came or changed."""

    missed: list[str]
    summary: Json
    chats: dict[str, list[str]]
    kinds: dict[str, str]
    to_groups: list[str]
    violations: list[Json]
    rows: list[Json]
    steps: int


async def play(folder: Path) -> Played:
    """Plays every step; raises nothing, what went wrong is in the result."""
    async with demo(folder, 0, limits=False, clock=StandingClock(), tick_every=timedelta(hours=1)) as running:
        await running.keeper.at_rest()
        names, kinds = _names(running)
        chats: dict[str, list[str]] = defaultdict(list)
        last = running.simulator.events.last
        while not running.player.over:
            await running.player.step()
            for event in running.simulator.events.after(last):
                last = event["n"]
                if event["type"] in {"message", "edit", "delete"} and (at := _when(event, running)) > MIDNIGHT:
                    chats[names[event["chat"]]].append(_line(event, at))
        return Played(
            missed=running.player.missed,
            summary=await running.office.summary(running.player.started_at),
            chats=dict(chats),
            kinds=kinds,
            to_groups=[str(call["params"]) for call in _group_calls(running)],
            violations=list(running.simulator.journal.violations),
            rows=_tickets(folder),
            steps=len(running.player.steps),
        )


def _names(running: Demo) -> tuple[dict[int, str], dict[str, str]]:
    """Names of chats by id, and whether each is a resident's, a group's or the office's."""
    cast, script = running.keeper.settled.cast, running.keeper.settled.script
    names = {chat: name for name, chat in (*cast.people.items(), *cast.groups.items())}
    names |= {id_: str(p.user["first_name"]) for id_, p in running.simulator.people.items() if id_ not in names}
    kinds = dict.fromkeys(names.values(), "office") | dict.fromkeys(cast.groups, "groups")
    return names, kinds | dict.fromkeys(script.residents, "residents")


def _when(event: Json, running: Demo) -> datetime:
    """The message's own time; of a deletion there is only the present."""
    message = event.get("message", {})
    seconds = message.get("edit_date") or message.get("date")
    return datetime.fromtimestamp(seconds, ZONE) if seconds else running.clock.now()


def _line(event: Json, when: datetime) -> str:
    """One message as a reader takes it in: when, who, what, and the buttons below it."""
    at = f"{when.astimezone(ZONE):%H:%M}"
    if event["type"] == "delete":
        return f"{at} (deleted)"
    message = event["message"]
    words = said(message) or "".join(f"({kind})" for kind in MEDIA if kind in message)
    picture = "(photo) " if "photo" in message and said(message) else ""
    changed = "✎ " if event["type"] == "edit" else ""
    rows = "".join(f"[{key['text']}]" for key in keys(message))
    text = f"{message['from']['first_name']}: {picture}{words}".rstrip()
    body = text.replace("\n", "\n        ")
    return f"{at} {changed}{body}" + (f"\n        {rows}" if rows else "")


def _group_calls(running: Demo) -> Iterator[Json]:
    """Everything the bot ever sent to a group, also what it edited away later."""
    for call in running.simulator.journal.calls:
        if str(call["params"].get("chat_id", "")).startswith("-"):
            yield call


def _tickets(folder: Path) -> list[Json]:
    """The tickets as the database has them."""
    base = sqlite3.connect(folder / "yigetong.db")
    base.row_factory = sqlite3.Row
    try:
        query = "SELECT number, state, category, round, danger, sealed_role FROM tickets ORDER BY id"
        return [dict(row) for row in base.execute(query)]
    finally:
        base.close()
