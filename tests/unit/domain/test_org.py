"""Who may do what, where: appointments reach down, never up or sideways."""

from datetime import date

import pytest

from bot.domain.org import HANDLERS, SUPERVISORS, Actor, Appointment, Level, Node, Role, may_bind, may_choose_language

COUNTY = Node(1, "S", "松溪县", Level.COUNTY, None, "S/")
TOWN = Node(2, "S1", "河口镇", Level.TOWN, 1, "S/S1/")
COMMUNITY = Node(3, "S11", "码头社区", Level.COMMUNITY, 2, "S/S1/S11/")
GRID = Node(4, "S1101", "第一网格", Level.GRID, 3, "S/S1/S11/S1101/")
NAMESAKE = Node(5, "S110", "别的社区", Level.COMMUNITY, 2, "S/S1/S110/")


def test_a_code_that_begins_like_another_is_not_inside_it() -> None:
    assert GRID.within(COMMUNITY)
    assert not NAMESAKE.within(Node(9, "S11", "", Level.COMMUNITY, 2, "S/S1/S11/"))
    assert COMMUNITY.within(COMMUNITY)
    assert not COMMUNITY.within(GRID)


@pytest.mark.parametrize(
    ("at", "role", "reaches"),
    [
        (GRID, Role.GRID_CHIEF, True),
        (COMMUNITY, Role.COMMUNITY, True),
        (COUNTY, Role.COUNTY_DESK, True),
        (NAMESAKE, Role.COMMUNITY, False),
        (GRID, Role.HELPER, False),
        (COUNTY, Role.AUDITOR, False),
        (COUNTY, Role.LEADER, False),
    ],
)
def test_handlers_reach_what_lies_below_them(at: Node, role: Role, reaches: bool) -> None:
    assert Actor(1, (Appointment(role, at),)).reaches(GRID, HANDLERS) is reaches


def test_nobody_reaches_upwards() -> None:
    assert not Actor(1, (Appointment(Role.GRID_CHIEF, GRID),)).reaches(COMMUNITY, HANDLERS)


def test_being_admin_handles_nothing() -> None:
    assert not Actor(1, is_admin=True).reaches(GRID, HANDLERS)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (date(2026, 11, 16), None, True),
        (None, date(2026, 11, 16), True),
        (date(2026, 11, 17), None, False),
        (None, date(2026, 11, 15), False),
    ],
)
def test_both_days_of_an_appointment_count(since: date | None, until: date | None, holds: bool) -> None:
    assert Appointment(Role.COMMUNITY, COMMUNITY, since, until).holds(date(2026, 11, 16)) is holds


def test_supervisors_see_their_own_nodes_only() -> None:
    actor = Actor(1, (Appointment(Role.GRID_CHIEF, GRID), Appointment(Role.LEADER, TOWN)))
    assert actor.supervises() == (TOWN,)
    assert Role.GRID_CHIEF not in SUPERVISORS


def test_binding_is_for_admins() -> None:
    assert may_bind(Actor(1, is_admin=True), COUNTY)
    assert may_bind(Actor(1, (Appointment(Role.ADMIN, TOWN),)), GRID)
    assert not may_bind(Actor(1, (Appointment(Role.ADMIN, TOWN),)), COUNTY)
    assert not may_bind(Actor(1, (Appointment(Role.GRID_CHIEF, GRID),)), GRID)


def test_a_groups_language_is_for_those_who_answer_there() -> None:
    assert may_choose_language(Actor(1, (Appointment(Role.GRID_CHIEF, GRID),)), [NAMESAKE, GRID])
    assert may_choose_language(Actor(1, (Appointment(Role.TOWN_DESK, TOWN),)), [GRID])
    assert may_choose_language(Actor(1, (Appointment(Role.ADMIN, TOWN),)), [GRID])
    assert may_choose_language(Actor(1, is_admin=True), [])
    assert not may_choose_language(Actor(1, (Appointment(Role.GRID_CHIEF, GRID),)), [COMMUNITY])
    assert not may_choose_language(Actor(1, (Appointment(Role.HELPER, GRID),)), [GRID])
    assert not may_choose_language(Actor(1, (Appointment(Role.TOWN_DESK, TOWN),)), [])
    assert not may_choose_language(Actor(1), [GRID])
