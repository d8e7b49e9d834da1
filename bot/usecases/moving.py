"""One step of a ticket: the table is asked, the row changes, the history grows. Nothing moves but through here."""

from datetime import datetime
from typing import Any

from bot.domain.ticket import Event, Ticket, Who, after
from bot.storage.history import Entry
from bot.storage.store import Store


async def move(
    tx: Store,
    ticket: Ticket,
    event: Event,
    who: Who,
    now: datetime,
    *,
    actor_id: int | None = None,
    reason: str = "",
    note_id: int | None = None,
    **values: Any,
) -> Ticket:
    """Applies ``event``; raises WrongState when the table forbids it and Stale when somebody was faster."""
    target = after(ticket, event, who)
    if target is not ticket.state or values:
        changed = await tx.tickets.change(ticket, state=target.value, **values)
    else:
        changed = ticket
    entry = Entry(ticket.id, event, ticket.state, target, actor_id, changed.round, now, reason, note_id)
    await tx.history.append([entry])
    return changed
