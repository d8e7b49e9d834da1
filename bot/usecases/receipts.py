"""What a resident hears at once when his matter is filed: its number, where it went, by when, and how to correct it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.clocks import StageClock
from bot.domain.life import State
from bot.domain.notices import Action, Arg, Notice, Press, Priority, Rows, in_rows, instant
from bot.domain.org import Level
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import similar, telling, timing
from bot.usecases.town import Town


async def send(
    tx: Store, town: Town, ticket: Ticket, now: datetime, clocks: Collection[StageClock], first: Ticket | None = None
) -> None:
    """In danger the number to call stands before everything else. ``clocks``: those that run. ``first``: the ticket of
    a neighbour who told the same before.
    """
    if ticket.danger:
        await _in_danger(tx, town, ticket, now)
        return
    kind, priority = "receipt-sealed" if ticket.sealed else "receipt", Priority.RECEIPT
    await telling.petitioner(
        tx, ticket, kind, now, _facts(town, ticket), buttons=buttons(ticket),
        lines=(*_guess(town, ticket, clocks), *await _neighbours(tx, town, ticket, first)), priority=priority,
        mark=str(ticket.version), card="receipt",
    )  # fmt: skip


def _guess(town: Town, ticket: Ticket, clocks: Collection[StageClock]) -> tuple[Notice, ...]:
    """One sentence below the promise, where a notice that is still to come may move it."""
    return (Notice("guess"),) if timing.is_guess(town, town.node(ticket.owner_id), clocks) else ()


async def _neighbours(tx: Store, town: Town, ticket: Ticket, first: Ticket | None) -> tuple[Notice, ...]:
    """That others told the same, and how far it is: how many, never who."""
    count = await similar.neighbours(tx, ticket) if first is not None else 0
    if first is None or not count:
        return ()
    args: dict[str, Arg] = {
        "count": count,
        "owner": town.node(first.owner_id).name,
        "grid": int(town.node(first.owner_id).level is Level.GRID),
        "handling": int(first.state is State.HANDLING),
    }
    return (Notice("receipt-neighbours", args),)


async def _in_danger(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    facts = _facts(town, ticket)
    # Empty: the resident is asked where, after the number to call.
    known = ticket.place_text or town.node(ticket.node_id).level is Level.GRID
    lines = (Notice("danger-filed", {"number": ticket.number, "place": facts["place"] if known else ""}),)
    await telling.petitioner(
        tx, ticket, f"danger-{ticket.category}", now, facts, lines=lines, priority=Priority.DANGER,
        mark=str(ticket.version), card="receipt",
    )  # fmt: skip


async def send_several(tx: Store, town: Town, tickets: Sequence[Ticket], now: datetime) -> None:
    """The tickets of one message in one receipt, each to be corrected by itself."""
    lines = tuple(_line(town, ticket) for ticket in tickets)
    presses = [Press(Action.CORRECT, ticket.id, ticket.version, label=ticket.number) for ticket in tickets]
    first = tickets[0]
    await telling.petitioner(
        tx, first, "receipt-several", now, {"count": len(tickets)}, buttons=in_rows(presses, 1), lines=lines,
        priority=Priority.RECEIPT, mark=str(first.version), card="receipts",
    )  # fmt: skip


def _line(town: Town, ticket: Ticket) -> Notice:
    return Notice("receipt-line", {"number": ticket.number, "sealed": int(ticket.sealed), **_facts(town, ticket)})


def again(town: Town, ticket: Ticket) -> Notice:
    """The receipt of one of several, with the corrections it offers."""
    kind = "receipt-sealed" if ticket.sealed else "receipt"
    return Notice(kind, {"number": ticket.number, **_facts(town, ticket)}, buttons(ticket))


def _facts(town: Town, ticket: Ticket) -> dict[str, Arg]:
    return {
        "category": ticket.category,
        "place": ticket.place_text or town.node(ticket.node_id).name,
        "owner": town.node(ticket.owner_id).name,
        "due_at": instant(ticket.due_at),
        "sure": int(ticket.sure),
        "direct": int(ticket.state is State.DISPATCHED),
    }


def buttons(ticket: Ticket) -> Rows:
    """Corrections for ten minutes; a danger gets no menu (handbook §9)."""
    if ticket.danger:
        return ()

    def press(action: Action) -> Press:
        return Press(action, ticket.id, ticket.version)

    first = (press(Action.CHANGE_CATEGORY), press(Action.CHANGE_PLACE))
    second = (press(Action.WITHDRAW),) if ticket.sealed else (press(Action.SEAL), press(Action.WITHDRAW))
    return (first, second)
