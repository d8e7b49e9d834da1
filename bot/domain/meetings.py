"""交办会: when the lists of a level are opened, what stands on them and why, and how a decision is read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.life import RUNNING, UNSIGNED, State
from bot.domain.org import Level, Node
from bot.domain.worktime import Calendar


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Why(StrEnum):
    """Why an item stands on a list, the weightiest first. ``DESK``: a desk put it there."""

    WATCHED = "watched"
    OVERDUE = "overdue"
    ON_ACCOUNT = "on_account"
    UNITS = "units"
    DESK = "desk"


class Way(StrEnum):
    """What it means that somebody leads: he has it already, it is handed to him, or he helps whoever keeps it."""

    KEEP = "keep"
    GIVE = "give"
    HELP = "help"


GIVEN = UNSIGNED | {State.HANDLING, State.ON_ACCOUNT}
"""States from which a meeting gives it to somebody else. What waits, or is asked back, is decided there first."""

HELPED = frozenset({State.HANDLING, State.ON_ACCOUNT})


@dataclass(frozen=True, slots=True)
class MeetingRule:
    name: str
    level: Level
    every: Every
    at: time
    on: int = 1


@dataclass(frozen=True, slots=True)
class RemindRule:
    """The lead of a decision hears of its day ``before`` working days ahead, on the day, and then each working day."""

    before: int
    at: time


@dataclass(frozen=True, slots=True)
class MeetingPolicy:
    """routing_rules/meetings.yaml."""

    meetings: Mapping[str, MeetingRule]
    opens: timedelta
    most: int
    days: tuple[int, ...]
    together: tuple[str, ...]
    remind: RemindRule

    def name(self, kind: str) -> str:
        return self.meetings[kind].name if kind in self.meetings else kind


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list. ``carried``: on how many lists before; ``together``: co-handlers as they were named;
    ``next_at``: when the lead hears of its day next.
    """

    id: int
    meeting_id: int
    ticket_id: int
    why: Why
    lead_id: int | None
    together: str
    measure_id: int | None
    days: int | None
    due_at: datetime | None
    decided_at: datetime | None
    struck_at: datetime | None
    proof_id: int | None
    carried: int
    removed_at: datetime | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ticket below the level. ``climbed``: the ladder brought it here; ``several``: more than one unit is on it."""

    ticket_id: int
    state: State
    own: bool
    due_at: datetime | None
    climbed: bool
    several: bool


def held_on(rule: MeetingRule, day: date, calendar: Calendar) -> bool:
    """Whether the meeting takes place on this day."""
    match rule.every:
        case Every.DAY:
            return calendar.works(day)
        case Every.WEEK:
            planned = day - timedelta(days=(day.isoweekday() - rule.on) % 7)
        case Every.MONTH:
            planned = day.replace(day=rule.on) if day.day >= rule.on else _month_before(day, rule.on)
    return calendar.first_workday(planned) == day


def next_held(rule: MeetingRule, now: datetime, calendar: Calendar) -> datetime:
    """When the next one begins that has not begun yet."""
    day = calendar.day_of(now)
    while not held_on(rule, day, calendar) or calendar.at(day, rule.at) <= now:
        day += timedelta(days=1)
    return calendar.at(day, rule.at)


def next_word(due_at: datetime, rule: RemindRule, now: datetime, calendar: Calendar) -> datetime:
    """When the lead of a decision hears next of the day it has set."""
    day = ahead = calendar.day_of(due_at)
    for _ in range(rule.before):
        ahead -= timedelta(days=1)
        while not calendar.works(ahead):
            ahead -= timedelta(days=1)
    for one in (ahead, day):
        if calendar.at(one, rule.at) > now:
            return calendar.at(one, rule.at)
    later = calendar.first_workday(calendar.day_of(now))
    if calendar.at(later, rule.at) <= now:
        later = calendar.first_workday(calendar.day_of(now) + timedelta(days=1))
    return calendar.at(later, rule.at)


def _month_before(day: date, on: int) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=on)


def why(found: Candidate, level: Level, now: datetime) -> Why | None:
    """The weightiest reason to speak of it at this level, None: it is not this level's."""
    if found.climbed:
        return Why.WATCHED
    if found.state is State.ON_ACCOUNT:
        return Why.ON_ACCOUNT if level is not Level.COMMUNITY or found.own else None
    late = found.state in RUNNING and found.due_at is not None and found.due_at <= now
    if late and (found.own or level is Level.COMMUNITY):
        return Why.OVERDUE
    return Why.UNITS if found.several else None


def way(state: State, owner: Node, place: Node, lead: Node, meets: Node) -> Way | None:
    """What a meeting at ``meets`` brings about by naming ``lead``; None: it cannot name him now.

    It gives to a unit of its own, or to whoever below it the place belongs to. Whom it may not tell what to do (a grid
    beside, a unit hung higher up) helps. A desk leads nothing outside its place (handbook §2).
    """
    if lead.id == owner.id:
        return Way.KEEP
    if not owner.within(meets):
        return None
    if lead.within(meets) and (lead.level is Level.UNIT or place.within(lead)):
        return Way.GIVE if state in GIVEN else None
    helper = lead.level in {Level.GRID, Level.UNIT}
    return Way.HELP if helper and state in HELPED else None


def read_decision(text: str, words: Collection[str]) -> tuple[str, str]:
    """The measure, and who helps: what stands behind one of ``words`` and a colon, to the end of that part."""
    for word in words:
        for colon in (":", "\N{FULLWIDTH COLON}"):
            before, found, behind = text.partition(word + colon)
            if found:
                names, _, after = behind.partition("\N{IDEOGRAPHIC FULL STOP}")
                names, _, rest = names.partition("\n")
                measure = " ".join(part.strip() for part in (before, rest, after) if part.strip())
                return measure.strip(" ,\N{FULLWIDTH COMMA}"), names.strip()
    return text.strip(), ""
