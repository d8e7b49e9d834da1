"""Speed of understanding: microseconds a message, beside other ways to look at the same messages in the same run.

    python -m tests.bench.speed

Ratios are independent of the machine. Of every message the fastest round counts: what else runs on the machine makes a
round slower, never faster.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.config import ROOT
from bot.understanding.read import Reader
from bot.understanding.tokens import fast
from tests.bench.growth import FEW_PLACES, PLACES, WORDS, gazetteer, grown_rules
from tests.bench.rivals import Work, rivals, samples

ROUNDS = 5
OWN = "understanding.read"
CHAT, LETTERS = 400, 80  # messages of the samples and letters that are timed
REAL = ROOT.parent / "shared" / "data" / "unlabelled.jsonl"

LONG, BEGINNING = 20_000, 3_000
REPEATED = ("路灯不亮。", "的", "a", "1-", "丹桂路", "1、路灯坏了", " ", "停", "着火", "老人不见电梯困", "\u0301a")
"""What a hostile or absent-minded sender may repeat for twenty thousand characters."""


@dataclass(frozen=True, slots=True)
class Speed:
    """``times``: messages → way → microseconds a message. ``loading``, ``again``: seconds until the rules are compiled,
    without and with the kept dictionary. ``words``: rule words shipped; ``grown`` and ``places``: how many times as
    long with many more of them. ``long``: how many times as long as their first 3,000 characters the worst 20,000
    take; 7 would be linear. ``same``: another process, with other hashes, read the same."""

    times: Mapping[str, Mapping[str, float]]
    loading: float
    again: float
    words: int
    grown: float
    places: float
    long: float
    same: bool


def measure(texts: Sequence[str]) -> Speed:
    """``texts``: messages besides those of the samples, and the letters where they lie beside the project."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        loading, _ = _load(ROOT / "routing_rules", cache)
        again, reader = _load(ROOT / "routing_rules", cache)
        works = {OWN: reader.read, **_without_rjieba(cache), **rivals(reader, cache)}
        groups = {"own messages": list(texts), **_groups()}
        chat = groups["samples"]
        _, grown = _load(grown_rules(cache, len(reader.lexicon.entries)), cache)
        return Speed(
            times={name: compare(works, group) for name, group in groups.items()},
            loading=loading,
            again=again,
            words=len(reader.lexicon.entries),
            grown=_ratio(grown.read, reader.read, chat),
            places=_ratio(gazetteer(PLACES).locate, gazetteer(FEW_PLACES).locate, chat),
            long=_long(reader),
            same=_digest(reader, chat) == _elsewhere(chat),
        )


def _without_rjieba(cache: Path) -> dict[str, Work]:
    """Reading as it is where the extra ``fast`` is not installed; where it is not, that is all there is."""
    return {"understanding.read, jieba alone": Reader(ROOT / "routing_rules", cache, False).read} if fast() else {}


def _groups() -> dict[str, list[str]]:
    groups = {"samples": _spread([row["text"] for row in samples()], CHAT)}
    if REAL.exists():
        rows = map(json.loads, REAL.read_text("utf-8").splitlines())
        groups["letters"] = _spread([f"{row.get('title', '')}\n{row['text']}".strip() for row in rows], LETTERS)
    return groups


def _spread(texts: Sequence[str], count: int) -> list[str]:
    return list(texts[:: max(1, len(texts) // count)])


def _load(rules: Path, cache: Path) -> tuple[float, Reader]:
    started = time.perf_counter()
    reader = Reader(rules, cache)
    return time.perf_counter() - started, reader


def compare(works: Mapping[str, Work], texts: Sequence[str]) -> dict[str, float]:
    """Microseconds a message: the mean over the messages, of each its fastest round. The ways take turns."""
    best = {name: [float("inf")] * len(texts) for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            best[name] = list(map(min, best[name], _round(work, texts)))
    return {name: sum(times) / len(texts) * 1e6 for name, times in best.items()}


def _round(work: Work, texts: Sequence[str]) -> list[float]:
    times, clock = [], time.perf_counter
    for text in texts:
        started = clock()
        work(text)
        times.append(clock() - started)
    return times


def _ratio(work: Work, other: Work, texts: Sequence[str]) -> float:
    found = compare({"one": work, "other": other}, texts)
    return found["one"] / found["other"]


def _long(reader: Reader) -> float:
    return max(
        compare({"": reader.read}, [(unit * LONG)[:LONG]])[""]
        / compare({"": reader.read}, [(unit * LONG)[:BEGINNING]])[""]
        for unit in REPEATED
    )


def _digest(reader: Reader, texts: Sequence[str]) -> str:
    return hashlib.sha256("".join(repr(reader.read(text)) for text in texts).encode()).hexdigest()


def _elsewhere(texts: Sequence[str]) -> str:
    """The digest another process comes to."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.speed", "--digest"], input=json.dumps(list(texts)), text=True,
        stdout=subprocess.PIPE, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    return done.stdout.strip()


def table(found: Speed) -> str:
    """For people."""
    lines = ["Understanding"]
    for group, times in found.times.items():
        own = times[OWN]
        lines.append(f"  {group}, microseconds a message")
        lines += [f"    {name:<38} {value:7.0f}  {_against(own, value)}" for name, value in times.items()]
    lines += [
        f"{f'{WORDS:,} rule words instead of {found.words:,}':<42} ratio {found.grown:.2f}",
        f"{f'{PLACES:,} places instead of {FEW_PLACES:,}':<42} ratio {found.places:.2f}",
        f"{'20,000 characters against their first 3,000':<42} ratio {found.long:.1f} at worst",
        f"{'rules and dictionary loaded':<42} {found.loading:.2f} s, {found.again:.2f} s with the kept dictionary",
        f"{'another process reads the same':<42} {'yes' if found.same else 'NO'}",
    ]
    return "\n".join(lines)


def _against(own: float, other: float) -> str:
    if own == other:
        return ""
    return f"reading takes {own / other:.2f} ×" if own > other else f"reading is {other / own:.1f} × as fast"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.speed")
    parser.add_argument("--digest", action="store_true", help="read messages (a JSON list) from standard input")
    if parser.parse_args().digest:
        print(_digest(Reader(ROOT / "routing_rules"), json.load(sys.stdin)))
        return 0
    from tests.bench.letters import DANGERS, OWN_MESSAGES, load

    letters = [*load(OWN_MESSAGES, danger=False), *load(DANGERS, danger=True)]
    print(table(measure([letter.text for letter in letters])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
