"""The sentences set apart by sitting were never used for words or leanings: what is reached there is honest."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from bot.understanding.read import Reader
from bot.understanding.report import Evaluation, evaluate

ROOT = Path(__file__).parents[3]
APART = ROOT / "routing_rules" / "samples" / "held_out"


def _rows(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]


@cache
def _set_apart(reader: Reader) -> Evaluation:
    return evaluate(reader, _rows(APART))


def test_first_choice_and_within_three(reader: Reader) -> None:
    found = _set_apart(reader)
    assert (found.first or 0) >= 0.75, found.confusions[:20]
    assert (found.within_three or 0) >= 0.90


def test_dangers_are_seen_and_what_only_looks_like_one_is_not(reader: Reader) -> None:
    found = _set_apart(reader)
    assert (found.danger or 0) >= 0.97
    assert (found.false_alarms or 0) <= 0.045  # the newest sitting, nearly all jokes and stories, brings it above 0.04


def test_who_is_sure_is_right(reader: Reader) -> None:
    found = _set_apart(reader)
    assert (found.confident or 0) >= 0.40
    assert (found.confident_right or 0) >= 0.94


def test_the_number_of_matters(reader: Reader) -> None:
    assert (_set_apart(reader).matters or 0) >= 0.945


def test_what_must_be_right_is_right(reader: Reader) -> None:
    rows = [row for row in _rows(APART.parent) if row.get("must")]
    found = evaluate(reader, rows)
    assert found.misses == ()


def test_half_of_every_category_must_be_right() -> None:
    rows = [row for row in _rows(APART.parent) if row["category"]]
    for code in {row["category"] for row in rows}:
        own = [row for row in rows if row["category"] == code]
        assert sum(bool(row.get("must")) for row in own) >= len(own) / 2, code
