"""Who may learn how to reach a resident, and which numbers he wrote himself."""

from typing import Any

import pytest

from bot.domain.contact import phones_in
from bot.domain.life import State, Who
from bot.domain.org import Actor, Appointment, Level, Node, Role
from bot.domain.originals import may_look
from tests.unit.domain.tickets import ticket

TOWN = Node(1, "T", "镇", Level.TOWN, None, "T/")
COMMUNITY = Node(2, "C", "社区", Level.COMMUNITY, 1, "T/C/")
GRID = Node(4, "G", "网格", Level.GRID, 2, "T/C/G/")
OTHER = Node(5, "H", "另一网格", Level.GRID, 2, "T/C/H/")
CHIEF = 11


def actor(role: Role, node: Node, person: int = CHIEF, **more: Any) -> Actor:
    return Actor(person, (Appointment(role, node),), **more)


@pytest.mark.parametrize(
    ("who", "signer", "sealed", "expected"),
    [
        (actor(Role.GRID_CHIEF, GRID), CHIEF, None, Who.HANDLER),
        (actor(Role.GRID_CHIEF, GRID), None, None, None),
        (actor(Role.GRID_CHIEF, GRID), 12, None, None),
        (actor(Role.GRID_CHIEF, OTHER), CHIEF, None, None),
        (actor(Role.COMMUNITY, COMMUNITY), 12, None, Who.DESK),
        (actor(Role.TOWN_DESK, TOWN), None, None, Who.DESK),
        (actor(Role.LEADER, TOWN), None, None, None),
        (actor(Role.MEDIATOR, TOWN), 12, None, None),
        (Actor(CHIEF), CHIEF, None, None),
        (Actor(CHIEF, is_admin=True), None, None, None),
        (actor(Role.DISCIPLINE, TOWN), None, Role.DISCIPLINE, Who.HANDLER),
        (actor(Role.TOWN_DESK, TOWN), None, Role.DISCIPLINE, None),
        (actor(Role.GRID_CHIEF, GRID), CHIEF, Role.DISCIPLINE, None),
    ],
)
def test_who_may_learn_it(who: Actor, signer: int | None, sealed: Role | None, expected: Who | None) -> None:
    assert may_look(who, ticket(State.HANDLING, signer_id=signer, sealed_role=sealed), GRID) is expected


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["路灯坏了，电话13812345678"], ["13812345678"]),
        (["138 1234 5678", "换号了：139-8765-4321"], ["13987654321", "13812345678"]),
        (["打0791-88123456"], ["079188123456"]),
        (["13812345678", "还是13812345678"], ["13812345678"]),
        (["138****5678 编号GD20261116-0001 身份证360102199001011234", ""], []),
        ([f"1380000000{n}" for n in range(5)], ["13800000004", "13800000003", "13800000002"]),
    ],
)
def test_the_numbers_he_wrote(texts: list[str], numbers: list[str]) -> None:
    assert phones_in(texts) == numbers
