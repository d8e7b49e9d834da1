"""Another round: 重办 or 重开. The round goes up, the limit is shorter, a new card says so."""

from datetime import datetime

from bot.domain.clocks import Stage
from bot.domain.life import Event, Who
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import relocating, timing
from bot.usecases.moving import move
from bot.usecases.town import Town


async def another(
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
) -> Ticket:
    """What the resident reads is the caller's to say."""
    owner = town.node(ticket.owner_id)
    clocks = timing.clocks_for(town, ticket.category, owner, ticket.round + 1, now)
    ticket = await move(
        tx,
        ticket,
        event,
        who,
        now,
        actor_id=actor_id,
        reason=reason,
        note_id=note_id,
        round=ticket.round + 1,
        completed_at=None,
        closed_at=None,
        result=None,
        wake_at=None,
        extended_at=None,
        due_at=timing.due_of(clocks, Stage.HANDLE),
    )
    await tx.requests.drop([ticket.id], now)
    await timing.start(tx, town, ticket, clocks)
    await relocating.hand_over(tx, town, ticket, [], now)
    return ticket
