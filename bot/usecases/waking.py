"""What time alone brings to tickets that wait: an answer, a check, a judgement, a second look, the archive."""

from datetime import datetime

from bot.domain.life import Event, State, Who
from bot.domain.notices import Notice
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import apart, asked, inspecting, judging, mediation_papers, reopening, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

WAITING = frozenset({State.DRAFT, State.PENDING_REVIEW, State.PENDING_SURVEY, State.CLOSED})


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Every ticket whose day has come goes on. Returns how many there were."""
    woken = await tx.tickets.waking(now, states=WAITING)
    return await apart.each(tx, woken, lambda ticket: _wake(tx, town, ticket, now))


async def _wake(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    match ticket.state:
        case State.DRAFT:
            ticket = await asked.go_on(tx, town, ticket, Who.SYSTEM, now)
            await telling.petitioner(tx, ticket, "asked-over", now, mark=str(ticket.asks))
        case State.PENDING_REVIEW:
            await inspecting.overdue(tx, town, ticket, now)
        case State.PENDING_SURVEY if judging.is_judged(ticket, await tx.surveys.of(ticket.id, ticket.round)):
            await judging.overdue(tx, town, ticket, now)
        case _:
            await reopening.look_again(tx, town, ticket, now)


async def archive(tx: Store, town: Town, now: datetime) -> int:
    """归档: what was closed long enough ago keeps only what identifies nobody, and so does what ended without work
    (withdrawn, merged …), was set aside or never filed. Files go from the disk afterwards. Returns how many tickets
    there were.
    """
    long_ago = now - town.life.archive_after.span
    await tx.inbox.forget_parked(long_ago)
    if unfiled := await tx.drafts.forget_dropped(long_ago):
        await tx.media.erase_unfiled(unfiled)
        await tx.tickets.forget_unfiled_locations(unfiled)
    quiet = await tx.tickets.quiet(long_ago)
    archived = await apart.each(tx, quiet, lambda ticket: _put_away(tx, town, ticket, now))
    dropped = await tx.tickets.unforgotten(long_ago)
    return archived + await apart.each(tx, dropped, lambda ticket: _forget(tx, town, ticket, now))


async def _put_away(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    await _forget(tx, town, await move(tx, ticket, Event.ARCHIVE, Who.SYSTEM, now), now)


async def _forget(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    await tx.tickets.forgotten(ticket.id, now)
    await tx.drafts.forget_filed(ticket.petitioner_id, ticket.id)
    for note in await tx.tickets.notes(ticket.id):
        await tx.tickets.mask_note(note.id, town.mask(note.body))
    await tx.tickets.forget_locations(ticket.id)
    await tx.media.erase(ticket.id)
    await tx.splits.forget(ticket.id)
    await tx.forwarding.forget(ticket.id, Notice("forgotten"))
    await mediation_papers.forget(tx, town, ticket, now)
    await tx.last_steps.forget(ticket.id)
