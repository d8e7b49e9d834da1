"""Upheld returns: what the rules of dispatching could learn from."""

from datetime import datetime

from sqlalchemy import func, insert, select

from bot.domain.returns import Reroute
from bot.domain.ticket import Ticket
from bot.storage.gateway import Gateway
from bot.storage.tables import nodes, reroutes, tickets


class Reroutes(Gateway):
    async def add(self, ticket: Ticket, to_id: int, reason: str, at: datetime) -> None:
        """``ticket`` as it was when it was returned."""
        await self._connection.execute(
            insert(reroutes).values(
                ticket_id=ticket.id, category=ticket.category, node_id=ticket.node_id, from_id=ticket.owner_id,
                to_id=to_id, reason=reason, at=at,
            )
        )  # fmt: skip

    async def counted(self) -> list[Reroute]:
        """By category, from whom and to whom, the most frequent first; with how many of the category each has been
        given, those it gave back among them.
        """
        names = {row.id: row.name for row in await self._connection.execute(select(nodes.c.id, nodes.c.name))}
        columns = (reroutes.c.category, reroutes.c.from_id, reroutes.c.to_id)
        query = select(*columns, func.count().label("returns")).group_by(*columns)
        found = []
        for row in await self._connection.execute(query):
            filed = await self._filed(row.category, row.from_id)
            found.append(Reroute(row.category, names[row.from_id], names[row.to_id], int(row.returns), filed))
        return sorted(found, key=lambda one: (-one.count, one.category, one.source, one.target))

    async def _filed(self, category: str, node_id: int) -> int:
        kept = select(tickets.c.id).where(tickets.c.category == category, tickets.c.owner_id == node_id)
        back = select(reroutes.c.ticket_id).where(reroutes.c.category == category, reroutes.c.from_id == node_id)
        return int(await self._connection.scalar(select(func.count()).select_from(kept.union(back).subquery())) or 0)
