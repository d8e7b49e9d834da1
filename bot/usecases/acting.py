"""Who acts, in what capacity: the one check before anything is done to a ticket."""

from bot.domain.errors import NotFound, NotYours, Stale, WrongState
from bot.domain.life import Event, State, Who
from bot.domain.org import Actor
from bot.domain.permits import capacities
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.storage.store import Store
from bot.usecases.town import Town

_READING = frozenset(Who) - {Who.PETITIONER, Who.SYSTEM}
_HANDLING = _READING - {Who.LEADER}


async def visible(tx: Store, town: Town, actor: Actor, ticket_id: int) -> Ticket:
    """The ticket, if this person may handle or decide on it. A sealed one out of reach looks like none at all."""
    return await _found(tx, town, actor, ticket_id, _HANDLING)


async def readable(tx: Store, town: Town, actor: Actor, ticket_id: int) -> Ticket:
    """The ticket, if this person may at least read its masked text: a leader sees what lies below him (handbook §2)."""
    return await _found(tx, town, actor, ticket_id, _READING)


async def _found(tx: Store, town: Town, actor: Actor, ticket_id: int, enough: frozenset[Who]) -> Ticket:
    ticket = await tx.tickets.get(ticket_id)
    if ticket is None:
        raise NotFound
    if not capacities_of(town, actor, ticket) & enough:
        raise NotFound if ticket.sealed else NotYours(number=ticket.number)
    return ticket


def may_handle(town: Town, actor: Actor, ticket: Ticket) -> bool:
    """Whether this person may see and handle or decide on it."""
    return bool(capacities_of(town, actor, ticket) & _HANDLING)


async def may(
    tx: Store, town: Town, actor: Actor, ticket_id: int, event: Event, version: int = 0
) -> tuple[Ticket, Who]:
    """The ticket and the capacity in which this person may do ``event`` to it now.

    Raises NotFound, NotYours (not for this role), Stale (the button belongs to an earlier state) or WrongState.
    """
    ticket = await visible(tx, town, actor, ticket_id)
    return ticket, permit(town, actor, ticket, event, version)


def permit(town: Town, actor: Actor, ticket: Ticket, event: Event, version: int = 0) -> Who:
    """The first capacity in the order of :class:`Who` that the table opens to ``event``."""
    arrow = TRANSITIONS[event]
    allowed = arrow.who & capacities_of(town, actor, ticket)
    if not allowed - {Who.SYSTEM}:
        raise NotYours(number=ticket.number)
    fresh(ticket, version, *arrow.sources)
    return next(who for who in Who if who in allowed)


def allowed(town: Town, actor: Actor, ticket: Ticket, event: Event) -> bool:
    """Whether a button for ``event`` makes sense for this person at this moment."""
    arrow = TRANSITIONS[event]
    return ticket.state in arrow.sources and bool(arrow.who & capacities_of(town, actor, ticket))


def capacities_of(town: Town, actor: Actor, ticket: Ticket) -> frozenset[Who]:
    return capacities(actor, ticket, town.node(ticket.owner_id), frozenset(town.readers_of_sealed(ticket.category)))


def fresh(ticket: Ticket, version: int, *states: State) -> None:
    """An old button on a ticket that has moved on is Stale; one that never fitted is WrongState."""
    if ticket.state in states:
        return
    if version and version != ticket.version:
        raise Stale(number=ticket.number, state=ticket.state.value)
    raise WrongState(number=ticket.number, state=ticket.state.value)
