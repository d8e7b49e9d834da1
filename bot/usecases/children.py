"""What a ticket says of its children, and a child of its parent."""

from datetime import datetime

from bot.domain.errors import ChildrenOpen
from bot.domain.life import OPEN, Event, State, Who
from bot.domain.limits import Limit
from bot.domain.notices import Arg, Notice
from bot.domain.splitting import open_of
from bot.domain.ticket import Ticket
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases import cards, telling, timing
from bot.usecases.moving import move
from bot.usecases.town import Town

AGAIN = Limit.parse("1wd")
"""A parent whose children take longer than promised is looked at again a working day later."""


async def all_ended(tx: Store, ticket: Ticket) -> None:
    """Raises ChildrenOpen while one is under way."""
    if count := open_of(await tx.splits.children(ticket.id)):
        raise ChildrenOpen(number=ticket.number, count=count)


async def ended(tx: Store, town: Town, child: Ticket, now: datetime) -> None:
    """A child has come to its end: the parent's card counts it, and after the last one the parent goes on by itself."""
    parent = await tx.tickets.get(child.parent_id) if child.parent_id is not None else None
    if parent is None or parent.state not in OPEN or child.merged_into_id == parent.id:
        return
    found = await tx.splits.children(parent.id)
    if parent.state is State.SUSPENDED and not open_of(found) and not await _rests(tx, parent):
        await go_on(tx, town, parent, len(found), now)
    else:
        await cards.recount(tx, town, [parent], now)


async def _rests(tx: Store, parent: Ticket) -> bool:
    """Whether a desk has let it rest since: then its day wakes it."""
    steps = await tx.history.of(parent.id)
    came = [step.event for step in steps if step.target is State.SUSPENDED and step.source is not State.SUSPENDED]
    return came[-1:] == [Event.SUSPEND]


async def go_on(tx: Store, town: Town, parent: Ticket, count: int, now: datetime) -> None:
    """Its clocks run again; whoever has it is asked to finish it, every resident hears where it stands."""
    dates = await timing.resume(tx, town, parent, now)
    parent = await move(tx, parent, Event.RESUME, Who.SYSTEM, now, reason="children ended", wake_at=None, **dates)
    await cards.refresh(tx, town, parent, now)
    args: dict[str, Arg] = {**cards.compose(parent, town).args, "count": count}
    notice = Notice("children-ended", args, cards.buttons(parent, town))
    for room in await telling.handlers(tx, town, parent, now):
        key = f"children-ended:{parent.id}:{parent.version}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=parent.id, card="reminder", thread_id=room.thread_id
        )
    told: dict[str, Arg] = {"count": count, "owner": town.node(parent.owner_id).name}
    await telling.everyone(tx, parent, "children-ended-told", now, told, mark=str(parent.version))


async def put_off(tx: Store, town: Town, parent: Ticket, now: datetime) -> bool:
    """Whether it still waits for a child: then its day comes again later."""
    if not open_of(await tx.splits.children(parent.id)):
        return False
    await tx.tickets.change(parent, wake_at=due(now, AGAIN, town.calendar))
    return True
