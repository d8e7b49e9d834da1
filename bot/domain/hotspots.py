"""高频: many matters of one category at one place in a short time (handbook §6): propose to act before the next one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


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
    """A matter as hot spots count it. Neither sealed ones nor dangers nor withdrawn ones belong here."""

    node_id: int
    category: str
    at: datetime


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
    for one in filed:
        if one.category not in policy.never:
            times[one.node_id, one.category].append(one.at)
    found = [
        Hotspot(node_id, category, rule_count[1], rule_count[0].days)
        for (node_id, category), at in times.items()
        if (rule_count := _first_met(at, now, policy.rules)) is not None
    ]
    return tuple(sorted(found, key=lambda spot: (-spot.count, spot.days, spot.category, spot.node_id)))


def _first_met(
    times: Collection[datetime], now: datetime, rules: Sequence[HotspotRule]
) -> tuple[HotspotRule, int] | None:
    """The shortest time that has enough of them says it best."""
    for rule in rules:
        count = sum(now - timedelta(days=rule.days) < at <= now for at in times)
        if count >= rule.at_least:
            return rule, count
    return None
