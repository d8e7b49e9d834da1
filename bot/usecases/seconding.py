"""What two people must agree on: the first press is noted, the second of another person counts."""

from datetime import datetime

from bot.domain.org import Actor
from bot.domain.requests import Kind
from bot.domain.ticket import Ticket
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases.town import Town


async def seconded(
    tx: Store, town: Town, ticket: Ticket, kind: Kind, actor: Actor, reason: str, now: datetime,
    note_id: int | None = None,
) -> bool:  # fmt: skip
    """Whether somebody else has asked for the same before; if not, this is noted as the first voice."""
    first = await tx.requests.pending(ticket.id, kind)
    if first is not None and first.asker_id != actor.person_id:
        return await tx.requests.decide(first, granted=True, decider_id=actor.person_id, now=now)
    if first is None:
        await tx.requests.add(
            {
                "ticket_id": ticket.id,
                "kind": kind.value,
                "round": ticket.round,
                "asker_id": actor.person_id,
                "reason": reason,
                "note_id": note_id,
                "desk_id": ticket.owner_id,
                "at": now,
                "due_at": due(now, town.life.returns.review, town.calendar),
            }
        )
    return False
