"""A request on its way: who decides on it, what the desk reads, and what is left of it afterwards."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.clocks import Stage
from bot.domain.delays import wakes_at
from bot.domain.errors import Decided, Forged, NoExclusion, NotYours
from bot.domain.exclusions import Barred
from bot.domain.life import Event, State
from bot.domain.limits import Limit
from bot.domain.notices import Action, Arg, Notice, Press, Priority, Rows, instant
from bot.domain.org import DESKS, Actor, Node
from bot.domain.requests import Kind, Request
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.domain.worktime import due
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import cards, telling, timing
from bot.usecases.town import Town

ASKED_IN = {
    Kind.RETURN: frozenset({State.RETURN_REVIEW}),
    Kind.EXTENSION: frozenset({State.HANDLING}),
    Kind.SUSPENSION: frozenset({State.HANDLING}),
    Kind.EXCLUSION: TRANSITIONS[Event.EXCLUDE].sources,
}
"""Kinds that a desk decides alone, and the states in which each still makes sense."""

NOTE = "request"
"""Kind of note of the words with a request."""


def at_owner(actor: Actor, ticket: Ticket) -> None:
    """Only whoever has the ticket asks for it, nobody above him: NotYours."""
    if all(post.node.id != ticket.owner_id for post in actor.appointments):
        raise NotYours(number=ticket.number)


async def desk_for(tx: Store, town: Town, ticket: Ticket, nodes: Sequence[Node], now: datetime) -> Node:
    """The nearest desk strictly above all of ``nodes`` where somebody can be reached."""
    above = [town.tree.get(node.parent_id) or node for node in nodes]
    desk = town.tree.shared_desk(above) or above[0]
    for node in town.tree.chain(desk):
        if await rooms_of(tx, town, ticket, node, now):
            return node
    return desk


async def rooms_of(tx: Store, town: Town, ticket: Ticket, desk: Node, now: datetime) -> list[Room]:
    """Where a desk reads: its groups or its people in private; of a sealed ticket only the appointed."""
    if ticket.sealed_role is None:
        return await telling.reach(tx, town, desk, now)
    people = await tx.org.holders([desk.id], [ticket.sealed_role], town.today(now))
    return list(dict.fromkeys(Room(one.telegram_id) for one in people if one.telegram_id is not None))


async def put(
    tx: Store, town: Town, ticket: Ticket, actor: Actor, kind: Kind, reason: str, masked: str, desk: Node,
    now: datetime, *, node_id: int | None = None, extra: str = "",
) -> Request:  # fmt: skip
    """Writes the request down and shows it to its desk. The words are kept as others may read them."""
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, NOTE, masked, now) if masked else None
    request = await tx.requests.add(
        {
            "ticket_id": ticket.id,
            "kind": kind.value,
            "round": ticket.round,
            "asker_id": actor.person_id,
            "reason": reason,
            "note_id": note_id,
            "node_id": node_id,
            "extra": extra,
            "desk_id": desk.id,
            "at": now,
            "due_at": due(now, review_limit(town, kind), town.calendar_at(desk)),
        }
    )
    await show(tx, town, ticket, request, desk, await compose(tx, town, ticket, request, now), now)
    return request


def review_limit(town: Town, kind: Kind) -> Limit:
    """The desk's own limit."""
    rules = {
        Kind.EXTENSION: town.life.extension.review,
        Kind.SUSPENSION: town.life.suspension.review,
        Kind.EXCLUSION: town.life.exclusion.review,
    }
    return rules.get(kind, town.life.returns.review)


async def show(
    tx: Store, town: Town, ticket: Ticket, request: Request, desk: Node, notice: Notice, now: datetime
) -> None:
    """Shows a request to a desk, each notice once; without anybody there to whoever runs the installation."""
    rooms = await rooms_of(tx, town, ticket, desk, now)
    if not rooms and not ticket.sealed:
        rooms = [Room(account) for account in sorted(town.admins)]
    letters = [
        Letter(
            f"{notice.kind}:{request.id}:{desk.id}:{room}", room.chat_id, notice, Priority.CARD, ticket_id=ticket.id,
            card=card_of(request), thread_id=room.thread_id,
        )
        for room in rooms
    ]  # fmt: skip
    await tx.outbox.put(letters, now)


async def facts(tx: Store, town: Town, ticket: Ticket, request: Request) -> dict[str, Arg]:
    """What a desk has to know, in arguments; ``limit``, ``until_at`` and ``unit`` are "" where they say nothing."""
    unit = town.tree.get(request.node_id)
    notes = await tx.tickets.notes(ticket.id) if request.note_id else []
    return {
        "number": ticket.number,
        "category": ticket.category,
        "text": cards.shorten(ticket.public_text),
        "place": ticket.place_text or town.node(ticket.node_id).name,
        "owner": town.node(ticket.owner_id).name,
        "request": request.kind.value,
        "asker": await tx.people.name_of(request.asker_id),
        "reason": request.reason,
        "said": next((cards.shorten(note.body) for note in notes if note.id == request.note_id), ""),
        "unit": unit.name if unit else "",
        "count": ticket.returns,
        "limit": request.extra if request.kind is Kind.EXTENSION else "",
        "until_at": instant(await until(tx, town, ticket, request)),
        "due_at": instant(ticket.due_at),
        "completed_at": instant(ticket.completed_at),
        "decide_at": instant(request.due_at),
    }


