"""What is open, for the lists in a chat, with the clocks that run."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from bot.domain.clocks import Stage, StageClock
from bot.domain.life import OPEN
from bot.domain.ticket import Ticket
from bot.storage.clocks import clock_of
from bot.storage.gateway import Gateway
from bot.storage.tables import clocks, tickets
from bot.storage.tickets import COLUMNS, as_ticket

WATCHED = (Stage.SIGN, Stage.HANDLE)
"""The clocks that lists speak of."""


class Listed(Gateway):
    async def owned_by(self, node_id: int) -> list[Ticket]:
        """Every open ticket that a node answers for, sealed ones left out: lists stand in groups."""
        return await self._open(tickets.c.owner_id == node_id, tickets.c.sealed_role.is_(None))

    async def signed_by(self, person_id: int) -> list[Ticket]:
        """Every open ticket that a person has signed, wherever it lies."""
        return await self._open(tickets.c.signer_id == person_id)

    async def _open(self, *conditions: ColumnElement[bool]) -> list[Ticket]:
        query = select(*COLUMNS).where(*conditions, tickets.c.state.in_([state.value for state in OPEN]))
        rows = await self._connection.execute(query.order_by(tickets.c.due_at.nulls_last(), tickets.c.id))
        return [as_ticket(dict(row._mapping)) for row in rows]

    async def running(self, ticket_ids: Sequence[int]) -> dict[int, list[StageClock]]:
        """The clocks of these tickets that run now."""
        query = (
            select(clocks)
            .where(clocks.c.ticket_id.in_(list(ticket_ids)), clocks.c.stage.in_([stage.value for stage in WATCHED]))
            .where(clocks.c.stopped_at.is_(None), clocks.c.paused_at.is_(None))
            .order_by(clocks.c.id)
        )
        found: dict[int, list[StageClock]] = defaultdict(list)
        for row in await self._connection.execute(query):
            found[row.ticket_id].append(clock_of(row))
        return found
