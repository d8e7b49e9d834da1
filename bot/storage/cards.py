"""Which message in which chat shows which ticket."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.gateway import Gateway
from bot.storage.tables import cards


@dataclass(frozen=True, slots=True)
class Card:
    """A message of ours about a ticket. ``kind``: card, receipt, prompt, survey, comment, notice ..."""

    chat_id: int
    message_id: int
    ticket_id: int
    kind: str


class Cards(Gateway):
    async def add(self, card: Card, at: datetime) -> None:
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(cards).on_conflict_do_nothing(index_elements=["chat_id", "message_id"])
        await self._connection.execute(
            statement.values(
                chat_id=card.chat_id, message_id=card.message_id, ticket_id=card.ticket_id, kind=card.kind, at=at
            )
        )

    async def at(self, chat_id: int, message_id: int) -> Card | None:
        """The card that a reply was made to, or None for a message we do not know."""
        query = select(cards).where(cards.c.chat_id == chat_id, cards.c.message_id == message_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else Card(row.chat_id, row.message_id, row.ticket_id, row.kind)

    async def of(self, ticket_id: int, kind: str) -> list[Card]:
        """The newest card of this kind in each chat that shows the ticket."""
        query = select(cards).where(cards.c.ticket_id == ticket_id, cards.c.kind == kind).order_by(cards.c.id)
        newest = {
            row.chat_id: Card(row.chat_id, row.message_id, row.ticket_id, row.kind)
            for row in await self._connection.execute(query)
        }
        return list(newest.values())

    async def shown(self, ticket_id: int, chat_ids: Collection[int]) -> list[Card]:
        """Every message of ours about the ticket in these chats."""
        query = select(cards).where(cards.c.ticket_id == ticket_id, cards.c.chat_id.in_(list(chat_ids)))
        rows = await self._connection.execute(query.order_by(cards.c.id))
        return [Card(row.chat_id, row.message_id, row.ticket_id, row.kind) for row in rows]

    async def gone(self, chat_id: int, message_id: int) -> None:
        """Someone deleted our message."""
        await self._connection.execute(
            delete(cards).where(cards.c.chat_id == chat_id, cards.c.message_id == message_id)
        )

    async def moved(self, old_chat: int, new_chat: int) -> None:
        """Message ids of a group do not survive its becoming a supergroup: its cards are forgotten."""
        await self._connection.execute(delete(cards).where(cards.c.chat_id.in_((old_chat, new_chat))))
