"""Everything goes wrong at once while residents write: what Telegram does, what the machine does, what people try.

    python -m tests.bench.weather [--seconds N] [--rate N] [--kills N] [--seed N] [--postgres] [--webhook]

An hour of the town's day passes meanwhile. In the end every message must be accounted for.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot.domain.notices import Action
from tests.bench import county, report
from tests.bench.chiefs import Chiefs
from tests.bench.control import Json, control, simulator
from tests.bench.letters import DANGERS, OWN_MESSAGES, Letter, load, mix
from tests.bench.nursery import CLOCK, Brood
from tests.bench.replay import SENDING, Plan, Replay, database
from tests.postgres import Server

HOUR = 3600.0
STEP_BACK = 1800.0
"""Seconds of the town's time by which the clock is set back once, in the middle."""
INTRUDER = 799_000_001
CALL_KINDS = ("429", "5xx", "5xx", "timeout_before", "timeout_after", "drop", "slow")
UPDATE_KINDS = ("duplicate", "reorder", "stall", "conflict")
POISON: tuple[Json, ...] = (
    {"message": "no object"},
    {"message": {"message_id": -1, "date": "yesterday", "chat": {"id": INTRUDER, "type": "private"}, "text": 7}},
    {"callback_query": {"id": None, "from": {"id": "x"}, "data": ["sg:1:1:"]}},
    {"edited_message": {"chat": []}},
    {"something_telegram_invents_next_year": {}},
    {},
)


@dataclass(frozen=True, slots=True)
class Weather:
    """What came of a run. ``injected`` counts by kind what really hit; ``unauthorised``: what the intruder moved."""

    figures: report.Figures
    transitions: int
    injected: Counter[str]
    tried: int
    unauthorised: int
    seconds: float

    @property
    def bound(self) -> int:
        """A message may come again for each send that was under way at a kill, and for each answer that was lost."""
        return self.figures.machine.in_flight

    @property
    def faults(self) -> list[str]:
        return [*self.figures.faults, *([f"unauthorised: {self.unauthorised}"] if self.unauthorised else [])]


