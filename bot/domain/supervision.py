"""督办: a desk or a leader above wants an answer by a certain time (handbook §6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.escalation import Grade
from bot.domain.org import RANK, Actor, Node


@dataclass(frozen=True, slots=True)
class Supervision:
    """One order. ``by_id``: the node that issued it; ``next_at``: when silence is spoken of next."""

    id: int
    ticket_id: int
    by_id: int
    grade: str
    note_id: int | None
    actor_id: int | None
    at: datetime
    due_at: datetime
    next_at: datetime | None
    answered_at: datetime | None
    answer_id: int | None


def heavier(grades: Mapping[str, Grade], now_at: str) -> list[str]:
    """The grades above the one that waits for an answer; all of them where none does."""
    return list(grades)[list(grades).index(now_at) + 1 :] if now_at in grades else list(grades)


def open_grades(grades: Mapping[str, Grade], actor: Actor, chain: list[Node], now_at: str = "") -> dict[str, Node]:
    """The grades this person may issue on a ticket of the first node in ``chain``, with the node he speaks for: one
    above the owner and high enough. While one is unanswered (``now_at``) only a heavier one makes sense.
    """
    found = {}
    for code in heavier(grades, now_at):
        grade = grades[code]
        for node in chain[1:] or chain:
            held = any(post.node.id == node.id and post.role in grade.by for post in actor.appointments)
            if held and RANK[node.level] <= RANK[grade.level]:
                found[code] = node
                break
    return found
