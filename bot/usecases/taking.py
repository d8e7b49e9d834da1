"""A ticket changes hands on the ladder: the owner, the clocks, the cards, and one sentence to all concerned."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from bot.domain.clocks import Stage
from bot.domain.escalation import How, Trigger
from bot.domain.life import Event, Who
from bot.domain.notices import Arg, Notice, Priority, instant
from bot.domain.org import Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import cards, joined, relocating, telling, timing
from bot.usecases.moving import Step, move_all
from bot.usecases.town import Town


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
    takes: Sequence[Take],
    who: Who,
    now: datetime,
    *,
    actor_id: int | None = None,
    note_id: int | None = None,
    words: str = "",
    said_in: Room | None = None,
) -> list[Ticket]:
    """Many tickets in their order, each once. ``said_in`` knows already."""
    if not takes:
        return []
    before = [await telling.handlers(tx, town, take.ticket, now) for take in takes]
    await tx.escalations.add(
        [(take.ticket, take.owner.id, take.trigger) for take in takes], How.TAKE, now,
        actor_id=actor_id, note_id=note_id,
    )  # fmt: skip
    gifts = [
        Gift(take.ticket, take.owner, rooms, take.trigger.value) for take, rooms in zip(takes, before, strict=True)
    ]
    tickets = await give(tx, town, gifts, Event.REPORT_UP, who, now, actor_id=actor_id, note_id=note_id)
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
        leaving = {**about(town, ticket), "trigger": trigger.value}
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
    people = await joined.everybody(tx, tickets)
    chats = await tx.people.chats_of({person for found in people.values() for person in found})
    letters = []
    for ticket in tickets:
        for chat in [chats[person] for person in people[ticket.id] if person in chats]:
            notice = Notice("reported-up", {**about(town, ticket), "late": int((ticket.id, chat) in late)})
            letters.append(telling.word(ticket, chat, notice, mark=str(ticket.version)))
    await tx.outbox.put(letters, now)


async def tell(
    tx: Store, rooms: list[Room], notice: Notice, ticket: Ticket, now: datetime, card: str = "reminder"
) -> None:
    """One sentence to each of ``rooms``, once for this state of the ticket."""
    for room in rooms:
        key = f"{notice.kind}:{ticket.id}:{ticket.version}:{room}"
        await telling.reply(
            tx, room.chat_id, notice, key, now, ticket_id=ticket.id, card=card, thread_id=room.thread_id
        )


class Gift(NamedTuple):
    """A ticket changes hands; ``before``: the rooms that have it."""

    ticket: Ticket
    owner: Node
    before: list[Room]
    reason: str = ""


async def give(
    tx: Store, town: Town, gifts: Sequence[Gift], event: Event, who: Who, now: datetime, *,
    actor_id: int | None, note_id: int | None, direct: bool = False, **values: Any,
) -> list[Ticket]:  # fmt: skip
    """A sign clock starts anew for the new owner; the promise of the first day stands. ``direct``: what ``event``
    leaves to be dispatched is dispatched to him at once.
    """
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
    if direct:
        tickets = await move_all(tx, [Step(ticket, Event.DISPATCH) for ticket in tickets], Who.SYSTEM, now)
    await timing.start_all(tx, town, zip(tickets, started, strict=True))
    media = await tx.media.of_tickets([ticket.id for ticket in tickets])
    moved = [
        relocating.Moved(ticket, gift.before, tuple(stored.id for stored in media.get(ticket.id, ())))
        for ticket, gift in zip(tickets, gifts, strict=True)
    ]
    await relocating.hand_over_all(tx, town, moved, now)
    return tickets


def about(town: Town, ticket: Ticket) -> dict[str, Arg]:
    return {
        "number": ticket.number,
        "category": ticket.category,
        "owner": town.node(ticket.owner_id).name,
        "sign_due_at": instant(ticket.sign_due_at),
        "due_at": instant(ticket.due_at),
    }
