"""What the figures are made of: one row a ticket, below a node of the tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from sqlalchemy import RowMapping, and_, select

from bot.domain.clocks import Stage, StageClock
from bot.domain.life import State
from bot.storage.clocks import clock_of
from bot.storage.gateway import Gateway
from bot.storage.places_below import at_or_below
from bot.storage.tables import clocks, nodes, surveys, tickets


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket as the figures see it, with its handling clock and its last survey. ``matter``: the ticket it was
    split from, or itself.
    """

    number: str
    category: str
    node_id: int
    owner_id: int
    state: State
    created_at: datetime
    signed_at: datetime | None
    contacted_at: datetime | None
    completed_at: datetime | None
    sign_due_at: datetime | None
    due_at: datetime | None
    danger: bool
    sealed: bool
    round: int
    solved: str | None
    rating: int | None
    clock: StageClock | None
    reworks: int = 0
    excluded: str | None = None
    matter: int = 0


class Reports(Gateway):
    async def below(self, path: str) -> Sequence[Row]:
        """Every ticket whose place lies at or below the node with this path."""
        handle = and_(
            clocks.c.ticket_id == tickets.c.id,
            clocks.c.round == tickets.c.round,
            clocks.c.stage == Stage.HANDLE.value,
        )
        asked = and_(surveys.c.ticket_id == tickets.c.id, surveys.c.round == tickets.c.round)
        query = (
            select(
                tickets,
                surveys.c.solved,
                surveys.c.rating,
                *(column.label(f"clock_{column.name}") for column in clocks.c),
            )
            .join(nodes, nodes.c.id == tickets.c.node_id)
            .outerjoin(clocks, handle)
            .outerjoin(surveys, asked)
            .where(at_or_below(path))
            .order_by(tickets.c.id)
        )
        return [_row(row) for row in (await self._connection.execute(query)).mappings()]


def _row(values: RowMapping) -> Row:
    of_clock = SimpleNamespace(**{column.name: values[f"clock_{column.name}"] for column in clocks.c})
    return Row(
        values["number"],
        values["category"],
        values["node_id"],
        values["owner_id"],
        State(values["state"]),
        values["created_at"],
        values["signed_at"],
        values["contacted_at"],
        values["completed_at"],
        values["sign_due_at"],
        values["due_at"],
        values["danger"],
        values["sealed_role"] is not None,
        values["round"],
        values["solved"],
        values["rating"],
        clock_of(of_clock) if of_clock.id is not None else None,
        values["reworks"],
        values["excluded"],
        values["parent_id"] or values["id"],
    )
