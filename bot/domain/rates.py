"""Every published figure as a named formula with numerator and denominator (handbook §7), and the day's figures.

Formulas take facts about tickets, one per ticket, as of ``now``. Tickets that ended without work owed (withdrawn,
invalid, merged …) are in no denominator. Suspended and on-account tickets are owed, but cannot become overdue.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeVar

from bot.domain.deadlines import HotRule
from bot.domain.survey import Answer, Rating
from bot.domain.worktime import Calendar, due_day

_T = TypeVar("_T")


class Standing(StrEnum):
    """Where a ticket is counted; exactly one applies. ``DROPPED``: withdrawn, invalid, rejected, referred, merged."""

    OPEN = "open"
    SUSPENDED = "suspended"
    ON_ACCOUNT = "on_account"
    DONE = "done"
    DROPPED = "dropped"


_OWED = frozenset({Standing.OPEN, Standing.SUSPENDED, Standing.ON_ACCOUNT})


@dataclass(frozen=True, slots=True)
class TicketFact:
    """What the figures need of one ticket. Instants are aware.

    ``completed_at`` is set while the ticket is DONE (a 重办 clears it). ``nearing_at`` comes from
    ``deadlines.nearing_at`` of the handling clock. ``contact_due_at`` is None where no contact is owed.
    ``excluded``: why no rate counts it (剔除); every count does. ``dispatches`` and ``returns`` count 派单 and 退单,
    ``rehandled`` the 重办, ``reworks`` the checks that failed.
    """

    number: str
    category: str
    grid: str
    standing: Standing
    accepted_at: datetime
    sign_due_at: datetime
    due_at: datetime
    nearing_at: datetime
    signed_at: datetime | None = None
    contact_due_at: datetime | None = None
    contacted_at: datetime | None = None
    completed_at: datetime | None = None
    danger: bool = False
    sealed: bool = False
    dispatches: int = 1
    returns: int = 0
    rehandled: int = 0
    reworks: int = 0
    answer: Answer | None = None
    rating: Rating | None = None
    excluded: str | None = None

    def running(self) -> bool:
        """Open with its clock on: suspended and on-account tickets are shown apart and cannot become overdue."""
        return self.standing is Standing.OPEN

    def overdue(self, now: datetime) -> bool:
        return self.running() and self.due_at <= now


class RateName(StrEnum):
    """办结率, 应办结率, 按时办结率, 超期率, 响应率, 解决率, 满意率, 退单率, 重办率, 返工率,
    吹哨率, 报到率, 按时报到率, 化解率, 奖励率.
    """

    COMPLETION = "completion_rate"
    COMPLETION_OF_DUE = "completion_of_due_rate"
    ON_TIME = "on_time_rate"
    OVERDUE = "overdue_rate"
    RESPONSE = "response_rate"
    SOLVE = "solve_rate"
    SATISFY = "satisfy_rate"
    RETURN = "return_rate"
    REHANDLE = "rehandle_rate"
    WHISTLE = "whistle_rate"
    WHISTLE_ARRIVAL = "whistle_arrival_rate"
    WHISTLE_ON_TIME = "whistle_on_time_rate"
    REWORK = "rework_rate"
    MEDIATION = "mediation_rate"
    REWARDED = "rewarded_rate"


@dataclass(frozen=True, slots=True)
class Rate:
    """A published rate; always print ``fraction`` beside ``percent``. The numerator may hold halves (解决率)."""

    name: RateName
    numerator: Decimal
    denominator: int

    @property
    def percent(self) -> str:
        """Half-up to one decimal, e.g. "96.2%"; "—" when there is nothing to divide by."""
        if self.denominator == 0:
            return "—"
        value = 100 * self.numerator / self.denominator
        return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"

    @property
    def fraction(self) -> str:
        """e.g. "538/559"."""
        return f"{self.numerator}/{self.denominator}"


def completion(facts: Iterable[TicketFact]) -> Rate:
    """办结率 of what was accepted: done / (done + open)."""
    return _share(RateName.COMPLETION, _kept(facts), _done)


def completion_of_due(facts: Iterable[TicketFact], now: datetime) -> Rate:
    """办结率 of what is due: done / (done, or running past its limit)."""
    return _share(RateName.COMPLETION_OF_DUE, _due(facts, now), _done)


def on_time(facts: Iterable[TicketFact], now: datetime) -> Rate:
    """按时办结率: done within the limit / (done, or running past its limit)."""
    return _share(RateName.ON_TIME, _due(facts, now), _done_in_time)


def overdue(facts: Iterable[TicketFact], now: datetime) -> Rate:
    """超期率, what 按时办结率 leaves over: late or still open / (done, or running past its limit)."""
    return _share(RateName.OVERDUE, _due(facts, now), lambda fact: not _done_in_time(fact))


def response(facts: Iterable[TicketFact], now: datetime) -> Rate:
    """响应率 R: signed and first contacted in time / those whose time for it is over or that did both."""
    judged = [(fact, _responded(fact, now)) for fact in _kept(facts)]
    return _share(RateName.RESPONSE, [good for _, good in judged if good is not None], bool)


def solve(facts: Iterable[TicketFact], *, partly_counts_half: bool = True) -> Rate:
    """解决率 S: answered 已解决 (部分解决 as a half, by switch) / answered."""
    answers = [fact.answer for fact in _kept(facts) if fact.answer is not None]
    half = Decimal("0.5") if partly_counts_half else Decimal(0)
    return Rate(RateName.SOLVE, answers.count(Answer.SOLVED) + half * answers.count(Answer.PARTLY), len(answers))


def satisfy(facts: Iterable[TicketFact]) -> Rate:
    """满意率 T: 基本满意 or better / rated. Who did not rate is never counted as happy."""
    ratings = [fact.rating for fact in _kept(facts) if fact.rating is not None]
    return _share(RateName.SATISFY, ratings, lambda rating: rating.happy)


def returned(facts: Iterable[TicketFact]) -> Rate:
    """退单率: returns / dispatches."""
    kept = _kept(facts)
    returns, dispatches = sum(fact.returns for fact in kept), sum(fact.dispatches for fact in kept)
    return Rate(RateName.RETURN, Decimal(returns), dispatches)


def rehandled(facts: Iterable[TicketFact]) -> Rate:
    """重办率: handled again / completed at least once."""
    once = [fact for fact in _kept(facts) if _done(fact) or fact.rehandled]
    return _share(RateName.REHANDLE, once, lambda fact: fact.rehandled > 0)


@dataclass(frozen=True, slots=True)
class Past:
    """Tickets settled so long ago that only their number counts. ``excluded``: why and how many of the done are in no
    rate; ``reworked``: how many of the others a check had sent back.
    """

    done: int = 0
    dropped: int = 0
    reworked: int = 0
    excluded: tuple[tuple[str, int], ...] = ()

    @property
    def left_out(self) -> int:
        return sum(count for _, count in self.excluded)


NOTHING_BEFORE = Past()


def reworked(facts: Iterable[TicketFact], past: Past = NOTHING_BEFORE) -> Rate:
    """返工率: sent back by a check at least once / completed at least once."""
    once = [fact for fact in _kept(facts) if _done(fact) or fact.rehandled or fact.reworks]
    sent_back = past.reworked + sum(fact.reworks > 0 for fact in once)
    return Rate(RateName.REWORK, Decimal(sent_back), len(once) + past.done - past.left_out)


@dataclass(frozen=True, slots=True)
class DayFigures:
    """日调度 as of ``now``. ``open`` includes ``suspended`` and ``on_account``; open + done + dropped = total.

    ``due_today`` is still within its limit, so it and ``overdue`` share no ticket; ``nearing`` may be in
    ``due_today``. ``danger`` counts open emergencies, ``oldest`` is the number of the open ticket accepted first.
    ``excluded``: why and how many of done and open no rate counts (剔除).
    """

    new_today: int
    done_today: int
    total: int
    done: int
    open: int
    dropped: int
    due_today: int
    nearing: int
    overdue: int
    unsigned: int
    sign_overdue: int
    suspended: int
    on_account: int
    danger: int
    hot: tuple[tuple[str, int], ...]
    oldest: str | None
    excluded_done: int = 0
    excluded_open: int = 0
    excluded: tuple[tuple[str, int], ...] = ()

    @property
    def completion(self) -> Rate:
        """办结率 as the digest prints it."""
        done = self.done - self.excluded_done
        return Rate(RateName.COMPLETION, Decimal(done), done + self.open - self.excluded_open)


def figures(
    facts: Iterable[TicketFact], now: datetime, calendar: Calendar, hot: HotRule, past: Past = NOTHING_BEFORE
) -> DayFigures:
    """The day's figures of these tickets and of the ``past`` ones; the day is the local one of ``now``."""
    rows, today = list(facts), calendar.day_of(now)
    standing = Counter(fact.standing for fact in rows)
    owed = [fact for fact in rows if fact.standing in _OWED]
    ahead = [fact for fact in rows if fact.running() and now < fact.due_at]
    unsigned = [fact for fact in rows if fact.running() and fact.signed_at is None]
    left_out = [fact for fact in rows if fact.excluded and fact.standing is not Standing.DROPPED]
    why = Counter(dict(past.excluded)) + Counter(fact.excluded or "" for fact in left_out)
    return DayFigures(
        new_today=sum(calendar.day_of(fact.accepted_at) == today for fact in rows),
        done_today=sum(
            _done(f) and f.completed_at is not None and calendar.day_of(f.completed_at) == today for f in rows
        ),
        total=len(rows) + past.done + past.dropped,
        done=standing[Standing.DONE] + past.done,
        open=len(owed),
        dropped=standing[Standing.DROPPED] + past.dropped,
        due_today=sum(due_day(fact.due_at, calendar) == today for fact in ahead),
        nearing=sum(fact.nearing_at <= now for fact in ahead),
        overdue=sum(fact.overdue(now) for fact in rows),
        unsigned=len(unsigned),
        sign_overdue=sum(fact.sign_due_at <= now for fact in unsigned),
        suspended=standing[Standing.SUSPENDED],
        on_account=standing[Standing.ON_ACCOUNT],
        danger=sum(fact.danger for fact in owed),
        hot=hot_categories(rows, now, hot),
        oldest=min(owed, key=lambda fact: (fact.accepted_at, fact.number)).number if owed else None,
        excluded_done=sum(map(_done, left_out)) + past.left_out,
        excluded_open=len(left_out) - sum(map(_done, left_out)),
        excluded=tuple(sorted(why.items())),
    )


