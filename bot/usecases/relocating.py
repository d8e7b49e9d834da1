"""After a change of hands: out of the rooms that had a ticket, into those that have it now."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.domain.notices import Notice, Priority
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.cards import Card
from bot.storage.outbox import Letter
from bot.storage.spots import Spot
from bot.storage.store import Store
from bot.usecases import cards, telling
from bot.usecases.cards import Posted, Shown
from bot.usecases.town import Town


class Moved(NamedTuple):
    """``before``: the rooms that had the ticket."""

    ticket: Ticket
    before: Collection[Room]
    media: tuple[int, ...] = ()


async def hand_over(
    tx: Store, town: Town, ticket: Ticket, before: Collection[Room], now: datetime, media: tuple[int, ...] = ()
) -> None:
    await hand_over_all(tx, town, [Moved(ticket, before, media)], now)


async def hand_over_all(tx: Store, town: Town, moved: Sequence[Moved], now: datetime) -> None:
    """Cards leave some rooms, come into others, and are true where they stay."""
    after = [await telling.handlers(tx, town, one.ticket, now) for one in moved]
    left = [
        (one.ticket, [room for room in one.before if room not in rooms])
        for one, rooms in zip(moved, after, strict=True)
    ]
    await leave_all(tx, left, now, "card-moved")
    shown = [Shown(one.ticket, pictures=len(one.media)) for one in moved]
    posted = []
    for one, rooms, notice in zip(moved, after, await cards.composed_all(tx, town, shown, now), strict=True):
        for room in rooms:
            if room in one.before:
                await tx.outbox.refresh_card(cards.edit(one.ticket, room, notice, now), now)
        posted.append(Posted(one.ticket, notice, [room for room in rooms if room not in one.before], one.media))
    await cards.put_up(tx, posted, now)


async def leave(tx: Store, ticket: Ticket, rooms: Collection[Room], now: datetime, kind: str) -> None:
    await leave_all(tx, [(ticket, rooms)], now, kind)


async def leave_all(tx: Store, left: Sequence[tuple[Ticket, Collection[Room]]], now: datetime, kind: str) -> None:
    """What still waits for these rooms never leaves, and the card says only one word of this ``kind``. Of a matter that
    was sealed nothing else stays there either.
    """
    tickets = {ticket.id: ticket for ticket, rooms in left if rooms}
    if not tickets:
        return
    chats = await tx.people.chats_of({ticket.petitioner_id for ticket in tickets.values()})
    own = {ticket.id: chats.get(ticket.petitioner_id) for ticket in tickets.values()}
    spots = [Spot(ticket.id, room) for ticket, rooms in left for room in rooms]
    await tx.outbox.recall([spot for spot in spots if spot.room.chat_id != own[spot.ticket_id]])
    # Who had to act on his own matter goes on hearing what residents hear.
    await tx.outbox.recall([spot for spot in spots if spot.room.chat_id == own[spot.ticket_id]], "card")
    letters = []
    for card in await tx.cards.shown(spots):
        ticket = tickets[card.ticket_id]
        if card.kind == "card" or (ticket.sealed and card.chat_id != own[ticket.id]):
            letters.append(_gone(ticket, card, Notice(kind, {"number": ticket.number})))
    await tx.outbox.put(letters, now)
    await tx.cards.left(spots)


def _gone(ticket: Ticket, card: Card, word: Notice) -> Letter:
    """The edit that empties a card; any other message is deleted."""
    return Letter(
        f"left:{ticket.id}:{ticket.version}:{card.chat_id}:{card.message_id}",
        card.chat_id,
        word,
        Priority.RECEIPT if ticket.sealed else Priority.EDIT,
        method="edit" if card.kind == "card" else "delete",
        ticket_id=ticket.id,
        card="left",
        message_id=card.message_id,
        thread_id=card.thread_id,
    )