class Storm(Replay):
    """A replay in which nothing is spared."""

    def prepare(self, folder: Path, plan: Plan, server: Server | None) -> None:
        """Before :meth:`run`. ``server``: the PostgreSQL that is stopped on the way."""
        self._folder, self._server = folder, server
        self._chance = random.Random(plan.seed)
        self._span = len(plan.letters) / plan.rate
        self._own: Counter[str] = Counter()
        self._tried = 0
        self._steady = asyncio.Lock()
        """Held while the process or the database is down: one disaster of that size at a time."""
        self._began = time.monotonic()
        self._ahead = (_nine_o_clock(datetime.now(UTC)) - datetime.now(UTC)).total_seconds()
        self._set_clock(0.0)

    async def _disturb(self) -> None:
        await self._control.post("people", id=INTRUDER, first_name="外人")
        await self._control.post("start", **{"from": INTRUDER})
        pace = self._span / max(1, self._plan.kills)
        tasks = [
            asyncio.create_task(self._again(0.25, self._telegram)),
            asyncio.create_task(self._again(self._span / 8, self._poison)),
            asyncio.create_task(self._again(0.3, self._intrude)),
            asyncio.create_task(self._again(self._span / 4, self._shake_database)),
            asyncio.create_task(self._pass_time()),
        ]
        try:
            for _ in range(self._plan.kills):
                await asyncio.sleep(self._chance.random() * 2 * pace)
                async with self._steady:
                    await self._bot.kill()
                    await self._rise()
        finally:
            for task in tasks[:-1]:
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
            await self._control.calm()
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _again(self, pause: float, deed: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(self._chance.random() * 2 * pause)
            await deed()

    async def _telegram(self) -> None:
        """Mostly what is sent goes wrong; polls less often, since after each failure the bot waits twice as long."""
        kind = self._chance.choice(UPDATE_KINDS if self._chance.random() < 0.3 else CALL_KINDS)
        method = "getUpdates" if kind == "conflict" or self._chance.random() < 0.1 else self._chance.choice(SENDING)
        times = self._chance.randint(1, 3) if method != "getUpdates" else 1
        await self._control.post("faults", kind=kind, method=method, times=times, seconds=0.3, retry_after=1)

    async def _poison(self) -> None:
        self._own["poison"] += 1
        await self._control.post("update", **self._chance.choice(POISON))

    async def _intrude(self) -> None:
        """Somebody without any post presses whatever button there is, on whatever ticket."""
        action, version = self._chance.choice(list(Action)), self._chance.randint(1, 4)
        data = f"{action}:{self._chance.randint(1, 60)}:{version}:{self._chance.choice(['', '1', '0202'])}"
        self._tried += 1
        await self._control.post("press", **{"from": INTRUDER}, chat=INTRUDER, message_id=1, data=data, forged=True)

    async def _shake_database(self) -> None:
        """SQLite: somebody else holds the file. PostgreSQL: the server stops or crashes, and comes back later."""
        async with self._steady:
            if self._server is not None:
                crashes = self._own["PostgreSQL crashed"] < self._own["PostgreSQL restarted"]
                self._own["PostgreSQL crashed" if crashes else "PostgreSQL restarted"] += 1
                await asyncio.to_thread(self._server.crash if crashes else self._server.halt)
                await asyncio.sleep(self._chance.random() * 2)
                await asyncio.to_thread(self._server.go_on)
            else:
                self._own["database locked"] += 1
                await asyncio.to_thread(self._hold, self._chance.random() * 2)

    def _hold(self, seconds: float) -> None:
        with closing(sqlite3.connect(self._folder / "yigetong.db", timeout=30, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            connection.execute("ROLLBACK")

    async def _pass_time(self) -> None:
        """An hour passes while the residents write; half way the clock is set back for a while."""
        start, pause = time.monotonic(), 0.25
        while (passed := time.monotonic() - start) < self._span:
            share = passed / self._span
            back = 0.5 < share < 0.6
            self._own["clock stepped back"] = max(self._own["clock stepped back"], int(back))
            self._set_clock(share * HOUR - (STEP_BACK if back else 0))
            await asyncio.sleep(pause)
        self._set_clock(HOUR)

    def _set_clock(self, seconds: float) -> None:
        """Whole or not at all: the bot reads it at any moment."""
        new = self._folder / f"{CLOCK}.new"
        new.write_text(str(self._ahead + seconds))
        new.replace(self._folder / CLOCK)

    async def weather(self, cast: county.Cast) -> Weather:
        # Letters put off by a fault wait by the town's clock; ours goes on at its usual pace from here.
        figures = await self.run(cast)
        async with self._books.reading() as connection:
            moved = "SELECT count(*) FROM history"
            theirs = f"{moved} JOIN people ON people.id = actor_id WHERE telegram_id = {INTRUDER}"
            transitions, unauthorised = [int(await connection.scalar(text(q)) or 0) for q in (moved, theirs)]
        injected = Counter((await self._control.get("counters"))["faults"]) + self._own
        return Weather(figures, transitions, injected, self._tried, unauthorised, time.monotonic() - self._began)

    async def _in_flight_besides(self) -> int:
        """Answers that Telegram's side withheld after it had done what was asked."""
        return int((await self._control.get("counters"))["faults"].get("timeout_after", 0))


def _nine_o_clock(now: datetime) -> datetime:
    """The next Monday, so that a run at night is no other than one at noon."""
    local = now.astimezone(ZoneInfo("Asia/Shanghai")).replace(hour=9, minute=0, second=0, microsecond=0)
    return local + timedelta(days=(7 - local.weekday()) % 7 or 7)


async def play(plan: Plan, folder: Path) -> Weather:
    """Runs everything in processes of their own, below ``folder``. Raises NotStarted."""
    with simulator(limits=plan.limits) as address:
        async with control(address) as people, database(plan, folder) as (url, server):
            bot = Brood(folder, address, plan.limits, url, plan.webhook)
            cast = await county.settle(people, url)
            chiefs = Chiefs(people, cast.chiefs)
            acting = [asyncio.create_task(chiefs.watch()), asyncio.create_task(chiefs.act())]
            storm = Storm(plan, bot, people, chiefs)
            storm.prepare(folder, plan, server)
            try:
                return await storm.weather(cast)
            finally:
                for task in acting:
                    task.cancel()
                await bot.close()
                (folder / "log.txt").write_text("\n".join(bot.problems), "utf-8")


def letters(count: int) -> list[Letter]:
    """The project's own messages and dangers, again from the beginning where they do not suffice."""
    both: Sequence[Letter] = mix(load(OWN_MESSAGES, danger=False), load(DANGERS, danger=True)[:12])
    return [both[number % len(both)] for number in range(count)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.weather", description="Everything goes wrong at once.")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long residents write")
    parser.add_argument("--rate", type=float, default=4.0, help="messages a second")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--webhook", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep database and log there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        written = letters(round(options.seconds * options.rate))
        plan = Plan(
            written, False, options.rate, options.kills, options.seed, postgres=options.postgres,
            webhook=options.webhook, brood=True,
        )  # fmt: skip
        found = asyncio.run(play(plan, folder))
    print(page([found]))
    print("\n".join(f"FAULT {fault} (seed {plan.seed})" for fault in found.faults))
    return 1 if found.faults else 0


def page(runs: Sequence[Weather]) -> str:
    """All of it on one page."""
    injected = sum((run.injected for run in runs), Counter[str]())
    found = [run.figures for run in runs]
    rows = [
        ("runs / hours of the town's day", f"{len(runs)} / {len(runs)}"),
        ("messages in", sum(one.messages for one in found)),
        ("  tickets", sum(one.tickets for one in found)),
        ("  asked back", sum(one.asked for one in found)),
        ("  no ticket", sum(one.no_ticket for one in found)),
        ("  parked", sum(one.parked for one in found)),
        ("transitions of tickets", sum(run.transitions for run in runs)),
        ("messages out", sum(one.machine.sends for one in found)),
        ("faults injected", sum(injected.values())),
        *((f"  {kind}", count) for kind, count in sorted(injected.items())),
        ("kills", sum(one.machine.kills for one in found)),
        ("presses by somebody without a post", sum(run.tried for run in runs)),
        ("lost", sum(one.lost for one in found)),
        ("doubled", sum(one.doubled for one in found)),
        ("undelivered or phantom", sum(one.undelivered + one.waiting + one.phantom for one in found)),
        (
            "repeats",
            f"{sum(one.machine.repeats for one in found)} ≤ {sum(run.bound for run in runs)} (sends under way at a "
            "kill, and answers that were lost)",
        ),
        ("unauthorised", sum(run.unauthorised for run in runs)),
        ("requests Telegram would not understand", sum(one.machine.violations for one in found)),
    ]
    return "\n".join(f"{name:<42} {value}" for name, value in rows)


if __name__ == "__main__":
    sys.exit(main())
