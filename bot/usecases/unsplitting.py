"""A split is taken back while nobody has signed a child: the parent stands as before, the children go back into it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.errors import CannotUndo, ChildTaken
from bot.domain.life import Event, State, Who
from bot.domain.notices import Arg, Notice
from bot.domain.org import Actor
from bot.domain.splitting import untouched
from bot.domain.ticket import Ticket
from bot.storage.last_steps import LastStep
from bot.storage.store import Store
from bot.usecases import acting, ending, relocating, telling
from bot.usecases.moving import back
from bot.usecases.town import Town

CHANGED = ("state", "signed_at", "signer_id", "wake_at", "due_at", "sign_due_at")
"""What a split changes of its parent; whatever else has happened since stays."""


async def possible(tx: Store, town: Town, actor: Actor, ticket: Ticket) -> bool:
    """Whether the button makes sense now."""
    if ticket.state is not State.SUSPENDED or not acting.allowed(town, actor, ticket, Event.UNDO):
        return False
    children = await tx.splits.children(ticket.id)
    return bool(children) and untouched(children) and await _step(tx, ticket) is not None


async def unsplit(tx: Store, town: Town, actor: Actor, ticket_id: int, now: datetime) -> Notice:
    """Raises ChildTaken once somebody works on one of them, CannotUndo where nothing was split."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.UNDO)
    step, children = await _step(tx, ticket), await tx.splits.children(ticket.id)
    if step is None or not children or ticket.state is not State.SUSPENDED:
        raise CannotUndo(number=ticket.number)
    held = await tx.tickets.hold([child.id for child in children])
    if not untouched(list(held.values())):
        raise ChildTaken(number=ticket.number)
    before: Mapping[str, Any] = {name: step.before.ticket[name] for name in CHANGED}
    rooms = await telling.handlers(tx, town, ticket, now)
    ticket = await back(tx, ticket, before, who, now, actor_id=actor.person_id, undone=Event.SPLIT)
    await tx.last_steps.put_clocks_back(step.before)
    await tx.last_steps.forget(ticket.id)
    for _, child in sorted(held.items()):
        await ending.end(
            tx, town, child, Event.MERGE, Who.SYSTEM, now, actor_id=actor.person_id, reason="split undone",
            merged_into_id=ticket.id,
        )  # fmt: skip
    await relocating.hand_over(tx, town, ticket, rooms, now)
    args: dict[str, Arg] = {"owner": town.node(ticket.owner_id).name}
    await telling.everyone(tx, ticket, "unsplit-told", now, args, mark=str(ticket.version))
    return Notice("answer-unsplit", {"number": ticket.number})


async def _step(tx: Store, ticket: Ticket) -> LastStep | None:
    step = await tx.last_steps.of(ticket.id)
    return step if step is not None and step.event is Event.SPLIT else None
