"""Same matter again: which open tickets a new one is likely one with, who told it too, and what is a hot spot.

Sealed tickets and dangers take no part, neither as the new one nor as one that is found. Only numbers are ever said:
who the neighbours are stands nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.hotspots import Hotspot, hotspots
from bot.domain.life import OPEN, State
from bot.domain.notices import Notice
from bot.domain.org import Level
from bot.domain.reading import Verdict
from bot.domain.similar import Fingerprint, Likeness, Told
from bot.domain.ticket import Ticket
from bot.storage.similar import Known
from bot.storage.store import Store
from bot.understanding.similar import related, similarity
from bot.usecases.town import Town


@dataclass(frozen=True, slots=True)
class Alike:
    """An open ticket that is likely the same matter, and how alike it is. ``own``: of the same petitioner."""

    ticket: Ticket
    likeness: Likeness
    own: bool


def takes_part(ticket: Ticket) -> bool:
    """Whether it may be compared with others at all."""
    return not ticket.sealed and not ticket.danger and ticket.state is not State.WITHDRAWN


async def candidates(tx: Store, town: Town, ticket: Ticket, now: datetime) -> tuple[Alike, ...]:
    """Open tickets at the same place that are likely the same matter, the likeliest first, of equals the oldest."""
    if not takes_part(ticket):
        return ()
    return await _alike(tx, town, ticket, await tx.similar.of(ticket.id), await tx.readings.of(ticket.id))


async def _alike(
    tx: Store, town: Town, ticket: Ticket, fingerprint: Fingerprint, verdict: Verdict
) -> tuple[Alike, ...]:
    told = _told(town, ticket, fingerprint, _chances(verdict))
    policy = town.similar
    since = ticket.created_at - policy.within
    found = await tx.similar.open_at(ticket.node_id, related(told, policy), since, policy.at_most, but=ticket.id)
    alike = [_compared(town, told, ticket, known) for known in found if not _family(ticket, known.ticket)]
    same = [one for one in alike if one.likeness.same]
    return tuple(sorted(same, key=lambda one: (-one.likeness.score, one.ticket.id)))


def _family(ticket: Ticket, other: Ticket) -> bool:
    """A ticket, its parent and the other children of that were told apart by a person."""
    first, second = ticket.parent_id or ticket.id, other.parent_id or other.id
    return first == second


def _compared(town: Town, told: Told, ticket: Ticket, known: Known) -> Alike:
    other = _told(town, known.ticket, known.fingerprint, known.chances)
    own = known.ticket.petitioner_id == ticket.petitioner_id
    return Alike(known.ticket, similarity(told, other, town.similar), own)


def _told(town: Town, ticket: Ticket, fingerprint: Fingerprint, chances: Mapping[str, float]) -> Told:
    """Where a person said what it is, nothing else is likely any more."""
    local = is_local(town, ticket.node_id)
    if chances and ticket.category != max(chances, key=lambda code: chances[code]):
        chances, fingerprint = {}, replace(fingerprint, codes=())
    return Told(fingerprint, ticket.category, chances, ticket.node_id, local, ticket.created_at)


def is_local(town: Town, node_id: int) -> bool:
    """Whether it is one place; what waits at a desk above the grids may lie anywhere below it."""
    return town.node(node_id).level is Level.GRID


def _chances(verdict: Verdict) -> dict[str, float]:
    return {one.category: one.score for one in verdict.candidates}


async def keep(tx: Store, town: Town, ticket: Ticket, fingerprint: Fingerprint, verdict: Verdict) -> Ticket | None:
    """Remembers what a new ticket is known by; ``verdict`` is what it was taken for. Returns the ticket that told the
    same matter first, if one did.
    """
    if not takes_part(ticket):
        return None
    await tx.similar.keep(ticket.id, fingerprint)
    return await _join(tx, ticket, await _alike(tx, town, ticket, fingerprint, verdict))


async def _join(tx: Store, ticket: Ticket, alike: tuple[Alike, ...]) -> Ticket | None:
    """Follows the likeliest, or rather the open ticket which that one follows."""
    likeliest = next(iter(alike), None)
    if likeliest is None:
        return None
    first = await _shown(tx, await tx.similar.first_of(likeliest.ticket.id)) or likeliest.ticket
    await tx.similar.follow(ticket.id, first.id)
    return first


async def changed(tx: Store, town: Town, before: Ticket, ticket: Ticket, now: datetime) -> list[Ticket]:
    """After a ticket was corrected, sealed or withdrawn: it leaves those it stood with and is looked at anew. Returns
    other tickets whose cards say something else now."""
    if _facts(before) == _facts(ticket):
        return []
    left = await _shown(tx, await tx.similar.leave(ticket.id))
    joined = None
    if takes_part(ticket):
        joined = await _join(tx, ticket, await candidates(tx, town, ticket, now))
    elif ticket.sealed or ticket.danger:
        await tx.similar.forget(ticket.id)
    others = {other.id: other for other in (left, joined) if other is not None and other.id != ticket.id}
    return list(others.values())


def _facts(ticket: Ticket) -> tuple[int, str, bool]:
    return ticket.node_id, ticket.category, takes_part(ticket)


async def _shown(tx: Store, ticket_id: int | None) -> Ticket | None:
    """The ticket, if it is open and may be spoken of."""
    ticket = await tx.tickets.get(ticket_id) if ticket_id is not None else None
    return ticket if ticket is not None and ticket.state in OPEN and takes_part(ticket) else None


async def neighbours(tx: Store, ticket: Ticket) -> int:
    """How many other residents told the same matter."""
    return (await tx.similar.crowd(ticket.id)).residents - 1 if takes_part(ticket) else 0


async def heard(tx: Store, ticket: Ticket) -> tuple[Notice, ...]:
    """What the card says beside the matter itself: which ticket it may be one with, or how many told it."""
    if not _speaks(ticket):
        return ()
    crowd = await tx.similar.crowd(ticket.id)
    if crowd.first:
        return (Notice("card-alike", {"number": crowd.first, "count": crowd.residents}),)
    return (Notice("card-heard", {"count": crowd.residents}),) if crowd.residents > 1 else ()


def _speaks(ticket: Ticket) -> bool:
    return takes_part(ticket) and ticket.state in OPEN


class Spots:
    """The hot spots that tickets stand in; each place and category is looked at once."""

    def __init__(self, tx: Store, town: Town, now: datetime) -> None:
        self._tx, self._town, self._now = tx, town, now
        self._known: dict[tuple[int, str], Hotspot | None] = {}

    async def lines(self, ticket: Ticket) -> tuple[Notice, ...]:
        """What its card says of it."""
        spot = await self._of(ticket) if _speaks(ticket) and is_local(self._town, ticket.node_id) else None
        return (hot_line(self._town, "card-hot", spot),) if spot is not None else ()

    async def _of(self, ticket: Ticket) -> Hotspot | None:
        where = ticket.node_id, ticket.category
        if where not in self._known:
            filed = await self._tx.similar.filed(*where, self._now - self._town.hotspots.longest)
            self._known[where] = next(iter(hotspots(filed, self._now, self._town.hotspots)), None)
        return self._known[where]


def hot_line(town: Town, kind: str, spot: Hotspot) -> Notice:
    place = town.node(spot.node_id).name
    return Notice(kind, {"place": place, "category": spot.category, "count": spot.count, "days": spot.days})
