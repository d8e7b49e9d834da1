"""高频: many matters of one category at one place in a short time (handbook §6): propose to act before the next one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.life import State

UNCOUNTED = frozenset({State.WITHDRAWN, State.MERGED, State.INVALID})
"""Taken back, told in another ticket that counts already, or no matter at all."""


@dataclass(frozen=True, slots=True)
class HotspotRule:
    """``at_least`` matters within ``days`` days."""

    days: int
    at_least: int


@dataclass(frozen=True, slots=True)
class HotspotPolicy:
    """Any one of ``rules`` is enough; they stand in the order of their days. ``never``: categories that are no place's
    trouble."""

    rules: tuple[HotspotRule, ...]
    never: frozenset[str]

    @property
    def longest(self) -> timedelta:
        """How far back it has to be looked."""
        return timedelta(days=max(rule.days for rule in self.rules))


@dataclass(frozen=True, slots=True)
class Filed:
    """A ticket as hot spots count it. Neither sealed ones nor dangers nor those in :data:`UNCOUNTED` belong here.

    ``matter``: a ticket and what it was split into share one, and count once; 0: a matter of its own.
    """

    node_id: int
    category: str
    at: datetime
    matter: int = 0


@dataclass(frozen=True, slots=True)
class Hotspot:
    """``count`` matters of ``category`` at the node within ``days`` days."""

    node_id: int
    category: str
    count: int
    days: int


def hotspots(filed: Iterable[Filed], now: datetime, policy: HotspotPolicy) -> tuple[Hotspot, ...]:
    """Every place and category that is one now, most matters first."""
    times: dict[tuple[int, str], list[datetime]] = defaultdict(list)
    for one in _once(filed):
        if one.category not in policy.never:
            times[one.node_id, one.category].append(one.at)
    found = [
        Hotspot(node_id, category, rule_count[1], rule_count[0].days)
        for (node_id, category), at in times.items()
        if (rule_count := _first_met(at, now, policy.rules)) is not None
    ]
    return tuple(sorted(found, key=lambda spot: (-spot.count, spot.days, spot.category, spot.node_id)))


def _once(filed: Iterable[Filed]) -> Iterable[Filed]:
    """Each matter once at a place and in a category, as of its first ticket."""
    first: dict[tuple[int, str, int], Filed] = {}
    for number, one in enumerate(sorted(filed, key=lambda one: one.at)):
        first.setdefault((one.node_id, one.category, one.matter or -number - 1), one)
    return first.values()


def _first_met(
    times: Collection[datetime], now: datetime, rules: Sequence[HotspotRule]
) -> tuple[HotspotRule, int] | None:
    """The shortest time that has enough of them says it best."""
    for rule in rules:
        count = sum(now - timedelta(days=rule.days) < at <= now for at in times)
        if count >= rule.at_least:
            return rule, count
    return None
