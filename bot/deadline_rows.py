"""Rows of deadlines.yaml that several tables share: limits, hours, places, and what a pause stops."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, PlainValidator, model_validator

from bot.domain.clocks import PauseReason, Stage
from bot.domain.limits import Limit
from bot.domain.org import Level
from bot.domain.places import PlaceHours, PlaceLimits, Where
from bot.domain.worktime import WorkSpan, in_order
from bot.yaml_files import Part, local_time


def limit_of(value: object) -> Limit:
    """A limit as it is written. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no limit; write for instance 5min, 24h, 4wh, 5wd or 30d")
    return Limit.parse(value)


def spans(value: object) -> tuple[WorkSpan, ...]:
    """Working hours of a day. Raises ValueError."""
    if not isinstance(value, list) or any(not isinstance(pair, list) or len(pair) != 2 for pair in value):
        raise ValueError('working hours are pairs of times, for instance - ["08:00", "12:00"]')
    return in_order(tuple(WorkSpan(local_time(opens), local_time(closes)) for opens, closes in value))


def _stages(value: object) -> frozenset[Stage]:
    names = [stage.value for stage in Stage]
    if not isinstance(value, list) or any(name not in names for name in value):
        raise ValueError(f"{value!r} must be a list of {', '.join(names)}")
    return frozenset(Stage(name) for name in value)


def _level(value: object) -> Level:
    if value not in list(Level):
        raise ValueError(f"{value!r} is none of {', '.join(Level)}")
    return Level(str(value))


LimitText = Annotated[Limit, PlainValidator(limit_of)]
_Stages = Annotated[frozenset[Stage], PlainValidator(_stages)]


class PauseRow(Part):
    """Which clocks stand still, by reason."""

    petitioner: _Stages
    appraisal: _Stages
    hearing: _Stages
    court: _Stages
    weather: _Stages
    season: _Stages
    account: _Stages

    def table(self) -> Mapping[PauseReason, frozenset[Stage]]:
        return {PauseReason(name): stages for name, stages in self}


class _Placed(Part):
    """A row that holds at a node and below it, or for owners of a level."""

    node: Annotated[str, Field(min_length=1)] | None = None
    level: Annotated[Level, PlainValidator(_level)] | None = None

    @model_validator(mode="after")
    def _one_place(self) -> "_Placed":
        if (self.node is None) == (self.level is None):
            raise ValueError("a row of a place needs either node (a code) or level")
        return self

    def where(self) -> Where:
        return Where(self.node or "", self.level)


class PlaceLimitsRow(_Placed):
    """Limits that a place has for itself."""

    category: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = None
    profile: Annotated[str, Field(pattern=r"^(E0|E1|N|C|M)$")] | None = None
    sign: LimitText | None = None
    contact: LimitText | None = None
    arrive: LimitText | None = None
    handle: LimitText | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "PlaceLimitsRow":
        if self.category is not None and self.profile is not None:
            raise ValueError("a row of a place is for a category or for a profile, not both")
        if not self._limits():
            raise ValueError("a row of a place needs at least one of sign, contact, arrive, handle")
        return self

    def _limits(self) -> Mapping[Stage, Limit]:
        found = zip(Stage, (self.sign, self.contact, self.arrive, self.handle), strict=True)
        return {stage: limit for stage, limit in found if limit is not None}

    def rule(self) -> PlaceLimits:
        return PlaceLimits(self.where(), self._limits(), self.category or "", self.profile or "")


class PlaceHoursRow(_Placed):
    """Working hours that a place has for itself."""

    hours: Annotated[tuple[WorkSpan, ...], PlainValidator(spans)]

    def rule(self) -> PlaceHours:
        return PlaceHours(self.where(), self.hours)
