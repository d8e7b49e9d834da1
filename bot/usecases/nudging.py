"""Who hears that time runs out, and how: one word a ticket and reader, one message for all that is overdue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.domain.clocks import Stage, StageClock
from bot.domain.deadlines import Again, Overdue, Remind, Step
from bot.domain.escalation import heard_by
from bot.domain.life import UNSIGNED, State
from bot.domain.notices import Arg, Notice, Priority, instant
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import cards, joined, telling
from bot.usecases.town import Town


class Told(NamedTuple):
    """A step of a ticket's clock that was taken."""

    ticket: Ticket
    clock: StageClock
    step: Step


@dataclass(frozen=True, slots=True)
class _Word:
    """What one reader hears of one ticket. ``mark`` tells it apart from other words on the same ticket."""

    kind: str
    told: Told
    mark: str

    @property
    def alone(self) -> bool:
        """A reminder has a button to press, a danger waits for nothing, a sealed matter stands beside no other."""
        return isinstance(self.told.step, Remind) or self.told.ticket.danger or self.told.ticket.sealed


async def say(tx: Store, town: Town, told: Sequence[Told], now: datetime) -> None:
    """Says what was taken. Of several words on one ticket a reader hears the weightiest; handlers, the level above and
    the next one each hear their own; several overdue tickets come in one message.
    """
    readers = _Readers(tx, town, now)
    above = await _above(readers, told)
    below = await _below(readers, told, above, now)
    await tx.outbox.put([letter for room in below for letter in _single(town, room, below[room])], now)
    await tx.outbox.put([letter for room in above for letter in _single(town, room, above[room])], now)
    for kind, rooms in (("overdue-many", below), ("overdue-above-many", above)):
        for room, words in rooms.items():
            if listed := _together(words):
                await tx.outbox.join_list(_list(town, kind, room, listed, now), now)
    await _late(
        tx, town, [one for one in told if isinstance(one.step, Overdue) and one.clock.stage is Stage.HANDLE], now
    )


_Words = dict[Room, dict[int, _Word]]
"""By reader, then by ticket."""


async def _above(readers: "_Readers", told: Sequence[Told]) -> _Words:
    """Each level above hears of the stage that weighs most now: whoever knows that nobody has signed needs not be told
    besides that nobody has called.
    """
    words: _Words = {}
    late = sorted((one for one in told if isinstance(one.step, Overdue)), key=_weight)
    weightiest = {one.ticket.id: one.clock.stage for one in late}
    for one in late:
        if not isinstance(one.step, Overdue) or one.clock.stage is not weightiest[one.ticket.id]:
            continue
        mark = f"{one.clock.stage}-over-{one.step.level}"
        for room in await readers.above(one.ticket, one.clock.stage, one.step.level):
            words.setdefault(room, {})[one.ticket.id] = _Word("overdue-above", one, mark)
    return words


async def _below(readers: "_Readers", told: Sequence[Told], above: _Words, now: datetime) -> _Words:
    """Handlers hear of each stage once, whatever level it has reached, and then once a day."""
    words: _Words = {}
    for one in sorted(told, key=_weight):
        match one.step:
            case Remind() if one.clock.stage is Stage.ARRIVE and one.ticket.state in UNSIGNED:
                continue  # Nobody goes there before somebody has taken it, and of that he is reminded.
            case Remind() if one.clock.stage is Stage.SIGN and one.ticket.state is State.RETURN_REVIEW:
                continue  # Nobody can sign while a desk decides whose it is.
            case Remind(percent=percent):
                kind, mark = f"remind-{percent}", f"{one.clock.stage}-{percent}"
            case Overdue(level=1):
                kind, mark = "overdue", f"{one.clock.stage}-over"
            case Overdue():
                continue
            case Again():
                kind, mark = "overdue", f"{one.clock.stage}-again-{now:%Y%m%d%H%M}"
        for room in await readers.handlers(one):
            if one.ticket.id not in above.get(room, {}):
                words.setdefault(room, {})[one.ticket.id] = _Word(kind, one, mark)
    return words


def _weight(one: Told) -> tuple[int, int, int]:
    """A reminder before what is said again, that before overdue; the lower level before the higher, the earlier stage
    before the later.
    """
    stage = list(Stage).index(one.clock.stage)
    match one.step:
        case Remind(percent=percent):
            return 0, percent, stage
        case Again():
            return 1, 0, stage
        case Overdue(level=level):
            return 2, level, stage


def _together(words: Mapping[int, _Word]) -> list[_Word]:
    """What goes into one message: two or more, or what is only said again."""
    found = [word for word in words.values() if not word.alone]
    return found if len(found) > 1 or any(isinstance(word.told.step, Again) for word in found) else []


