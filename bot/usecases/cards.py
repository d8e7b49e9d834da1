"""The card: a ticket as its handlers see it, kept true in every chat that shows it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.domain import returns
from bot.domain.life import OPEN, State
from bot.domain.names import GRADE
from bot.domain.notices import Action, Arg, Notice, Press, Priority, Rows, instant
from bot.domain.org import RANK, Level
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.outbox import Letter
from bot.storage.spots import Spot
from bot.storage.store import Store
from bot.usecases import joined, telling
from bot.usecases.town import Town

SHOWN_CHARACTERS = 300
"""More than this is a wall of text in a busy group; 详情 shows the whole."""


MOST_ROWS = 3
"""Rows of buttons that a card may have."""


def compose(ticket: Ticket, town: Town, note: str = "", pictures: int = 0) -> Notice:
    """The card's content now. ``note`` is the last word on it, already masked."""
    category = town.category(ticket.category)
    args: dict[str, Arg] = {
        "number": ticket.number,
        "category": category.code,
        "state": ticket.state.value,
        "danger": int(ticket.danger),
        "sealed": int(ticket.sealed),
        "sure": int(ticket.sure),
        "round": ticket.round,
        "extended": int(ticket.extended_at is not None),
        "excluded": int(ticket.excluded is not None),
        "urgency": category.urgency.value,
        "text": shorten(ticket.public_text),
        "place": ticket.place_text or town.node(ticket.node_id).name,
        "owner": town.node(ticket.owner_id).name,
        "created_at": ticket.created_at.isoformat(),
        "sign_due_at": instant(ticket.sign_due_at),
        "due_at": instant(ticket.due_at),
        "wake_at": instant(ticket.wake_at),
        "note": shorten(note),
        "pictures": pictures,
        "grade": _grade(ticket, town),
        "answer_at": instant(ticket.answer_by),
        "children": 0,
    }
    return Notice("card", args, buttons(ticket, town))


class Shown(NamedTuple):
    """A ticket with what its card says besides."""

    ticket: Ticket
    note: str = ""
    pictures: int = 0


async def composed(tx: Store, town: Town, ticket: Ticket, now: datetime, note: str = "", pictures: int = 0) -> Notice:
    """The card with what is known from other tickets: who told the same, whether it comes up again and again."""
    [notice] = await composed_all(tx, town, [Shown(ticket, note, pictures)], now)
    return notice


async def composed_all(tx: Store, town: Town, shown: Sequence[Shown], now: datetime) -> list[Notice]:
    beside = await joined.beside(tx, town, [one.ticket for one in shown], now)
    return [_with(compose(ticket, town, note, pictures), ticket, beside[ticket.id]) for ticket, note, pictures in shown]


def _with(notice: Notice, ticket: Ticket, beside: joined.Beside) -> Notice:
    rows, head = notice.buttons, beside.same
    if head is not None and len(rows) < MOST_ROWS:
        merge = Press(Action.MERGE_INTO, ticket.id, ticket.version, choice=str(head.id), label=head.number)
        rows = (*rows, (merge,))
    family = next((line for line in beside.lines if line.kind == "card-children"), None)
    if family is not None and family.args["done"] != family.args["count"]:
        # It waits for its children: no day and no press wakes it.
        notice = replace(notice, args={**notice.args, "children": family.args["count"]})
        rows = tuple(row for row in rows if all(press.action is not Action.RESUME for press in row))
    return replace(notice, buttons=rows, lines=beside.lines)


_LOOKS = (Action.DETAIL, Action.MORE)
_ROWS: Mapping[State, tuple[tuple[Action, ...], ...]] = {
    State.ACCEPTED: ((Action.DISPATCH, Action.SIGN), _LOOKS),
    State.DISPATCHED: ((Action.SIGN, Action.RETURN, Action.REPORT_UP), _LOOKS),
    State.HANDLING: ((Action.ARRIVE, Action.FINISH), (Action.EXTEND, Action.ASSIST, Action.REPORT_UP), _LOOKS),
    State.SUSPENDED: ((Action.RESUME,), _LOOKS),
    State.DRAFT: (_LOOKS,),
    State.RETURN_REVIEW: (_LOOKS,),
    State.ON_ACCOUNT: (_LOOKS,),
    State.PENDING_REVIEW: (_LOOKS,),
    State.PENDING_SURVEY: (_LOOKS,),
    State.CLOSED: (_LOOKS,),
}
"""Buttons by state; where a state is not named there is only the detail."""


def buttons(ticket: Ticket, town: Town) -> Rows:
    """What can be done from here; every press is checked again."""
    rows = _ROWS.get(ticket.state, ((Action.DETAIL,),))
    shown = [tuple(action for action in row if _makes_sense(action, ticket, town)) for row in rows]
    return tuple(tuple(Press(action, ticket.id, ticket.version) for action in row) for row in shown if row)


