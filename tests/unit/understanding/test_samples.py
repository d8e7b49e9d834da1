"""The sample sentences are well formed, cover everything, and no two are the same sentence in another coat."""

import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from bot.domain.reading import Intent
from bot.understanding.lint import CODES

SAMPLES = Path(__file__).parents[3] / "routing_rules" / "samples"
KINDS = {"plain", "danger", "lookalike", "several", "resolved", "none"}
FIELDS = {"text", "category", "alternates", "kind", "intent", "indirect", "matters", "danger"}
RUN, SHARED = 4, 0.6


@cache
def samples() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every line with its place."""
    return tuple(
        (f"{file.name}:{number}", json.loads(line))
        for file in sorted(SAMPLES.rglob("*.jsonl"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
    )


def test_every_line_is_well_formed() -> None:
    intents = {intent.value for intent in Intent} | {"无"}
    wrong = [
        place
        for place, row in samples()
        if set(row) - {"title", "must"} != FIELDS
        or row["kind"] not in KINDS
        or row["intent"] not in intents
        or not {row["category"], *row["alternates"]} <= CODES | {""}
        or row["danger"] != (row["kind"] == "danger")
        or (row["danger"] and not row["category"].startswith("01"))
        or (row["kind"] not in {"none", "lookalike", "resolved"} and not row["category"])
    ]
    assert wrong == []


def test_there_are_enough_of_every_kind() -> None:
    kinds = Counter(row["kind"] for _, row in samples())
    assert len(samples()) >= 12_000
    assert min(kinds["danger"], kinds["lookalike"]) >= 1500
    assert sum(row["indirect"] for _, row in samples()) >= len(samples()) * 0.45
    categories = Counter(row["category"] for _, row in samples())
    assert {code for code in CODES if categories[code] < 100} == set()
    apart = {file.name for file in (SAMPLES / "held_out").glob("*.jsonl")}
    set_apart = sum(place.partition(":")[0] in apart for place, _ in samples())
    assert set_apart >= len(samples()) / 5


def test_no_two_are_alike() -> None:
    runs = [_runs(row["text"]) for _, row in samples()]
    holders: dict[str, list[int]] = defaultdict(list)
    alike = []
    for index, own in enumerate(runs):
        for other, count in Counter(before for run in own for before in holders[run]).items():
            if count > SHARED * min(len(own), len(runs[other])):
                alike.append((samples()[other][0], samples()[index][0]))
        for run in own:
            holders[run].append(index)
    assert alike == []


def _runs(text: str) -> set[str]:
    text = "".join(text.split())
    return {text[i : i + RUN] for i in range(max(1, len(text) - RUN + 1))}
