"""A ticket comes to one of its ends: clocks stop, what was asked falls, cards say so."""

from datetime import datetime
from typing import Any

from bot.domain.deadlines import Stage
from bot.domain.life import Event, Who
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import cards, children, similar, slips
from bot.usecases.moving import move
from bot.usecases.town import Town


async def end(
    tx: Store,
    town: Town,
    ticket: Ticket,
    event: Event,
    who: Who,
    now: datetime,
    *,
    actor_id: int | None,
    reason: str = "",
    note_id: int | None = None,
    note: str = "",
    **values: Any,
) -> Ticket:
    """``note`` is the last word on the card, masked. What the resident reads is the caller's to say."""
    told = ticket
    ticket = await move(
        tx, ticket, event, who, now, actor_id=actor_id, reason=reason, note_id=note_id, closed_at=now, wake_at=None,
        **values,
    )  # fmt: skip
    await tx.clocks.stop(ticket.id, list(Stage), now)
    await tx.requests.drop([ticket.id], now)
    others = await similar.changed(tx, town, told, ticket, now)
    await slips.close_all(tx, town, ticket, now)
    await cards.refresh(tx, town, ticket, now, note=note)
    await cards.recount(tx, town, others, now)
    await children.ended(tx, town, ticket, now)
    return ticket
