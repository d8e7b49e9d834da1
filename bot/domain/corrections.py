"""Categories that people set right: one line a ticket, for whoever tends the rules."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.org import Actor, Node, Role

CHIEFS = frozenset({Role.GRID_CHIEF, Role.GRID_MEMBER, Role.UNIT})


class Corrector(StrEnum):
    """Kinds of people who correct a category."""

    RESIDENT = "resident"
    CHIEF = "chief"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Correction:
    """From one category to another. ``text`` is masked; of a ``sealed`` ticket it is empty."""

    ticket_id: int
    text: str
    intent: str
    sealed: bool
    was: str
    became: str
    who: Corrector
    at: datetime


def kind_of(actor: Actor, owner: Node) -> Corrector:
    """Whoever works at the grid or unit itself is its chief, everybody else who may handle it a desk."""
    return Corrector.CHIEF if actor.reaches(owner, CHIEFS) else Corrector.DESK


def settled(corrections: Iterable[Correction]) -> list[Correction]:
    """One line a ticket: from what it was at first to what it is now, by whom last; what was taken back is none.

    ``corrections`` in the order they were made.
    """
    by_ticket: dict[int, Correction] = {}
    for one in corrections:
        first = by_ticket.get(one.ticket_id, one)
        by_ticket[one.ticket_id] = replace(one, was=first.was)
    return [one for one in by_ticket.values() if one.was != one.became]


def filed(standing: Mapping[str, int], lines: Iterable[Correction]) -> Counter[str]:
    """How many tickets had each category before anybody corrected them. ``standing``: how many have it now."""
    counts = Counter(standing)
    for line in lines:
        counts[line.was] += 1
        counts[line.became] -= 1
    return counts
