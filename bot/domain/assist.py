"""协办: slips of those who help the lead. The lead keeps ticket and clock; a slip has clocks of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.limits import Limit
from bot.domain.org import Level, Node
from bot.domain.tree import Tree


@dataclass(frozen=True, slots=True)
class AssistRule:
    """Limits to sign and to answer by profile, ``other`` for the rest; reminded at ``remind`` per cent of each; at
    most ``most`` open slips a ticket.
    """

    sign: Mapping[str, Limit]
    answer: Mapping[str, Limit]
    remind: int
    most: int

    def sign_of(self, profile: str) -> Limit:
        return self.sign.get(profile) or self.sign["other"]

    def answer_of(self, profile: str) -> Limit:
        return self.answer.get(profile) or self.answer["other"]


class SlipState(StrEnum):
    """待签收, 协办中, 已完成; closed: the ticket itself is finished."""

    UNSIGNED = "unsigned"
    WORKING = "working"
    DONE = "done"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Slip:
    """协办单 of one node. A report of progress counts as an answer and starts the answer's limit anew.

    ``note_id``: what the lead asks for, ``answer_id``: the last answer, both notes of the ticket. ``told``: how much
    has been said of the limit that runs now, ``remind_at`` and ``due_at`` are those of that limit.
    """

    id: int
    ticket_id: int
    round: int
    node_id: int
    asker_id: int
    note_id: int
    at: datetime
    sign_due_at: datetime
    signed_at: datetime | None
    signer_id: int | None
    answer_due_at: datetime | None
    answered_at: datetime | None
    answer_id: int | None
    done_at: datetime | None
    closed_at: datetime | None
    remind_at: datetime
    due_at: datetime
    told: int
    next_at: datetime | None

    @property
    def state(self) -> SlipState:
        if self.done_at is not None:
            return SlipState.DONE
        if self.closed_at is not None:
            return SlipState.CLOSED
        return SlipState.UNSIGNED if self.signed_at is None else SlipState.WORKING

    @property
    def open(self) -> bool:
        return self.closed_at is None


def helpers(tree: Tree, owner: Node) -> list[Node]:
    """Who may be asked to help: grids beside the owner, and units hung at any node above it, the nearest first."""
    chain = tree.chain(owner)
    rank = {node.id: number for number, node in enumerate(chain)}
    beside = [n for n in tree if n.level is Level.GRID and owner.level is Level.GRID and n.parent_id == owner.parent_id]
    units = [n for n in tree if n.level is Level.UNIT and n.parent_id in rank]
    found = sorted(units, key=lambda n: (rank.get(n.parent_id or 0, 0), n.code))
    return [n for n in (*found, *sorted(beside, key=lambda n: n.code)) if n.id != owner.id]


def named(word: str, nodes: Mapping[int, tuple[str, ...]]) -> list[int]:
    """Which of ``nodes`` (their names by id) a word means: the ones called so, else those whose name holds it."""
    exact = [id_ for id_, names in nodes.items() if word in names]
    return exact or [id_ for id_, names in nodes.items() if len(word) > 1 and any(word in name for name in names)]
