"""The sentences set apart by sitting were never used for words or leanings: what is reached there is honest."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.commands.words import text
from bot.understanding.read import Reader
from bot.understanding.report import Evaluation, evaluate, evaluation_lines

pytestmark = pytest.mark.xdist_group("samples")  # each is read once, for all tests

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "routing_rules" / "samples"
APART = SAMPLES / "held_out"

WANTED_IN = "SAMPLES_TO"
"""Set in the environment: the file in which the figures are wanted, as ``rules eval`` prints them."""


@cache
def _rows(folder: Path) -> list[dict[str, Any]]:
    """The lines of a folder, numbered from 1."""
    lines = (line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines())
    return [{**json.loads(line), "key": str(number)} for number, line in enumerate(lines, start=1)]


@cache
def _evaluated(reader: Reader, folder: Path) -> Evaluation:
    return evaluate(reader, _rows(folder))


def _set_apart(reader: Reader) -> Evaluation:
    return _evaluated(reader, APART)


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
    assert (found.confident_right or 0) >= 0.95


def test_what_is_no_matter_is_seen_and_no_more_matters_are_lost(reader: Reader) -> None:
    found = _set_apart(reader)
    assert (found.no_matter or 0) >= 0.845
    assert (found.nothing or 0) <= 0.018  # what it was when fewer of the others were seen


def test_the_number_of_matters(reader: Reader) -> None:
    assert (_set_apart(reader).matters or 0) >= 0.945


def test_what_must_be_right_is_right(reader: Reader) -> None:
    must = {row["key"] for row in _rows(SAMPLES) if row.get("must")}
    assert [miss for miss in _evaluated(reader, SAMPLES).misses if miss.key in must] == []


def test_half_of_every_category_must_be_right() -> None:
    rows = [row for row in _rows(SAMPLES) if row["category"]]
    for code in {row["category"] for row in rows}:
        own = [row for row in rows if row["category"] == code]
        assert sum(bool(row.get("must")) for row in own) >= len(own) / 2, code


def test_the_figures_are_told_where_they_are_wanted(reader: Reader) -> None:
    lines = []
    for folder, most in ((APART, 12), (SAMPLES, 0)):
        told = list(evaluation_lines(_evaluated(reader, folder), text, most))
        assert told[0].endswith(f": {len(_rows(folder))}")
        lines += ["", f"{folder.relative_to(ROOT)}:", *told]
    if WANTED_IN in os.environ:
        (ROOT / os.environ[WANTED_IN]).write_text("\n".join(lines) + "\n", encoding="utf-8")
