"""``make soak MINUTES=20``: bad weather again and again, on SQLite by polling and on PostgreSQL by
webhook side by side, mutated updates beside them, and one page about all of it.

    python -m tests.bench.soak [--minutes N] [--seed N] [--kills N]

It goes on until both the minutes are over and so many kills have happened (100 a minute unless told), at the most
three times as long.
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, STDOUT
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import weather
from tests.bench.replay import Plan

ROUND_SECONDS = 60.0
RATE = 4.0
KILLS = 130
"""A round. Twenty minutes on two idle cores hold some seventeen rounds."""
KILLS_A_MINUTE = 100
FUZZ = "3"
"""So many times the short run before it starts anew."""
TAIL = 4000
"""Characters of a failed run that are shown."""


@dataclass
class Soak:
    """What has happened so far."""

    minutes: float
    goal: int
    began: float = field(default_factory=time.monotonic)
    runs: list[tuple[int, weather.Weather]] = field(default_factory=list)
    mutated: int = 0
    calm: bool = False
    """The last storm is over."""
    broken: int = 0
    """Rounds of mutated updates that crashed something or did what their sender may not."""

    @property
    def kills(self) -> int:
        return sum(one.figures.machine.kills for _, one in self.runs)

    @property
    def over(self) -> bool:
        passed = time.monotonic() - self.began
        return passed > self.minutes * 60 and (self.kills >= self.goal or passed > self.minutes * 180)


async def storms(soak: Soak, seed: int, grown: bool) -> None:
    """Rounds until it is over, at least one."""
    chance = random.Random(seed)
    while True:
        seed = chance.randrange(10**6)
        letters = weather.letters(round(ROUND_SECONDS * RATE))
        plan = Plan(letters, False, RATE, KILLS, seed, postgres=grown, webhook=grown, brood=True)
        with tempfile.TemporaryDirectory() as folder:
            one = await weather.play(plan, Path(folder))
        soak.runs.append((seed, one))
        name = "PostgreSQL, webhook" if grown else "SQLite, polling"
        said = ", ".join(one.faults) or "every message accounted for"
        print(f"{name}, seed {seed}: {one.figures.machine.kills} kills, {one.seconds:.0f} s: {said}", flush=True)
        if soak.over:
            return


async def fuzz(soak: Soak) -> None:
    """Mutated updates until the storms are over; what was under way then counts as far as it came."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--timeout", "0", "tests/security/test_fuzz.py"]
    while not soak.calm:
        with tempfile.TemporaryDirectory() as folder:
            counts = Path(folder) / "counts"
            environment = {**os.environ, "FUZZ": FUZZ, "FUZZ_COUNTS": str(counts)}
            run = await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE, stderr=STDOUT)
            reading = asyncio.create_task(run.communicate())
            while not reading.done() and not soak.calm:
                await asyncio.wait({reading}, timeout=1.0)
            if cut_short := not reading.done():
                run.kill()
            said, _ = await reading
            soak.mutated += sum(map(int, counts.read_text().split())) if counts.exists() else 0
            if run.returncode and not cut_short:
                soak.broken += 1
                print(said.decode("utf-8", "replace")[-TAIL:], flush=True)


async def run(minutes: float, seed: int, goal: int) -> Soak:
    soak = Soak(minutes, goal)
    async with asyncio.TaskGroup() as beside:
        beside.create_task(fuzz(soak))
        async with asyncio.TaskGroup() as tasks:
            for grown in (False, True):
                tasks.create_task(storms(soak, seed + grown, grown))
        soak.calm = True
    return soak


def page(soak: Soak) -> str:
    rows = [
        ("kills wanted / happened", f"{soak.goal} / {soak.kills}"),
        ("mutated updates", soak.mutated),
        ("  of their rounds crashed or unauthorised", soak.broken),
    ]
    return "\n".join([weather.page([one for _, one in soak.runs]), *(f"{name:<42} {value}" for name, value in rows)])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak", description="Bad weather for as long as asked.")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--kills", type=int, help=f"at least so many ({KILLS_A_MINUTE} a minute)")
    options = parser.parse_args()
    goal = round(options.minutes * KILLS_A_MINUTE) if options.kills is None else options.kills
    soak = asyncio.run(run(options.minutes, options.seed, goal))
    print(f"\n{page(soak)}\n")
    faults = [f"FAULT {fault} (seed {seed})" for seed, one in soak.runs for fault in one.faults]
    faults += [f"FAULT mutated updates: {soak.broken} rounds"] if soak.broken else []
    faults += [f"FAULT only {soak.kills} of {goal} kills"] if soak.kills < goal else []
    print("\n".join(faults) or "Every message accounted for.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
