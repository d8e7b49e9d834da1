"""吹哨报到: a desk calls units to one place; each signs, contacts, arrives and reports, and both sides are scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain import chasing
from bot.domain.chasing import Span
from bot.domain.limits import Limit
from bot.domain.org import Level, Node, Role
from bot.domain.tree import Tree
from bot.domain.worktime import Calendar


class Grade(StrEnum):
    """工作推进哨, 攻坚克难哨, 应急哨."""

    WORK = "work"
    HARD = "hard"
    EMERGENCY = "emergency"


class Step(StrEnum):
    """签收, 已联系, 报到, 报告, in this order; a later one implies the earlier."""

    SIGN = "sign"
    CONTACT = "contact"
    ARRIVE = "arrive"
    REPORT = "report"


class WhistleState(StrEnum):
    """Being written, waiting for approval, blown, over, given up."""

    DRAFT = "draft"
    WAITING = "waiting"
    OPEN = "open"
    ENDED = "ended"
    DROPPED = "dropped"


NOBODY, ADMINS = 0, 99
"""Who was asked for consent: not yet anybody, the desk's own level (1), the one above it (2) …, whoever runs it all."""


@dataclass(frozen=True, slots=True)
class GradeRule:
    """Limits from the moment it is blown, of those steps that have one; ``approve``: one of these must agree first."""

    limits: Mapping[Step, Limit]
    approve: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class WhistlePolicy:
    """Who may blow, who looks at refusals, the grades; reminded at ``remind`` per cent of a limit. Each level that is
    asked for its consent decides within ``agree``, else the next one is asked.
    """

    blow: tuple[Role, ...]
    judge: tuple[Role, ...]
    remind: int
    most: int
    agree: Limit
    grades: Mapping[Grade, GradeRule]


@dataclass(frozen=True, slots=True)
class Whistle:
    """吹哨单 of the desk ``node_id``, for a ticket or for a matter of its own. Words are masked.

    ``asked``: how many steps up the consent was asked for, NOBODY or ADMINS. ``next_at``: when it is looked at again.
    """

    id: int
    node_id: int
    ticket_id: int | None
    grade: Grade
    state: WhistleState
    matter: str
    meeting: str
    blower_id: int
    approver_id: int | None
    chat_id: int
    thread_id: int
    created_at: datetime
    sent_at: datetime | None
    ended_at: datetime | None
    asked: int = NOBODY
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One unit that is called. ``excused``: what the county said of its refusal (None: nothing yet).

    ``promptness``, ``attitude``, ``result`` are what the whistler gives it, ``needed`` and ``prepared`` what it gives
    the whistle, 1 to 5.
    """

    id: int
    whistle_id: int
    node_id: int
    signed_at: datetime | None = None
    contacted_at: datetime | None = None
    arrived_at: datetime | None = None
    reported_at: datetime | None = None
    person_id: int | None = None
    report: str = ""
    refused_at: datetime | None = None
    refusal: str = ""
    excused: bool | None = None
    promptness: int | None = None
    attitude: int | None = None
    result: int | None = None
    needed: int | None = None
    prepared: int | None = None
    told: int = 0
    next_at: datetime | None = None

    def at(self, step: Step) -> datetime | None:
        """When the step was taken."""
        match step:
            case Step.SIGN:
                return self.signed_at
            case Step.CONTACT:
                return self.contacted_at
            case Step.ARRIVE:
                return self.arrived_at
            case Step.REPORT:
                return self.reported_at

    @property
    def left(self) -> tuple[Step, ...]:
        """Steps that are still to be taken; none of one that is excused."""
        return () if self.excused else tuple(step for step in Step if self.at(step) is None)

    @property
    def last(self) -> Step | None:
        """The furthest step that was taken."""
        taken = [step for step in Step if self.at(step) is not None]
        return taken[-1] if taken else None

    @property
    def refusing(self) -> bool:
        """Its refusal waits for the county."""
        return self.refused_at is not None and self.excused is None and self.reported_at is None


COLUMN: Mapping[Step, str] = {
    Step.SIGN: "signed_at",
    Step.CONTACT: "contacted_at",
    Step.ARRIVE: "arrived_at",
    Step.REPORT: "reported_at",
}


def taken(call: Call, step: Step, now: datetime) -> dict[str, datetime]:
    """Columns that change when ``step`` is taken: those before it are taken with it."""
    upto = list(Step)[: list(Step).index(step) + 1]
    return {COLUMN[one]: now for one in upto if call.at(one) is None}


def spans(rule: GradeRule, sent_at: datetime, remind: int, calendar: Calendar) -> dict[Step, Span]:
    """The limits of one grade as they run from the moment of the whistle."""
    return {step: chasing.span(sent_at, limit, remind, calendar) for step, limit in rule.limits.items()}


def running(call: Call, limits: Mapping[Step, Span]) -> tuple[Step, Span] | None:
    """The first step with a limit that is still to be taken."""
    return next(((step, limits[step]) for step in call.left if step in limits), None)


def callable_units(tree: Tree, desk: Node) -> list[Node]:
    """Units hung at the desk, above it or below it: those of another town or county are not called."""
    chain = {node.id for node in tree.chain(desk)}
    found = [n for n in tree if n.level is Level.UNIT and (n.parent_id in chain or n.within(desk)) and n.id != desk.id]
    return sorted(found, key=lambda n: n.code)
