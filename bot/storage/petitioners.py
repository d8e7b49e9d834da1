"""并单: residents whose matters were merged into a ticket. Everyone is kept, with the ticket that was his."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.storage.gateway import Gateway
from bot.storage.tables import petitioners, tickets


@dataclass(frozen=True, slots=True)
class Joined:
    """Who came with which ticket."""

    person_id: int
    from_ticket_id: int


_OF = (
    select(petitioners.c.person_id, petitioners.c.from_ticket_id)
    .where(petitioners.c.ticket_id == bindparam("of_ticket"))
    .order_by(petitioners.c.at, petitioners.c.from_ticket_id)
)

_OF_EACH = (
    select(petitioners.c.ticket_id, petitioners.c.person_id)
    .where(petitioners.c.ticket_id.in_(bindparam("of_tickets", expanding=True)))
    .order_by(petitioners.c.at, petitioners.c.from_ticket_id)
)


class Petitioners(Gateway):
    async def join(self, ticket_id: int, person_id: int, from_ticket_id: int, at: datetime) -> None:
        await self._connection.execute(
            insert(petitioners).values(
                ticket_id=ticket_id, person_id=person_id, from_ticket_id=from_ticket_id, at=at
            )
        )  # fmt: skip

    async def of(self, ticket_id: int) -> list[Joined]:
        """Those who joined, in the order they came; a resident as often as he had tickets."""
        rows = await self._connection.execute(_OF, {"of_ticket": ticket_id})
        return [Joined(row.person_id, row.from_ticket_id) for row in rows]

    async def of_each(self, ticket_ids: Collection[int]) -> dict[int, list[int]]:
        """People who joined, by ticket, in the order they came; nothing of a ticket that nobody joined."""
        found: dict[int, list[int]] = {}
        for row in await self._connection.execute(_OF_EACH, {"of_tickets": list(ticket_ids)}):
            found.setdefault(row.ticket_id, []).append(row.person_id)
        return found

    async def has(self, ticket_id: int, person_id: int) -> bool:
        query = select(petitioners.c.from_ticket_id).where(petitioners.c.ticket_id == ticket_id)
        return await self._connection.scalar(query.where(petitioners.c.person_id == person_id).limit(1)) is not None

    async def leave(self, from_ticket_id: int) -> None:
        """撤销并单: the ticket goes its own way again."""
        await self._connection.execute(delete(petitioners).where(petitioners.c.from_ticket_id == from_ticket_id))

    async def follow(self, ticket_id: int, head_id: int) -> None:
        """A ticket that others had joined is merged itself: all of them go along, so that no chain is made."""
        await self._connection.execute(
            update(petitioners).where(petitioners.c.ticket_id == ticket_id).values(ticket_id=head_id)
        )
        await self._connection.execute(
            update(tickets)
            .where(tickets.c.merged_into_id == ticket_id)
            .values(merged_into_id=head_id, version=tickets.c.version + 1)
        )
