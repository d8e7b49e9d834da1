"""A resident who adds very much to his tickets in a short time: each word is kept, but his handlers read what comes
after the first ones together, an hour later. He is told so each time; danger is passed on at once.
"""

from datetime import datetime

from bot.domain.notices import Notice, Priority, instant
from bot.domain.ticket import Ticket
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import cards, telling
from bot.usecases.town import Town

LINE_CHARACTERS = 150
CARD = "additions"


async def too_many(tx: Store, town: Town, person_id: int, ticket: Ticket, now: datetime) -> bool:
    """Before this one is written down. Of a danger there is never too much."""
    pace = town.intake.pace
    if ticket.danger:
        return False
    return await tx.history.added_since(person_id, ticket.id, now - pace.within) >= pace.additions


async def gather(
    tx: Store, town: Town, ticket: Ticket, masked: str, media: tuple[int, ...], mark: str, now: datetime
) -> Notice:
    """The words wait for those who handle the ticket, and join what waits already; what the resident is told."""
    later = now + town.intake.pace.within
    line = Notice("additions-line", {"text": cards.shorten(masked, LINE_CHARACTERS)})
    notice = Notice("additions", {"number": ticket.number, "count": 1, "more": 0}, lines=(line,))
    for room in await telling.handlers(tx, town, ticket, now) if masked else ():
        letter = Letter(
            f"{CARD}:{ticket.id}:{mark}:{room}", room.chat_id, notice, Priority.CARD, ticket_id=ticket.id, card=CARD,
            not_before=later, thread_id=room.thread_id,
        )  # fmt: skip
        await tx.outbox.join_list(letter, now)
    if media:
        await cards.add_pictures(tx, town, ticket, media, later)
    return Notice("supplement-slowed", {"number": ticket.number, "passed_at": instant(later)})
