"""The tree a town is made of, the people appointed in it, and who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Levels of the tree from the outside in. A unit hangs beside the tree below any node."""

    COUNTY = "county"
    TOWN = "town"
    COMMUNITY = "community"
    GRID = "grid"
    UNIT = "unit"


RANK = {Level.COUNTY: 0, Level.TOWN: 1, Level.COMMUNITY: 2, Level.GRID: 3, Level.UNIT: 3}


class Role(StrEnum):
    """Roles of handbook §2; each is held at a node and reaches what lies below it."""

    HELPER = "HELPER"
    GRID_MEMBER = "GRID_MEMBER"
    GRID_CHIEF = "GRID_CHIEF"
    COMMUNITY = "COMMUNITY"
    TOWN_DESK = "TOWN_DESK"
    UNIT = "UNIT"
    COUNTY_DESK = "COUNTY_DESK"
    LEADER = "LEADER"
    MEDIATOR = "MEDIATOR"
    DISCIPLINE = "DISCIPLINE"
    ADMIN = "ADMIN"
    AUDITOR = "AUDITOR"


HANDLERS = frozenset({Role.GRID_CHIEF, Role.GRID_MEMBER, Role.UNIT, Role.COMMUNITY, Role.TOWN_DESK, Role.COUNTY_DESK})
DESKS = frozenset({Role.COMMUNITY, Role.TOWN_DESK, Role.COUNTY_DESK})
"""Who answers for a node above the grid."""

SUPERVISORS = frozenset({Role.COMMUNITY, Role.TOWN_DESK, Role.COUNTY_DESK, Role.LEADER})


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the tree. ``path`` is the codes from the root down, joined and closed by "/"."""

    id: int
    code: str
    name: str
    level: Level
    parent_id: int | None
    path: str

    def within(self, other: "Node") -> bool:
        """Whether this node is ``other`` or lies below it."""
        return self.path.startswith(other.path)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One role of one person at one node, from a day to a day (both included, None: open)."""

    role: Role
    node: Node
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a known person with the appointments that hold today, or a resident with none.

    ``person_id`` is our own number, never Telegram's. ``is_admin`` is true for ADMIN_IDS.
    """

    person_id: int
    appointments: tuple[Appointment, ...] = ()
    is_admin: bool = False

    def reaches(self, node: Node, roles: Iterable[Role]) -> bool:
        """Whether one of ``roles`` is held at ``node`` or above it."""
        wanted = frozenset(roles)
        return any(a.role in wanted and node.within(a.node) for a in self.appointments)

    def supervises(self) -> tuple[Node, ...]:
        """The nodes whose subtree this person may see figures of."""
        return tuple(a.node for a in self.appointments if a.role in SUPERVISORS)


def may_choose_language(actor: Actor, nodes: Iterable[Node]) -> bool:
    """A group's language is for whoever handles, supervises or administers one of the nodes it stands for, and for
    ADMIN_IDS.
    """
    return actor.is_admin or any(actor.reaches(node, HANDLERS | SUPERVISORS | {Role.ADMIN}) for node in nodes)


def may_bind(actor: Actor, node: Node) -> bool:
    """/bind is for ADMIN_IDS and for an admin of that node (contract)."""
    return actor.is_admin or actor.reaches(node, {Role.ADMIN})
