"""恢复办理: what stood still goes on, by its day or by hand."""

from datetime import datetime

from bot.domain.life import Event, State, Who
from bot.domain.notices import Arg, Notice, instant
from bot.domain.org import Actor
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, apart, cards, children, requested, telling, timing
from bot.usecases.moving import move
from bot.usecases.town import Town

WOKEN = frozenset({State.SUSPENDED})
BATCH = 100


async def resume(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """By a handler's or a desk's button, before its day."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.RESUME, version)
    await children.all_ended(tx, ticket)
    ticket = await _go_on(tx, town, ticket, who, now, actor.person_id)
    return Notice("answer-resumed", {"number": ticket.number, "due_at": instant(ticket.due_at)})


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Whatever has to go on today. Returns how many did."""

    async def wake(ticket: Ticket) -> None:
        if not await children.put_off(tx, town, ticket, now):
            await _go_on(tx, town, ticket, Who.SYSTEM, now, None)

    return await apart.each(tx, await tx.tickets.waking(now, BATCH, WOKEN), wake)


async def _go_on(tx: Store, town: Town, ticket: Ticket, who: Who, now: datetime, actor_id: int | None) -> Ticket:
    dates = await timing.resume(tx, town, ticket, now)
    ticket = await move(tx, ticket, Event.RESUME, who, now, actor_id=actor_id, wake_at=None, **dates)
    await cards.refresh(tx, town, ticket, now)
    args: dict[str, Arg] = dict(cards.compose(ticket, town).args)
    if who is Who.SYSTEM:
        notice = Notice("resumed-here", args, cards.buttons(ticket, town))
        await requested.tell_owner(tx, town, ticket, notice, str(ticket.version), now)
    told: dict[str, Arg] = {"owner": town.node(ticket.owner_id).name, "due_at": instant(ticket.due_at)}
    await telling.everyone(tx, ticket, "resumed", now, told, mark=str(ticket.version))
    return ticket
