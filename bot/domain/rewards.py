"""以奖代补: a reward for a settled dispute by its difficulty, proposed by one, approved by another a level higher."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.limits import Limit
from bot.domain.org import RANK, Actor, Level, Node, Role


@dataclass(frozen=True, slots=True)
class Difficulty:
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class RewardRule:
    """Yuan by difficulty; who proposes and approves; each node of ``level`` may spend ``yearly`` a year, those in
    ``places`` (by code) another sum. Whoever approves is asked again each time that ``decide`` has passed.
    """

    amounts: Mapping[str, Difficulty] = field(default_factory=dict)
    propose: tuple[Role, ...] = ()
    approve: tuple[Role, ...] = ()
    level: Level = Level.TOWN
    yearly: int = 0
    places: Mapping[str, int] = field(default_factory=dict)
    decide: Limit | None = None

    def cap(self, code: str) -> int:
        return self.places.get(code, self.yearly)

    def payer(self, chain: Sequence[Node]) -> Node:
        """Whose budget pays, of the nodes from a ticket's owner up."""
        return next((node for node in chain if RANK[node.level] <= RANK[self.level]), chain[-1])


@dataclass(frozen=True, slots=True)
class Reward:
    """One line of the ledger, in the budget of ``node_id`` and ``year``. ``level``: where the proposer stood.
    ``granted``: None while nobody has decided; asked again at ``next_at``.
    """

    id: int
    mediation_id: int
    node_id: int
    year: int
    difficulty: str
    amount: int
    payee_id: int
    proposer_id: int
    level: Level
    proposed_at: datetime
    decider_id: int | None
    decided_at: datetime | None
    granted: bool | None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """A budget and a year: granted and waiting, in yuan and in lines."""

    cap: int
    granted: int
    granted_count: int
    waiting: int
    waiting_count: int

    @property
    def left(self) -> int:
        """What is proposed is set aside until it is decided."""
        return self.cap - self.granted - self.waiting


def ledger(cap: int, lines: Sequence[Reward]) -> Ledger:
    granted = [line.amount for line in lines if line.granted]
    waiting = [line.amount for line in lines if line.granted is None]
    return Ledger(cap, sum(granted), len(granted), sum(waiting), len(waiting))


def standing(actor: Actor, owner: Node, roles: Sequence[Role]) -> Level | None:
    """The highest level above ``owner`` at which ``actor`` holds one of ``roles``."""
    levels = [post.node.level for post in actor.appointments if post.role in roles and owner.within(post.node)]
    return min(levels, key=lambda level: RANK[level], default=None)


def may_approve(actor: Actor, reward: Reward, owner: Node, rule: RewardRule) -> bool:
    """Somebody else than who proposed it and who gets it, from a level above the proposer's."""
    level = standing(actor, owner, rule.approve)
    if level is None or actor.person_id in {reward.proposer_id, reward.payee_id}:
        return False
    return RANK[level] < RANK[reward.level]
