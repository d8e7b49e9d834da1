"""Clocks of a ticket and what follows when they run: remind the handler, warn the chief, tell the next level up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import takewhile

from bot.domain.clocks import PauseReason, Stage, StageClock
from bot.domain.limits import Limit, LimitKind
from bot.domain.org import Node
from bot.domain.places import PlaceHours, PlaceLimits, hours_at, limits_at
from bot.domain.survey import SurveyPolicy
from bot.domain.worktime import Calendar, WorkSpan, counted, due_again, instant_after

__all__ = [
    "Again", "DeadlinePolicy", "HotRule", "NearingRule", "Overdue", "PauseReason", "Profile", "Remind", "Reminder",
    "ReportSlot", "Stage", "StageClock", "Step", "decide", "nearing_at", "next_check", "taken",
]  # fmt: skip

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Profile:
    """Limits of one row of the table in handbook §5; ``contact`` is None where the answer is the contact, ``arrive``
    where nobody has to go there unless the category says so.
    """

    sign: Limit
    contact: Limit | None
    handle: Limit
    arrive: Limit | None = None

    def limits(self) -> Mapping[Stage, Limit]:
        row = (self.sign, self.contact, self.arrive, self.handle)
        return {stage: limit for stage, limit in zip(Stage, row, strict=True) if limit is not None}


@dataclass(frozen=True, slots=True)
class Reminder:
    """Said to the handler when ``percent`` of the time is used; the chief hears it too if ``chief_too``."""

    percent: int
    chief_too: bool


@dataclass(frozen=True, slots=True)
class NearingRule:
    """即将超时: ``share_left`` per cent or ``time_left`` remain, but never before ``not_before`` per cent are used."""

    share_left: int
    time_left: timedelta
    not_before: int


@dataclass(frozen=True, slots=True)
class ReportSlot:
    """A report due every day at local time ``at``; ``name`` is its key in the locales and in ``slots``."""

    name: str
    at: time


@dataclass(frozen=True, slots=True)
class HotRule:
    """热点: the ``top`` categories with at least ``at_least`` tickets accepted within ``window``."""

    window: timedelta
    top: int
    at_least: int


@dataclass(frozen=True, slots=True)
class DeadlinePolicy:
    """Every number of routing_rules/deadlines.yaml. ``reminders`` ascend.

    ``escalate_within`` None: one level up per further length of the stage; a limit: at least that often.
    ``overdue_again``: at this time of the day handlers hear once more of what is overdue. ``rehandle_share`` is the
    per cent of the handling limit that a 重办 gets. ``pauses``: which clocks stand still for which reason.
    """

    working_hours: tuple[WorkSpan, ...]
    profiles: Mapping[str, Profile]
    reminders: tuple[Reminder, ...]
    nearing: NearingRule
    escalate_within: Limit | None
    overdue_again: time
    rehandle_share: int
    draft_expires: timedelta
    edit_window: timedelta
    alarm_backup: timedelta
    survey: SurveyPolicy
    report_slots: tuple[ReportSlot, ...]
    hot: HotRule
    pauses: Mapping[PauseReason, frozenset[Stage]]
    place_limits: tuple[PlaceLimits, ...] = ()
    place_hours: tuple[PlaceHours, ...] = ()

    def limits_for(
        self,
        profile: str,
        handle_limit: str | None = None,
        round: int = 1,
        *,
        category: str = "",
        stages: Mapping[str, str] = NOTHING,
        chain: Sequence[Node] = (),
    ) -> tuple[tuple[Stage, Limit], ...]:
        """Stages with their limits, in order. What is said of the category goes before what is said of its profile,
        and of two that say the same kind of thing the place goes before the county: the category in this place, the
        category (``handle_limit``, ``stages``), the profile in this place, the profile. A profile's name as
        ``handle_limit`` ("E0": until safe) means the profile's. ``chain``: the owner and what lies above it.

        From round 2 on (重办) the ticket is already signed: only handling, shortened.

        Raises KeyError on an unknown profile and ValueError on a limit that cannot be read.
        """
        row = self.profiles[profile]
        own = {Stage(stage): Limit.parse(limit) for stage, limit in stages.items()}
        if handle_limit is not None and handle_limit not in self.profiles:
            own[Stage.HANDLE] = Limit.parse(handle_limit)
        of_category, of_profile = limits_at(self.place_limits, chain, category, profile)
        limits = {**row.limits(), **of_profile, **own, **of_category}
        if round > 1:
            return ((Stage.HANDLE, limits[Stage.HANDLE].portion(self.rehandle_share)),)
        return tuple((stage, limits[stage]) for stage in Stage if stage in limits)

    def hours_at(self, chain: Sequence[Node]) -> tuple[WorkSpan, ...]:
        """Working hours of the first of ``chain`` (a node and what lies above it)."""
        return hours_at(self.place_hours, chain) or self.working_hours


@dataclass(frozen=True, slots=True)
class Remind:
    """Tell the handler, and the chief if ``chief_too``, that ``percent`` of the time is used."""

    stage: Stage
    percent: int
    chief_too: bool


@dataclass(frozen=True, slots=True)
class Overdue:
    """Tell the holder ``level`` steps above the handler that the stage is overdue."""

    stage: Stage
    level: int


@dataclass(frozen=True, slots=True)
class Again:
    """Tell the handler once more that the stage is overdue: once a day, whatever else happened."""

    stage: Stage


Step = Remind | Overdue | Again


def decide(clock: StageClock, now: datetime, policy: DeadlinePolicy, calendar: Calendar) -> tuple[Step, ...]:
    """Every step that is due and not yet taken, in order. Of several reminders only the last is said, and none once
    the stage is overdue: an old warning helps nobody. Record the result with :func:`taken`.
    """
    steps = [step for _, step in takewhile(lambda at: at[0] <= now, _coming(clock, policy, calendar))]
    return (*[step for step in steps[:-1] if not isinstance(step, Remind)], *steps[-1:])


def next_check(clock: StageClock, policy: DeadlinePolicy, calendar: Calendar) -> datetime | None:
    """When the next step falls due; None while the clock stands still."""
    return next((at for at, _ in _coming(clock, policy, calendar)), None)


def taken(clock: StageClock, steps: Iterable[Step], now: datetime) -> StageClock:
    """The clock after ``steps`` were taken; what they made needless counts as taken too."""
    for step in steps:
        match step:
            case Remind(percent=percent):
                clock = replace(clock, warned=max(clock.warned, percent))
            case Overdue(level=level):
                told_at = clock.told_at if clock.level else now
                clock = replace(clock, warned=100, level=max(clock.level, level), told_at=told_at)
            case Again():
                clock = replace(clock, told_at=now)
    return clock


def nearing_at(clock: StageClock, policy: DeadlinePolicy, calendar: Calendar) -> datetime:
    """From when on the clock counts as 即将超时 in lists and reports."""
    rule, whole = policy.nearing, _whole(clock, calendar)
    used = max(whole * rule.not_before / 100, min(whole * (100 - rule.share_left) / 100, whole - rule.time_left))
    return _when_used(clock, used, calendar)


def _whole(clock: StageClock, calendar: Calendar) -> timedelta:
    """All the time that the clock has from beginning to end, pauses left out."""
    return clock.used + counted(clock.running_since, clock.due_at, clock.limit, calendar)


def _when_used(clock: StageClock, used: timedelta, calendar: Calendar) -> datetime:
    return instant_after(clock.running_since, max(timedelta(), used - clock.used), clock.limit, calendar)


def _coming(clock: StageClock, policy: DeadlinePolicy, calendar: Calendar) -> Iterator[tuple[datetime, Step]]:
    """Steps not yet taken with their instants, in order; none while the clock stands still."""
    if clock.paused_at is not None or clock.stopped_at is not None:
        return
    left = [reminder for reminder in policy.reminders if reminder.percent > clock.warned]
    whole = _whole(clock, calendar) if left else timedelta()
    for reminder in left:
        at = _when_used(clock, whole * reminder.percent / 100, calendar)
        yield at, Remind(clock.stage, reminder.percent, reminder.chief_too)
    if clock.told_at is None:
        yield from _levels(clock, policy, calendar)
        return
    again = _next_day(clock.told_at, clock, policy, calendar), Again(clock.stage)
    yield from sorted([*_levels(clock, policy, calendar), again], key=lambda step: step[0])


def _levels(clock: StageClock, policy: DeadlinePolicy, calendar: Calendar) -> Iterator[tuple[datetime, Step]]:
    """The levels that have not been told. Whoever stood still while overdue, or came to it when it was overdue already,
    waits a whole length for the next one.
    """
    at = clock.due_at
    if clock.told_at is not None and clock.level == 0:
        at = _one_level_later(max(at, clock.running_since), clock.limit, policy.escalate_within, calendar)
    for level in range(1, max(1, clock.top) + 1):
        if level > clock.level:
            yield at, Overdue(clock.stage, level)
        if clock.level <= level < clock.top:
            begins = max(at, clock.running_since)
            at = _one_level_later(begins, clock.limit, policy.escalate_within, calendar)
        elif level < clock.level:
            at = _one_level_later(at, clock.limit, policy.escalate_within, calendar)


def _one_level_later(at: datetime, limit: Limit, within: Limit | None, calendar: Calendar) -> datetime:
    later = due_again(at, limit, calendar)
    return later if within is None else min(later, due_again(at, within, calendar))


def _next_day(told_at: datetime, clock: StageClock, policy: DeadlinePolicy, calendar: Calendar) -> datetime:
    """The next morning after ``told_at`` on which handlers may hear of it again: what runs day and night is said on
    any day, all else on working days.
    """
    day = calendar.day_of(told_at) + timedelta(days=1)
    if clock.limit.kind is not LimitKind.URGENT_HOUR:
        day = calendar.first_workday(day)
    return calendar.at(day, policy.overdue_again)
