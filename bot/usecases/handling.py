"""What a chief, a unit or a desk does with a ticket: take it, go there, report, finish."""

from datetime import datetime
from typing import Any

from bot.domain.deadlines import Stage
from bot.domain.errors import NotFound, NotYours, Stale, WrongState
from bot.domain.notices import Action, Arg, Notice, Press, in_rows, instant
from bot.domain.org import HANDLERS, Actor, Level
from bot.domain.ticket import Event, State, Ticket, Who
from bot.storage.store import Store
from bot.usecases import alarms, cards, dispatching, survey, telling
from bot.usecases.moving import move
from bot.usecases.town import Town


async def open_for(tx: Store, town: Town, actor: Actor, ticket_id: int) -> Ticket:
    """The ticket, if this person may handle it. A sealed one out of reach looks like none at all."""
    ticket = await tx.tickets.get(ticket_id)
    if ticket is None:
        raise NotFound
    if not may_handle(town, actor, ticket):
        raise NotFound if ticket.sealed else NotYours(number=ticket.number)
    return ticket


def may_handle(town: Town, actor: Actor, ticket: Ticket) -> bool:
    """Handlers of the owner or of a node above it; for a sealed ticket its appointed role alone, not even admins.

    A sealed danger may be taken by whoever was called to it (telling.duty).
    """
    owner = town.node(ticket.owner_id)
    if ticket.sealed_role is not None and ticket.danger:
        return actor.reaches(owner, town.readers_of_sealed(ticket.category))
    if ticket.sealed_role is not None:
        return actor.reaches(owner, {ticket.sealed_role})
    return actor.reaches(owner, HANDLERS)


def fresh(ticket: Ticket, version: int, *states: State) -> None:
    """An old button on a ticket that has moved on is Stale; one that never fitted is WrongState."""
    if ticket.state in states:
        return
    if version and version != ticket.version:
        raise Stale(number=ticket.number, state=ticket.state.value)
    raise WrongState(number=ticket.number, state=ticket.state.value)


