"""``make soak MINUTES=20``: bad weather again and again, on SQLite by polling and on PostgreSQL by
webhook side by side, and one page about all of it.

    python -m tests.bench.soak [--minutes N] [--seed N]
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import weather
from tests.bench.replay import Plan

ROUND_SECONDS = 60.0
RATE = 4.0
KILLS = 130
"""A round. Twenty minutes on two idle cores hold some seventeen rounds."""


async def lane(end: float, seed: int, grown: bool, found: list[tuple[int, weather.Weather]]) -> None:
    """Rounds until the time is over, at least one."""
    chance = random.Random(seed)
    while True:
        seed = chance.randrange(10**6)
        letters = weather.letters(round(ROUND_SECONDS * RATE))
        plan = Plan(letters, False, RATE, KILLS, seed, postgres=grown, webhook=grown, brood=True)
        with tempfile.TemporaryDirectory() as folder:
            one = await weather.play(plan, Path(folder))
        found.append((seed, one))
        name = "PostgreSQL, webhook" if grown else "SQLite, polling"
        said = ", ".join(one.faults) or "every message accounted for"
        print(f"{name}, seed {seed}: {one.figures.machine.kills} kills, {one.seconds:.0f} s: {said}", flush=True)
        if time.monotonic() > end:
            return


async def run(minutes: float, seed: int) -> list[tuple[int, weather.Weather]]:
    end = time.monotonic() + minutes * 60
    found: list[tuple[int, weather.Weather]] = []
    async with asyncio.TaskGroup() as tasks:
        for grown in (False, True):
            tasks.create_task(lane(end, seed + grown, grown, found))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak", description="Bad weather for as long as asked.")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    found = asyncio.run(run(options.minutes, options.seed))
    print(f"\n{weather.page([one for _, one in found])}\n")
    faults = [f"FAULT {fault} (seed {seed})" for seed, one in found for fault in one.faults]
    print("\n".join(faults) or "Every message accounted for.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
