"""The clock speaks: reminders to the handlers, overdue tickets one level up, each once."""

from datetime import datetime

from bot.domain.deadlines import Overdue, Remind, Stage, Step, decide, next_check, taken
from bot.domain.notices import Arg, Notice, Priority
from bot.domain.rooms import Room
from bot.domain.ticket import OPEN, UNSIGNED, Event, Ticket, Who
from bot.storage.clocks import RunningClock
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import cards, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

BATCH = 100


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Takes every step that is due. A missed tick only means that this one does more. Returns clocks looked at."""
    due = await tx.clocks.due(now, BATCH)
    by_ticket: dict[int, list[RunningClock]] = {}
    for running in due:
        by_ticket.setdefault(running.ticket_id, []).append(running)
    for ticket_id, clocks in by_ticket.items():
        ticket = await tx.tickets.get(ticket_id)
        if ticket is None or ticket.state not in OPEN:
            await tx.clocks.stop(ticket_id, list(Stage), now)
            continue
        await _advance(tx, town, ticket, clocks, now)
    return len(due)


async def _advance(tx: Store, town: Town, ticket: Ticket, clocks: list[RunningClock], now: datetime) -> None:
    """Records every step, and says one word a ticket: of several that come at once the weightiest."""
    steps: list[Step] = []
    for running in clocks:
        due = decide(running.clock, now, town.policy, town.calendar)
        after = taken(running.clock, due)
        await tx.clocks.took(running, after, next_check(after, town.policy, town.calendar))
        steps += due
    for step in steps:
        await _record(tx, ticket, step, now)
    if steps:
        await _say(tx, town, ticket, max(steps, key=_weight), now)
    if any(isinstance(step, Overdue) and step.stage is Stage.HANDLE for step in steps):
        await telling.petitioner(tx, ticket, "late", now, {"owner": town.node(ticket.owner_id).name})


def _weight(step: Step) -> tuple[bool, int, int]:
    """Overdue before a reminder, the higher level before the lower, the later stage before the earlier."""
    grade = step.level if isinstance(step, Overdue) else step.percent
    return isinstance(step, Overdue), grade, list(Stage).index(step.stage)


async def _record(tx: Store, ticket: Ticket, step: Step, now: datetime) -> None:
    match step:
        case Remind(stage=stage, percent=percent):
            await move(tx, ticket, Event.REMIND, Who.SYSTEM, now, reason=f"{stage} {percent}%")
        case Overdue(stage=stage, level=level):
            await move(tx, ticket, Event.ESCALATE, Who.SYSTEM, now, reason=f"{stage} overdue {level}")


async def _say(tx: Store, town: Town, ticket: Ticket, step: Step, now: datetime) -> None:
    match step:
        case Remind(stage=stage, percent=percent, chief_too=chief_too):
            await _remind(tx, town, ticket, stage, percent, chief_too, now)
        case Overdue(stage=stage, level=level):
            await _escalate(tx, town, ticket, stage, level, now)


async def _remind(
    tx: Store, town: Town, ticket: Ticket, stage: Stage, percent: int, chief_too: bool, now: datetime
) -> None:
    notice = _about(town, ticket, f"remind-{percent}", stage)
    rooms = await telling.handlers(tx, town, ticket, now)
    # Whoever signed a matter that was sealed since may not read of it any more.
    signer = None if ticket.sealed else ticket.signer_id
    if chief_too and signer is not None and (own := await tx.people.chat_of(signer)):
        rooms = list(dict.fromkeys([*rooms, Room(own)]))
    await _send(tx, ticket, notice, rooms, f"{stage}-{percent}", now)


async def _escalate(tx: Store, town: Town, ticket: Ticket, stage: Stage, level: int, now: datetime) -> None:
    """Old owner and new level hear it."""
    above = await telling.level_up(tx, town, ticket, level, now)
    below = await telling.handlers(tx, town, ticket, now)
    await _send(tx, ticket, _about(town, ticket, "overdue-above", stage), above, f"{stage}-over-{level}", now)
    # The key lets the handlers hear of each stage once, whatever level it has reached.
    others = [room for room in below if room not in above]
    await _send(tx, ticket, _about(town, ticket, "overdue", stage), others, f"{stage}-over", now)


def _about(town: Town, ticket: Ticket, kind: str, stage: Stage) -> Notice:
    args: dict[str, Arg] = dict(cards.compose(ticket, town).args)
    args["stage"] = stage.value
    rows = cards.buttons(ticket, town) if ticket.state in UNSIGNED else ()
    return Notice(kind, args, rows)


async def _send(tx: Store, ticket: Ticket, notice: Notice, rooms: list[Room], mark: str, now: datetime) -> None:
    priority = Priority.DANGER if ticket.danger else Priority.CARD
    # What became a danger only later is said anew, whatever was said of it before.
    times = f"{ticket.round}:danger" if ticket.danger else f"{ticket.round}"
    letters = [
        Letter(
            f"{mark}:{ticket.id}:{times}:{room}",
            room.chat_id,
            notice,
            priority,
            ticket_id=ticket.id,
            card="reminder",
            thread_id=room.thread_id,
        )
        for room in rooms
    ]
    await tx.outbox.put(letters, now)
