"""Who waits for a ticket beside the resident who told it first, and where a merged one goes on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.life import OPEN, Event, State
from bot.domain.notices import Notice
from bot.domain.splitting import open_of
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.storage.store import Store
from bot.usecases import similar
from bot.usecases.town import Town


@dataclass(frozen=True, slots=True)
class Beside:
    """What a card says from other tickets: the open one that is likely the ``same``, so that one tap merges them; and
    where it goes on, who told it too, whether it comes up again.
    """

    same: Ticket | None
    lines: tuple[Notice, ...]


async def head_of(tx: Store, ticket: Ticket) -> Ticket:
    """The ticket that goes on for this one: its own self unless it was merged. There are no chains."""
    if ticket.state is not State.MERGED or ticket.merged_into_id is None:
        return ticket
    return await tx.tickets.get(ticket.merged_into_id) or ticket


async def concerned(tx: Store, person_id: int, ticket_id: int) -> Ticket:
    """The ticket that a resident's word belongs to: his own, the one it was merged into, or one he joined. Anybody
    else's looks like none at all."""
    ticket = await tx.tickets.get(ticket_id)
    if ticket is None:
        raise NotFound
    if ticket.petitioner_id != person_id and not await _joined(tx, person_id, ticket):
        raise NotFound
    return await head_of(tx, ticket)


async def _joined(tx: Store, person_id: int, ticket: Ticket) -> bool:
    return any([await tx.petitioners.has(one, person_id) for one in _family_ids(ticket)])


def _family_ids(ticket: Ticket) -> list[int]:
    """Ids of tickets: whoever joined a ticket belongs to each of its children too, unless one is sealed: what one line
    of a split told in confidence is no neighbour's.
    """
    return [ticket.id] if ticket.parent_id is None or ticket.sealed else [ticket.id, ticket.parent_id]


async def residents(tx: Store, ticket: Ticket) -> int:
    """How many residents wait for it (handbook §6 counts them), himself and whoever joined, each once."""
    return len({ticket.petitioner_id} | {one.person_id for one in await tx.petitioners.of(ticket.id)})


async def waiting(tx: Store, ticket: Ticket) -> int:
    """The same with whoever joined the ticket that it was split from: they hear of the part as of their own."""
    return len((await everybody(tx, [ticket]))[ticket.id])


async def everybody(tx: Store, tickets: Collection[Ticket]) -> dict[int, list[int]]:
    """Everybody a ticket is for, each once, by its id: whoever reported it first, then those who joined it or the one
    it was split from.
    """
    families = {ticket.id: _family_ids(ticket) for ticket in tickets}
    joined = await tx.petitioners.of_all({id_ for found in families.values() for id_ in found})
    return {
        ticket.id: list(
            dict.fromkeys(
                [ticket.petitioner_id, *(one.person_id for id_ in families[ticket.id] for one in joined.get(id_, ()))]
            )
        )
        for ticket in tickets
    }


def may_merge(ticket: Ticket) -> bool:
    """Whether its state and kind allow that it goes on as another one."""
    return ticket.state in TRANSITIONS[Event.MERGE].sources and similar.takes_part(ticket)


def may_head(ticket: Ticket) -> bool:
    """Whether others may be merged into it."""
    return ticket.state in OPEN and similar.takes_part(ticket)


async def _offered(tx: Store, ticket: Ticket) -> Ticket | None:
    """The open ticket that the card names as likely the same: one tap is enough for it."""
    if not may_merge(ticket):
        return None
    first_id = await tx.similar.first_of(ticket.id)
    first = await tx.tickets.get(first_id) if first_id is not None else None
    head = await head_of(tx, first) if first is not None else None
    return head if head is not None and head.id != ticket.id and may_head(head) else None


async def beside(tx: Store, town: Town, tickets: Collection[Ticket], now: datetime) -> dict[int, Beside]:
    """By ticket."""
    stand_with = await tx.similar.stand_with_others([ticket.id for ticket in tickets])
    spots = similar.Spots(tx, town, now)
    found = {}
    for ticket in tickets:
        hot = await spots.lines(ticket)
        if ticket.id in stand_with or ticket.parent_id is not None or ticket.state is State.MERGED:
            found[ticket.id] = Beside(await _offered(tx, ticket), await _lines(tx, town, ticket, hot))
        else:
            found[ticket.id] = Beside(None, hot)
    return found


async def beside_new(tx: Store, town: Town, ticket: Ticket, now: datetime, *, follows: bool) -> Beside:
    """The same for a ticket of this moment, which nobody can have joined yet. ``follows``: another told it before."""
    if follows or ticket.parent_id is not None:
        return (await beside(tx, town, [ticket], now))[ticket.id]
    return Beside(None, await similar.Spots(tx, town, now).lines(ticket))


async def _lines(tx: Store, town: Town, ticket: Ticket, hot: tuple[Notice, ...]) -> tuple[Notice, ...]:
    if ticket.state is State.MERGED:
        head = await head_of(tx, ticket)
        return (Notice("card-merged", {"number": head.number, "owner": town.node(head.owner_id).name}),)
    family, heard = await _family(tx, ticket), await similar.heard(tx, ticket)
    merged = len(await tx.petitioners.of(ticket.id))
    if not merged:
        return (*family, *heard, *hot)
    said = [int(line.args["count"]) for line in heard if line.kind == "card-heard"]
    count = max([await residents(tx, ticket), *said])
    own = Notice("card-joined", {"count": count, "merged": merged})
    return (own, *family, *(line for line in heard if line.kind != "card-heard"), *hot)


async def _family(tx: Store, ticket: Ticket) -> tuple[Notice, ...]:
    """拆分: how far the children are, or whose child it is."""
    if ticket.parent_id is not None:
        parent = await tx.tickets.get(ticket.parent_id)
        return (Notice("card-child", {"number": parent.number}),) if parent is not None else ()
    children = await tx.splits.children(ticket.id)
    if not children:
        return ()
    return (Notice("card-children", {"count": len(children), "done": len(children) - open_of(children)}),)


async def same_of_own(tx: Store, town: Town, ticket: Ticket, now: datetime) -> Ticket | None:
    """The open ticket of the same person, category and place that a new one repeats (handbook §3, 7)."""
    since = ticket.created_at - town.life.merge_within
    for one in await similar.candidates(tx, town, ticket, now):
        other = one.ticket
        if one.own and other.category == ticket.category and other.created_at >= since:
            return (await tx.tickets.hold([other.id]))[other.id]
    return None
