"""Three processes on one PostgreSQL, one of them killed again and again, while residents write and chiefs work.

    python -m tests.bench.several [FILE …] [--minutes 5] [--every 20] [--rate 4] [--processes 3] [--polling]
                                  [--limits on|off] [--json]

The books must balance as in tests.bench.replay; besides, every chat was handled and answered in order, and what a
dead process had was taken over within ten seconds by the database's clock. Every second kill hits the sender. The
exit code is 1 when anything of it does not hold.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from tests.bench import county, report
from tests.bench.chiefs import Chiefs
from tests.bench.control import Control, control, simulator
from tests.bench.crew import LOOK_SECONDS, Crew, Death, crew, killed, sender_of
from tests.bench.letters import DANGERS, OWN_MESSAGES, Letter, load, mix
from tests.bench.process import Bot
from tests.bench.replay import Plan, Replay, category_names, database

TAKEOVER_SECONDS = 10.0

# Updates of one chat, of one urgency, are handled in the order they came.
HANDLED = """
SELECT count(*) FROM inbox a JOIN inbox b ON a.chat_id = b.chat_id AND a.priority = b.priority AND a.id < b.id
WHERE a.state = 'done' AND b.state = 'done' AND a.attempts = 0 AND b.attempts = 0 AND a.handled_at > b.handled_at
"""

# Letters to one chat, of one urgency, that could leave at once, arrive in the order they were decided.
ANSWERED = """
SELECT count(*) FROM outbox a JOIN outbox b ON a.chat_id = b.chat_id AND a.priority = b.priority AND a.id < b.id
WHERE a.state = 'sent' AND b.state = 'sent' AND a.method = 'send' AND b.method = 'send'
  AND a.attempts = 0 AND b.attempts = 0 AND a.not_before <= a.created_at AND b.not_before <= b.created_at
  AND a.message_id > b.message_id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A replay's figures, and what only several processes have."""

    figures: report.Figures
    deaths: tuple[Death, ...]
    out_of_order: int

    @property
    def slowest(self) -> float:
        """Seconds; 0 when nobody died."""
        return max((max(death.chats, death.leases or 0.0) for death in self.deaths), default=0.0)

    @property
    def faults(self) -> list[str]:
        found = list(self.figures.faults)
        if self.out_of_order:
            found.append(f"pairs out of order: {self.out_of_order}")
        if self.slowest >= TAKEOVER_SECONDS:
            found.append(f"taken over after {self.slowest:.1f} s")
        return found


class Several(Replay):
    """Kills one of the crew every so many seconds, starting with the sender, and starts it again once others have
    taken over."""

    def __init__(self, plan: Plan, all_: Crew, people: Control, chiefs: Chiefs, every: float) -> None:
        super().__init__(plan, all_, people, chiefs)
        self._crew, self._every = all_, every
        self._engine = create_async_engine(all_.database_url, poolclass=NullPool)
        self.deaths: list[Death] = []

    async def _disturb(self) -> None:
        chance, start = random.Random(self._plan.seed), time.monotonic()
        async with asyncio.TaskGroup() as rising:
            for number in range(self._plan.kills):
                await asyncio.sleep(start + (number + 0.5) * self._every - time.monotonic())
                victim = await self._victim(chance, sender=number % 2 == 0)
                death = await killed(victim, self._engine)
                self.deaths.append(death)
                print(told(len(self.deaths), death), file=sys.stderr, flush=True)
                self._kills += 1
                self._in_flight += death.in_flight
                rising.create_task(victim.start())

    async def _victim(self, chance: random.Random, *, sender: bool) -> Bot:
        """Never the last: on a slow machine the one killed before may still be starting."""
        while True:
            sends = await sender_of(self._crew, self._engine)
            up = [bot for bot in self._crew.bots if bot.up]
            if len(up) > 1 and sends is not None:
                return sends if sender else chance.choice([bot for bot in up if bot is not sends])
            await asyncio.sleep(LOOK_SECONDS)

    async def out_of_order(self) -> int:
        async with self._engine.connect() as connection:
            return sum([int((await connection.execute(text(query))).scalar_one()) for query in (HANDLED, ANSWERED)])


async def play(plan: Plan, folder: Path, *, size: int = 3, every: float = 20.0) -> Found:
    """Raises NotStarted, TimeoutError when nobody takes over."""
    with simulator(limits=plan.limits) as address:
        async with (
            control(address) as people,
            database(plan, folder) as (url, _),
            crew(size, folder, address, url, limits=plan.limits, webhook=plan.webhook) as all_,
        ):
            cast = await county.settle(people, url)
            chiefs = Chiefs(people, cast.chiefs)
            acting = [asyncio.create_task(chiefs.watch()), asyncio.create_task(chiefs.act())]
            try:
                run = Several(plan, all_, people, chiefs, every)
                figures = await run.run(cast)
                return Found(figures, tuple(run.deaths), await run.out_of_order())
            finally:
                for task in acting:
                    task.cancel()
                await all_.kill()
                (folder / "log.txt").write_text("\n".join(all_.problems), "utf-8")


def table(found: Found) -> str:
    rows = [report.table(found.figures, category_names()), ""]
    rows += [told(number, death) for number, death in enumerate(found.deaths, 1)]
    rows.append(f"slowest take-over {found.slowest:.1f} s, pairs out of order {found.out_of_order}")
    return "\n".join(rows)


def told(number: int, death: Death) -> str:
    """A kill in one line."""
    leases = "no lease" if death.leases is None else f"leases after {death.leases:.1f} s"
    what = "the sender" if death.sender else "another"
    return f"kill {number:>2}: {what}, {death.in_flight} in flight, chats free after {death.chats:.1f} s, {leases}"


def letters(files: Sequence[Path], count: int) -> list[Letter]:
    """So many, the same ones again where there are too few: everybody who writes is somebody else."""
    own = [letter for path in files for letter in load(path, danger=False)]
    return list(islice(cycle(mix(own, load(DANGERS, danger=True))), count))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.several")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=[OWN_MESSAGES])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--every", type=float, default=20.0, help="seconds between two kills, 0 for none")
    parser.add_argument("--rate", type=float, default=4.0, help="messages a second")
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--limits", choices=["on", "off"], default="off")
    parser.add_argument("--polling", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the log there")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    seconds = options.minutes * 60
    kills = int(seconds / options.every) if options.every else 0
    played = letters(options.files, int(seconds * options.rate))
    plan = Plan(
        played, options.limits == "on", options.rate, kills, options.seed, postgres=True, webhook=not options.polling
    )
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = asyncio.run(play(plan, folder, size=options.processes, every=options.every))
    print(json.dumps(asdict(found), ensure_ascii=False, indent=1) if options.json else table(found))
    print("\n".join(f"FAULT {fault}" for fault in found.faults) or "Every message accounted for.", file=sys.stderr)
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
