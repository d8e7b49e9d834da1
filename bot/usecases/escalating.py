"""上报 and 下调: a ticket goes to the desk above and, with a plan, back. Both owners and the resident hear it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

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
from bot.usecases import acting, cards, relocating, requested, telling, timing, undoing
from bot.usecases.moving import Step, move_all
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
        tx, town, Take(ticket, above, Trigger.BY_HAND), who, now,
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
    gift = _Gift(ticket, below, await telling.handlers(tx, town, ticket, now))
    [ticket] = await _give(
        tx, town, [gift], Event.HAND_DOWN, who, now, actor_id=actor.person_id, note_id=note_id, designated=True
    )
    args = {**_about(town, ticket), "text": cards.shorten(masked, 1000)}
    await tell(tx, await telling.handlers(tx, town, ticket, now), Notice("handed-down", args), ticket, now)
    await telling.everyone(tx, ticket, "handed-down-told", now, _about(town, ticket), mark=str(ticket.version))
    return Notice("answer-handed-down", {"number": ticket.number, "owner": below.name})


class Take(NamedTuple):
    """``owner``, a desk above, becomes the owner, by hand or by a rule of the ladder."""

    ticket: Ticket
    owner: Node
    trigger: Trigger


class _Taken(NamedTuple):
    """``left``: the rooms that have the ticket no more; ``after``: those that have it now."""

    ticket: Ticket
    came_from: Node
    trigger: Trigger
    left: list[Room]
    after: list[Room]


async def take(
    tx: Store,
    town: Town,
    take: Take,
    who: Who,
    now: datetime,
    *,
    actor_id: int | None = None,
    note_id: int | None = None,
    words: str = "",
    said_in: Room | None = None,
) -> Ticket:
    """``said_in`` knows already."""
    [taken] = await take_all(
        tx, town, [take], who, now, actor_id=actor_id, note_id=note_id, words=words, said_in=said_in
    )
    return taken


async def take_all(
    tx: Store,
    town: Town,
    takes: Sequence[Take],
    who: Who,
    now: datetime,
    *,
    actor_id: int | None = None,
    note_id: int | None = None,
    words: str = "",
    said_in: Room | None = None,
) -> list[Ticket]:
    """Many tickets in their order, each once."""
    if not takes:
        return []
    before = [await telling.handlers(tx, town, take.ticket, now) for take in takes]
    await tx.escalations.add(
        [(take.ticket, take.owner.id, take.trigger) for take in takes], How.TAKE, now,
        actor_id=actor_id, note_id=note_id,
    )  # fmt: skip
    gifts = [
        _Gift(take.ticket, take.owner, rooms, take.trigger.value) for take, rooms in zip(takes, before, strict=True)
    ]
    tickets = await _give(tx, town, gifts, Event.REPORT_UP, who, now, actor_id=actor_id, note_id=note_id)
    taken = []
    for one, rooms, ticket in zip(takes, before, tickets, strict=True):
        after = await telling.handlers(tx, town, ticket, now)
        left = [room for room in rooms if room not in after and room != said_in]
        taken.append(_Taken(ticket, town.node(one.ticket.owner_id), one.trigger, left, after))
    await _say(tx, town, taken, words, now)
    await _tell_residents(tx, town, tickets, now)
    return tickets


async def _say(tx: Store, town: Town, taken: Sequence[_Taken], words: str, now: datetime) -> None:
    """Rooms that lose tickets, and those that get them. Rules take many at once: each room reads of all of them in one
    message.
    """
    losing, getting = _ByRoom(), _ByRoom()
    for ticket, came_from, trigger, left, after in taken:
        leaving = {**_about(town, ticket), "trigger": trigger.value}
        coming = leaving | {"from": came_from.name, "text": cards.shorten(words, 1000)}
        if trigger is Trigger.BY_HAND:
            await tell(tx, left, Notice("ladder-left", leaving), ticket, now, card="left")
        else:
            losing.add(left, ticket, Notice("ladder-left-line", leaving))
        if trigger in {Trigger.BY_HAND, Trigger.RISK}:
            await tell(tx, after, Notice("ladder-taken", coming), ticket, now)
        else:
            getting.add(after, ticket, Notice("ladder-taken-line", coming))
    for letter in (*losing.letters("ladder-left-many"), *getting.letters("ladder-taken-many")):
        await tx.outbox.join_list(letter, now)


class _ByRoom:
    """What each room reads in one message."""

    def __init__(self) -> None:
        self._told: dict[Room, list[tuple[Ticket, Notice]]] = {}

    def add(self, rooms: Iterable[Room], ticket: Ticket, line: Notice) -> None:
        for room in rooms:
            self._told.setdefault(room, []).append((ticket, line))

    def letters(self, kind: str) -> Iterator[Letter]:
        for room, told in self._told.items():
            first, _ = told[0]
            notice = Notice(kind, {"count": len(told), "more": 0}, lines=tuple(line for _, line in told))
            key = f"{kind}:{first.id}:{first.version}:{room}"
            yield Letter(key, room.chat_id, notice, Priority.ANSWER, card=kind, thread_id=room.thread_id)


async def _tell_residents(tx: Store, town: Town, tickets: Sequence[Ticket], now: datetime) -> None:
    """Whoever would read in the same minute that the promise was not kept reads both in one message."""
    late = await tx.forwarding.overtake({one.id: f"{telling.LATE}:{one.id}:{one.round}:" for one in tickets})
    told = []
    for ticket in tickets:
        about = {**_about(town, ticket), "late": int(ticket.id in late)}
        told.append(telling.Word(ticket, "reported-up", about, str(ticket.version)))
    await telling.petitioners(tx, told, now)
    for ticket in await telling.with_others(tx, tickets):
        about = {**_about(town, ticket), "late": 0}
        await telling.joined(tx, ticket, "reported-up", now, about, mark=str(ticket.version))


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


class _Gift(NamedTuple):
    """A ticket changes hands; ``before``: the rooms that have it."""

    ticket: Ticket
    owner: Node
    before: list[Room]
    reason: str = ""


async def _give(
    tx: Store, town: Town, gifts: Sequence[_Gift], event: Event, who: Who, now: datetime, *,
    actor_id: int | None, note_id: int | None, **values: Any,
) -> list[Ticket]:  # fmt: skip
    """A sign clock starts anew for the new owner; the promise of the first day stands."""
    started = [timing.signing(town, gift.ticket.category, gift.owner, now) for gift in gifts]
    await tx.clocks.erase([gift.ticket for gift in gifts], [Stage.SIGN])
    await timing.climb_from(tx, town, [(gift.ticket, gift.owner) for gift in gifts], now)
    await tx.requests.drop([gift.ticket.id for gift in gifts], now)
    anew = {**values, "signed_at": None, "signer_id": None}
    steps = [
        Step(
            gift.ticket, event, gift.reason,
            {**anew, "owner_id": gift.owner.id, "sign_due_at": timing.due_of(clocks, Stage.SIGN)},
        )
        for gift, clocks in zip(gifts, started, strict=True)
    ]  # fmt: skip
    tickets = await move_all(tx, steps, who, now, actor_id=actor_id, note_id=note_id)
    await timing.start_all(tx, town, zip(tickets, started, strict=True))
    media = await tx.media.of_tickets([ticket.id for ticket in tickets])
    moved = [
        relocating.Moved(ticket, gift.before, tuple(stored.id for stored in media.get(ticket.id, ())))
        for ticket, gift in zip(tickets, gifts, strict=True)
    ]
    await relocating.hand_over_all(tx, town, moved, now)
    return tickets


def _about(town: Town, ticket: Ticket) -> dict[str, Arg]:
    return {
        "number": ticket.number,
        "category": ticket.category,
        "owner": town.node(ticket.owner_id).name,
        "sign_due_at": instant(ticket.sign_due_at),
        "due_at": instant(ticket.due_at),
    }
