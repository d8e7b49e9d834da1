"""请居民补充: the resident has answered what a desk asked, or the time for it is over."""

from datetime import datetime

from bot.domain.life import Event, Who
from bot.domain.notices import Arg, Notice, Priority, instant
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import cards, telling, timing
from bot.usecases.moving import move
from bot.usecases.town import Town


async def go_on(tx: Store, town: Town, ticket: Ticket, who: Who, now: datetime, note: str = "") -> Ticket:
    """Clocks run again. ``note``: the answer, masked."""
    actor_id = ticket.petitioner_id if who is Who.PETITIONER else None
    dates = await timing.resume(tx, town, ticket, now)
    ticket = await move(tx, ticket, Event.ANSWER, who, now, actor_id=actor_id, wake_at=None, **dates)
    await cards.refresh(tx, town, ticket, now, note=note)
    return ticket


async def answer(tx: Store, town: Town, ticket: Ticket, masked: str, media: tuple[int, ...], now: datetime) -> Notice:
    """It goes on at once: whoever has it and whoever asked read the answer, the resident that nobody waits any more."""
    asker = await _asker(tx, ticket)
    ticket = await go_on(tx, town, ticket, Who.PETITIONER, now, note=masked)
    about: dict[str, Arg] = {"number": ticket.number, "due_at": instant(ticket.due_at)}
    rooms = await telling.handlers(tx, town, ticket, now)
    notice = Notice("asked-answered", {**about, "text": cards.shorten(masked, 1000)})
    for room in rooms if asker is None or await _at_owner(tx, town, ticket, asker, now) else [*rooms, Room(asker)]:
        key = f"asked-answered:{ticket.id}:{ticket.version}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card="supplement", priority=Priority.CARD,
            thread_id=room.thread_id,
        )  # fmt: skip
    if media:
        await cards.add_pictures(tx, town, ticket, media, now)
    return Notice("asked-noted", about)


async def _asker(tx: Store, ticket: Ticket) -> int | None:
    """The private chat of whoever put the question."""
    by = [step.actor_id for step in await tx.history.of(ticket.id) if step.event is Event.ASK]
    return await tx.people.chat_of(by[-1]) if by and by[-1] is not None else None


async def _at_owner(tx: Store, town: Town, ticket: Ticket, account: int, now: datetime) -> bool:
    """Whether he reads along where the ticket stands."""
    actor = await tx.people.actor(account, town.today(now), is_admin=False)
    return any(post.node.id == ticket.owner_id for post in actor.appointments)
