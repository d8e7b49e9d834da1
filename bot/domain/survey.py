"""The survey after 办结 (handbook §7): whom it asks, when it asks again, and what an answer leads to."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum, StrEnum

from bot.domain.worktime import Calendar


class Answer(StrEnum):
    """问题解决了吗: 已解决, 部分解决, 没解决, 只是解释."""

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"
    EXPLAINED = "explained"


class Rating(IntEnum):
    """好差评, five grades from 非常满意 (5) to 非常不满意 (1)."""

    VERY_SATISFIED = 5
    SATISFIED = 4
    MOSTLY_SATISFIED = 3
    DISSATISFIED = 2
    VERY_DISSATISFIED = 1

    @property
    def happy(self) -> bool:
        """Counts for 满意率: 非常满意, 满意, 基本满意."""
        return self >= Rating.MOSTLY_SATISFIED


class Outcome(StrEnum):
    """What follows from a finished survey: 结案, 重办, or the level above judges."""

    CLOSE = "close"
    REHANDLE = "rehandle"
    TO_SUPERIOR = "to_superior"


@dataclass(frozen=True, slots=True)
class SurveyPolicy:
    """``tries`` questions in all, the later ones at a time of ``ask_at``; ``patience`` after the last one it closes.

    ``max_rehandles`` times a ticket is handled again before the level above judges; ``never`` are category codes
    that no machine asks about.
    """

    tries: int
    ask_at: tuple[time, ...]
    patience: timedelta
    max_rehandles: int
    never: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tries:
    """When to ask (the first is the moment given) and when to close without an answer; all UTC."""

    asks: tuple[datetime, ...]
    closes_at: datetime


def surveyed(category: str, *, sealed: bool, policy: SurveyPolicy) -> bool:
    """Whether the bot asks after 办结. Sealed matters are asked about by a named person only; a withdrawn or invalid
    ticket never comes here, as it never reaches ``pending_survey``.
    """
    return not sealed and category not in policy.never


def plan_tries(first: datetime, policy: SurveyPolicy, calendar: Calendar) -> Tries:
    """At once, then on each following day at the time of day furthest from all earlier tries."""
    asks = [first]
    for number in range(1, policy.tries):
        day = calendar.day_of(first) + timedelta(days=number)
        asks.append(calendar.at(day, _other_time(asks, policy.ask_at, calendar)))
    return Tries(tuple(asks), asks[-1] + policy.patience)


def next_step(solved: Answer | None, rating: Rating | None, rehandled: int, policy: SurveyPolicy) -> Outcome:
    """What a survey leads to when it ends: all answered, given up (None), or 没解决, which ends it at once.

    ``rehandled`` counts the 重办 so far. Silence closes; it is never counted as happy (rates).
    """
    unhappy = solved is Answer.UNSOLVED or (rating is not None and not rating.happy)
    if not unhappy:
        return Outcome.CLOSE
    return Outcome.REHANDLE if rehandled < policy.max_rehandles else Outcome.TO_SUPERIOR


def _other_time(asked: list[datetime], choices: tuple[time, ...], calendar: Calendar) -> time:
    earlier = [_minutes(moment.astimezone(calendar.zone).time()) for moment in asked]
    return max(choices, key=lambda choice: min(_apart(_minutes(choice), other) for other in earlier))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _apart(one: int, other: int) -> int:
    gap = abs(one - other)
    return min(gap, 24 * 60 - gap)
