"""The same messages on SQLite by polling and on PostgreSQL by webhook: the same tickets, or the difference.

    python -m tests.bench.both FILE [FILE …] [--rate N] [--limits on|off] [--kill N] [--seed N]

With ``--kill`` both are killed as often. The exit code is 1 when a run has a fault or the runs differ.
"""

import asyncio
import difflib
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench import report
from tests.bench.letters import BadFile
from tests.bench.replay import Plan, arguments, category_names, planned, play

HOUSES = {"SQLite, polling": False, "PostgreSQL, webhook": True}


def difference(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Lines of a unified diff of what came of each message; empty when it is the same."""
    first, second = HOUSES
    return list(difflib.unified_diff(one, other, first, second, lineterm="", n=0))


def main() -> int:
    parser = arguments("python -m tests.bench.both", "Plays real messages on both databases.")
    try:
        plan = planned(parser.parse_args())
    except BadFile as error:
        print(error, file=sys.stderr)
        return 2
    plans = {title: replace(plan, postgres=grown, webhook=grown) for title, grown in HOUSES.items()}
    runs = [_run(title, each) for title, each in plans.items()]
    lines = difference(runs[0].facts, runs[1].facts)
    print("\n".join(lines) or f"The same tickets in both: {len(runs[0].facts)} messages, no difference.")
    faults = [fault for run in runs for fault in run.faults]
    print("\n".join(f"FAULT {fault} (seed {plan.seed})" for fault in faults) or "Every message accounted for in both.")
    return 1 if faults or lines else 0


def _run(title: str, plan: Plan) -> report.Figures:
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(play(plan, Path(folder)))
    print(f"{title}\n{report.table(found, category_names())}\n", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