def _single(town: Town, room: Room, words: Mapping[int, _Word]) -> Iterable[Letter]:
    listed = {word.told.ticket.id for word in _together(words)}
    return [_letter(town, room, word) for ticket_id, word in words.items() if ticket_id not in listed]


def _letter(town: Town, room: Room, word: _Word) -> Letter:
    ticket, clock, _ = word.told
    args: dict[str, Arg] = dict(cards.compose(ticket, town).args)
    args["stage"] = clock.stage.value
    rows = cards.buttons(ticket, town) if ticket.state in UNSIGNED else ()
    # What became a danger only later, or was given more time, is said anew, whatever was said of it before.
    times = f"{ticket.round}{':danger' if ticket.danger else ''}{_extended(clock)}"
    return Letter(
        f"{word.mark}:{ticket.id}:{times}:{room}",
        room.chat_id,
        Notice(word.kind, args, rows),
        Priority.DANGER if ticket.danger else Priority.CARD,
        ticket_id=ticket.id,
        card="reminder",
        thread_id=room.thread_id,
    )


def _extended(clock: StageClock) -> str:
    return f":{clock.extended_at:%Y%m%d%H%M%S}" if clock.extended_at else ""


def _list(town: Town, kind: str, room: Room, words: Sequence[_Word], now: datetime) -> Letter:
    lines = tuple(_line(town, word.told) for word in words)
    first = words[0].told
    return Letter(
        f"{kind}:{now.isoformat()}:{first.ticket.id}:{first.clock.stage}:{room}",
        room.chat_id,
        Notice(kind, {"count": len(lines), "more": 0}, lines=lines),
        Priority.CARD,
        card=kind,
        thread_id=room.thread_id,
    )


def _line(town: Town, told: Told) -> Notice:
    args: dict[str, Arg] = {
        "number": told.ticket.number,
        "category": told.ticket.category,
        "owner": town.node(told.ticket.owner_id).name,
        "stage": told.clock.stage.value,
        "due_at": instant(told.clock.due_at),
    }
    return Notice("overdue-line", args)


async def _late(tx: Store, town: Town, told: Sequence[Told], now: datetime) -> None:
    """The resident and all who joined are told that the promise was not kept, once for each promise."""
    broken = [one for one in told if isinstance(one.step, Overdue) and one.clock.stage is Stage.HANDLE]
    if not broken:
        return
    people = await joined.everybody(tx, [one.ticket for one in broken])
    chats = await tx.people.chats_of({person for found in people.values() for person in found})
    letters = []
    for ticket, clock, _ in broken:
        for chat_id in [chats[person] for person in people[ticket.id] if person in chats]:
            notice = Notice("late", {"number": ticket.number, "owner": town.node(ticket.owner_id).name})
            key = f"{telling.LATE}:{ticket.id}:{ticket.round}:{_extended(clock)}:{chat_id}"
            letters.append(Letter(key, chat_id, notice, Priority.ANSWER, ticket_id=ticket.id, card="notice"))
    await tx.outbox.put(letters, now)


class _Readers:
    """Who hears of a ticket."""

    def __init__(self, tx: Store, town: Town, now: datetime) -> None:
        self._tx, self._town, self._now = tx, town, now
        self._own: dict[int, int | None] = {}

    async def handlers(self, one: Told) -> list[Room]:
        """The rooms that show the ticket, and the one who took it in private where his chief shall hear it too."""
        ticket = one.ticket
        rooms = await telling.handlers(self._tx, self._town, ticket, self._now)
        # Whoever signed a matter that was sealed since may not read of it any more.
        if isinstance(one.step, Remind) and one.step.chief_too and ticket.signer_id and not ticket.sealed:
            own = await self._chat_of(ticket.signer_id)
            return list(dict.fromkeys([*rooms, Room(own)])) if own else rooms
        return rooms

    async def above(self, ticket: Ticket, stage: Stage, level: int) -> list[Room]:
        """Whom the ladder names when this stage is overdue for the ``level``-th time."""
        chain = self._town.tree.chain(self._town.node(ticket.owner_id))
        heard = heard_by(self._town.ladder, stage, level, chain)
        steps = [await telling.level_up(self._tx, self._town, ticket, step, self._now) for step in heard]
        return [room for rooms in steps for room in rooms]

    async def _chat_of(self, person_id: int) -> int | None:
        if person_id not in self._own:
            self._own[person_id] = await self._tx.people.chat_of(person_id)
        return self._own[person_id]
