"""escalation.yaml: a slip is named with file and line."""

from pathlib import Path

import pytest

from bot.domain.escalation import LadderPolicy
from bot.ladder_files import load_ladder
from tests.unit.deadlines.shipped import RULES

SHIPPED = (RULES / "escalation.yaml").read_text(encoding="utf-8")

SLIPS = {
    "a_level_that_takes_nothing": ("level: town, how: watch", "level: grid, how: watch", "community, a town"),
    "time_where_times_count": ("times: 2, level: community", "after: 2d, level: community", "belongs to"),
    "no_time_where_time_counts": ("on: dispute, after: 3d", "on: dispute", "belongs to"),
    "people_are_no_rule": ("on: risk", "on: by_hand", "no rule"),
    "who_takes_urges_nobody": (
        "level: community, how: take}",
        "level: community, how: take, supervise: urge}",
        "belongs",
    ),
    "unknown_trigger": ("on: risk", "on: rumour", "Input should be"),
    "unknown_role": ("by: [COUNTY_DESK, LEADER]", "by: [MAYOR]", "Input should be"),
    "no_limit": ("reply: 4wh", "reply: soon", "no limit"),
}


@pytest.mark.parametrize(("old", "new", "reason"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_named(old: str, new: str, reason: str, tmp_path: Path) -> None:
    assert old in SHIPPED
    changed = SHIPPED.replace(old, new, 1)
    (tmp_path / "escalation.yaml").write_text(changed, encoding="utf-8")
    findings = load_ladder(tmp_path / "escalation.yaml")
    assert not isinstance(findings, LadderPolicy)
    line = next(n for n, text in enumerate(changed.splitlines(), 1) if new in text)
    assert [(finding.line, reason in finding.message) for finding in findings] == [(line, True)]


@pytest.mark.parametrize(("grade", "reason"), [("green", "no grade"), ("talk", "county and above")])
def test_a_step_orders_only_what_its_level_may(grade: str, reason: str, tmp_path: Path) -> None:
    changed = SHIPPED.replace("level: town, how: watch}", f"level: town, how: watch, supervise: {grade}}}", 1)
    (tmp_path / "escalation.yaml").write_text(changed, encoding="utf-8")
    findings = load_ladder(tmp_path / "escalation.yaml")
    assert not isinstance(findings, LadderPolicy)
    assert [reason in finding.message for finding in findings] == [True]
