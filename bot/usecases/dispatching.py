"""派单: the ticket changes hands. Old and new owner and the resident each hear it in one sentence."""

from datetime import datetime
from typing import Any

from bot.domain.deadlines import Stage
from bot.domain.org import Node, Role
from bot.domain.ticket import Event, Ticket, Who
from bot.storage.store import Store
from bot.usecases import cards, similar, telling, timing
from bot.usecases.moving import move
from bot.usecases.town import Town


async def hand_to(
    tx: Store,
    town: Town,
    ticket: Ticket,
    owner: Node,
    who: Who,
    now: datetime,
    *,
    direct: bool,
    actor_id: int | None = None,
    node: Node | None = None,
    place_text: str | None = None,
    category: str | None = None,
    sealed_role: Role | None = None,
) -> Ticket:
    """Gives an unsigned ticket to ``owner``; with ``direct`` it is dispatched, else a desk must still decide.

    The promise of the first day stands: a sign clock starts anew for the new owner, the others keep running unless
    the category itself is another.
    """
    told, before = ticket, await telling.handlers(tx, town, ticket, now)
    values: dict[str, Any] = {"owner_id": owner.id, "sealed_role": sealed_role}
    if node is not None:
        values["node_id"] = node.id
        values["place_text"] = (place_text or "")[:256]
    if category is not None:
        values |= town.facts(category)
    sealing = sealed_role is not None and not ticket.sealed and category is None
    event = Event.DISPATCH if who is Who.DESK and direct else Event.SEAL if sealing else Event.AMEND
    started = timing.clocks_for(town, category or ticket.category, owner, ticket.round, now)
    if category is None:
        started = [c for c in started if c.stage is Stage.SIGN]
        await tx.clocks.forget(ticket.id, [Stage.SIGN])
        await timing.climb_from(tx, town, ticket, owner)
    else:
        started = [timing.since(c, ticket.created_at, town) if c.stage is not Stage.SIGN else c for c in started]
        await tx.clocks.forget(ticket.id, list(Stage))
        values["due_at"] = timing.due_of(started, Stage.HANDLE)
    values["sign_due_at"] = timing.due_of(started, Stage.SIGN)
    ticket = await move(tx, ticket, event, who, now, actor_id=actor_id, **values)
    if direct and event is not Event.DISPATCH:
        ticket = await move(tx, ticket, Event.DISPATCH, Who.SYSTEM, now)
    await timing.start(tx, town, ticket, started)
    media = tuple(stored.id for stored in await tx.media.of_ticket(ticket.id))
    others = await similar.changed(tx, town, told, ticket, now)
    await cards.hand_over(tx, town, ticket, before, now, media)
    await cards.recount(tx, town, others, now)
    if who is Who.DESK:
        await telling.petitioner(tx, ticket, "dispatched", now, {"owner": owner.name}, mark=str(ticket.version))
    return ticket
