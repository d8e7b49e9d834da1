"""撤回: for two minutes a slip can be taken back by whoever made it, if nothing has followed."""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import CannotUndo, Refusal
from bot.domain.life import Event, Who
from bot.domain.notices import Arg, Notice
from bot.domain.org import Actor
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.last_steps import Before, LastStep
from bot.storage.store import Store
from bot.usecases import acting, relocating, telling, unsplitting
from bot.usecases.moving import back
from bot.usecases.town import Town


async def before(tx: Store, ticket: Ticket) -> Before:
    """To be asked for before a step that can be undone, and given to :func:`keep` after it."""
    return await tx.last_steps.look(ticket.id)


async def keep(tx: Store, stood: Before, ticket: Ticket, event: Event, actor: Actor, now: datetime) -> None:
    """``event`` led from ``stood`` to ``ticket``: this step can be undone from now on, the one before no more."""
    await tx.last_steps.remember(LastStep(ticket.id, event, actor.person_id, ticket.version, stood, now))


async def possible(tx: Store, town: Town, actor: Actor, ticket: Ticket, now: datetime) -> bool:
    """Whether the button makes sense for this person at this moment."""
    try:
        await _step(tx, town, actor, ticket, now)
    except Refusal:
        return False
    return acting.allowed(town, actor, ticket, Event.UNDO)


async def undo(tx: Store, town: Town, actor: Actor, ticket_id: int, now: datetime) -> Notice:
    """The ticket stands as before; what has not left never leaves, and whoever heard it hears that it was a slip."""
    ticket, who = await _his(tx, town, actor, ticket_id)
    if await unsplitting.possible(tx, town, actor, ticket):
        return await unsplitting.unsplit(tx, town, actor, ticket_id, now)
    step = await _step(tx, town, actor, ticket, now)
    rooms = await telling.handlers(tx, town, ticket, now)
    own = await tx.people.chat_of(ticket.petitioner_id)
    heard = await tx.outbox.unsay(ticket.id, step.at, f"undone{ticket.version}")
    await _forget_survey(tx, ticket, step)
    await tx.escalations.take_back(ticket.id, step.at)
    ticket = await back(tx, ticket, step.before.ticket, who, now, actor_id=actor.person_id, undone=step.event)
    await tx.last_steps.put_clocks_back(step.before)
    await tx.last_steps.forget(ticket.id)
    await relocating.hand_over(tx, town, ticket, rooms, now)
    args: dict[str, Arg] = {"event": step.event.value, "owner": town.node(ticket.owner_id).name}
    if own in heard:
        await telling.everyone(tx, ticket, "undone", now, args, mark=str(ticket.version))
    if step.event is Event.REPORT_UP:
        here = await telling.handlers(tx, town, ticket, now)
        left = [room for room in rooms if room not in here and room.chat_id in heard]
        await _tell(tx, left, Notice("report-up-undone", {"number": ticket.number, **args}), ticket, now)
    return Notice("answer-undone", {"number": ticket.number, "event": step.event.value})


async def _his(tx: Store, town: Town, actor: Actor, ticket_id: int) -> tuple[Ticket, Who]:
    """Whoever reported it up has it no more, and may take back just that."""
    ticket, step = await tx.tickets.get(ticket_id), await tx.last_steps.of(ticket_id)
    if ticket is None or step is None or step.event is not Event.REPORT_UP or step.actor_id != actor.person_id:
        return await acting.may(tx, town, actor, ticket_id, Event.UNDO)
    stood = replace(ticket, owner_id=step.before.ticket["owner_id"])
    return ticket, acting.permit(town, actor, stood, Event.UNDO)


async def _tell(tx: Store, rooms: list[Room], notice: Notice, ticket: Ticket, now: datetime) -> None:
    for room in rooms:
        key = f"{notice.kind}:{ticket.id}:{ticket.version}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card="left", thread_id=room.thread_id
        )


async def _step(tx: Store, town: Town, actor: Actor, ticket: Ticket, now: datetime) -> LastStep:
    """A danger is not handed back: whoever was called has been told that somebody is on the way."""
    step = await tx.last_steps.of(ticket.id)
    mine = step is not None and step.actor_id == actor.person_id and step.version == ticket.version
    split = step is not None and step.event is Event.SPLIT  # more than one ticket: taken back in a way of its own
    if step is None or split or not mine or ticket.danger or now > step.at + town.life.undo_within:
        raise CannotUndo(number=ticket.number)
    survey = await tx.surveys.of(ticket.id, ticket.round)
    if survey is not None and (survey.solved or survey.rating or survey.ended_at):
        raise CannotUndo(number=ticket.number)
    return step


async def _forget_survey(tx: Store, ticket: Ticket, step: LastStep) -> None:
    survey = await tx.surveys.of(ticket.id, ticket.round)
    if survey is not None and survey.asked_at >= step.at:
        await tx.surveys.forget(survey)
