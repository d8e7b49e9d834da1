"""Clocks of a ticket and what follows when they run: remind the handler, warn the chief, tell the next level up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile

from bot.domain.limits import Limit
from bot.domain.survey import SurveyPolicy
from bot.domain.worktime import Calendar, WorkSpan, counted, due_again, instant_after, instant_at_share


class Stage(StrEnum):
    """What a clock waits for: 签收, 首次联系, 办结."""

    SIGN = "sign"
    CONTACT = "contact"
    HANDLE = "handle"


@dataclass(frozen=True, slots=True)
class Profile:
    """Limits of one row of the table in handbook §5; ``contact`` is None where the answer is the contact."""

    sign: Limit
    contact: Limit | None
    handle: Limit


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
    ``rehandle_share`` is the per cent of the handling limit that a 重办 gets.
    """

    working_hours: tuple[WorkSpan, ...]
    profiles: Mapping[str, Profile]
    reminders: tuple[Reminder, ...]
    nearing: NearingRule
    escalate_within: Limit | None
    rehandle_share: int
    draft_expires: timedelta
    edit_window: timedelta
    alarm_backup: timedelta
    survey: SurveyPolicy
    report_slots: tuple[ReportSlot, ...]
    hot: HotRule

    def limits_for(
        self, profile: str, handle_limit: str | None = None, round: int = 1
    ) -> tuple[tuple[Stage, Limit], ...]:
        """Stages with their limits, in order. The category's own ``handle_limit`` goes before its profile's; a
        profile's name in its place ("E0": until safe) means the profile's. From round 2 on (重办) the ticket is
        already signed: only handling, shortened.

        Raises KeyError on an unknown profile and ValueError on a limit that cannot be read.
        """
        row = self.profiles[profile]
        handle = row.handle if handle_limit is None or handle_limit in self.profiles else Limit.parse(handle_limit)
        if round > 1:
            return ((Stage.HANDLE, handle.portion(self.rehandle_share)),)
        contact = () if row.contact is None else ((Stage.CONTACT, row.contact),)
        return ((Stage.SIGN, row.sign), *contact, (Stage.HANDLE, handle))


@dataclass(frozen=True, slots=True)
class StageClock:
    """One running clock. ``due_at`` is the truth (it may have been extended); ``limit`` says which time counts.

    ``warned`` is the highest per cent dealt with (0: none, 100: overdue), ``level`` how many levels up have been
    told, ``top`` how many levels lie above the handler up to the county (a county desk itself is told once).
    """

    stage: Stage
    started_at: datetime
    limit: Limit
    due_at: datetime
    top: int
    warned: int = 0
    level: int = 0


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


Step = Remind | Overdue


def decide(clock: StageClock, now: datetime, policy: DeadlinePolicy, calendar: Calendar) -> tuple[Step, ...]:
    """Every step that is due and not yet taken, in order. Of several reminders only the last is said, and none once
    the stage is overdue: an old warning helps nobody. Record the result with :func:`taken`.
    """
    steps = [step for _, step in takewhile(lambda at: at[0] <= now, _coming(clock, policy, calendar))]
    return (*[step for step in steps[:-1] if isinstance(step, Overdue)], *steps[-1:])


def next_check(clock: StageClock, policy: DeadlinePolicy, calendar: Calendar) -> datetime | None:
    """When the next step falls due, None when all are taken."""
    return next((at for at, _ in _coming(clock, policy, calendar)), None)


def taken(clock: StageClock, steps: Iterable[Step]) -> StageClock:
    """The clock after ``steps`` were taken; what they made needless counts as taken too."""
    for step in steps:
        match step:
            case Remind(percent=percent):
                clock = replace(clock, warned=max(clock.warned, percent))
            case Overdue(level=level):
                clock = replace(clock, warned=100, level=max(clock.level, level))
    return clock


def nearing_at(clock: StageClock, policy: DeadlinePolicy, calendar: Calendar) -> datetime:
    """From when on the clock counts as 即将超时 in lists and reports."""
    rule, start, due_at, limit = policy.nearing, clock.started_at, clock.due_at, clock.limit
    whole = counted(start, due_at, limit, calendar)
    used = max(whole * rule.not_before / 100, min(whole * (100 - rule.share_left) / 100, whole - rule.time_left))
    return instant_after(start, used, limit, calendar)


def _coming(clock: StageClock, policy: DeadlinePolicy, calendar: Calendar) -> Iterator[tuple[datetime, Step]]:
    """Steps not yet taken with their instants, in order."""
    start, due_at, limit = clock.started_at, clock.due_at, clock.limit
    for reminder in policy.reminders:
        if reminder.percent > clock.warned:
            at = instant_at_share(start, due_at, reminder.percent / 100, limit, calendar)
            yield at, Remind(clock.stage, reminder.percent, reminder.chief_too)
    at = due_at
    for level in range(1, max(1, clock.top) + 1):
        if level > clock.level:
            yield at, Overdue(clock.stage, level)
        at = _one_level_later(at, limit, policy.escalate_within, calendar)


def _one_level_later(at: datetime, limit: Limit, within: Limit | None, calendar: Calendar) -> datetime:
    later = due_again(at, limit, calendar)
    return later if within is None else min(later, due_again(at, within, calendar))