async def sign(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """签收: from here on this person answers for it; the resident hears it."""
    ticket = await open_for(tx, town, actor, ticket_id)
    fresh(ticket, version, State.DISPATCHED, State.ACCEPTED)
    event = Event.SIGN if ticket.state is State.DISPATCHED else Event.CLAIM
    signed: dict[str, Any] = {"signed_at": now, "signer_id": actor.person_id}
    ticket = await move(tx, ticket, event, Who.HANDLER, now, actor_id=actor.person_id, **signed)
    await tx.clocks.stop(ticket.id, [Stage.SIGN], now)
    await cards.refresh(tx, town, ticket, now)
    await alarms.taken(tx, town, ticket, now)
    args: dict[str, Arg] = {"owner": town.node(ticket.owner_id).name, "due_at": instant(ticket.due_at)}
    await telling.petitioner(tx, ticket, "signed", now, args)
    return Notice("answer-signed", {"number": ticket.number, "due_at": instant(ticket.due_at)})


async def arrive(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """到场: on the spot; counts as first contact."""
    ticket = await open_for(tx, town, actor, ticket_id)
    fresh(ticket, version, State.HANDLING)
    ticket = await move(tx, ticket, Event.ARRIVE, Who.HANDLER, now, actor_id=actor.person_id, **_contact(ticket, now))
    await tx.clocks.stop(ticket.id, [Stage.CONTACT], now)
    await cards.refresh(tx, town, ticket, now)
    await telling.petitioner(tx, ticket, "arrived", now)
    return Notice("answer-arrived", {"number": ticket.number})


async def report(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, media: tuple[int, ...], now: datetime
) -> None:
    """A progress note (and pictures); the resident reads it, masked like everything that crosses over."""
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "progress", text, now) if text else None
    ticket = await move(
        tx, ticket, Event.PROGRESS, Who.HANDLER, now, actor_id=actor.person_id, note_id=note_id, **_contact(ticket, now)
    )
    await tx.clocks.stop(ticket.id, [Stage.CONTACT], now)
    await cards.refresh(tx, town, ticket, now, note=masked)
    if masked or media:
        mark = str(note_id or media[0])
        kind = "progress" if masked else "progress-pictures"
        await telling.petitioner(tx, ticket, kind, now, {"text": cards.shorten(masked, 1000)}, mark=mark, media=media)


async def ask_result(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """The bare 办结 button: asks for one sentence, and a photo where the category wants one."""
    ticket = await open_for(tx, town, actor, ticket_id)
    fresh(ticket, version, State.HANDLING)
    photo = int(town.category(ticket.category).wants_photo)
    return Notice("finish-prompt", {"number": ticket.number, "photo": photo}, reply=True)


async def finish(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, media: tuple[int, ...], now: datetime
) -> Notice:
    """办结 with a reply to the resident. 核查 passes by itself here: no rule asks for one yet (handbook §3, 24)."""
    if ticket.state in {State.ACCEPTED, State.DISPATCHED}:
        await sign(tx, town, actor, ticket.id, ticket.version, now)
        ticket = await open_for(tx, town, actor, ticket.id)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "result", text, now)
    done: dict[str, Any] = {"completed_at": now, **_contact(ticket, now)}
    ticket = await move(tx, ticket, Event.FINISH, Who.HANDLER, now, actor_id=actor.person_id, note_id=note_id, **done)
    ticket = await move(tx, ticket, Event.PASS_REVIEW, Who.SYSTEM, now, reason="no inspection rule")
    await tx.clocks.stop(ticket.id, list(Stage), now)
    await cards.refresh(tx, town, ticket, now, note=masked)
    await survey.start(tx, town, ticket, masked, media, now)
    return Notice("answer-finished", {"number": ticket.number})


async def detail(tx: Store, town: Town, actor: Actor, ticket_id: int, now: datetime) -> Notice:
    """详情: the whole masked text, the reasons for category and owner, and what has happened so far."""
    ticket = await open_for(tx, town, actor, ticket_id)
    steps = await tx.history.of(ticket.id)
    args: dict[str, Arg] = dict(cards.compose(ticket, town).args)
    args["text"] = cards.shorten(ticket.public_text, 2500)
    lines = tuple(
        Notice("detail-step", {"event": step.event.value, "happened_at": step.at.isoformat()}) for step in steps[-12:]
    )
    original = Press(Action.ORIGINAL, ticket.id, ticket.version)
    return Notice("detail", args, ((original,),), lines=lines)


async def choose_grid(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """派单 at a desk: which grid or lower desk is it for?"""
    ticket = await open_for(tx, town, actor, ticket_id)
    fresh(ticket, version, State.ACCEPTED)
    below = town.tree.children(town.node(ticket.owner_id))
    presses = [
        Press(Action.DISPATCH_TO, ticket.id, ticket.version, choice=str(node.id), label=node.name) for node in below
    ]
    rows = in_rows(presses, 2)
    return Notice("dispatch-choose", {"number": ticket.number}, rows)


async def dispatch_to(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, node_id: int, now: datetime
) -> Notice:
    """派单: the desk's tap decides. A lower desk gets it to dispatch on, a grid gets it to handle."""
    ticket = await open_for(tx, town, actor, ticket_id)
    fresh(ticket, version, State.ACCEPTED)
    node = town.tree.get(node_id)
    if node is None or not node.within(town.node(ticket.owner_id)):
        raise NotFound
    # The desk has found out where it is, so the figures of that place count it; a unit is no place.
    place = None if node.level is Level.UNIT else node
    ticket = await dispatching.hand_to(
        tx, town, ticket, node, Who.DESK, now, direct=node.level in {Level.GRID, Level.UNIT},
        actor_id=actor.person_id, node=place, place_text=ticket.place_text,
    )  # fmt: skip
    return Notice("answer-dispatched", {"number": ticket.number, "owner": node.name})


def _contact(ticket: Ticket, now: datetime) -> dict[str, Any]:
    return {} if ticket.contacted_at else {"contacted_at": now}
