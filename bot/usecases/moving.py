"""One step of a ticket: the table is asked, the row changes, the history grows. Nothing moves but through here."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bot.domain.life import Event, State, Who
from bot.domain.ticket import Ticket, after
from bot.storage.history import Entry
from bot.storage.store import Store


class Step(NamedTuple):
    """``values``: columns of the ticket that change with it."""

    ticket: Ticket
    event: Event
    reason: str = ""
    values: Mapping[str, Any] = {}


async def move(
    tx: Store,
    ticket: Ticket,
    event: Event,
    who: Who,
    now: datetime,
    *,
    actor_id: int | None = None,
    reason: str = "",
    note_id: int | None = None,
    **values: Any,
) -> Ticket:
    """Applies ``event``; raises WrongState when the table forbids it and Stale when somebody was faster."""
    step = Step(ticket, event, reason, values)
    [changed] = await move_all(tx, [step], who, now, actor_id=actor_id, note_id=note_id)
    return changed


async def move_all(
    tx: Store, steps: Iterable[Step], who: Who, now: datetime, *,
    actor_id: int | None = None, note_id: int | None = None,
) -> list[Ticket]:  # fmt: skip
    """Many steps, each of another ticket; gives the tickets in their order."""
    steps = list(steps)
    targets = [after(step.ticket, step.event, who) for step in steps]
    # Those that change in the same way change at once.
    alike: dict[tuple[Any, ...], list[Ticket]] = {}
    for (ticket, _, _, values), target in zip(steps, targets, strict=True):
        if values or target is not ticket.state:
            columns = {**values, "state": target.value}
            alike.setdefault(tuple(sorted(columns.items())), []).append(ticket)
    changed = {step.ticket.id: step.ticket for step in steps}
    for columns_, tickets in alike.items():
        changed |= await tx.tickets.change_all(tickets, dict(columns_))
    entries = [
        Entry(one.id, event, one.state, target, actor_id, changed[one.id].round, now, reason, note_id)
        for (one, event, reason, _), target in zip(steps, targets, strict=True)
    ]
    await tx.history.append(entries)
    return [changed[step.ticket.id] for step in steps]


async def note(tx: Store, happened: Iterable[tuple[Ticket, Event, str]], who: Who, now: datetime) -> None:
    """Writes many events that leave the state as it is, each with its reason; WrongState as :func:`move`."""
    entries = [
        Entry(ticket.id, event, ticket.state, after(ticket, event, who), None, ticket.round, now, reason)
        for ticket, event, reason in happened
    ]
    await tx.history.append(entries)


async def back(
    tx: Store, ticket: Ticket, before: Mapping[str, Any], who: Who, now: datetime, *, actor_id: int, undone: Event
) -> Ticket:
    """撤回: the ticket stands as ``before``; the history keeps the slip and its undoing."""
    after(ticket, Event.UNDO, who)
    changed = await tx.tickets.change(ticket, **before)
    target = State(before["state"])
    entry = Entry(ticket.id, Event.UNDO, ticket.state, target, actor_id, changed.round, now, undone.value)
    await tx.history.append([entry])
    return changed
