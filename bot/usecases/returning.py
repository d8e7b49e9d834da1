"""退单: whoever has a ticket says it is not his, why, and whose it is; he stays in charge until a desk decides."""

from datetime import datetime

from bot.domain import returns
from bot.domain.errors import Forged, NoReturn
from bot.domain.life import Event, State, Who
from bot.domain.notices import Action, Notice, Press, in_rows, instant
from bot.domain.org import Actor, Node
from bot.domain.requests import Kind
from bot.domain.returns import NotBack
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, requested
from bot.usecases.moving import move
from bot.usecases.town import Town

UNKNOWN = "0"
"""Chosen instead of a unit: 说不清."""

OFFERED = 24


async def choose_reason(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """The reasons as buttons; nothing is done yet."""
    ticket, _ = await _mine(tx, town, actor, ticket_id, version, now)
    presses = [Press(Action.RETURN_FOR, ticket.id, ticket.version, choice=code) for code in town.life.returns.reasons]
    return Notice("return-why", {"number": ticket.number, "left": _left(town, ticket)}, in_rows(presses, 2))


async def choose_unit(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, code: str, now: datetime
) -> Notice:
    """给谁? The likely ones as buttons, and that it is unclear."""
    ticket, _ = await _mine(tx, town, actor, ticket_id, version, now)
    if code not in town.life.returns.reasons:
        raise Forged
    likely = returns.candidates(town.tree, town.node(ticket.owner_id))[:OFFERED]
    presses = [
        Press(Action.RETURN_TO, ticket.id, ticket.version, choice=f"{code}-{node.id}", label=node.name)
        for node in likely
    ]
    unclear = Press(Action.RETURN_TO, ticket.id, ticket.version, choice=f"{code}-{UNKNOWN}")
    return Notice("return-to", {"number": ticket.number}, (*in_rows(presses, 2), (unclear,)))


async def give_back(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, choice: str, now: datetime
) -> Notice:
    """The press that says to whom; ``choice`` is reason and node."""
    ticket, who = await _mine(tx, town, actor, ticket_id, version, now)
    code, _, number = choice.partition("-")
    if code not in town.life.returns.reasons or not number.isdigit():
        raise Forged
    node = None if number == UNKNOWN else town.tree.get(int(number))
    if node is None and number != UNKNOWN:
        raise Forged
    return await _ask(tx, town, actor, ticket, who, code, node, "", now)


async def by_word(tx: Store, town: Town, actor: Actor, ticket: Ticket, masked: str, now: datetime) -> Notice:
    """ "退单 不是我们网格,是3网格": the words are the reason, and the desk reads in them whose it is."""
    if not masked:
        return await choose_reason(tx, town, actor, ticket.id, 0, now)
    ticket, who = await _mine(tx, town, actor, ticket.id, 0, now)
    code = "other" if "other" in town.life.returns.reasons else next(iter(town.life.returns.reasons))
    return await _ask(tx, town, actor, ticket, who, code, None, masked, now)


async def _ask(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, who: Who, code: str, node: Node | None, masked: str,
    now: datetime,
) -> Notice:  # fmt: skip
    owner = town.node(ticket.owner_id)
    desk = await requested.desk_for(tx, town, ticket, [owner] if node is None else [owner, node], now)
    reason = f"returns-{code}"
    ticket = await move(
        tx, ticket, Event.RETURN, who, now, actor_id=actor.person_id, reason=reason, returns=ticket.returns + 1
    )
    node_id = node.id if node else None
    request = await requested.put(
        tx, town, ticket, actor, Kind.RETURN, reason, masked, desk, now, node_id=node_id
    )  # fmt: skip
    await cards.refresh(tx, town, ticket, now, note=masked)
    return Notice("answer-returned", {"number": ticket.number, "desk": desk.name, "decide_at": instant(request.due_at)})


async def _mine(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> tuple[Ticket, Who]:
    """The ticket, if this very person may give it back now; NoReturn says why not."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.RETURN, version)
    rule = town.life.returns
    if (bar := returns.bars(ticket, rule)) is not None:
        raise NoReturn(number=ticket.number, why=bar.value)
    requested.at_owner(actor, ticket)
    calendar = town.calendar_at(town.node(ticket.owner_id))
    if returns.too_late(ticket, rule, await _dispatched_at(tx, ticket), now, calendar):
        raise NoReturn(number=ticket.number, why=NotBack.LATE.value)
    return ticket, who


async def _dispatched_at(tx: Store, ticket: Ticket) -> datetime:
    """When it came to its owner."""
    steps = await tx.history.of(ticket.id)
    came = [step.at for step in steps if step.target is State.DISPATCHED and step.source is not State.DISPATCHED]
    return came[-1] if came else ticket.created_at


def _left(town: Town, ticket: Ticket) -> int:
    """How often it may still be returned, this time included."""
    return town.life.returns.most - ticket.returns
