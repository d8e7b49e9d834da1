"""How long people wait while two thousand updates are in front of them: Telegram's limits are on, dangers overtake.

What waits is ordinary: Telegram's 30 a second alone would make hundreds of dangers wait for each other.
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.config import ROOT
from bot.rules_in_use import load_rules
from tests.bench.control import Control, Json
from tests.bench.county import FIRST_RESIDENT
from tests.bench.figures.loop import House, house

WAITING = 2_000
DANGERS = 60
EVERY_SECONDS = 0.5
PATIENCE_SECONDS = 240.0


@dataclass(frozen=True, slots=True)
class Backlog:
    """Seconds to the first word back, by the messages. ``dangers``: written while the others still waited;
    ``receipts``: of those that waited when the bot started, from that moment; the bot's limit of 30 sends a second is
    part of it. ``left``: updates that still waited when the last danger was written."""

    dangers: tuple[float, ...]
    receipts: tuple[float, ...]
    left: int
    too_many: int


def quantile(values: Sequence[float], share: float) -> float:
    """Infinity where nothing was seen."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("inf")


def measure(texts: Sequence[str], dangers: Sequence[str], waiting: int = WAITING) -> Backlog:
    with tempfile.TemporaryDirectory() as folder:
        reader = load_rules(ROOT / "routing_rules", Path(folder)).reader
    ordinary = [text for text in texts if not reader.suspects_danger(text)]
    return asyncio.run(_measure(ordinary, dangers, waiting))


async def _measure(texts: Sequence[str], dangers: Sequence[str], waiting: int) -> Backlog:
    async with house(waiting + DANGERS, limits=True) as home:
        await home.write(0, [texts[number % len(texts)] for number in range(waiting)])
        ears = Ears()
        listening = asyncio.create_task(ears.listen(home.people))
        began = time.monotonic()
        await home.bot.start()
        written: dict[int, float] = {}
        for number in range(DANGERS):
            account = FIRST_RESIDENT + waiting + number
            await home.people.post("send", **{"from": account}, text=dangers[number % len(dangers)])
            written[account] = time.monotonic()
            await asyncio.sleep(EVERY_SECONDS)
        left = (await home.books.backlog()).inbox
        await _heard(home, ears, waiting)
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        first = ears.first()
        found = [first.get(account, float("inf")) - at for account, at in written.items()]
        ready = began + home.bot.ready[-1]
        others = [first[one] - ready for one in range(FIRST_RESIDENT, FIRST_RESIDENT + waiting) if one in first]
        refused = (await home.people.get("counters"))["results"].get("429", 0)
        return Backlog(tuple(found), tuple(others), left, refused)


async def _heard(home: House, ears: "Ears", waiting: int) -> None:
    """Until every resident has been answered, within patience."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await ears.everybody(waiting + DANGERS)


class Ears:
    """When the bot first spoke in each resident's chat."""

    def __init__(self) -> None:
        self._first: dict[int, float] = {}
        self._told = asyncio.Event()

    def first(self) -> dict[int, float]:
        return self._first

    async def everybody(self, count: int) -> None:
        """Until so many residents have been answered."""
        while len(self._first) < count:
            self._told.clear()
            await self._told.wait()

    async def listen(self, people: Control) -> None:
        async for event in people.events():
            self._note(event)

    def _note(self, event: Json) -> None:
        ours = event["type"] == "message" and event["message"].get("from", {}).get("is_bot")
        if ours and event["chat"] >= FIRST_RESIDENT:
            self._first.setdefault(event["chat"], time.monotonic())
            self._told.set()
