"""Whether what a resident says next is a word on a ticket of his, a matter of its own, or worth a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.life import ENDED, State
from bot.domain.reading import Follow, Reading


@dataclass(frozen=True, slots=True)
class FollowPolicy:
    """The numbers of ``follow`` in routing_rules/intake.yaml.

    ``longest``: characters of a word on an earlier matter, ``longest_addition`` of one that says it adds something;
    ``akin``: the chance (0..1) from which on the ticket's category is meant; ``soon``: what says nothing else belongs
    to a ticket filed this long ago or less; ``alike_within``: the same matter told again is worth a question so long;
    ``again_within``: so long after its end a matter that is back is told like the one that ended.
    """

    longest: int
    longest_addition: int
    akin: float
    soon: timedelta
    alike_within: timedelta
    again_within: timedelta


@dataclass(frozen=True, slots=True)
class Earlier:
    """A ticket of the resident. ``same_place``: whether the message names its place; None where it names none."""

    id: int
    category: str
    state: State
    created_at: datetime
    closed_at: datetime | None = None
    same_place: bool | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """A word on this ticket."""

    ticket_id: int


@dataclass(frozen=True, slots=True)
class New:
    """A matter of its own; ``like``: a ticket that has ended and whose matter is back."""

    like: int | None = None


@dataclass(frozen=True, slots=True)
class AskWhich:
    """One tap: a word on one of these, or something new?"""

    ticket_ids: tuple[int, ...]


Belonging = Same | New | AskWhich

MOST_ASKED = 3
_BACK = (Follow.AGAIN, Follow.UNMENDED)


def belongs(reading: Reading, earlier: Sequence[Earlier], now: datetime, policy: FollowPolicy) -> Belonging:
    """``earlier``: newest first."""
    follow = reading.follow
    chatter = reading.smalltalk and follow is Follow.NOTHING
    if _alarming(reading) or len(reading.matters) > 1 or chatter or follow is Follow.NEW:
        return New()
    # Another place is another matter, unless the place is what is put right.
    near = [one for one in earlier if one.same_place is not False or follow is Follow.ADDITION]
    live = [one for one in near if one.state not in ENDED]
    kin = [one for one in live if _akin(reading, one, policy)]
    if len(reading.text) > (policy.longest_addition if follow is Follow.ADDITION else policy.longest):
        return New()
    if live and follow is not Follow.NOTHING:
        return _said_of(reading, kin, live)
    if not live:
        return New(_ended(reading, near, now, policy)) if follow in _BACK else New()
    return _unsaid(reading, kin, live[0], now, policy)


def _alarming(reading: Reading) -> bool:
    """A doubt that no word of danger raised is none in a word on something earlier ("still nobody comes")."""
    danger = reading.danger
    return danger is not None and bool(danger.certain or danger.words or reading.follow is Follow.NOTHING)


def _said_of(reading: Reading, kin: Sequence[Earlier], live: Sequence[Earlier]) -> Belonging:
    """It says that it is about something earlier: which?"""
    if reading.verdict.confident and not kin and reading.follow not in (Follow.ADDITION, Follow.RESOLVED):
        return New()
    pool = kin or live
    if reading.follow in (Follow.RESOLVED, *_BACK):
        # Whoever was just asked "is it solved?" speaks of that.
        pool = [one for one in pool if one.state is State.PENDING_SURVEY] or pool
    return Same(pool[0].id) if len(pool) == 1 else AskWhich(tuple(one.id for one in pool[:MOST_ASKED]))


def _unsaid(
    reading: Reading, kin: Sequence[Earlier], newest: Earlier, now: datetime, policy: FollowPolicy
) -> Belonging:
    """It does not say so, but it may be."""
    alike = [one for one in kin if now - one.created_at <= policy.alike_within]
    if alike:
        return AskWhich(tuple(one.id for one in alike[:MOST_ASKED]))
    if kin or reading.verdict.confident or now - newest.created_at > policy.soon:
        return New()
    return AskWhich((newest.id,)) if reading.verdict.category else Same(newest.id)


def _ended(reading: Reading, near: Sequence[Earlier], now: datetime, policy: FollowPolicy) -> int | None:
    """The ticket that ended lately and whose matter is back."""
    for one in near:
        lately = one.state is State.CLOSED and now - (one.closed_at or one.created_at) <= policy.again_within
        if lately and (_akin(reading, one, policy) or not reading.verdict.confident):
            return one.id
    return None


def _akin(reading: Reading, one: Earlier, policy: FollowPolicy) -> bool:
    """Whether the message speaks of what the ticket is about."""
    if reading.verdict.category == one.category:
        return True
    return any(found.category == one.category and found.score >= policy.akin for found in reading.verdict.candidates)
