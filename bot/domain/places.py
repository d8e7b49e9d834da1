"""What one place does otherwise than the county: limits it promises itself, and working hours of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.clocks import Stage
from bot.domain.limits import Limit
from bot.domain.org import Level, Node
from bot.domain.worktime import WorkSpan


@dataclass(frozen=True, slots=True)
class Where:
    """A node by its code, with all below it; or, without one, every owner of a ``level``."""

    node: str = ""
    level: Level | None = None

    def distance(self, chain: Sequence[Node]) -> int | None:
        """How far from the first of ``chain`` (a node and what lies above it): 0 is itself, a level is farther than
        any node; None where it does not hold.
        """
        if self.node:
            return next((steps for steps, node in enumerate(chain) if node.code == self.node), None)
        return len(chain) if chain and chain[0].level is self.level else None


@dataclass(frozen=True, slots=True)
class PlaceLimits:
    """One row of ``places``: limits for a ``category``, else for a ``profile``, else for every matter there."""

    where: Where
    limits: Mapping[Stage, Limit]
    category: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True)
class PlaceHours:
    """One row of ``place_hours``."""

    where: Where
    hours: tuple[WorkSpan, ...]


def limits_at(
    rows: Iterable[PlaceLimits], chain: Sequence[Node], category: str, profile: str
) -> tuple[Mapping[Stage, Limit], Mapping[Stage, Limit]]:
    """What the place says of the category, and what it says of its profile; per stage the nearest row wins, and at
    one node the profile goes before every matter.
    """
    near = [(distance, row) for row in rows if (distance := row.where.distance(chain)) is not None]
    near.sort(key=lambda found: (found[0], not found[1].profile))
    of_category = _nearest(row for _, row in near if row.category and row.category == category)
    of_profile = _nearest(row for _, row in near if not row.category and row.profile in ("", profile))
    return of_category, of_profile


def hours_at(rows: Iterable[PlaceHours], chain: Sequence[Node]) -> tuple[WorkSpan, ...]:
    """The hours of the nearest row, () where none holds."""
    near = [(distance, row.hours) for row in rows if (distance := row.where.distance(chain)) is not None]
    return min(near, key=lambda found: found[0])[1] if near else ()


def _nearest(rows: Iterator[PlaceLimits]) -> Mapping[Stage, Limit]:
    found: dict[Stage, Limit] = {}
    for row in rows:
        found = {**row.limits, **found}
    return found
