"""异议: the resident does not agree to more time; it reaches the desk that granted it."""

from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.life import OPEN, Event, Who
from bot.domain.notices import Arg, Notice
from bot.domain.requests import Kind
from bot.storage.store import Store
from bot.usecases import additions, cards, requested, resident
from bot.usecases.moving import move
from bot.usecases.town import Town


async def object_to(
    tx: Store, town: Town, person_id: int, ticket_id: int, text: str, masked: str, now: datetime
) -> Notice:
    """A chase with the resident's word, once for each extension to the desk, and to whoever has the ticket."""
    ticket = await resident.own(tx, person_id, ticket_id)
    if ticket.state not in OPEN:
        return resident.standing(town, ticket)
    granted = [one for one in await tx.requests.of(ticket.id) if one.kind is Kind.EXTENSION and one.granted]
    if not granted:
        raise NotFound
    many = await additions.too_many(tx, town, person_id, ticket, now)
    note_id = await tx.tickets.add_note(ticket.id, person_id, "supplement", text, now) if text else None
    await move(tx, ticket, Event.CHASE, Who.PETITIONER, now, actor_id=person_id, reason="objection", note_id=note_id)
    if many:
        return await additions.gather(tx, town, ticket, masked, (), str(note_id), now)
    args: dict[str, Arg] = dict(cards.compose(ticket, town).args)
    args["text"] = cards.shorten(masked, 1000)
    desk = town.node(granted[-1].desk_id)
    mark = f"{granted[-1].id}:{note_id or ''}"
    notice = Notice("objection", args)
    await requested.pass_on(tx, town, ticket, desk, notice, mark, now)
    return Notice("objection-noted", {"number": ticket.number, "desk": desk.name})
