"""Measures, keeps the figures in docs/benchmarks.json and the tables made of them in docs/benchmarks.md.

    python -m tests.bench.figures [intake] [loop] [backlog] [sending] [growing] [digests]

Without a name everything is measured (about fifteen minutes). What is not measured now stays as it was. Figures are
printed, not judged: a busy machine is no fault of the program.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.config import ROOT
from tests.bench.figures import backlog, digests, growing, intake, loop, sending, tables
from tests.bench.figures.child import Cost, run
from tests.bench.letters import DANGERS, OWN_MESSAGES, load

Json = dict[str, Any]
FIGURES = ROOT / "docs" / "benchmarks.json"
PAGE = ROOT / "docs" / "benchmarks.md"
ROUNDS = 3
COUNT, MESSAGES = 700, 400
"""Messages of an intake and of a whole loop."""


def texts(path: Path, *, danger: bool) -> list[str]:
    return [letter.text for letter in load(path, danger=danger)]


def measure_intake() -> Json:
    """By turns with what it is compared with; of each the round in which it needed the least processor."""
    told = texts(OWN_MESSAGES, danger=False)
    rounds = [(loop.measure_echo(_many(told, MESSAGES)), _parse(told), intake.measure(told, COUNT)) for _ in _rounds()]
    found = min((own for _, _, own in rounds), key=lambda own: own.cost.cpu_ms)
    return {
        "echo": _cost([echo for echo, _, _ in rounds]),
        "parse": _cost([parse for _, parse, _ in rounds]),
        "intake": _cost([own.cost for _, _, own in rounds]),
        "tickets": found.tickets / found.cost.count,
        "letters": found.letters / found.cost.count,
    }


def _rounds() -> range:
    return range(ROUNDS)


def _parse(told: list[str]) -> Cost:
    """Parsing and dispatch alone, of the same updates."""
    file = Path(os.environ.get("TMPDIR", "/tmp")) / f"updates-{os.getpid()}.jsonl"
    intake.write(file, intake.updates_of(told, COUNT))
    try:
        found = run("echo", "--parse", str(file))
    finally:
        file.unlink()
    return Cost(found["seconds"], found["cpu"], COUNT)


def measure_loop() -> Json:
    told = _many(texts(OWN_MESSAGES, danger=False), MESSAGES)
    rounds = [(loop.measure_echo(told), loop.measure(told)) for _ in _rounds()]
    found = min((own for _, own in rounds), key=lambda own: own.cost.seconds)
    return {
        "echo": _cost([echo for echo, _ in rounds]),
        "loop": _cost([own.cost for _, own in rounds]),
        "sends": found.sends / MESSAGES,
        "ready": min(own.ready for _, own in rounds),
        "ready_cpu": min(own.ready_cpu for _, own in rounds),
        "idle": max(own.idle for _, own in rounds),
        "busy": max(own.busy for _, own in rounds),
        "most": max(own.most for _, own in rounds),
    }


def _many(told: list[str], count: int) -> list[str]:
    return [told[number % len(told)] for number in range(count)]


def _cost(rounds: list[Cost]) -> Json:
    """The best of the rounds: what else the machine does makes a round slower, never faster."""
    return {"rate": max(one.rate for one in rounds), "cpu_ms": min(one.cpu_ms for one in rounds)}


def measure_backlog() -> Json:
    found = backlog.measure(texts(OWN_MESSAGES, danger=False), texts(DANGERS, danger=True))
    shares = {"p50": 0.5, "p99": 0.99}
    return {
        "waiting": backlog.WAITING,
        "left": found.left,
        "too_many": found.too_many,
        "dangers": {name: backlog.quantile(found.dangers, share) for name, share in shares.items()},
        "receipts": {name: backlog.quantile(found.receipts, share) for name, share in shares.items()},
    }


MEASURES: dict[str, Callable[[], Json]] = {
    "intake": measure_intake,
    "loop": measure_loop,
    "backlog": measure_backlog,
    "sending": lambda: asdict(sending.measure()),
    "growing": lambda: asdict(growing.measure()),
    "digests": lambda: asdict(digests.measure()),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.figures")
    parser.add_argument("names", nargs="*", choices=[[], *MEASURES], metavar="NAME", default=[])
    for name in parser.parse_args().names or MEASURES:
        began = time.monotonic()
        found = MEASURES[name]()
        # Read again: another run may have kept something meanwhile.
        figures: Json = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
        figures[name] = found | {
            "on": datetime.now(UTC).date().isoformat(),
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[1], 1),
        }
        FIGURES.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", "utf-8")
        tables.keep(PAGE, figures)
        print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    print(tables.page_of(json.loads(FIGURES.read_text("utf-8"))))


if __name__ == "__main__":
    main()
