"""How much of each of Telegram's limits the sender uses: letters that are due at once against the simulator's exact
sliding windows."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.notices import Notice, Priority
from bot.storage.engine import Database
from bot.storage.outbox import Letter
from tests.bench.control import Control
from tests.bench.county import FIRST_RESIDENT
from tests.bench.figures.loop import drain, house

PEOPLE, EACH, GROUP = 600, 20, 41
"""So many letters: one to each of so many people, to one person, to one group."""

OVERALL, SECOND = 30, 1.0
PER_GROUP, MINUTE = 20, 60.0


@dataclass(frozen=True, slots=True)
class Use:
    """``share`` of what the limit allows in the time it took, from the first to the last message."""

    share: float
    seconds: float
    letters: int


@dataclass(frozen=True, slots=True)
class Sending:
    overall: Use
    private: Use
    group: Use
    too_many: int
    overrun: int
    """Windows over their limit, counted from outside by the moments at which messages were seen."""


def measure() -> Sending:
    return asyncio.run(_measure())


async def _measure() -> Sending:
    many, too_many = await _run(everybody)
    few, refused = await _run(one_and_a_group)
    everyone = sorted(at for times in many.values() for at in times)
    person = few[FIRST_RESIDENT]
    group = next(times for chat, times in few.items() if chat < 0)
    overrun = _over(everyone, OVERALL, SECOND) + _over(group, PER_GROUP, MINUTE) + _over(person, 1, SECOND)
    return Sending(
        overall=_use(everyone, OVERALL, SECOND),
        private=_use(person, 1, SECOND),
        group=_use(group, PER_GROUP, MINUTE),
        too_many=too_many + refused,
        overrun=overrun,
    )


Wanted = Callable[[Sequence[int]], list[tuple[int, int]]]


async def _run(wanted: Wanted) -> tuple[dict[int, list[float]], int]:
    """When a message was seen in each chat, and how many calls were refused."""
    async with house(PEOPLE, limits=True) as home:
        await home.write(0, ["/help"] * PEOPLE)  # a bot may not write to whom it never heard from
        await drain(home.address)
        groups = [chat["id"] for chat in (await home.people.get("state"))["chats"] if chat["id"] < 0]
        letters = [
            Letter(f"bench:{chat}:{number}", chat, Notice("help"), Priority.ANSWER)
            for chat, count in wanted(groups)
            for number in range(count)
        ]
        seen: dict[int, list[float]] = defaultdict(list)
        listening = asyncio.create_task(_listen(home.people, seen, len(letters)))
        await home.bot.start()
        database = Database(home.bot.database_url)
        async with database.begin() as tx:
            await tx.outbox.put(letters, datetime.now(UTC))
        await database.close()
        await listening
        refused = (await home.people.get("counters"))["results"].get("429", 0)
        return seen, refused


async def _listen(people: Control, seen: dict[int, list[float]], count: int) -> None:
    """Until so many were seen."""
    async for event in people.events():
        if event["type"] == "message" and event["message"].get("from", {}).get("is_bot"):
            seen[event["chat"]].append(time.monotonic())
            if sum(map(len, seen.values())) == count:
                return


def everybody(groups: Sequence[int]) -> list[tuple[int, int]]:
    return [(FIRST_RESIDENT + number, 1) for number in range(PEOPLE)]


def one_and_a_group(groups: Sequence[int]) -> list[tuple[int, int]]:
    return [(FIRST_RESIDENT, EACH), (groups[0], GROUP)]


def _use(times: Sequence[float], allowed: int, window: float) -> Use:
    """The shortest time in which as many may leave: the first ``allowed`` at once, the next a window later."""
    seconds = times[-1] - times[0]
    return Use((len(times) - 1) // allowed * window / seconds, seconds, len(times))


LATENESS = 0.05
"""Seconds by which an onlooker may see one message later than another."""


def _over(times: Sequence[float], allowed: int, window: float) -> int:
    spans = [times[place + allowed] - times[place] for place in range(len(times) - allowed)]
    return sum(span < window - LATENESS for span in spans)
