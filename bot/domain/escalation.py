"""The ladder (handbook §6): what brings a ticket to which level, and whether that level takes it or watches."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.clocks import Stage
from bot.domain.limits import Limit
from bot.domain.org import RANK, Level, Node, Role


class Trigger(StrEnum):
    """Why a ticket climbs. ``BY_HAND``: 上报, somebody asked for it."""

    SIGN_OVERDUE = "sign_overdue"
    OVERDUE = "overdue"
    RETURNS = "returns"
    DISSATISFIED = "dissatisfied"
    PETITIONERS = "petitioners"
    DISPUTE = "dispute"
    ON_ACCOUNT = "on_account"
    RISK = "risk"
    BY_HAND = "by_hand"


class How(StrEnum):
    """``TAKE``: the level becomes the owner; ``WATCH``: it is informed and supervises."""

    TAKE = "take"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Rule:
    """From ``times`` of ``on`` (or after so long) it is the business of ``level``, which orders a 督办 of the grade
    ``supervise`` at once ("": none).
    """

    on: Trigger
    level: Level
    how: How
    times: int = 1
    after: Limit | None = None
    supervise: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """催办, 黄牌 …: who may issue it, from which level up, and in what time the handler answers."""

    name: str
    by: frozenset[Role]
    level: Level
    reply: Limit


@dataclass(frozen=True, slots=True)
class LadderPolicy:
    """routing_rules/escalation.yaml. ``disputes``: first digits of categories; ``risk_words``: 民转刑; ``grades`` in
    rising order.
    """

    rules: tuple[Rule, ...] = ()
    disputes: tuple[str, ...] = ()
    risk_words: tuple[str, ...] = ()
    grades: Mapping[str, Grade] = field(default_factory=dict)

    def of(self, trigger: Trigger) -> Rule | None:
        """The only rule of a trigger that counts no times."""
        return next((rule for rule in self.rules if rule.on is trigger), None)

    def is_dispute(self, category: str) -> bool:
        return category.startswith(self.disputes) if self.disputes else False

    def at_risk(self, category: str, text: str) -> bool:
        """Whether a dispute tells of violence to come: it weighs one grade more."""
        return self.is_dispute(category) and any(word in text for word in self.risk_words)


def reached(policy: LadderPolicy, trigger: Trigger, count: int) -> Rule | None:
    """The rule of the highest level that so many of ``trigger`` reach."""
    found = [rule for rule in policy.rules if rule.on is trigger and rule.times <= count]
    return min(found, key=lambda rule: RANK[rule.level], default=None)


def target(chain: list[Node], level: Level, further: int = 0) -> Node | None:
    """The node at ``level`` (or the next one out) above the owner, who is the first in ``chain``, and so many levels
    ``further``; None when the owner stands as high, or nobody stands there.
    """
    if RANK[chain[0].level] <= RANK[level]:
        return None
    steps = next((n for n, node in enumerate(chain) if RANK[node.level] <= RANK[level]), len(chain)) + further
    return chain[steps] if steps < len(chain) else None


def heard_by(policy: LadderPolicy, stage: Stage, level: int, chain: list[Node]) -> tuple[int, ...]:
    """How many steps above the owner they stand who hear that ``stage`` is overdue for the ``level``-th time.

    Handling that is overdue goes at once to the next desk and to the level of the ladder, then from there on up, so
    that nobody hears it twice; every other stage climbs step by step.
    """
    rule = policy.of(Trigger.OVERDUE)
    first = target(chain, rule.level) if rule and stage is Stage.HANDLE else None
    steps = chain.index(first) if first else 0
    if steps <= 1:
        return (level,)
    if level == 1:
        return (1, steps)
    return (steps + level - 1,) if steps + level <= len(chain) else ()


def level_for(policy: LadderPolicy, stage: Stage, level: int, before: list[Node], now: list[Node]) -> int:
    """How many levels of an overdue ``stage`` have been told, counted from a new owner: first in ``now``, where the
    chain of the one ``before`` was told up to ``level``. Nobody is left out, and nobody who knows is told again.
    """
    if not level:
        return 0
    told = {before[0].id}
    for earlier in range(1, level + 1):
        told |= {before[steps].id for steps in heard_by(policy, stage, earlier, before) if steps < len(before)}
    known = 0
    while (heard := heard_by(policy, stage, known + 1, now)) and all(n < len(now) and now[n].id in told for n in heard):
        known += 1
    return known


@dataclass(frozen=True, slots=True)
class Escalation:
    """One step up the ladder. ``from_id`` and ``to_id`` are nodes; ``note_id`` the words of whoever asked for it;
    ``handed_down_at``: when it went back to ``from_id``.
    """

    id: int
    ticket_id: int
    round: int
    from_id: int
    to_id: int
    trigger: Trigger
    how: How
    note_id: int | None
    actor_id: int | None
    at: datetime
    handed_down_at: datetime | None
