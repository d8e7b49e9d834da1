"""上报 and 下调: a ticket goes to the desk above and, with a plan, back. Both owners and the resident hear it."""

from datetime import datetime

from bot.domain.errors import Missing, NoHigher, NotReportedUp, StaysSealed
from bot.domain.escalation import Trigger
from bot.domain.life import Event
from bot.domain.notices import Action, Notice, Press, Rows
from bot.domain.orders import Verb
from bot.domain.org import Actor, Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, requested, taking, telling, undoing
from bot.usecases.taking import Gift, Take
from bot.usecases.town import Town


async def ask_reason(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """The bare 上报 button: asks for one sentence."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.REPORT_UP, version)
    above = desk_above(town, ticket)
    args = {"number": ticket.number, "owner": above.name}
    return Notice("report-up-prompt", args, reply=True, answers=Verb.REPORT_UP)


async def report_up(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, now: datetime,
    said_in: Room | None = None,
) -> Notice:  # fmt: skip
    """上报 with a reason: the desk above owns it from here on. ``said_in``: the room that reads the answer itself."""
    who = acting.permit(town, actor, ticket, Event.REPORT_UP)
    above = desk_above(town, ticket)
    if not text:
        raise Missing(number=ticket.number)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "report_up", text, now)
    stood, waited_for = await undoing.before(tx, ticket), await _asks(tx, ticket)
    [ticket] = await taking.take(
        tx, town, [Take(ticket, above, Trigger.BY_HAND)], who, now,
        actor_id=actor.person_id, note_id=note_id, words=masked, said_in=said_in,
    )  # fmt: skip
    if waited_for:  # What was asked of a desk is dropped for good.
        await tx.last_steps.forget(ticket.id)
    else:
        await undoing.keep(tx, stood, ticket, Event.REPORT_UP, actor, now)
    return Notice("answer-reported-up", {"number": ticket.number, "owner": above.name}, _back(ticket, waited_for))


def _back(ticket: Ticket, waited_for: bool) -> Rows:
    return () if waited_for or ticket.danger else ((Press(Action.UNDO, ticket.id, ticket.version),),)


async def _asks(tx: Store, ticket: Ticket) -> bool:
    return any(requested.alive(asked, ticket) for asked in await tx.requests.of(ticket.id))


async def ask_plan(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """The bare 下调 button: asks for the agreed plan."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.HAND_DOWN, version)
    below = await _below(tx, town, ticket)
    args = {"number": ticket.number, "owner": below.name}
    return Notice("hand-down-prompt", args, reply=True, answers=Verb.HAND_DOWN)


async def hand_down(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, text: str, masked: str, now: datetime
) -> Notice:
    """下调 with the agreed plan: back to where it came from, with the same number; it may not be returned again."""
    who = acting.permit(town, actor, ticket, Event.HAND_DOWN)
    below = await _below(tx, town, ticket)
    if not text:
        raise Missing(number=ticket.number)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "plan", text, now)
    step = await tx.escalations.below(ticket)
    if step is not None:
        await tx.escalations.handed_down(step.id, now)
    gift = Gift(ticket, below, await telling.handlers(tx, town, ticket, now))
    [ticket] = await taking.give(
        tx, town, [gift], Event.HAND_DOWN, who, now, actor_id=actor.person_id, note_id=note_id, designated=True
    )
    args = {**taking.about(town, ticket), "text": cards.shorten(masked, 1000)}
    await taking.tell(tx, await telling.handlers(tx, town, ticket, now), Notice("handed-down", args), ticket, now)
    await telling.everyone(tx, ticket, "handed-down-told", now, taking.about(town, ticket), mark=str(ticket.version))
    return Notice("answer-handed-down", {"number": ticket.number, "owner": below.name})


def desk_above(town: Town, ticket: Ticket) -> Node:
    """The desk that 上报 leads to. Raises NoHigher at the outermost, StaysSealed for a matter of one appointed role."""
    if ticket.sealed:
        raise StaysSealed(number=ticket.number)
    parent = town.tree.get(town.node(ticket.owner_id).parent_id)
    if parent is None:
        raise NoHigher(number=ticket.number)
    return town.tree.desk_above(parent)


async def came_from_below(tx: Store, ticket: Ticket) -> bool:
    """Whether there is somewhere to hand it down to."""
    return await tx.escalations.below(ticket) is not None


async def _below(tx: Store, town: Town, ticket: Ticket) -> Node:
    step = await tx.escalations.below(ticket)
    below = town.tree.get(step.from_id) if step else None
    if below is None:
        raise NotReportedUp(number=ticket.number)
    return below
