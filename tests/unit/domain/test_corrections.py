"""Corrections, one line a ticket."""

import pytest

from bot.domain.corrections import Correction, Corrector, filed, kind_of, settled
from bot.domain.org import Actor, Appointment, Level, Node, Role
from tests.storage.county import MONDAY

TOWN = Node(1, "T", "镇", Level.TOWN, None, "T/")
GRID = Node(2, "G", "网格", Level.GRID, 1, "T/G/")


def correction(ticket_id: int, was: str, became: str, who: Corrector = Corrector.CHIEF) -> Correction:
    return Correction(ticket_id, f"话{ticket_id}", "投诉", False, was, became, who, MONDAY)


def test_only_from_the_first_to_the_last_counts() -> None:
    told = [
        correction(1, "0201", "0204", Corrector.RESIDENT),
        correction(2, "0301", "0302"),
        correction(1, "0204", "0403"),
        correction(2, "0302", "0301"),
    ]
    assert settled(told) == [correction(1, "0201", "0403")]


def test_how_many_were_filed_as_each() -> None:
    lines = [correction(1, "0201", "0204"), correction(2, "0201", "0403")]
    assert filed({"0201": 3, "0204": 1, "0403": 5}, lines) == {"0201": 5, "0204": 0, "0403": 4}


@pytest.mark.parametrize(
    ("role", "node", "expected"),
    [
        (Role.GRID_CHIEF, GRID, Corrector.CHIEF),
        (Role.UNIT, GRID, Corrector.CHIEF),
        (Role.TOWN_DESK, TOWN, Corrector.DESK),
        (Role.DISCIPLINE, TOWN, Corrector.DESK),
    ],
)
def test_who_corrects(role: Role, node: Node, expected: Corrector) -> None:
    assert kind_of(Actor(7, (Appointment(role, node),)), GRID) is expected
