"""similar.yaml: a slip is named with file and line."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.similar_file import AlikePolicies, load_similar
from tests.unit.deadlines.shipped import RULES

SHIPPED = (RULES / "similar.yaml").read_text(encoding="utf-8")

# Old text → new text, the key whose line must be named, a word of the reason.
SLIPS = {
    "points no number": ("thing: 3.5 ", "thing: three ", "thing:", "valid number"),
    "points below nothing": ("elsewhere: 6 ", "elsewhere: -6 ", "elsewhere:", "greater than or equal"),
    "a weight missing": ("  wait: 1 ", "  # wait: 1 ", "weights:", "Field required"),
    "unknown key": ("within_days: 7 ", "within_hours: 7 ", "within_hours:", "not permitted"),
    "no minimum at all": ("minimum: 5.6", "minimum: 0", "minimum:", "greater than 0"),
    "category not quoted": ("'0603'", "0603", "own:", "valid string"),
    "category of three digits": ("'0603'", "'603'", "own:", "pattern"),
    "more days for fewer": ("at_least: 5}", "at_least: 2}", "hotspots:", "more matters"),
    "one is no hot spot": ("at_least: 3}", "at_least: 1}", "days: 7,", "greater than or equal"),
}


@pytest.mark.parametrize(("old", "new", "key", "reason"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_named_with_its_line(tmp_path: Path, old: str, new: str, key: str, reason: str) -> None:
    assert SHIPPED.count(old) == 1
    text = SHIPPED.replace(old, new)
    path = tmp_path / "similar.yaml"
    path.write_text(text, encoding="utf-8")
    findings = load_similar(path)
    assert isinstance(findings, tuple)
    line = next(number for number, row in enumerate(text.splitlines(), 1) if key in row)
    said = [str(finding) for finding in findings]
    assert any(row.startswith(f"{path}:{line}:1: error: ") and reason in row for row in said), said


def test_what_ships_is_the_handbooks() -> None:
    policy = load_similar(RULES / "similar.yaml")
    assert isinstance(policy, AlikePolicies)
    assert [(rule.days, rule.at_least) for rule in policy.hotspots.rules] == [(7, 3), (30, 5)]
    assert policy.similar.within == timedelta(days=7)
