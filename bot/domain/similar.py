"""Same matter again (handbook §3, row 7): what a matter is known by, and the numbers that say when two are one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

Shown = Mapping[str, str]
"""What is compared → how it was written, for people."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a text, masked already, is known by. No sentence can be put together from it again.

    ``words``: pairs of syllables → how rare they are, the rarest only; ``spelt``: how they were written. ``things``:
    lines of things.yaml it speaks of, by their first word; ``codes``: categories their words speak for. ``marks``: kind
    of place ("building", "road", …) → which. ``wide``: it tells of what a whole area has at once, a power cut.
    Everything in an order that is the same in every process.
    """

    words: Mapping[str, float] = field(default_factory=dict)
    spelt: Shown = field(default_factory=dict)
    things: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    marks: Mapping[str, Shown] = field(default_factory=dict)
    wide: bool = False


NAMED = ("road", "estate")
"""Marks that are names, and part two places only where the town knows them."""

SIDE = "side"
"""Begins the kind of a mark that is one of several sides: of gates, of banks, of ends of a village."""

UNKNOWN = Fingerprint()
"""Of a ticket from before there were fingerprints, or without a word."""


@dataclass(frozen=True, slots=True)
class Told:
    """A matter as it is compared. ``chances``: category → how likely it is meant, 0..1. ``node_id``: where it lies;
    ``local``: that is a grid, not a whole community whose desk must still find the place."""

    fingerprint: Fingerprint
    category: str
    chances: Mapping[str, float]
    node_id: int
    local: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two matters are. ``score`` is in points; ``same``: enough to call them one. ``shared``: words of the
    first that the second says too, the weightiest first, for people to see why."""

    score: float
    same: bool
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """Points. ``category``: of the same category, less of one that is only likely; ``grid``: in the same grid;
    ``spot``: the same building, road …; ``elsewhere``: taken away for another road, estate or floor; ``thing``: the
    same thing, taken away for another; ``words``: every word shared; ``wait``: taken away at the end of the time
    between.
    """

    category: float
    grid: float
    spot: float
    elsewhere: float
    thing: float
    words: float
    wait: float


@dataclass(frozen=True, slots=True)
class SimilarPolicy:
    """Numbers of routing_rules/similar.yaml.

    ``minimum``: points from which on two matters are one. ``within``: the longest time between. ``at_most``: so many
    open matters, the newest, are compared. ``own``: categories of a household, where a neighbour's is another matter
    unless the house is the same; ``never``: categories in which everybody has a matter of his own; ``unsorted``: where
    stands what was not recognised, so that it may be anything.
    """

    weights: Weights
    minimum: float
    within: timedelta
    at_most: int
    own: frozenset[str]
    never: frozenset[str]
    unsorted: frozenset[str]


def at_known_names(fingerprint: Fingerprint, names: Collection[str]) -> Fingerprint:
    """Only roads and estates among ``names``, which the town knows: half a sentence may look like one too."""
    marks = {
        kind: {key: name for key, name in shown.items() if kind not in NAMED or any(name in one for one in names)}
        for kind, shown in fingerprint.marks.items()
    }
    return replace(fingerprint, marks={kind: shown for kind, shown in marks.items() if shown})


def merged(one: Fingerprint, other: Fingerprint) -> Fingerprint:
    """Of a matter told in two messages."""
    kinds = dict.fromkeys([*one.marks, *other.marks])
    return Fingerprint(
        {**one.words, **other.words},
        {**one.spelt, **other.spelt},
        tuple(sorted({*one.things, *other.things})),
        tuple(sorted({*one.codes, *other.codes})),
        {kind: {**one.marks.get(kind, {}), **other.marks.get(kind, {})} for kind in kinds},
        one.wide or other.wide,
    )


def to_json(fingerprint: Fingerprint) -> dict[str, Any]:
    return {
        "words": dict(fingerprint.words),
        "spelt": dict(fingerprint.spelt),
        "things": list(fingerprint.things),
        "codes": list(fingerprint.codes),
        "marks": {kind: dict(shown) for kind, shown in fingerprint.marks.items()},
        "wide": fingerprint.wide,
    }


def from_json(data: Mapping[str, Any] | None) -> Fingerprint:
    if not data:
        return UNKNOWN
    things, codes = tuple(data["things"]), tuple(data["codes"])
    return Fingerprint(data["words"], data["spelt"], things, codes, data["marks"], bool(data["wide"]))
