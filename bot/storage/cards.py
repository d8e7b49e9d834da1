"""Which message in which chat shows which ticket."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, delete, select, update

from bot.domain.life import OPEN
from bot.domain.rooms import Room
from bot.storage.gateway import Gateway, inserting
from bot.storage.spots import Spot, at_spots, of_spots
from bot.storage.tables import cards, tickets


@dataclass(frozen=True, slots=True)
class Card:
    """A message of ours about a ticket. ``kind``: card, receipt, prompt, survey, comment, notice ..."""

    chat_id: int
    message_id: int
    ticket_id: int
    kind: str
    thread_id: int = 0

    @property
    def room(self) -> Room:
        return Room(self.chat_id, self.thread_id)


_OF = (
    select(cards)
    .where(cards.c.ticket_id == bindparam("of_ticket"), cards.c.kind == bindparam("of_kind"))
    .order_by(cards.c.id)
)
_AT = select(cards).where(cards.c.chat_id == bindparam("in_chat"), cards.c.message_id == bindparam("of_message"))
_SHOWN = select(cards).where(at_spots(cards)).order_by(cards.c.id)
_LEFT = update(cards).where(at_spots(cards), cards.c.kind == "card").values(kind="left")


@cache
def _adding(shared: bool) -> Executable:
    return inserting(cards, shared).on_conflict_do_nothing(index_elements=["chat_id", "message_id"])


class Cards(Gateway):
    async def add(self, card: Card, at: datetime) -> None:
        new = {
            "chat_id": card.chat_id,
            "thread_id": card.thread_id,
            "message_id": card.message_id,
            "ticket_id": card.ticket_id,
            "kind": card.kind,
            "at": at,
        }
        await self._connection.execute(_adding(self._shared), new)

    async def at(self, chat_id: int, message_id: int) -> Card | None:
        """The card that a reply was made to, or None for a message we do not know."""
        row = (await self._connection.execute(_AT, {"in_chat": chat_id, "of_message": message_id})).first()
        return None if row is None else _card(row)

    async def of(self, ticket_id: int, kind: str) -> list[Card]:
        """The newest card of this kind in each room that shows the ticket."""
        return list({card.room: card for card in await self.every(ticket_id, kind)}.values())

    async def every(self, ticket_id: int, kind: str) -> list[Card]:
        """Every card of this kind that shows the ticket, the oldest first."""
        asked = {"of_ticket": ticket_id, "of_kind": kind}
        return [_card(row) for row in await self._connection.execute(_OF, asked)]

    async def shown(self, spots: Collection[Spot]) -> list[Card]:
        """Every message of ours there about these tickets."""
        return [_card(row) for row in await self._connection.execute(_SHOWN, of_spots(spots))]

    async def left(self, spots: Collection[Spot]) -> None:
        """These tickets have left their rooms: what stands there is their card no more."""
        await self._connection.execute(_LEFT, of_spots(spots))

    async def open_in(self, room: Room, *, whole_chat: bool) -> list[int]:
        """Open tickets, by id, whose card was put into the room, or anywhere into its chat."""
        query = (
            select(cards.c.ticket_id)
            .join(tickets, tickets.c.id == cards.c.ticket_id)
            .where(cards.c.chat_id == room.chat_id, cards.c.kind == "card")
            .where(tickets.c.state.in_([state.value for state in OPEN]))
        )
        if not whole_chat:
            query = query.where(cards.c.thread_id == room.thread_id)
        return list((await self._connection.scalars(query.distinct().order_by(cards.c.ticket_id))).all())

    async def gone(self, chat_id: int, message_id: int) -> None:
        """Someone deleted our message."""
        await self._connection.execute(
            delete(cards).where(cards.c.chat_id == chat_id, cards.c.message_id == message_id)
        )

    async def forget(self, chat_id: int) -> None:
        """Message ids of a group do not survive its becoming a supergroup."""
        await self._connection.execute(delete(cards).where(cards.c.chat_id == chat_id))


def _card(row: Any) -> Card:
    return Card(row.chat_id, row.message_id, row.ticket_id, row.kind, row.thread_id)
