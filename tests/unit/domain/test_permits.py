"""Who may do what: every role, at every scope, in every state, for every event, as handbook §2 and §3 say it."""

from itertools import product

import pytest

from bot.domain.life import Event, State, Who
from bot.domain.org import Actor, Appointment, Level, Node, Role
from bot.domain.permits import capacities
from bot.domain.transitions import TRANSITIONS
from tests.unit.domain.tickets import ticket

COUNTY = Node(1, "S", "县", Level.COUNTY, None, "S/")
TOWN = Node(2, "S1", "镇", Level.TOWN, 1, "S/S1/")
COMMUNITY = Node(3, "S11", "社区", Level.COMMUNITY, 2, "S/S1/S11/")
GRID = Node(4, "S1101", "网格", Level.GRID, 3, "S/S1/S11/S1101/")
OTHER_GRID = Node(5, "S1201", "别的网格", Level.GRID, 6, "S/S1/S12/S1201/")
OTHER_COMMUNITY = Node(6, "S12", "别的社区", Level.COMMUNITY, 2, "S/S1/S12/")

HANDLE = {Role.GRID_CHIEF, Role.GRID_MEMBER, Role.UNIT, Role.COMMUNITY, Role.TOWN_DESK, Role.COUNTY_DESK}
DESK = {Role.COMMUNITY, Role.TOWN_DESK, Role.COUNTY_DESK}
UPPER = {Role.TOWN_DESK, Role.COUNTY_DESK}
NOBODY: set[Role] = set()

# The column "Who" of handbook §3 by event, read again; what no person may do is done by the clock or a rule.
MAY: dict[Event, set[Role]] = {
    Event.ACCEPT: NOBODY, Event.REMIND: NOBODY, Event.ESCALATE: NOBODY, Event.ALARM: NOBODY, Event.ASSISTED: NOBODY,
    Event.ARCHIVE: NOBODY, Event.REJECT: DESK, Event.REFER: DESK, Event.ASK: DESK, Event.DISPATCH: DESK,
    Event.INVALIDATE: DESK, Event.HAND_DOWN: DESK, Event.UPHOLD: DESK, Event.REFUSE: DESK, Event.SUSPEND: DESK,
    Event.EXTEND: DESK, Event.EXCLUDE: DESK, Event.APPEAL: HANDLE, Event.INCLUDE: HANDLE,
    Event.DECLINE: DESK, Event.CLOSE_DONE: DESK, Event.REHANDLE: DESK,
    Event.SUPERVISE: DESK | {Role.LEADER},
    Event.REOPEN: DESK, Event.AMEND: DESK, Event.ON_ACCOUNT: UPPER, Event.OFF_ACCOUNT: UPPER, Event.WHISTLE: UPPER,
    Event.PASS_REVIEW: DESK | {Role.GRID_MEMBER}, Event.FAIL_REVIEW: DESK | {Role.GRID_MEMBER},
    Event.CLAIM: HANDLE, Event.SIGN: HANDLE, Event.RETURN: HANDLE, Event.ARRIVE: HANDLE, Event.PROGRESS: HANDLE,
    Event.ASSIST: HANDLE, Event.RESUME: HANDLE, Event.FINISH: HANDLE, Event.MERGE: HANDLE, Event.UNMERGE: HANDLE,
    Event.RECLASSIFY: HANDLE, Event.REPORT_UP: HANDLE, Event.REQUEST: HANDLE, Event.UNDO: HANDLE, Event.LOOK: HANDLE,
    Event.ANSWER: NOBODY, Event.CLOSE: NOBODY, Event.WITHDRAW: NOBODY, Event.SEAL: NOBODY, Event.SUPPLEMENT: NOBODY,
    Event.CHASE: NOBODY, Event.ASSIGN: NOBODY, Event.SPLIT: HANDLE, Event.LINK: HANDLE, Event.MEDIATE: HANDLE,
}  # fmt: skip
OWN = {
    Event.ANSWER, Event.CLOSE, Event.REHANDLE, Event.REOPEN, Event.WITHDRAW, Event.AMEND, Event.SEAL, Event.SUPPLEMENT,
    Event.CHASE,
}  # fmt: skip
"""What the petitioner himself may do."""


def holder(role: Role, node: Node) -> Actor:
    return Actor(99, (Appointment(role, node),))


def may(actor: Actor, event: Event, state: State, readers: frozenset[Role] = frozenset(), **values: object) -> bool:
    about = ticket(state, **values)
    arrow = TRANSITIONS[event]
    return state in arrow.sources and bool(arrow.who & capacities(actor, about, GRID, readers) - {Who.SYSTEM})


def test_the_table_of_this_test_is_complete() -> None:
    assert MAY.keys() == set(Event) - {Event.SUBMIT}


@pytest.mark.parametrize("event", list(MAY))
def test_every_cell(event: Event) -> None:
    for role, state in product(Role, State):
        follows = state in TRANSITIONS[event].sources
        places = {Role.COMMUNITY: COMMUNITY, Role.TOWN_DESK: TOWN, Role.COUNTY_DESK: COUNTY, Role.LEADER: TOWN}
        place = places.get(role, GRID)
        assert may(holder(role, place), event, state) == (role in MAY[event] and follows), (role, state)
        stranger = OTHER_COMMUNITY if role in DESK else OTHER_GRID
        assert not may(holder(role, stranger), event, state), (role, state)
        assert may(Actor(7), event, state) == (event in OWN and follows), state
        assert not may(Actor(99, is_admin=True), event, state), state


@pytest.mark.parametrize("role", list(Role))
def test_what_is_sealed_is_for_its_appointed_role_alone(role: Role) -> None:
    for event in MAY.keys() - OWN:
        for state in TRANSITIONS[event].sources:
            allowed = may(holder(role, COUNTY), event, state, sealed_role=Role.DISCIPLINE)
            assert not allowed or role is Role.DISCIPLINE, (event, state)


def test_a_desk_is_no_superior_of_its_own_ticket() -> None:
    about = ticket(State.RETURN_REVIEW)
    assert Who.SUPERIOR not in capacities(holder(Role.COMMUNITY, COMMUNITY), about, COMMUNITY, frozenset())
    assert Who.SUPERIOR in capacities(holder(Role.TOWN_DESK, TOWN), about, COMMUNITY, frozenset())
    assert Who.SUPERIOR in capacities(holder(Role.COUNTY_DESK, COUNTY), about, COUNTY, frozenset())


@pytest.mark.parametrize("state", list(State))
def test_a_leader_reads_what_lies_below_him_and_no_sealed_matter(state: State) -> None:
    about, sealed = ticket(state), ticket(state, sealed_role=Role.DISCIPLINE)
    for node in (COUNTY, TOWN, COMMUNITY):
        assert capacities(holder(Role.LEADER, node), about, GRID, frozenset()) == {Who.LEADER}
        assert not capacities(holder(Role.LEADER, node), sealed, GRID, frozenset({Role.DISCIPLINE}))
    assert not capacities(holder(Role.LEADER, OTHER_COMMUNITY), about, GRID, frozenset())
