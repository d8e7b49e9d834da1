"""派单: the ticket changes hands. Old and new owner and the resident each hear it in one sentence."""

from datetime import datetime
from typing import Any

from bot.domain.deadlines import Stage
from bot.domain.errors import NotFound
from bot.domain.life import Event, Who
from bot.domain.notices import Action, Arg, Notice, Press, in_rows
from bot.domain.org import Actor, Level, Node, Role
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, similar, slips, telling, timing, undoing
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
    if category is None:
        started = timing.signing(town, ticket.category, owner, now)
        await tx.clocks.forget(ticket.id, [Stage.SIGN])
        await timing.climb_from(tx, town, [(ticket, owner)], now)
    else:
        started = timing.owed_unsigned(town, category, owner, ticket.round, now)
        started = [timing.since(c, ticket.created_at, town, owner) if c.stage is not Stage.SIGN else c for c in started]
        await tx.clocks.forget(ticket.id, list(Stage))
        values["due_at"] = timing.due_of(started, Stage.HANDLE)
    values["sign_due_at"] = timing.due_of(started, Stage.SIGN)
    ticket = await move(tx, ticket, event, who, now, actor_id=actor_id, **values)
    if direct and event is not Event.DISPATCH:
        ticket = await move(tx, ticket, Event.DISPATCH, Who.SYSTEM, now)
    await timing.start(tx, town, ticket, started)
    media = tuple(stored.id for stored in await tx.media.of_ticket(ticket.id))
    others = await similar.changed(tx, town, told, ticket, now)
    await slips.hand_over(tx, town, told, ticket, before, now, media)
    await cards.recount(tx, town, others, now)
    if who is Who.DESK:
        await telling.everyone(tx, ticket, "dispatched", now, {"owner": owner.name}, mark=str(ticket.version))
    return ticket


async def choose_grid(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """派单 at a desk: which grid or lower desk is it for?"""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.DISPATCH, version)
    below = town.tree.children(town.node(ticket.owner_id))
    presses = [
        Press(Action.DISPATCH_TO, ticket.id, ticket.version, choice=str(node.id), label=node.name) for node in below
    ]
    rows = in_rows(presses, 2)
    return Notice("dispatch-choose", {"number": ticket.number}, rows)


async def dispatch_to(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, node_id: int, now: datetime
) -> Notice:
    """派单: the desk's tap decides. A lower desk gets it to dispatch on, a grid gets it to handle."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.DISPATCH, version)
    node = town.tree.get(node_id)
    if node is None or not node.within(town.node(ticket.owner_id)):
        raise NotFound
    stood = await undoing.before(tx, ticket)
    # The desk has found out where it is, so the figures of that place count it; a unit is no place.
    place = None if node.level is Level.UNIT else node
    ticket = await hand_to(
        tx, town, ticket, node, Who.DESK, now, direct=node.level in {Level.GRID, Level.UNIT},
        actor_id=actor.person_id, node=place, place_text=ticket.place_text,
    )  # fmt: skip
    await undoing.keep(tx, stood, ticket, Event.DISPATCH, actor, now)
    args: dict[str, Arg] = {"number": ticket.number, "owner": node.name, "danger": int(ticket.danger)}
    return Notice("answer-dispatched", args)
