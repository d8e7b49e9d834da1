"""The clock speaks: reminders to the handlers, overdue tickets level by level, each once."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain.clocks import Stage
from bot.domain.deadlines import Again, Overdue, Remind, Step, decide, next_check, taken
from bot.domain.life import ENDED, Event, State, Who
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.storage.clocks import Change, RunningClock
from bot.storage.store import Store
from bot.usecases import apart, ladder, nudging
from bot.usecases.moving import note
from bot.usecases.nudging import Told
from bot.usecases.town import Town

BATCH = 300
"""So many clocks a transaction: a resident who writes meanwhile does not wait for the backlog of a month."""

LOOK_AGAIN = timedelta(hours=1)
"""A ticket in whose state nobody is warned may come back to one where somebody is."""

DONE = ENDED | {State.PENDING_SURVEY}
"""Nobody owes anything more; what comes back has clocks of its own."""


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Takes every step that is due. A missed tick only means that this one does more. Returns clocks looked at."""
    due = await tx.clocks.due(now, BATCH)
    tickets = await tx.tickets.several({running.ticket_id for running in due})
    changes: list[Change] = []
    told: list[Told] = []
    for ticket_id, clocks in groupby(due, key=lambda running: running.ticket_id):
        ticket = tickets.get(ticket_id)
        if ticket is None or ticket.state in DONE:
            await tx.clocks.stop(ticket_id, list(Stage), now)
            continue
        if ticket.state not in TRANSITIONS[Event.ESCALATE].sources:
            changes += [(running, running.clock, now + LOOK_AGAIN) for running in clocks]
            continue
        for running in clocks:
            change, steps = _decided(town, ticket, running, now)
            changes.append(change)
            told += [Told(ticket, change[1], step) for step in steps]
    await tx.clocks.took(changes)
    await note(tx, _events(told), Who.SYSTEM, now)
    with tx.rooms_stay():
        await nudging.say(tx, town, told, now)
        await apart.together(tx, _late(told), lambda late: ladder.passed(tx, town, late, now))
    return len(due)


def _decided(town: Town, ticket: Ticket, running: RunningClock, now: datetime) -> tuple[Change, tuple[Step, ...]]:
    calendar = town.calendar_at(town.node(ticket.owner_id))
    steps = decide(running.clock, now, town.policy, calendar)
    after = taken(running.clock, steps, now)
    return (running, after, next_check(after, town.policy, calendar)), steps


def _late(told: Iterable[Told]) -> list[ladder.Late]:
    """Which limits of each ticket have passed, and for the how-manieth time."""
    found: dict[Ticket, list[tuple[Stage, int]]] = {}
    for ticket, clock, step in told:
        if isinstance(step, Overdue):
            found.setdefault(ticket, []).append((clock.stage, step.level))
    return [ladder.Late(ticket, tuple(levels)) for ticket, levels in found.items()]


def _events(told: Iterable[Told]) -> Iterator[tuple[Ticket, Event, str]]:
    """What stands in the history; a word said again is no event."""
    for ticket, clock, step in told:
        match step:
            case Remind(percent=percent):
                yield ticket, Event.REMIND, f"{clock.stage} {percent}%"
            case Overdue(level=level):
                yield ticket, Event.ESCALATE, f"{clock.stage} overdue {level}"
            case Again():
                pass