def _makes_sense(action: Action, ticket: Ticket, town: Town) -> bool:
    match action:
        case Action.DISPATCH:
            return _has_grids(ticket, town) and not ticket.sealed
        case Action.RETURN:
            return returns.bars(ticket, town.life.returns) is None
        case Action.EXTEND:
            return ticket.extended_at is None and ticket.profile not in town.life.extension.never
        case Action.REPORT_UP | Action.ASSIST:
            return not ticket.sealed
    return True


async def post(tx: Store, town: Town, ticket: Ticket, now: datetime, media: tuple[int, ...] = ()) -> None:
    """Shows a ticket that is handled again to its handlers, with its pictures."""
    await show(tx, town, ticket, await telling.handlers(tx, town, ticket, now), now, media)


async def post_new(
    tx: Store, town: Town, ticket: Ticket, now: datetime, media: tuple[int, ...], *, follows: bool
) -> None:
    """The first card of a ticket of this moment, with its pictures. ``follows``: somebody told the same before."""
    rooms = await telling.handlers(tx, town, ticket, now)
    if rooms:
        beside = await joined.beside_new(tx, town, ticket, now, follows=follows)
        notice = _with(compose(ticket, town, pictures=len(media)), ticket, beside)
        await tx.outbox.put(_letters([Posted(ticket, notice, rooms, media)], now), now)


class Posted(NamedTuple):
    """A card for rooms that have none, with its pictures."""

    ticket: Ticket
    notice: Notice
    rooms: Collection[Room]
    media: tuple[int, ...]


async def show(
    tx: Store,
    town: Town,
    ticket: Ticket,
    rooms: Collection[Room],
    now: datetime,
    media: tuple[int, ...],
    again: str = "",
) -> None:
    """The card and its pictures into rooms that have none. ``again`` tells apart a card that is shown there anew."""
    if rooms:
        notice = await composed(tx, town, ticket, now, pictures=len(media))
        await put_up(tx, [Posted(ticket, notice, rooms, media)], now, again)


async def put_up(tx: Store, posted: Sequence[Posted], now: datetime, again: str = "") -> None:
    await tx.outbox.drop_edits([Spot(one.ticket.id, room) for one in posted for room in one.rooms])
    await tx.outbox.put(_letters(posted, now, again), now)


def _letters(posted: Sequence[Posted], now: datetime, again: str = "") -> list[Letter]:
    letters = []
    for ticket, notice, rooms, media in posted:
        priority = Priority.DANGER if ticket.danger else Priority.CARD
        for room in rooms:
            key = f"card:{ticket.id}:{ticket.version}:{again}{room}"
            letters.append(
                Letter(key, room.chat_id, notice, priority, ticket_id=ticket.id, card="card", thread_id=room.thread_id)
            )
            if media:
                letters.append(telling.pictures(ticket, room, media, now, again))
    return letters


async def add_pictures(tx: Store, town: Town, ticket: Ticket, media: tuple[int, ...], now: datetime) -> None:
    """Pictures that came after the card."""
    for room in await telling.handlers(tx, town, ticket, now):
        await tx.outbox.join_pictures(telling.pictures(ticket, room, media, now), now)


async def refresh(tx: Store, town: Town, ticket: Ticket, now: datetime, note: str = "") -> None:
    """Brings the card up to date wherever it stands."""
    notice = await composed(tx, town, ticket, now, note)
    for room in await telling.handlers(tx, town, ticket, now):
        await tx.outbox.refresh_card(edit(ticket, room, notice, now), now)


async def recount(tx: Store, town: Town, tickets: Iterable[Ticket], now: datetime) -> None:
    """Cards of tickets to which nothing happened, but somebody else told the same, or took it back. What stands
    there otherwise stays."""
    for ticket in tickets:
        args = await tx.outbox.last_card(ticket.id)
        note, pictures = str(args.get("note", "")), int(args.get("pictures", 0))
        notice = await composed(tx, town, ticket, now, note, pictures)
        for room in await telling.handlers(tx, town, ticket, now):
            await tx.outbox.refresh_card(edit(ticket, room, notice, now), now)


def shorten(text: str, limit: int = SHOWN_CHARACTERS) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def edit(ticket: Ticket, room: Room, notice: Notice, now: datetime) -> Letter:
    """The card that stands in the room says this now."""
    return Letter(
        f"edit:{ticket.id}:{ticket.version}:{now.timestamp()}:{room}",
        room.chat_id,
        notice,
        Priority.EDIT,
        method="edit",
        ticket_id=ticket.id,
        card="card",
        thread_id=room.thread_id,
    )


def _grade(ticket: Ticket, town: Town) -> str:
    """The name of the 督办 that waits for an answer: of what is done nobody owes one."""
    waits = ticket.supervised in town.ladder.grades and not ticket.sealed and ticket.state in OPEN
    return f"{GRADE}-{ticket.supervised}" if waits else ""


def _has_grids(ticket: Ticket, town: Town) -> bool:
    return RANK[town.node(ticket.owner_id).level] < RANK[Level.GRID]
