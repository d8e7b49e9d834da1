"""调解案: a dispute is talked over in rounds until it is agreed, given up or taken to court, and then visited again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.domain import appointments
from bot.domain.appointments import MeetingRule, Said, TimeWords
from bot.domain.life import DROPPED, State
from bot.domain.limits import Limit
from bot.domain.org import Role
from bot.domain.rates import Rate, RateName
from bot.domain.rewards import RewardRule
from bot.domain.ticket import Ticket
from bot.domain.worktime import Calendar, due


class Outcome(StrEnum):
    """达成, 未达成, 转诉讼."""

    AGREED = "agreed"
    FAILED = "failed"
    COURT = "court"


class Kept(StrEnum):
    """What a visit finds: 已履行, 部分履行, 反悔了, 没找到人."""

    KEPT = "kept"
    PARTLY = "partly"
    BROKEN = "broken"
    AWAY = "away"


class Step(StrEnum):
    """What is said in words: 当事人, 约时间, 结果, and the three outcomes."""

    PARTY = "party"
    PLAN = "plan"
    RESULT = "result"
    AGREED = "agreed"
    FAILED = "failed"
    COURT = "court"


OUTCOMES: Mapping[Step, Outcome] = {
    Step.AGREED: Outcome.AGREED,
    Step.FAILED: Outcome.FAILED,
    Step.COURT: Outcome.COURT,
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of a document set; ``must``: without it nothing is called agreed."""

    name: str
    must: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """How a kind of dispute is led: ``papers`` is the local name of its document set (八单一表 …)."""

    name: str
    papers: str
    lines: Mapping[str, Paper]


@dataclass(frozen=True, slots=True)
class Skill:
    """What a mediator is good at: disputes whose category begins so."""

    name: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanRule:
    """No time to meet is agreed: asked for it after ``ask``; one level more hears it after each of ``above``."""

    ask: Limit
    above: tuple[Limit, ...]

    def steps(self, since: datetime, calendar: Calendar) -> tuple[appointments.Step, ...]:
        """Everything that is said of it, in order."""
        dates = [due(since, limit, calendar) for limit in (self.ask, *self.above)]
        return tuple(
            appointments.Step(Said.ABOVE if level else Said.ASK, date, level) for level, date in enumerate(dates)
        )


_NO_PLAN = PlanRule(Limit.parse("1wd"), ())
_NO_ROUNDS = MeetingRule((), timedelta(hours=2), (), TimeWords({}, {}, (), {}, (), (), (), 0))


@dataclass(frozen=True, slots=True)
class MediationPolicy:
    """routing_rules/disputes.yaml. ``first``: the track on which a case begins, by the beginning of its category;
    ``risk``: the one that the risk of violence (民转刑) puts it on. ``visits``: so many days after an agreement, at
    ``visit_at``; told above ``grace`` later; whoever was away is visited again ``again`` days on. ``file_wait``: so
    long a file without a reply belongs to the line that was pressed. ``rounds``: what is said of one that is to come;
    ``unplanned``: what is said while there is none. ``orders``: steps by the word that begins a reply.
    """

    roles: tuple[Role, ...] = (Role.MEDIATOR,)
    most: int = 12
    first: Mapping[str, str] = field(default_factory=dict)
    risk: str = ""
    tracks: Mapping[str, Track] = field(default_factory=dict)
    skills: Mapping[str, Skill] = field(default_factory=dict)
    visits: tuple[int, ...] = ()
    visit_at: time = time(9)
    grace: Limit | None = None
    again: int = 3
    file_wait: timedelta = timedelta(minutes=10)
    orders: Mapping[str, Step] = field(default_factory=dict)
    rewards: RewardRule = field(default_factory=RewardRule)
    rounds: MeetingRule = _NO_ROUNDS
    unplanned: PlanRule = _NO_PLAN

    def track(self, code: str) -> Track:
        """What an old case has may have left the rules since: then it has no lines."""
        return self.tracks.get(code) or Track(code, "", {})

    def skill_for(self, category: str) -> str:
        """The skill with the longest beginning of this category, "" when none fits."""
        return _fitting(category, ((start, code) for code, skill in self.skills.items() for start in skill.categories))

    def first_for(self, category: str) -> str:
        """The track on which a case of this category begins."""
        return _fitting(category, self.first.items()) or next(iter(self.tracks), "")


def _fitting(category: str, starts: Iterable[tuple[str, str]]) -> str:
    """What stands beside the longest beginning of ``category``, "" when none fits."""
    return max(((len(start), code) for start, code in starts if category.startswith(start)), default=(0, ""))[1]


