"""退单: who may not, until when, and whose it could be."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.life import State
from bot.domain.org import Level, Node, Role
from bot.domain.returns import NotBack, bars, candidates, too_late
from bot.domain.tree import Tree
from tests.storage.county import town_hall
from tests.unit.domain.tickets import ticket

HALL = town_hall()
RULE = HALL._policies.life.returns
CALENDAR = HALL._calendar(2026)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In the county, November 2026: the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@pytest.mark.parametrize(
    ("facts", "bar"),
    [
        ({}, None),
        ({"returns": 1}, None),
        ({"returns": 2}, NotBack.OFTEN),
        ({"designated": True}, NotBack.DESIGNATED),
        ({"designated": True, "returns": 2}, NotBack.DESIGNATED),
        ({"sealed_role": Role.COMMUNITY}, NotBack.SEALED),
        ({"danger": True}, NotBack.DANGER),
        ({"danger": True, "sealed_role": Role.COMMUNITY}, NotBack.DANGER),
    ],
)
def test_what_forbids_a_return(facts: dict[str, object], bar: NotBack | None) -> None:
    assert bars(ticket(State.DISPATCHED, **facts), RULE) is bar


@pytest.mark.parametrize(
    ("profile", "came", "now", "late"),
    [
        ("N", at(16, 9), at(17, 18), False),  # one working day: until the next day closes
        ("N", at(16, 9), at(17, 18, 1), True),
        ("N", at(20, 17), at(23, 17), False),  # Friday evening to Monday
        ("C", at(16, 9), at(18, 9), True),  # `other` profiles
        ("E1", at(16, 9), at(16, 15), False),  # four working hours: 9–12 and 14–15
        ("E1", at(16, 9), at(16, 15, 1), True),
        ("E1", at(16, 17), at(17, 11), False),  # over night only the hours of work count
        ("E1", at(16, 20), at(17, 12), False),
        ("E1", at(16, 20), at(17, 14, 1), True),
    ],
)
def test_the_window_is_working_time(profile: str, came: datetime, now: datetime, late: bool) -> None:
    given = ticket(State.DISPATCHED, profile=profile)
    assert too_late(given, RULE, came, now, CALENDAR) is late


TREE = Tree(
    [
        Node(1, "S", "县", Level.COUNTY, None, "S/"),
        Node(2, "S1", "镇", Level.TOWN, 1, "S/S1/"),
        Node(3, "S11", "社区", Level.COMMUNITY, 2, "S/S1/S11/"),
        Node(4, "S111", "一格", Level.GRID, 3, "S/S1/S11/S111/"),
        Node(5, "S112", "二格", Level.GRID, 3, "S/S1/S11/S112/"),
        Node(6, "S12", "村", Level.COMMUNITY, 2, "S/S1/S12/"),
        Node(7, "S121", "村一格", Level.GRID, 6, "S/S1/S12/S121/"),
        Node(8, "SW", "水站", Level.UNIT, 2, "S/S1/SW/"),
        Node(9, "SC", "县城管", Level.UNIT, 1, "S/SC/"),
    ]
)


@pytest.mark.parametrize(
    ("owner", "offered"),
    [
        (4, ["二格", "水站", "县城管"]),
        (7, ["水站", "县城管"]),
        (8, ["县城管", "社区", "村"]),
        (3, ["村", "水站", "县城管"]),
    ],
)
def test_whose_it_could_be(owner: int, offered: list[str]) -> None:
    assert [node.name for node in candidates(TREE, TREE[owner])] == offered
