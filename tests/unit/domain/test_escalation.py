"""The ladder by its table: which rule is reached, who stands there, who hears of an overdue limit."""

import pytest

from bot.domain.clocks import Stage
from bot.domain.escalation import How, LadderPolicy, Trigger, heard_by, level_for, reached, target
from bot.domain.org import Level, Node
from tests.storage.county import town_hall

COUNTY = Node(1, "S", "县", Level.COUNTY, None, "S/")
TOWN = Node(2, "S1", "镇", Level.TOWN, 1, "S/S1/")
COMMUNITY = Node(3, "S11", "社区", Level.COMMUNITY, 2, "S/S1/S11/")
GRID = Node(4, "S1101", "网格", Level.GRID, 3, "S/S1/S11/S1101/")
UNIT = Node(5, "SW", "供水站", Level.UNIT, 2, "S/S1/SW/")
FROM_GRID, FROM_UNIT = [GRID, COMMUNITY, TOWN, COUNTY], [UNIT, TOWN, COUNTY]

LADDER = town_hall()._policies.ladder

REACHED = [
    (Trigger.SIGN_OVERDUE, 1, None),
    (Trigger.SIGN_OVERDUE, 2, (Level.COMMUNITY, How.TAKE)),
    (Trigger.SIGN_OVERDUE, 9, (Level.COMMUNITY, How.TAKE)),
    (Trigger.OVERDUE, 1, (Level.TOWN, How.WATCH)),
    (Trigger.RETURNS, 1, None),
    (Trigger.RETURNS, 2, (Level.TOWN, How.WATCH)),
    (Trigger.DISSATISFIED, 1, (Level.TOWN, How.WATCH)),
    (Trigger.DISSATISFIED, 2, (Level.COUNTY, How.WATCH)),
    (Trigger.PETITIONERS, 2, None),
    (Trigger.PETITIONERS, 3, (Level.COMMUNITY, How.WATCH)),
    (Trigger.PETITIONERS, 9, (Level.COMMUNITY, How.WATCH)),
    (Trigger.PETITIONERS, 10, (Level.COUNTY, How.WATCH)),
    (Trigger.DISPUTE, 1, (Level.COMMUNITY, How.TAKE)),
    (Trigger.ON_ACCOUNT, 1, (Level.COUNTY, How.WATCH)),
    (Trigger.RISK, 1, (Level.COMMUNITY, How.WATCH)),
]


@pytest.mark.parametrize(("trigger", "count", "expected"), REACHED)
def test_what_is_reached(trigger: Trigger, count: int, expected: tuple[Level, How] | None) -> None:
    rule = reached(LADDER, trigger, count)
    assert (rule and (rule.level, rule.how)) == expected


TARGETS = [
    (FROM_GRID, Level.COMMUNITY, 0, COMMUNITY),
    (FROM_GRID, Level.TOWN, 0, TOWN),
    (FROM_GRID, Level.TOWN, 1, COUNTY),
    (FROM_GRID, Level.TOWN, 2, None),
    (FROM_GRID[1:], Level.COMMUNITY, 0, None),
    (FROM_GRID[1:], Level.TOWN, 0, TOWN),
    (FROM_GRID[3:], Level.COUNTY, 0, None),
    (FROM_UNIT, Level.COMMUNITY, 0, TOWN),
    (FROM_UNIT, Level.TOWN, 0, TOWN),
    ([GRID], Level.COMMUNITY, 0, None),
]


@pytest.mark.parametrize(("chain", "level", "further", "expected"), TARGETS)
def test_who_stands_there(chain: list[Node], level: Level, further: int, expected: Node | None) -> None:
    assert target(chain, level, further) == expected


HEARD = [
    (Stage.SIGN, 1, FROM_GRID, (1,)),
    (Stage.SIGN, 2, FROM_GRID, (2,)),
    (Stage.HANDLE, 1, FROM_GRID, (1, 2)),
    (Stage.HANDLE, 2, FROM_GRID, (3,)),
    (Stage.HANDLE, 3, FROM_GRID, ()),
    (Stage.HANDLE, 1, FROM_UNIT, (1,)),
    (Stage.HANDLE, 2, FROM_UNIT, (2,)),
    (Stage.HANDLE, 1, FROM_GRID[2:], (1,)),
    (Stage.CONTACT, 3, FROM_GRID, (3,)),
]


