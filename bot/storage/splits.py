"""拆分: what is to become of a ticket, kept from its preview to the press that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from bot.domain import intake
from bot.domain.intake import Draft
from bot.domain.ticket import Ticket
from bot.storage.gateway import Gateway
from bot.storage.tables import splits, tickets
from bot.storage.tickets import COLUMNS, as_ticket


@dataclass(frozen=True, slots=True)
class Split:
    id: int
    ticket_id: int
    actor_id: int
    parts: tuple[Draft, ...]


_CHILDREN = (
    select(*COLUMNS)
    .where(tickets.c.parent_id == bindparam("parent"))
    .where(tickets.c.merged_into_id.is_(None) | (tickets.c.merged_into_id != bindparam("parent")))
    .order_by(tickets.c.id)
)


class Splits(Gateway):
    async def add(self, ticket_id: int, actor_id: int, parts: Sequence[Draft], at: datetime) -> int:
        values = {
            "ticket_id": ticket_id,
            "actor_id": actor_id,
            "parts": [intake.to_json(part) for part in parts],
            "at": at,
        }
        return int((await self._connection.execute(insert(splits).values(values).returning(splits.c.id))).scalar_one())

    async def get(self, split_id: int) -> Split | None:
        row = (await self._connection.execute(select(splits).where(splits.c.id == split_id))).first()
        if row is None:
            return None
        return Split(row.id, row.ticket_id, row.actor_id, tuple(intake.from_json(part) for part in row.parts))

    async def forget(self, ticket_id: int) -> None:
        """The lines hold what the resident wrote; the children have it by now, each with a term of its own."""
        await self._connection.execute(delete(splits).where(splits.c.ticket_id == ticket_id))

    async def children(self, parent_id: int) -> list[Ticket]:
        """Children in the order they were made, without those that went back into their parent."""
        rows = await self._connection.execute(_CHILDREN, {"parent": parent_id})
        return [as_ticket(dict(row._mapping)) for row in rows]
