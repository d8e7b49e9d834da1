"""What a chief, a unit or a desk does with a ticket: take it, go there, report. How it ends: finishing."""

from datetime import datetime
from typing import Any

from bot.domain.deadlines import Stage
from bot.domain.errors import Refusal, Stale, Taken
from bot.domain.life import Event, State
from bot.domain.notices import Action, Arg, Notice, Press, instant
from bot.domain.org import Actor
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, alarms, cards, telling, undoing
from bot.usecases.moving import move
from bot.usecases.town import Town


async def sign(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """签收: from here on this person answers for it; the resident hears it."""
    ticket = await acting.visible(tx, town, actor, ticket_id)
    if ticket.state is State.HANDLING and ticket.signer_id is not None:
        raise await _signed_before(tx, actor, ticket)
    event = Event.CLAIM if ticket.state is State.ACCEPTED else Event.SIGN
    who = acting.permit(town, actor, ticket, event, version)
    stood = await undoing.before(tx, ticket)
    signed: dict[str, Any] = {"signed_at": now, "signer_id": actor.person_id}
    try:
        ticket = await move(tx, ticket, event, who, now, actor_id=actor.person_id, **signed)
    except Stale:
        now_taken = await acting.visible(tx, town, actor, ticket_id)
        raise await _signed_before(tx, actor, now_taken) from None
    await tx.clocks.stop(ticket.id, [Stage.SIGN], now)
    await cards.refresh(tx, town, ticket, now)
    await alarms.taken(tx, town, ticket, now)
    args: dict[str, Arg] = {"owner": town.node(ticket.owner_id).name, "due_at": instant(ticket.due_at)}
    # Whoever takes it over later signs too, and the resident hears of each.
    await telling.everyone(tx, ticket, "signed", now, args, mark=str(ticket.version))
    await undoing.keep(tx, stood, ticket, event, actor, now)
    said: dict[str, Arg] = {"number": ticket.number, "due_at": args["due_at"], "danger": int(ticket.danger)}
    return Notice("answer-signed", said)


async def _signed_before(tx: Store, actor: Actor, ticket: Ticket) -> Refusal:
    """The first press wins: the same person reads that it is his, a colleague kindly whose it is."""
    if ticket.signer_id is None:
        return Stale(number=ticket.number)
    name = await tx.people.name_of(ticket.signer_id)
    return Taken(number=ticket.number, name=name, own=int(ticket.signer_id == actor.person_id))


async def arrive(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime) -> Notice:
    """到场: on the spot; counts as first contact."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.ARRIVE, version)
    stood = await undoing.before(tx, ticket)
    ticket = await move(tx, ticket, Event.ARRIVE, who, now, actor_id=actor.person_id, **contact(ticket, now))
    await tx.clocks.stop(ticket.id, [Stage.CONTACT, Stage.ARRIVE], now)
    await cards.refresh(tx, town, ticket, now)
    await telling.everyone(tx, ticket, "arrived", now, mark=str(town.today(now)))
    await undoing.keep(tx, stood, ticket, Event.ARRIVE, actor, now)
    return Notice("answer-arrived", {"number": ticket.number, "danger": int(ticket.danger)})


async def report(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, media: tuple[int, ...], now: datetime
) -> None:
    """A progress note (and pictures); the resident reads it, masked like everything that crosses over."""
    who = acting.permit(town, actor, ticket, Event.PROGRESS)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "progress", text, now) if text else None
    ticket = await move(
        tx, ticket, Event.PROGRESS, who, now, actor_id=actor.person_id, note_id=note_id, **contact(ticket, now)
    )
    # Whoever sends a picture is there.
    await tx.clocks.stop(ticket.id, [Stage.CONTACT, *([Stage.ARRIVE] if media else [])], now)
    await cards.refresh(tx, town, ticket, now, note=masked)
    if masked or media:
        mark = str(note_id or media[0])
        kind = "progress" if masked else "progress-pictures"
        await telling.everyone(tx, ticket, kind, now, {"text": cards.shorten(masked, 1000)}, mark=mark, media=media)


async def detail(tx: Store, town: Town, actor: Actor, ticket_id: int, now: datetime) -> Notice:
    """详情: the whole masked text, the reasons for category and owner, and what has happened so far."""
    ticket = await acting.readable(tx, town, actor, ticket_id)
    steps = await tx.history.of(ticket.id)
    args: dict[str, Arg] = dict(cards.compose(ticket, town).args)
    args["text"] = cards.shorten(ticket.public_text, 2500)
    lines = tuple(
        Notice("detail-step", {"event": step.event.value, "happened_at": step.at.isoformat()}) for step in steps[-12:]
    )
    original = Press(Action.ORIGINAL, ticket.id, ticket.version)
    return Notice("detail", args, ((original,),), lines=lines)


def contact(ticket: Ticket, now: datetime) -> dict[str, Any]:
    """Whatever is done on the spot or told counts as the first contact."""
    return {} if ticket.contacted_at else {"contacted_at": now}