@pytest.mark.parametrize(("stage", "level", "chain", "expected"), HEARD)
def test_who_hears_of_an_overdue_limit(stage: Stage, level: int, chain: list[Node], expected: tuple[int, ...]) -> None:
    assert heard_by(LADDER, stage, level, chain) == expected


def test_nobody_hears_twice() -> None:
    for chain in (FROM_GRID, FROM_UNIT):
        heard = [steps for level in range(1, len(chain)) for steps in heard_by(LADDER, Stage.HANDLE, level, chain)]
        assert sorted(heard) == list(range(1, len(chain)))


OTHER_COMMUNITY = Node(6, "S12", "别的社区", Level.COMMUNITY, 2, "S/S1/S12/")
FROM_OTHER = [Node(7, "S1201", "别的网格", Level.GRID, 6, "S/S1/S12/S1201/"), OTHER_COMMUNITY, TOWN, COUNTY]

# A stage and how many levels were told of it, from which owner to which: how many the new one counts as told.
COUNTED = [
    (Stage.CONTACT, 0, FROM_GRID, FROM_GRID[1:], 0),
    (Stage.CONTACT, 1, FROM_GRID, FROM_GRID[1:], 0),  # the community alone had heard: the town is next
    (Stage.CONTACT, 2, FROM_GRID, FROM_GRID[1:], 1),
    (Stage.CONTACT, 3, FROM_GRID, FROM_GRID[1:], 2),
    (Stage.ARRIVE, 2, FROM_GRID, FROM_GRID[2:], 0),
    (Stage.HANDLE, 1, FROM_GRID, FROM_GRID[1:], 1),  # the town had heard at once
    (Stage.HANDLE, 1, FROM_GRID, FROM_GRID[2:], 0),
    (Stage.HANDLE, 2, FROM_GRID, FROM_GRID[1:], 2),
    (Stage.CONTACT, 0, FROM_GRID[1:], FROM_GRID, 0),
    (Stage.CONTACT, 1, FROM_GRID[1:], FROM_GRID, 2),  # handed down: the desk that had it knows
    (Stage.HANDLE, 1, FROM_GRID[1:], FROM_GRID, 1),
    (Stage.CONTACT, 2, FROM_GRID, FROM_OTHER, 0),  # its community has never heard of it
    (Stage.CONTACT, 2, FROM_GRID, FROM_UNIT, 1),
    (Stage.CONTACT, 1, FROM_UNIT, FROM_GRID, 0),
    (Stage.CONTACT, 3, FROM_GRID, FROM_GRID[3:], 0),
]


@pytest.mark.parametrize(("stage", "level", "before", "now", "expected"), COUNTED)
def test_in_new_hands_nobody_is_left_out_and_nobody_hears_twice(
    stage: Stage, level: int, before: list[Node], now: list[Node], expected: int
) -> None:
    assert level_for(LADDER, stage, level, before, now) == expected


def test_without_rules_it_climbs_step_by_step() -> None:
    assert heard_by(LadderPolicy(), Stage.HANDLE, 1, FROM_GRID) == (1,)
    assert reached(LadderPolicy(), Trigger.OVERDUE, 1) is None


def test_violence_weighs_in_a_dispute_alone() -> None:
    assert LADDER.at_risk("0801", "邻居说再吵就拿刀砍人")
    assert not LADDER.at_risk("0801", "邻居天天吵")
    assert not LADDER.at_risk("0401", "路边有人卖刀，拿刀的样子吓人")


def test_what_ships_is_the_handbooks() -> None:
    assert list(LADDER.grades) == ["urge", "yellow", "red", "talk"]
    assert {LADDER.grades["red"].level, LADDER.grades["talk"].level} == {Level.TOWN, Level.COUNTY}
