"""What the figures are made of: one row a ticket, below a node of the tree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, RowMapping, Select, and_, bindparam, case, func, select, union

from bot.domain.clocks import Stage, StageClock
from bot.domain.life import DROPPED, OPEN, State
from bot.domain.rates import Past
from bot.storage.clocks import clock_of
from bot.storage.gateway import Gateway
from bot.storage.places_below import BELOW
from bot.storage.tables import clocks, nodes, surveys, tickets

_OPEN = tuple(sorted(state.value for state in OPEN))


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
    async def below(self, path: str, since: datetime | None = None) -> Sequence[Row]:
        """Tickets whose place lies at or below the node with this path: every one, or those that are open, filed or
        completed ``since``.
        """
        asked = {"below": path} | ({} if since is None else {"since": since})
        rows = await self._connection.execute(_rows(since is not None), asked)
        return [_row(row) for row in rows.mappings()]

    async def past(self, path: str, since: datetime) -> Past:
        """All others there, counted: what is neither open nor filed or completed ``since``."""
        done, dropped, reworked, excluded = 0, 0, 0, Counter[str]()
        for row in await self._connection.execute(_PAST, {"below": path, "since": since}):
            counted = row._mapping["count"]
            if State(row.state) in DROPPED:
                dropped += counted
                continue
            done += counted
            if row.excluded is not None:
                excluded[row.excluded] += counted
            elif row.again:
                reworked += counted
        return Past(done, dropped, reworked, tuple(sorted(excluded.items())))


_AGAIN = case((tickets.c.reworks > 0, 1), else_=0)
_PAST = (
    select(tickets.c.state, tickets.c.excluded, _AGAIN.label("again"), func.count().label("count"))
    .join(nodes, nodes.c.id == tickets.c.node_id)
    .where(BELOW, tickets.c.state.not_in(_OPEN), tickets.c.created_at < bindparam("since"))
    .where(tickets.c.completed_at.is_(None) | (tickets.c.completed_at < bindparam("since")))
    .group_by(tickets.c.state, tickets.c.excluded, _AGAIN)
)


@cache
def _rows(since: bool) -> Select[Any]:
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
        .where(BELOW)
        .order_by(tickets.c.id)
    )
    return query.where(tickets.c.id.in_(_alive())) if since else query


def _alive() -> CompoundSelect[tuple[int]]:
    """Each part by an index of its own."""
    ids = select(tickets.c.id)
    since: BindParameter[datetime] = bindparam("since")
    return union(
        ids.where(tickets.c.state.in_(_OPEN)),
        ids.where(tickets.c.created_at >= since),
        ids.where(tickets.c.completed_at >= since),
    )


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