@dataclass(frozen=True, slots=True)
class Mediation:
    """One 调解案 of a ticket. ``agreement``: the words of its end, masked; it is open while ``ended_at`` is empty.
    ``quiet_at``: since when no time to meet is agreed, ``told``: how much was said of that.
    """

    id: int
    ticket_id: int
    opener_id: int
    mediator_id: int
    track: str
    outcome: Outcome | None
    agreement: str
    opened_at: datetime
    ended_at: datetime | None
    risk_at: datetime | None
    quiet_at: datetime | None = None
    told: int = 0

    @property
    def open(self) -> bool:
        return self.ended_at is None


_NEVER_HELD = DROPPED - {State.MERGED}
"""A matter that was withdrawn or set aside needs no meeting; one that was told twice still does."""


def goes_on(case: Mediation, ticket: Ticket) -> bool:
    """Whether a round may still be held."""
    return case.open and not ticket.sealed and ticket.state not in _NEVER_HELD


@dataclass(frozen=True, slots=True)
class Party:
    """Who disputes. ``person_id``: the account that opened the link made for him; he is reminded once he agreed."""

    id: int
    mediation_id: int
    name: str
    person_id: int | None = None
    agreed_at: datetime | None = None


def nameless(words: str, parties: Iterable[Party]) -> str:
    """What one party may read of words about all of them."""
    for name in sorted((party.name for party in parties), key=len, reverse=True):
        words = words.replace(name, "…")
    return words


@dataclass(frozen=True, slots=True)
class Round:
    """One sitting: ``meeting`` is when and where in words, ``meet_at`` the time that was read in them; without
    ``held_at`` it is still to come. ``told``: how much of :func:`appointments.steps` has been said.
    """

    id: int
    mediation_id: int
    meeting: str
    result: str
    planned_at: datetime
    held_at: datetime | None
    meet_at: datetime | None
    told: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Visit:
    """回访 that falls due at ``due_at`` and is told above at ``late_at``; ``told`` as in :mod:`chasing`."""

    id: int
    mediation_id: int
    due_at: datetime
    late_at: datetime
    told: int
    next_at: datetime | None
    kept: Kept | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Mediator:
    """Somebody who may lead a case; ``steps``: how far above the owner he is appointed."""

    person_id: int
    name: str
    place: str
    steps: int
    skills: frozenset[str]


def ranked(found: Iterable[Mediator], skill: str) -> list[Mediator]:
    """Each person once: those who know this kind of dispute first, then the nearest."""
    best: dict[int, Mediator] = {}
    for one in sorted(found, key=lambda one: (skill not in one.skills, one.steps, one.person_id)):
        best.setdefault(one.person_id, one)
    return list(best.values())


def missing(track: Track, done: Iterable[str]) -> list[str]:
    """Names of the lines that must be there and are not."""
    there = set(done)
    return [line.name for code, line in track.lines.items() if line.must and code not in there]


def visit_day(start: datetime, days: int, at: time, calendar: Calendar) -> datetime:
    """So many days on, in the morning; on a day off the first working day after it."""
    return calendar.at(calendar.first_workday(calendar.day_of(start) + timedelta(days=days)), at)


def names_in(text: str, most: int, longest: int = 20) -> list[str]:
    """Names typed one after the other, each once: at most so many, each cut to ``longest`` signs."""
    for mark in "\n,，;；、/":
        text = text.replace(mark, " ")
    return list(dict.fromkeys(word[:longest] for word in text.split()))[:most]


@dataclass(frozen=True, slots=True)
class Matter:
    """A ticket that was mediated: how the last of its ``cases`` ended (None: open), whether no rate counts it (剔除),
    and whether somebody was rewarded for it.
    """

    outcome: Outcome | None
    cases: int = 1
    excluded: bool = False
    rewarded: bool = False


@dataclass(frozen=True, slots=True)
class MediationFigures:
    """调解 of one place since a day: received, how they ended, and what is still open. ``again``: those with more than
    one case, ``excluded``: those no rate counts; both are among the received.
    """

    received: int
    ended: Mapping[Outcome, int]
    settled: Rate
    rewarded: Rate
    again: int
    excluded: int

    @property
    def open(self) -> int:
        return self.received - sum(self.ended.values())


def figures(matters: Sequence[Matter]) -> MediationFigures:
    """化解率: agreed / received, the open ones among them. 奖励率: rewarded / agreed. A matter counts once, by its last
    case; one that is left out of the rates is in neither.
    """
    ended = {outcome: sum(one.outcome is outcome for one in matters) for outcome in Outcome}
    kept = [one for one in matters if not one.excluded]
    agreed = [one for one in kept if one.outcome is Outcome.AGREED]
    return MediationFigures(
        received=len(matters),
        ended=ended,
        settled=Rate(RateName.MEDIATION, Decimal(len(agreed)), len(kept)),
        rewarded=Rate(RateName.REWARDED, Decimal(sum(one.rewarded for one in agreed)), len(agreed)),
        again=sum(one.cases > 1 for one in matters),
        excluded=len(matters) - len(kept),
    )
