"""The day that a meeting has set: whoever leads hears of it before, on the day, and each working day after."""

from datetime import datetime

from bot.domain.life import ENDED, RUNNING
from bot.domain.meetings import Item, next_word
from bot.domain.notices import Arg, Notice, Priority, instant
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import apart, slips, telling
from bot.usecases.town import Town

CARD = "meeting-due"


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Says what is due of every decision; after a missed tick only once. Returns how many were looked at."""

    async def look(item: Item) -> None:
        ticket = await tx.tickets.get(item.ticket_id)
        if ticket is None or item.due_at is None or ticket.sealed or ticket.state in ENDED:
            await tx.meetings.change(item.id, next_at=None)
            return
        following = next_word(item.due_at, town.meetings.remind, now, town.calendar)
        await tx.meetings.change(item.id, next_at=following)
        # Of what is finished, or stands still with a desk's leave, nobody is reminded; either may come back.
        if ticket.state in RUNNING:
            await _say(tx, town, ticket, item, now)

    return await apart.each(tx, await tx.meetings.due(now), look)


async def _say(tx: Store, town: Town, ticket: Ticket, item: Item, now: datetime) -> None:
    """All that a room hears of this morning stands in one message."""
    about: dict[str, Arg] = {
        "number": ticket.number, "category": ticket.category, "due_at": instant(item.due_at),
    }  # fmt: skip
    notice = Notice("meeting-due", {"count": 1, "more": 0}, lines=(Notice("meeting-due-line", about),))
    for room in await _readers(tx, town, ticket, item, now):
        key = f"{CARD}:{item.id}:{now:%Y%m%d%H%M}:{room}"
        letter = Letter(key, room.chat_id, notice, Priority.CARD, card=CARD, thread_id=room.thread_id)
        await tx.outbox.join_list(letter, now)


async def _readers(tx: Store, town: Town, ticket: Ticket, item: Item, now: datetime) -> list[Room]:
    """The lead, also where he only helps; whoever has it now where it has gone on from him."""
    lead = town.tree.get(item.lead_id)
    helps = [slip for slip in await tx.assists.of(ticket.id) if slip.open and slip.node_id == item.lead_id]
    if lead is not None and lead.id != ticket.owner_id and helps:
        return await slips.rooms_of(tx, town, lead, now)
    return await telling.handlers(tx, town, ticket, now)
