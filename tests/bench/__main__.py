"""``make bench``: replays with and without Telegram's limits, with kills, on PostgreSQL; the speed of understanding and
of finding the same matter again; a clock that jumps a month.

    python -m tests.bench [FILE …]

Without a file the messages of tests/bench/messages.jsonl are played, with the dangers mixed in. Figures in seconds
depend on the machine and are printed, not judged; the exit code is 1 when a message was lost or the like.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import jump, report, same_matter
from tests.bench.letters import DANGERS, OWN_MESSAGES, BadFile, Letter, load, mix
from tests.bench.replay import RATES, Plan, category_names, play
from tests.bench.speed import measure, table

KILLS = 150


def plans(letters: Sequence[Letter]) -> dict[str, Plan]:
    return {
        "Telegram's limits, 3 messages a second": Plan(letters, True, RATES[True]),
        "no limits, 20 messages a second": Plan(letters, False, RATES[False]),
        f"killed {KILLS} times on the way": Plan(letters, False, RATES[True], kills=KILLS, seed=7, brood=True),
        "PostgreSQL and webhook, no limits": Plan(letters, False, RATES[False], postgres=True, webhook=True),
        f"the same, killed {KILLS} times": Plan(
            letters, False, RATES[True], kills=KILLS, seed=7, postgres=True, webhook=True, brood=True
        ),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=[OWN_MESSAGES])
    files = parser.parse_args().files
    try:
        letters = mix([one for path in files for one in load(path, danger=False)], load(DANGERS, danger=True))
    except BadFile as error:
        print(error, file=sys.stderr)
        return 2
    speed = measure([letter.text for letter in letters])
    print(table(speed), flush=True)
    print(f"\n{same_matter.table(same_matter.measure())}", flush=True)
    faults = [] if speed.same else ["understanding: another process read something else"]
    for title, grown in {"SQLite": False, "PostgreSQL": True}.items():
        jumped = asyncio.run(jump.play(postgres=grown))
        print(f"\n{jump.DAYS} days at once, {title}\n{jump.table(jumped)}", flush=True)
        faults += jumped.faults
    for title, plan in plans(letters).items():
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(play(plan, Path(folder)))
        print(f"\nReplay: {title}\n{report.table(found, category_names())}", flush=True)
        faults += [f"{title}: {fault}" for fault in found.faults]
    print("\n" + ("\n".join(f"FAULT {fault}" for fault in faults) or "Every message accounted for in every run."))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