def hot_categories(facts: Iterable[TicketFact], now: datetime, rule: HotRule) -> tuple[tuple[str, int], ...]:
    """Category codes with their counts, most first. Sealed matters are left out: a count of one can name a person."""
    recent = [f for f in facts if not f.sealed and f.standing is not Standing.DROPPED]
    count = Counter(f.category for f in recent if now - rule.window < f.accepted_at <= now)
    often = [(category, number) for category, number in count.items() if number >= rule.at_least]
    return tuple(sorted(often, key=lambda item: (-item[1], item[0]))[: rule.top])


def _kept(facts: Iterable[TicketFact]) -> list[TicketFact]:
    return [fact for fact in facts if fact.standing is not Standing.DROPPED and not fact.excluded]


def _due(facts: Iterable[TicketFact], now: datetime) -> list[TicketFact]:
    return [fact for fact in _kept(facts) if _done(fact) or fact.overdue(now)]


def _done(fact: TicketFact) -> bool:
    return fact.standing is Standing.DONE


def _done_in_time(fact: TicketFact) -> bool:
    return fact.completed_at is not None and fact.completed_at <= fact.due_at


def _responded(fact: TicketFact, now: datetime) -> bool | None:
    """True in time, False too late, None while it is not yet owed."""
    owed = [(fact.sign_due_at, fact.signed_at)]
    if fact.contact_due_at is not None:
        owed.append((fact.contact_due_at, fact.contacted_at))
    if any((at or now) > due_at for due_at, at in owed):
        return False
    return True if all(at is not None for _, at in owed) else None


def _share(name: RateName, of: Sequence[_T], counts: Callable[[_T], bool]) -> Rate:
    return Rate(name, Decimal(sum(map(counts, of))), len(of))
