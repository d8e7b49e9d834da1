"""What was done last, as it was told: for whoever checks it, judges it or hears it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.life import Event, State
from bot.domain.ticket import Ticket
from bot.storage.history import Entry
from bot.storage.store import Store
from bot.usecases.town import Town

BEFORE, UNDER_WAY, AFTER, PROOF = "before", "result", "after", "exclusion"
"""For what a handler gives a picture: on arrival, on the way, with 办结, with 剔除申请."""


@dataclass(frozen=True, slots=True)
class Told:
    """The handler's words, masked, who said them, and the pictures of the result and of before."""

    text: str
    by: int | None
    after: tuple[int, ...]
    before: tuple[int, ...]


async def last(tx: Store, town: Town, ticket: Ticket) -> Told:
    steps = await tx.history.of(ticket.id)
    finished = next((step for step in reversed(steps) if step.event is Event.FINISH), None)
    note_id = finished.note_id if finished else None
    body = next((note.body for note in await tx.tickets.notes(ticket.id) if note.id == note_id), "")
    since = taken_at(steps, ticket)
    after = await tx.media.shown_with(ticket.id, (UNDER_WAY, AFTER), since)
    before = await tx.media.shown_with(ticket.id, (BEFORE,), ticket.created_at)
    return Told(town.mask(body), finished.actor_id if finished else None, after, before)


async def pictures(tx: Store, ticket: Ticket) -> tuple[int, ...]:
    """What was shown of the work since it was taken up, this time."""
    steps = await tx.history.of(ticket.id)
    return await tx.media.shown_with(ticket.id, (UNDER_WAY, AFTER), taken_at(steps, ticket))


def taken_at(steps: Sequence[Entry], ticket: Ticket) -> datetime:
    """When it came into handling the last time: by a signature, a failed check, a 重办 …"""
    entered = (s.at for s in reversed(steps) if s.target is State.HANDLING and s.source is not State.HANDLING)
    return next(entered, ticket.created_at)
