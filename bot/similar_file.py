"""Reads similar.yaml. What is wrong comes back as findings with file and line."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.domain.hotspots import HotspotPolicy, HotspotRule
from bot.domain.similar import SimilarPolicy, Weights
from bot.yaml_files import Findings, Part, load


@dataclass(frozen=True, slots=True)
class AlikePolicies:
    """Both parts of the file: when two matters are one, and what is a hot spot."""

    similar: SimilarPolicy
    hotspots: HotspotPolicy


def load_similar(path: Path) -> AlikePolicies | Findings:
    """The numbers of similar.yaml, or at least one finding that says why they cannot be used."""
    loaded = load(path, _Similar)
    return loaded if isinstance(loaded, tuple) else AlikePolicies(loaded.policy(), loaded.hotspot_policy())


_Points = Annotated[float, Field(ge=0, le=100)]
_Codes = list[Annotated[str, Field(pattern=r"^[0-9]{4}$")]]


class _Weights(Part):
    category: _Points
    grid: _Points
    spot: _Points
    elsewhere: _Points
    thing: _Points
    words: _Points
    wait: _Points


class _Hotspot(Part):
    days: Annotated[int, Field(ge=1, le=366)]
    at_least: Annotated[int, Field(ge=2, le=1000)]


def _ascending(rows: list[_Hotspot]) -> list[_Hotspot]:
    if any(one.days >= other.days or one.at_least >= other.at_least for one, other in pairwise(rows)):
        raise ValueError("each rule needs more days and more matters than the one before")
    return rows


class _Similar(Part):
    weights: _Weights
    minimum: Annotated[float, Field(gt=0, le=1000)]
    within_days: Annotated[int, Field(ge=1, le=366)]
    at_most: Annotated[int, Field(ge=1, le=500)]
    own: _Codes
    never: _Codes
    unsorted: _Codes
    hotspots: Annotated[list[_Hotspot], Field(min_length=1), AfterValidator(_ascending)]
    never_hot: _Codes

    def policy(self) -> SimilarPolicy:
        return SimilarPolicy(
            weights=Weights(**dict(self.weights)),
            minimum=self.minimum,
            within=timedelta(days=self.within_days),
            at_most=self.at_most,
            own=frozenset(self.own),
            never=frozenset(self.never),
            unsorted=frozenset(self.unsorted),
        )

    def hotspot_policy(self) -> HotspotPolicy:
        rules = tuple(HotspotRule(row.days, row.at_least) for row in self.hotspots)
        return HotspotPolicy(rules, frozenset(self.never_hot))
