"""撤销并单: a ticket goes its own way again, with its clocks as they were."""

from datetime import datetime

from bot.domain.life import Event, Who
from bot.domain.notices import Action, Arg, Notice, Press, in_rows, instant
from bot.domain.org import Actor, Level
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, joined, telling, timing
from bot.usecases.moving import move
from bot.usecases.town import Town

SHOWN = 20


async def choose(tx: Store, town: Town, actor: Actor, ticket_id: int) -> Notice:
    """Which of the merged ones is another matter after all."""
    head = await acting.visible(tx, town, actor, ticket_id)
    ids = [one.from_ticket_id for one in await tx.petitioners.of(head.id)]
    merged = await tx.tickets.several(ids)
    his = [merged[id_] for id_ in ids if acting.allowed(town, actor, merged[id_], Event.UNMERGE)][:SHOWN]
    if not his:
        return Notice("answer-unmerge-none", {"number": head.number})
    presses = [Press(Action.UNMERGE_ONE, one.id, one.version, label=one.number) for one in his]
    lines = tuple(
        Notice("unmerge-line", {"number": one.number, "text": cards.shorten(one.public_text, 40)}) for one in his
    )
    return Notice("unmerge-choose", {"number": head.number}, in_rows(presses, 2), lines)


async def unmerge(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """The tap. Its old owner has it again."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.UNMERGE, version)
    head = await joined.head_of(tx, ticket)
    await acting.visible(tx, town, actor, head.id)
    await _release(tx, town, ticket, head, who, now, actor.person_id)
    return Notice("answer-unmerged", {"number": ticket.number, "head": head.number})


async def release_all(tx: Store, town: Town, head: Ticket, now: datetime) -> None:
    """A ticket becomes secret: what others told goes its own way, so that nobody loses sight of his own."""
    merged = await tx.tickets.several([one.from_ticket_id for one in await tx.petitioners.of(head.id)])
    for _, ticket in sorted(merged.items()):
        await _release(tx, town, ticket, head, Who.SYSTEM, now, None)


async def _release(
    tx: Store, town: Town, ticket: Ticket, head: Ticket, who: Who, now: datetime, actor_id: int | None
) -> None:
    dates = await timing.revive(tx, town, ticket, now)
    ticket = await move(
        tx, ticket, Event.UNMERGE, who, now, actor_id=actor_id, merged_into_id=None, closed_at=None, signed_at=None,
        signer_id=None, **dates,
    )  # fmt: skip
    owner = town.node(ticket.owner_id)
    if owner.level in {Level.GRID, Level.UNIT}:
        ticket = await move(tx, ticket, Event.DISPATCH, Who.SYSTEM, now)
    await tx.petitioners.leave(ticket.id)
    left = await tx.similar.leave(ticket.id)
    if await tx.outbox.last_card(ticket.id):
        await cards.refresh(tx, town, ticket, now)
    else:
        media = tuple(stored.id for stored in await tx.media.of_ticket(ticket.id))
        await cards.post(tx, town, ticket, now, media)
    changed = await tx.tickets.several({head.id, left or head.id})
    await cards.recount(tx, town, changed.values(), now)
    args: dict[str, Arg] = {"head": head.number, "owner": owner.name, "due_at": instant(ticket.due_at)}
    await telling.petitioner(tx, ticket, "unmerged", now, args, mark=str(ticket.version))
