"""上报 and 下调: a ticket goes to the desk above and, with a plan, back. Both owners and the resident hear it."""

from datetime import datetime
from typing import Any

from bot.domain.clocks import Stage
from bot.domain.errors import Missing, NoHigher, NotReportedUp, StaysSealed
from bot.domain.escalation import How, Trigger
from bot.domain.life import Event, Who
from bot.domain.notices import Action, Arg, Notice, Press, Priority, Rows, instant
from bot.domain.orders import Verb
from bot.domain.org import Actor, Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import acting, cards, requested, telling, timing, undoing
from bot.usecases.moving import move
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
    ticket = await take(
        tx, town, ticket, above, Trigger.BY_HAND, who, now, actor_id=actor.person_id, note_id=note_id, words=masked,
        said_in=said_in,
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
    ticket = await _give(
        tx, town, ticket, below, Event.HAND_DOWN, who, now,
        actor_id=actor.person_id, note_id=note_id, designated=True,
    )  # fmt: skip
    args = {**_about(town, ticket), "text": cards.shorten(masked, 1000)}
    await tell(tx, await telling.handlers(tx, town, ticket, now), Notice("handed-down", args), ticket, now)
    await telling.everyone(tx, ticket, "handed-down-told", now, _about(town, ticket), mark=str(ticket.version))
    return Notice("answer-handed-down", {"number": ticket.number, "owner": below.name})


async def take(
    tx: Store,
    town: Town,
    ticket: Ticket,
    owner: Node,
    trigger: Trigger,
    who: Who,
    now: datetime,
    *,
    actor_id: int | None = None,
    note_id: int | None = None,
    words: str = "",
    said_in: Room | None = None,
) -> Ticket:
    """``owner``, a desk above, becomes the owner, by hand or by a rule of the ladder. ``said_in`` knows already."""
    before = await telling.handlers(tx, town, ticket, now)
    came_from = town.node(ticket.owner_id)
    await tx.escalations.add(ticket, owner.id, trigger, How.TAKE, now, actor_id=actor_id, note_id=note_id)
    ticket = await _give(
        tx, town, ticket, owner, Event.REPORT_UP, who, now,
        actor_id=actor_id, note_id=note_id, reason=trigger.value,
    )  # fmt: skip
    args = {**_about(town, ticket), "trigger": trigger.value}
    after = await telling.handlers(tx, town, ticket, now)
    left = [room for room in before if room not in after and room != said_in]
    if trigger is Trigger.BY_HAND:
        await tell(tx, left, Notice("ladder-left", args), ticket, now, card="left")
    else:
        line = Notice("ladder-left-line", args)
        await _join(tx, left, Notice("ladder-left-many", {"count": 1, "more": 0}, lines=(line,)), ticket, now)
    args |= {"from": came_from.name, "text": cards.shorten(words, 1000)}
    if trigger in {Trigger.BY_HAND, Trigger.RISK}:
        await tell(tx, after, Notice("ladder-taken", args), ticket, now)
    else:
        line = Notice("ladder-taken-line", args)
        await _join(tx, after, Notice("ladder-taken-many", {"count": 1, "more": 0}, lines=(line,)), ticket, now)
    await _tell_residents(tx, town, ticket, now)
    return ticket


async def _tell_residents(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """Whoever would read in the same minute that the promise was not kept reads both in one message."""
    about, mark = _about(town, ticket), str(ticket.version)
    late = await tx.forwarding.overtake(ticket.id, f"{telling.LATE}:{ticket.id}:{ticket.round}:")
    people = (await telling.residents(tx, [ticket]))[ticket.id]
    chats = await tx.people.chats_of(people) if late else {}
    for also in (0, 1):
        if only := [one for one in people if (chats.get(one) in late) == also]:
            await telling.joined(tx, ticket, "reported-up", now, {**about, "late": also}, only=only, mark=mark)


async def _join(tx: Store, rooms: list[Room], notice: Notice, ticket: Ticket, now: datetime) -> None:
    """Rules take many at once: each room reads of all of them in one message."""
    for room in rooms:
        key = f"{notice.kind}:{ticket.id}:{ticket.version}:{room}"
        letter = Letter(key, room.chat_id, notice, Priority.ANSWER, card=notice.kind, thread_id=room.thread_id)
        await tx.outbox.join_list(letter, now)


async def tell(
    tx: Store, rooms: list[Room], notice: Notice, ticket: Ticket, now: datetime, card: str = "reminder"
) -> None:
    """One sentence to each of ``rooms``, once for this state of the ticket."""
    for room in rooms:
        key = f"{notice.kind}:{ticket.id}:{ticket.version}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card=card, thread_id=room.thread_id
        )


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


async def _give(
    tx: Store, town: Town, ticket: Ticket, owner: Node, event: Event, who: Who, now: datetime, **values: Any
) -> Ticket:
    """A sign clock starts anew for the new owner; the promise of the first day stands."""
    before = await telling.handlers(tx, town, ticket, now)
    started = timing.signing(town, ticket.category, owner, now)
    await tx.clocks.erase(ticket.id, ticket.round, [Stage.SIGN])
    await timing.climb_from(tx, town, ticket, owner, now)
    await tx.requests.drop(ticket.id, now)
    ticket = await move(
        tx, ticket, event, who, now, owner_id=owner.id, signed_at=None, signer_id=None,
        sign_due_at=timing.due_of(started, Stage.SIGN), **values,
    )  # fmt: skip
    await timing.start(tx, town, ticket, started)
    media = tuple(stored.id for stored in await tx.media.of_ticket(ticket.id))
    await cards.hand_over(tx, town, ticket, before, now, media)
    return ticket


def _about(town: Town, ticket: Ticket) -> dict[str, Arg]:
    return {
        "number": ticket.number,
        "category": ticket.category,
        "owner": town.node(ticket.owner_id).name,
        "sign_due_at": instant(ticket.sign_due_at),
        "due_at": instant(ticket.due_at),
    }
