"""退单: whether a ticket may be given back, and what was learnt from those that were."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.life_policy import ReturnRule
from bot.domain.org import Level, Node
from bot.domain.ticket import Ticket
from bot.domain.tree import Tree
from bot.domain.worktime import Calendar, due


class NotBack(StrEnum):
    """Why a ticket stays where it is, the weightiest first."""

    DANGER = "danger"
    SEALED = "sealed"
    DESIGNATED = "designated"
    OFTEN = "often"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Reroute:
    """Upheld returns of a category from one node to another: ``count`` of the ``filed`` that ``source`` was given."""

    category: str
    source: str
    target: str
    count: int
    filed: int


def bars(ticket: Ticket, rule: ReturnRule) -> NotBack | None:
    """What forbids it whatever the hour, None: nothing does."""
    if ticket.danger:
        return NotBack.DANGER
    if ticket.sealed:
        return NotBack.SEALED
    if ticket.designated:
        return NotBack.DESIGNATED
    return NotBack.OFTEN if ticket.returns >= rule.most else None


def too_late(ticket: Ticket, rule: ReturnRule, dispatched_at: datetime, now: datetime, calendar: Calendar) -> bool:
    """Whether the window after 派单 has closed, in working time where the rules say so."""
    return now > due(dispatched_at, rule.window_of(ticket.profile), calendar)


def candidates(tree: Tree, owner: Node) -> list[Node]:
    """Whose it could be instead: grids beside the owner, then units hung at the nodes above it, the nearest first."""
    chain = tree.chain(owner)
    parent = chain[1] if len(chain) > 1 else None
    beside = tree.children(parent) if parent and owner.level is not Level.UNIT else []
    above = {node.id: distance for distance, node in enumerate(chain)}
    units = sorted(
        (node for node in tree if node.level is Level.UNIT and node.parent_id in above),
        key=lambda node: (above[node.parent_id or 0], node.code),
    )
    grids = tree.children(parent) if parent and owner.level is Level.UNIT else []
    return [node for node in (*beside, *units, *grids) if node.id != owner.id]
