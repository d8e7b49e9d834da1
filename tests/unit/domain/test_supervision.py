"""Who may issue which grade of 督办."""

import pytest

from bot.domain.org import Actor, Appointment, Node, Role
from bot.domain.supervision import open_grades
from tests.storage.county import town_hall
from tests.unit.domain.test_escalation import COMMUNITY, COUNTY, FROM_GRID, FROM_UNIT, GRID, TOWN

GRADES = town_hall()._policies.ladder.grades

CASES = [
    (Role.GRID_CHIEF, GRID, FROM_GRID, "", []),
    (Role.COMMUNITY, COMMUNITY, FROM_GRID, "", ["urge", "yellow"]),
    (Role.COMMUNITY, COMMUNITY, FROM_GRID, "urge", ["yellow"]),
    (Role.COMMUNITY, COMMUNITY, FROM_GRID, "yellow", []),
    (Role.COMMUNITY, COMMUNITY, FROM_GRID[1:], "", []),
    (Role.TOWN_DESK, TOWN, FROM_GRID, "", ["urge", "yellow", "red"]),
    (Role.TOWN_DESK, TOWN, FROM_UNIT, "yellow", ["red"]),
    (Role.COUNTY_DESK, COUNTY, FROM_GRID, "", ["urge", "yellow", "red", "talk"]),
    (Role.COUNTY_DESK, COUNTY, FROM_GRID, "red", ["talk"]),
    (Role.AUDITOR, COUNTY, FROM_GRID, "", []),
]


@pytest.mark.parametrize(("role", "node", "chain", "now_at", "expected"), CASES)
def test_who_issues_what(role: Role, node: Node, chain: list[Node], now_at: str, expected: list[str]) -> None:
    actor = Actor(1, (Appointment(role, node),))
    assert list(open_grades(GRADES, actor, chain, now_at)) == expected