async def until(tx: Store, town: Town, ticket: Ticket, request: Request) -> datetime | None:
    """What the due time would become, or when a pause would end."""
    match request.kind:
        case Kind.EXTENSION:
            clocks = [one.clock for one in await tx.clocks.of(ticket.id) if one.clock.stage is Stage.HANDLE]
            by = Limit.parse(request.extra)
            return timing.extended_due(town, ticket, clocks[0], by, request.at) if clocks else None
        case Kind.SUSPENSION:
            return wakes_at(datetime.fromisoformat(request.extra).date(), town.calendar)
        case _:
            return None


async def compose(tx: Store, town: Town, ticket: Ticket, request: Request, now: datetime) -> Notice:
    """The card of a request that waits, with its buttons."""
    return Notice("request", await facts(tx, town, ticket, request), buttons(town, ticket, request))


def buttons(town: Town, ticket: Ticket, request: Request) -> Rows:
    """同意 · 指定别人 · 不同意. A return for nobody in particular cannot simply be granted."""

    def press(action: Action, label: str = "") -> Press:
        return Press(action, ticket.id, ticket.version, choice=str(request.id), label=label)

    if request.kind is Kind.EXCLUSION:
        return ((press(Action.GRANT), press(Action.DENY)), (Press(Action.DETAIL, ticket.id, ticket.version),))
    if request.kind is not Kind.RETURN:
        return ((press(Action.GRANT), press(Action.DENY)),)
    unit = town.tree.get(request.node_id)
    rest = (press(Action.NAME_UNIT), press(Action.DENY))
    return ((press(Action.GRANT, unit.name),), rest) if unit else (rest,)


async def waiting(tx: Store, town: Town, actor: Actor, ticket: Ticket, request_id: int) -> Request:
    """The request, still undecided, if this person sits at its desk or above it.

    Raises Forged, Decided or NotYours.
    """
    request = await tx.requests.get(request_id)
    if request is None or request.ticket_id != ticket.id or request.kind not in ASKED_IN:
        raise Forged
    if not alive(request, ticket):
        raise Decided(number=ticket.number)
    if not decides(town, actor, ticket, request):
        raise NotYours(number=ticket.number)
    if request.kind is Kind.EXCLUSION and request.asker_id == actor.person_id:
        raise NoExclusion(number=ticket.number, why=Barred.OWN.value)
    return request


def alive(request: Request, ticket: Ticket) -> bool:
    """Whether it still waits for an answer, and the answer would still change something."""
    return (
        request.decided_at is None
        and (request.round == ticket.round or request.kind is Kind.EXCLUSION)
        and ticket.state in ASKED_IN.get(request.kind, {ticket.state})
    )


def decides(town: Town, actor: Actor, ticket: Ticket, request: Request) -> bool:
    roles = DESKS if ticket.sealed_role is None else {ticket.sealed_role}
    return actor.reaches(town.node(request.desk_id), roles)


async def close(tx: Store, town: Town, ticket: Ticket, request: Request, outcome: Notice, now: datetime) -> None:
    """Wherever the request was shown, only what became of it is left, or what is asked once more."""
    mark = f"request-over:{request.id}:{now.timestamp()}"
    desk = await rooms_of(tx, town, ticket, town.node(request.desk_id), now)
    shown = await tx.cards.every(ticket.id, card_of(request))
    for card in shown:
        letter = Letter(
            f"{mark}:{card.room}:{card.message_id}", card.chat_id, outcome, Priority.EDIT,
            method="edit", ticket_id=ticket.id, card=card.kind, message_id=card.message_id, thread_id=card.thread_id,
        )  # fmt: skip
        await tx.outbox.put([letter], now)
    for room in [room for room in desk if room not in {card.room for card in shown}]:
        letter = Letter(
            f"{mark}:{room}", room.chat_id, outcome, Priority.EDIT, method="edit",
            ticket_id=ticket.id, card=card_of(request), thread_id=room.thread_id,
        )  # fmt: skip
        await tx.outbox.refresh_card(letter, now)


def card_of(request: Request) -> str:
    """Kind of card of a request at its desk: each has its own, so that an old one is left alone."""
    return f"request:{request.id}"


async def pass_on(tx: Store, town: Town, ticket: Ticket, desk: Node, notice: Notice, mark: str, now: datetime) -> None:
    """Something that both the desk and whoever has the ticket read."""
    rooms = [*await rooms_of(tx, town, ticket, desk, now), *await telling.handlers(tx, town, ticket, now)]
    await _send(tx, ticket, notice, mark, rooms, now)


async def tell_owner(tx: Store, town: Town, ticket: Ticket, notice: Notice, mark: str, now: datetime) -> None:
    """One sentence to whoever has the ticket."""
    await _send(tx, ticket, notice, mark, await telling.handlers(tx, town, ticket, now), now)


async def _send(tx: Store, ticket: Ticket, notice: Notice, mark: str, rooms: Iterable[Room], now: datetime) -> None:
    letters = [
        Letter(
            f"{notice.kind}:{ticket.id}:{mark}:{room}", room.chat_id, notice, Priority.CARD, ticket_id=ticket.id,
            card="reminder", thread_id=room.thread_id,
        )
        for room in dict.fromkeys(rooms)
    ]  # fmt: skip
    await tx.outbox.put(letters, now)
