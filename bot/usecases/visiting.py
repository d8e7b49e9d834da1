"""回访 after an agreement: the mediator is asked on the day, the level above hears when nobody went."""

from datetime import datetime, timedelta

from bot.domain import chasing
from bot.domain.chasing import Span, Word
from bot.domain.errors import Forged, NotFound, Stale
from bot.domain.life import State
from bot.domain.mediation import Kept, Mediation, Visit, visit_day
from bot.domain.notices import Arg, Notice, instant
from bot.domain.org import Actor
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases import apart, mediating, mediation_cards, mediation_papers, telling, unplanned
from bot.usecases.town import Town

CHOICES = tuple(kept.value for kept in Kept)


async def plan(tx: Store, town: Town, case: Mediation, now: datetime) -> None:
    """All visits of an agreement at once."""
    await tx.mediations.add_visits(case.id, [_days(town, now, days) for days in town.disputes.visits])


def _days(town: Town, now: datetime, days: int) -> tuple[datetime, datetime]:
    """When it is due, and when it is late."""
    policy = town.disputes
    due_at = visit_day(now, days, policy.visit_at, town.calendar)
    return due_at, due(due_at, policy.grace, town.calendar) if policy.grace else due_at + timedelta(days=1)


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Says what is due of every visit. Returns how many were looked at."""

    async def look(visit: Visit) -> None:
        case = await tx.mediations.get(visit.mediation_id)
        ticket = await tx.tickets.get(case.ticket_id) if case else None
        if case is None or ticket is None or ticket.sealed:
            await tx.mediations.change_visit(visit, next_at=None)
        else:
            await _advance(tx, town, case, ticket, visit, now)

    return await apart.each(tx, await tx.mediations.due(now), look)


async def _advance(tx: Store, town: Town, case: Mediation, ticket: Ticket, visit: Visit, now: datetime) -> None:
    running = Span(visit.due_at, visit.late_at)
    word = chasing.word(visit.told, running, now)
    told = visit.told if word is None else chasing.said(word)
    await tx.mediations.change_visit(visit, told=told, next_at=chasing.next_at(told, running))
    if word is None:
        return
    own = await mediation_cards.private(tx, [case.mediator_id])
    args: dict[str, Arg] = {
        **await mediation_cards.facts(tx, town, case, ticket),
        "due_at": instant(visit.due_at),
        "late_at": instant(visit.late_at),
    }
    rows = mediation_cards.visit_buttons(visit, CHOICES)
    mark = f"{visit.id}:{word}"
    # Whoever cannot be reached visits nobody: then the level above hears it on the first day.
    if word is Word.OVERDUE or not own:
        above = [room for room in await _above(tx, town, ticket, now) if room not in own]
        await mediation_cards.say(tx, above, "visit-overdue", args, mark, now, rows)
    await mediation_cards.say(tx, own, "visit-due" if word is Word.REMIND else "visit-late", args, mark, now, rows)


async def _above(tx: Store, town: Town, ticket: Ticket, now: datetime) -> list[Room]:
    """Private chats of the desk above the owner."""
    return await telling.level_up(tx, town, ticket, 1, now)


async def found(tx: Store, town: Town, actor: Actor, visit_id: int, choice: str, now: datetime) -> Notice:
    """What the visit found. Broken: the case goes on; away: another day."""
    visit = await tx.mediations.visit(visit_id)
    if visit is None:
        raise NotFound
    case, ticket = await mediating.readable(tx, town, actor, visit.mediation_id)
    if choice not in CHOICES:
        raise Forged
    kept = Kept(choice)
    done = await tx.mediations.change_visit(
        visit, kept=kept.value, person_id=actor.person_id, done_at=now, next_at=None
    )
    if done is None:
        raise Stale(number=ticket.number, state=ticket.state.value)
    again = None
    if kept is Kept.AWAY:
        again = _days(town, now, town.disputes.again)
        await tx.mediations.add_visits(case.id, [again])
    if kept is Kept.BROKEN:
        case = await _go_on(tx, town, case, ticket, now)
        await mediation_cards.give(tx, town, case, ticket, now)
    await mediation_cards.refresh(tx, town, case, ticket, now)
    if ticket.state is State.ARCHIVED:
        await mediation_papers.forget(tx, town, ticket, now)
    args: dict[str, Arg] = {"number": ticket.number, "kept": kept.value, "due_at": instant(again[0] if again else None)}
    return Notice("visit-noted", args)


async def _go_on(tx: Store, town: Town, case: Mediation, ticket: Ticket, now: datetime) -> Mediation:
    """The agreement is broken: the case is open again, and what was still to be visited falls away."""
    await tx.mediations.drop_visits(case.id)
    reopened = await tx.mediations.change(case, outcome=None, ended_at=None, **unplanned.waits(town, now))
    if reopened is None:
        raise Stale(number=ticket.number, state=ticket.state.value)
    return reopened
