"""Figures of 吹哨报到 (handbook §6, 3w), each a named formula with its denominator. Only what was blown counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.domain.rates import Rate, RateName
from bot.domain.whistle import Call, Step


@dataclass(frozen=True, slots=True)
class CallFact:
    """One unit of one whistle: ``in_time`` None where its time to arrive or report is not over yet. ``excluded``: of a
    ticket that no rate counts (剔除).
    """

    whistle_id: int
    arrived: bool
    in_time: bool | None
    excused: bool = False
    scores: tuple[int, ...] = ()
    excluded: bool = False

    @property
    def counts(self) -> bool:
        """Whether the rates know of it."""
        return not self.excused and not self.excluded


@dataclass(frozen=True, slots=True)
class WhistleFigures:
    """吹哨 n 次, 报到 m 家次, on time, what both sides gave on average ("—" while nobody did)."""

    blown: int
    arrived: int
    arrival: Rate
    on_time: Rate
    score: str


def arrival(facts: Iterable[CallFact]) -> Rate:
    """报到率: units that came / units called, without those the county excused and those of 剔除."""
    called = [fact for fact in facts if fact.counts]
    return Rate(RateName.WHISTLE_ARRIVAL, Decimal(sum(fact.arrived for fact in called)), len(called))


def on_time(facts: Iterable[CallFact]) -> Rate:
    """按时报到率: those whose every step was in time / reported or over, none excused or of 剔除."""
    judged = [fact.in_time for fact in facts if fact.counts and fact.in_time is not None]
    return Rate(RateName.WHISTLE_ON_TIME, Decimal(sum(judged)), len(judged))


def whistle(whistled: int, accepted: int) -> Rate:
    """吹哨率: those of the tickets accepted in a period that a whistle was blown for / all of them; what no rate counts
    is in neither, a whistle for an older ticket or for none in no rate. Too low and too high are both bad.
    """
    return Rate(RateName.WHISTLE, Decimal(whistled), accepted)


def average(scores: Sequence[int]) -> str:
    """Half-up to one decimal, "—" when nobody gave any."""
    if not scores:
        return "—"
    return str((Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def figures(facts: Sequence[CallFact]) -> WhistleFigures:
    return WhistleFigures(
        blown=len({fact.whistle_id for fact in facts}),
        arrived=sum(fact.arrived for fact in facts),
        arrival=arrival(facts),
        on_time=on_time(facts),
        score=average([score for fact in facts for score in fact.scores]),
    )


def scores_of(call: Call) -> tuple[int, ...]:
    """All marks that were given in one call, by either side."""
    given = (call.promptness, call.attitude, call.result, call.needed, call.prepared)
    return tuple(mark for mark in given if mark is not None)


def done(call: Call) -> bool:
    """Whether nothing more is expected of it."""
    return bool(call.excused) or call.at(Step.REPORT) is not None
