"""The conversation with a resident as a function: what is known so far → file it, or ask one thing.

A matter needs two facts, what and where. Danger needs neither. At most one question is asked; after that,
or after ten minutes of silence, the matter is filed with what is known and a desk sorts out the rest
(handbook §3, rows 1-3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain import grounds, similar
from bot.domain.belonging import FollowPolicy
from bot.domain.orders import Verb
from bot.domain.org import Role
from bot.domain.reading import Follow, Verdict
from bot.domain.similar import UNKNOWN, Fingerprint

_NESTED = ("others", "perhaps")

ENOUGH_CHARACTERS = 6
"""A text this long is worth a person's look even when no rule recognised it."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much one resident may tell before he is slowed: ``matters`` filed at once within ``within``; after that one
    each ``step``, of which ``held`` may wait. Of his words on tickets he has, ``additions`` are passed on at once
    within ``within``; the rest together when it is over. Danger never waits.
    """

    matters: int
    within: timedelta
    held: int
    additions: int

    @property
    def step(self) -> timedelta:
        return self.within / self.matters

    def next_at(self, filed: int, waiting: Sequence[datetime], now: datetime) -> datetime | None:
        """When a new matter is filed, ``waiting`` being when those before it are; None: at once."""
        if not waiting and filed < self.matters:
            return None
        return max([now, *waiting]) + self.step


@dataclass(frozen=True, slots=True)
class IntakePolicy:
    """routing_rules/intake.yaml: buttons that are offered, words on an earlier matter, orders by word.

    ``common``: category codes. ``sealed_to``: who reads what a resident marks 保密, the first role that is held.
    ``ask_below``: a likeliest category with less of a chance (0..1) is asked about.
    A message up to ``short_word`` characters may be a word on an earlier ticket; within ``addition_within`` of its
    filing a picture or a short word without a matter of its own belongs to it; within ``same_danger_within`` the same
    danger from the same person is one and the same. ``orders``: what a word (small letters) in reply to a card tells
    us to do: "sign", "arrive" or "finish". ``number_marks``: what may stand behind a ticket's number.
    """

    common: tuple[str, ...]
    sealed_to: tuple[Role, ...]
    ask_below: float
    short_word: int
    addition_within: timedelta
    same_danger_within: timedelta
    follow: FollowPolicy
    pace: Pace
    orders: Mapping[str, Verb]
    number_marks: tuple[str, ...]


class Asked(StrEnum):
    """The one question of a draft."""

    NOTHING = ""
    WHAT = "what"
    WHERE = "where"
    DANGER = "danger"
    SAME = "same"
    SEVERAL = "several"


class Spot(StrEnum):
    """What is known of the place."""

    SURE = "sure"
    CHOICE = "choice"
    DESK = "desk"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Draft:
    """A matter that is being told. Ids are nodes; ``options`` are the grids it could be.

    ``category`` is "" while nothing was recognised, or what was is worth a question; ``verdict`` is what its words were
    taken for, ``fingerprint`` what they are known by when a neighbour tells the same; ``doubtful_danger`` is a level-01
    code that waits for one tap. ``others``: further matters of the same message; ``perhaps``: all of them, where only
    the resident can say whether it is several. ``earlier``: tickets it may be a word on, and ``follow`` what it says of
    them.
    """

    text: str = ""
    redacted: str = ""
    category: str = ""
    alternatives: tuple[str, ...] = ()
    sure: bool = False
    intent: str = ""
    danger: bool = False
    doubtful_danger: str = ""
    spot: Spot = Spot.NOTHING
    node_id: int | None = None
    options: tuple[int, ...] = ()
    place_text: str = ""
    has_media: bool = False
    asked: Asked = Asked.NOTHING
    rules_version: str = ""
    albums: tuple[str, ...] = field(default=())
    verdict: Verdict = grounds.NOTHING
    fingerprint: Fingerprint = UNKNOWN
    others: tuple["Draft", ...] = ()
    perhaps: tuple["Draft", ...] = ()
    earlier: tuple[int, ...] = ()
    follow: Follow = Follow.NOTHING


@dataclass(frozen=True, slots=True)
class File:
    """The draft is a ticket now."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Ask:
    """One question has to be asked first; the draft remembers which."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class Drop:
    """Nothing in it to work on."""

    draft: Draft


Step = File | Ask | Drop


def next_step(draft: Draft) -> Step:
    """What follows from what is known after the resident has just spoken."""
    if draft.danger:
        return File(draft)
    if draft.asked is Asked.DANGER and draft.doubtful_danger:
        # Words instead of a tap: as the question says, it counts as danger until a tap denies it.
        return File(confirm_danger(draft))
    if draft.asked is not Asked.NOTHING:
        return File(draft)
    question = _question(draft)
    return File(draft) if question is Asked.NOTHING else Ask(replace(draft, asked=question))


def _question(draft: Draft) -> Asked:
    """What matters most of what is not known."""
    if draft.doubtful_danger:
        return Asked.DANGER
    if draft.earlier:
        return Asked.SAME
    if not draft.category:
        return Asked.WHAT
    if draft.spot in {Spot.CHOICE, Spot.NOTHING}:
        return Asked.WHERE
    return Asked.SEVERAL if draft.perhaps else Asked.NOTHING


def when_silent(draft: Draft) -> Step:
    """Nobody answered the question: an unanswered doubt counts as danger, a few stray letters as nothing."""
    if draft.asked is Asked.DANGER and draft.doubtful_danger:
        return File(confirm_danger(draft))
    if draft.category or draft.has_media or len(draft.text.strip()) >= ENOUGH_CHARACTERS:
        return File(draft)
    return Drop(draft)


def matter_of(draft: Draft) -> str:
    """The category to file it under: what was recognised, else the likeliest that is no danger, else ""."""
    likeliest = (one.category for one in draft.verdict.candidates if not one.category.startswith(grounds.DANGER))
    return draft.category or next(likeliest, "")


def confirm_danger(draft: Draft) -> Draft:
    """The doubtful danger is real, or nobody said it was not."""
    return replace(draft, danger=True, category=draft.doubtful_danger, sure=True)


def deny_danger(draft: Draft) -> Draft:
    """The resident says nobody is in danger: an ordinary matter from here on, and the question is spent."""
    first = next((code for code in (draft.category, *draft.alternatives) if not code.startswith("01")), "")
    return replace(draft, doubtful_danger="", category=first)


def together(parts: Sequence[Draft]) -> Draft:
    """The matters of one message as one draft: the first, with the others."""
    return replace(parts[0], others=tuple(parts[1:]))


def as_several(draft: Draft) -> Draft:
    """The resident says it is several matters; where they lie is known already."""
    first = together(draft.perhaps)
    return at_place_of(draft, replace(first, has_media=draft.has_media, asked=Asked.SEVERAL))


def as_new(draft: Draft) -> Draft:
    """The resident says it is no word on an earlier ticket. A matter of its own may have a question of its own."""
    return replace(draft, earlier=(), follow=Follow.NEW, asked=Asked.NOTHING)


def at_place_of(first: Draft, other: Draft) -> Draft:
    """A matter that names no place lies where the first one of its message does."""
    if other.spot is not Spot.NOTHING:
        return other
    return replace(other, spot=first.spot, node_id=first.node_id, options=first.options, place_text=first.place_text)


def to_json(draft: Draft) -> dict[str, Any]:
    return {
        **{one.name: getattr(draft, one.name) for one in fields(draft)},
        "verdict": grounds.to_json(draft.verdict),
        "fingerprint": similar.to_json(draft.fingerprint),
        **{name: [to_json(one) for one in getattr(draft, name)] for name in _NESTED},
    }


def from_json(data: Mapping[str, Any]) -> Draft:
    values = dict(data)
    for name in ("alternatives", "options", "albums", "earlier"):
        values[name] = tuple(values.get(name, ()))
    values["follow"] = Follow(values.get("follow", ""))
    values["spot"] = Spot(values["spot"])
    values["asked"] = Asked(values["asked"])
    values["verdict"] = grounds.from_json(values.get("verdict"))
    values["fingerprint"] = similar.from_json(values.get("fingerprint"))
    for name in _NESTED:
        values[name] = tuple(from_json(one) for one in values.get(name, ()))
    return Draft(**values)
