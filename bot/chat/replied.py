"""Which ticket a reply means."""

import re

from telegram import Update

from bot.chat.work import Context, message_of
from bot.domain.ticket import Ticket

_NUMBER = re.compile(r"GD\d{8}-\d{4,}", re.ASCII)


async def named_in(update: Update, context: Context) -> list[Ticket]:
    """The tickets that the replied message names, where there are several and it is not about one of them."""
    replied, tx = message_of(update).reply_to_message, context.work.tx
    numbers = dict.fromkeys(_NUMBER.findall((replied.text or replied.caption or "") if replied else ""))
    if replied is None or len(numbers) < 2:
        return []
    unconfirmed = await tx.outbox.unconfirmed(replied.chat_id)
    if await tx.cards.at(replied.chat_id, replied.message_id) is not None:
        return []
    found = [ticket for number in numbers if (ticket := await tx.tickets.by_number(number)) is not None]
    return [] if any(ticket.id in unconfirmed for ticket in found) else found


async def replied_to(update: Update, context: Context, unknown: str) -> tuple[Ticket | None, str]:
    """The ticket and what the message shows of it (``kind`` of card): by our memory of the message, else by the number
    in it; then it is what is on its way to that chat about the ticket, or ``unknown``."""
    replied, tx = message_of(update).reply_to_message, context.work.tx
    if replied is None:
        return None, ""
    # Somebody quick answers before our note of the message is written: looked for first, it cannot slip between.
    unconfirmed = await tx.outbox.unconfirmed(replied.chat_id)
    # A supergroup shows what was written before it became one, under the old group's numbers.
    card = await tx.cards.at(replied.chat_id, replied.message_id)
    if card is not None:
        return await tx.tickets.get(card.ticket_id), card.kind
    found = _NUMBER.search(replied.text or replied.caption or "")
    ticket = await tx.tickets.by_number(found[0]) if found else None
    return (ticket, unconfirmed.get(ticket.id, unknown)) if ticket else (None, "")
