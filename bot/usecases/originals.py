"""看原话: the words as the resident wrote them, in private, after a reason that stays in the history."""

from datetime import datetime

from bot.domain.errors import Forged, NotFound, NotYours, Stale
from bot.domain.life import Event, Who
from bot.domain.notices import Action, Notice, Press
from bot.domain.org import Actor
from bot.domain.originals import Reason, may_look
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards
from bot.usecases.moving import move
from bot.usecases.town import Town

LONGEST = 3000
_SAID = frozenset({"report", "supplement"})


async def ask(tx: Store, town: Town, actor: Actor, ticket_id: int) -> Notice:
    """What for? One tap."""
    ticket, _ = await _readable(tx, town, actor, ticket_id)
    presses = [Press(Action.ORIGINAL_FOR, ticket.id, ticket.version, choice=reason.value) for reason in Reason]
    return Notice("original-why", {"number": ticket.number}, tuple((press,) for press in presses))


async def show(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, choice: str, now: datetime) -> Notice:
    """The words, once; the look is written down first. A question from before the ticket moved on is Stale."""
    ticket, who = await _readable(tx, town, actor, ticket_id)
    if version != ticket.version:
        raise Stale(number=ticket.number, state=ticket.state.value)
    if choice not in tuple(Reason):
        raise Forged
    await move(tx, ticket, Event.LOOK, who, now, actor_id=actor.person_id, reason=choice)
    said = [note.body for note in await tx.tickets.notes(ticket.id) if note.kind in _SAID]
    return Notice("original", {"number": ticket.number, "text": cards.shorten("\n".join(said), LONGEST)})


async def _readable(tx: Store, town: Town, actor: Actor, ticket_id: int) -> tuple[Ticket, Who]:
    ticket = await acting.visible(tx, town, actor, ticket_id)
    who = may_look(actor, ticket, town.node(ticket.owner_id))
    if who is None:
        raise NotFound if ticket.sealed else NotYours(number=ticket.number)
    return ticket, who
