"""One clock of a ticket: running, standing still, finished or over; what a pause and an extension do to it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.limits import Limit
from bot.domain.worktime import Calendar, counted, due_again, lengthened


class Stage(StrEnum):
    """What a clock waits for: 签收, 首次联系, 到场, 办结."""

    SIGN = "sign"
    CONTACT = "contact"
    ARRIVE = "arrive"
    HANDLE = "handle"


class PauseReason(StrEnum):
    """Why a clock may stand still (handbook §5): nothing else stops it."""

    PETITIONER = "petitioner"
    APPRAISAL = "appraisal"
    HEARING = "hearing"
    COURT = "court"
    WEATHER = "weather"
    SEASON = "season"
    ACCOUNT = "account"


class ClockState(StrEnum):
    """A stage's clock as lists show it; ``TIMEOUT`` is running and past its due time."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class StageClock:
    """One clock. ``due_at`` is the truth (pauses and extensions have moved it); ``limit`` says which time counts.

    ``warned`` is the highest per cent dealt with (0: none, 100: overdue), ``level`` how many levels up have been
    told, ``top`` how many levels lie above the handler up to the county (a county desk itself is told once).
    ``told_at``: when the handlers last heard that it is overdue.

    ``resumed_at``: since when it runs without a break, None: from the start; ``used``: the time of the limit that was
    used before then. ``paused_at`` is set while it stands still; ``paused``: all the time that did not count, and
    ``unpaused_due_at`` what was due without it. ``extended_at``: when more time was granted, which happens once.
    """

    stage: Stage
    started_at: datetime
    limit: Limit
    due_at: datetime
    top: int
    warned: int = 0
    level: int = 0
    told_at: datetime | None = None
    resumed_at: datetime | None = None
    used: timedelta = timedelta()
    paused_at: datetime | None = None
    paused: timedelta = timedelta()
    unpaused_due_at: datetime | None = None
    extended_at: datetime | None = None
    stopped_at: datetime | None = None

    @property
    def running_since(self) -> datetime:
        return self.resumed_at or self.started_at

    def state(self, now: datetime) -> ClockState:
        if self.stopped_at is not None:
            return ClockState.FINISHED
        if self.paused_at is not None:
            return ClockState.PAUSED
        return ClockState.TIMEOUT if self.due_at <= now else ClockState.RUNNING


def pause(clock: StageClock, now: datetime) -> StageClock:
    """The clock standing still from ``now`` on; one that does already, or has finished, is left as it is."""
    if clock.paused_at is not None or clock.stopped_at is not None:
        return clock
    return replace(clock, paused_at=now)


def resume(clock: StageClock, now: datetime, calendar: Calendar) -> StageClock:
    """The clock running again. The pause does not count, in the limit's own time: nights and holidays inside it move
    a working limit by nothing. What was overdue before stays overdue. Warnings that were given are not given again.
    """
    if clock.paused_at is None:
        return clock
    # A clock that was put back has not given time away.
    now = max(now, clock.paused_at)
    running = replace(clock, paused_at=None, resumed_at=now)
    if clock.due_at <= clock.paused_at:
        return running
    paused = clock.paused + counted(clock.paused_at, now, clock.limit, calendar)
    first = clock.unpaused_due_at or clock.due_at
    return replace(
        running,
        used=clock.used + counted(clock.running_since, clock.paused_at, clock.limit, calendar),
        paused=paused,
        unpaused_due_at=first,
        due_at=lengthened(first, paused, clock.limit, calendar),
    )


def handed_over(clock: StageClock, now: datetime, calendar: Calendar) -> StageClock:
    """An overdue clock in new hands: the next level hears of it a whole length from ``now`` on."""
    return clock if clock.paused_at is not None else resume(pause(clock, now), now, calendar)


def reopen(clock: StageClock, now: datetime, calendar: Calendar) -> StageClock:
    """A finished clock running again, for work that was sent back: between the two nobody could work on it."""
    if clock.stopped_at is None:
        return clock
    return resume(replace(clock, stopped_at=None, paused_at=clock.paused_at or clock.stopped_at), now, calendar)


def extend(clock: StageClock, by: Limit, now: datetime, calendar: Calendar) -> StageClock:
    """``by`` more, counted from the due time it had; warnings begin anew for the new one. Whether it may be extended
    (once, before it is due) is for the caller to ask.
    """
    return replace(
        clock,
        limit=by,
        due_at=due_again(clock.due_at, by, calendar),
        warned=0,
        level=0,
        told_at=None,
        resumed_at=now,
        used=timedelta(),
        paused=timedelta(),
        unpaused_due_at=None,
        extended_at=now,
    )


def carry(clock: StageClock, before: StageClock, calendar: Calendar) -> StageClock:
    """A corrected category's clock with what its predecessor was granted: pauses still do not count, a pause goes on,
    and an extension is not taken back.
    """
    paused = before.paused
    if before.limit.kind.in_working_time is not clock.limit.kind.in_working_time:
        day, other = calendar.length_of_day, timedelta(days=1)
        paused *= day / other if clock.limit.kind.in_working_time else other / day
    due_at = lengthened(clock.due_at, paused, clock.limit, calendar)
    ran = counted(clock.started_at, before.running_since, clock.limit, calendar)
    return replace(
        clock,
        due_at=max(due_at, before.due_at) if before.extended_at else due_at,
        resumed_at=before.resumed_at,
        used=max(timedelta(), ran - paused),
        paused_at=before.paused_at,
        paused=paused,
        unpaused_due_at=clock.due_at if paused else None,
        extended_at=before.extended_at,
    )
