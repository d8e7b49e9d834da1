"""life.yaml: a slip is named with file and line."""

from pathlib import Path

import pytest

from bot.domain.life_policy import LifePolicy
from bot.life_files import load_life
from tests.unit.deadlines.shipped import RULES

SHIPPED = (RULES / "life.yaml").read_text(encoding="utf-8")
UNANSWERED = "unanswered: {above: 150, refused: 200}"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ("unanswered: {above: 200, refused: 200}", "`refused` must be more than `above`"),
        ("unanswered: {above: 100, refused: 200}", "greater than or equal to 101"),
        ("unanswered: {above: 150, refused: 1000}", "less than or equal to 999"),
        ("unanswered: {above: 150}", "Field required"),
    ],
)
def test_a_slip_is_named(changed: str, reason: str, tmp_path: Path) -> None:
    assert UNANSWERED in SHIPPED
    file = tmp_path / "life.yaml"
    file.write_text(SHIPPED.replace(UNANSWERED, changed), encoding="utf-8")
    findings = load_life(file)
    assert not isinstance(findings, LifePolicy)
    line = SHIPPED.splitlines().index(UNANSWERED) + 1
    assert [(finding.file, finding.line, reason in finding.message) for finding in findings] == [(file, line, True)]
