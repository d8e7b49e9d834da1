"""The card: a ticket as its handlers see it, kept true in every chat that shows it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain import returns
from bot.domain.life import OPEN, State
from bot.domain.names import GRADE
from bot.domain.notices import Action, Arg, Notice, Press, Priority, Rows, instant
from bot.domain.org import RANK, Level
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.cards import Card
from bot.storage.outbox import Letter
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


async def composed(tx: Store, town: Town, ticket: Ticket, now: datetime, note: str = "", pictures: int = 0) -> Notice:
    """The card with what is known from other tickets: who told the same, whether it comes up again and again."""
    notice = compose(ticket, town, note, pictures)
    rows, head = notice.buttons, await joined.offered(tx, ticket)
    if head is not None and len(rows) < MOST_ROWS:
        merge = Press(Action.MERGE_INTO, ticket.id, ticket.version, choice=str(head.id), label=head.number)
        rows = (*rows, (merge,))
    lines = await joined.lines(tx, town, ticket, now)
    family = next((line for line in lines if line.kind == "card-children"), None)
    if family is not None and family.args["done"] != family.args["count"]:
        # It waits for its children: no day and no press wakes it.
        notice = replace(notice, args={**notice.args, "children": family.args["count"]})
        rows = tuple(row for row in rows if all(press.action is not Action.RESUME for press in row))
    return replace(notice, buttons=rows, lines=lines)


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
            return ticket.extended_at is None
        case Action.REPORT_UP | Action.ASSIST:
            return not ticket.sealed
    return True


async def post(tx: Store, town: Town, ticket: Ticket, now: datetime, media: tuple[int, ...] = ()) -> None:
    """Shows a new ticket, or one that is handled again, to its handlers, with its pictures."""
    await show(tx, town, ticket, await telling.handlers(tx, town, ticket, now), now, media)


async def hand_over(
    tx: Store, town: Town, ticket: Ticket, before: Collection[Room], now: datetime, media: tuple[int, ...] = ()
) -> None:
    """After a change of hands: out of the rooms that had it, into those that have it now, true where it stays."""
    after = await telling.handlers(tx, town, ticket, now)
    left = [room for room in before if room not in after]
    await leave(tx, ticket, left, now, Notice("card-moved", {"number": ticket.number}))
    notice = await composed(tx, town, ticket, now, pictures=len(media))
    for room in after:
        if room in before:
            await tx.outbox.refresh_card(_edit(ticket, room, notice, now), now)
    await show(tx, town, ticket, [room for room in after if room not in before], now, media)


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
    notice = await composed(tx, town, ticket, now, pictures=len(media))
    priority = Priority.DANGER if ticket.danger else Priority.CARD
    letters = []
    for room in rooms:
        key = f"card:{ticket.id}:{ticket.version}:{again}{room}"
        letters.append(
            Letter(key, room.chat_id, notice, priority, ticket_id=ticket.id, card="card", thread_id=room.thread_id)
        )
        if media:
            letters.append(telling.pictures(ticket, room, media, now, again))
    await tx.outbox.drop_edits(ticket.id, rooms)
    await tx.outbox.put(letters, now)


async def add_pictures(tx: Store, town: Town, ticket: Ticket, media: tuple[int, ...], now: datetime) -> None:
    """Pictures that came after the card."""
    for room in await telling.handlers(tx, town, ticket, now):
        await tx.outbox.join_pictures(telling.pictures(ticket, room, media, now), now)


async def refresh(tx: Store, town: Town, ticket: Ticket, now: datetime, note: str = "") -> None:
    """Brings the card up to date wherever it stands."""
    notice = await composed(tx, town, ticket, now, note)
    for room in await telling.handlers(tx, town, ticket, now):
        await tx.outbox.refresh_card(_edit(ticket, room, notice, now), now)


async def recount(tx: Store, town: Town, tickets: Iterable[Ticket], now: datetime) -> None:
    """Cards of tickets to which nothing happened, but somebody else told the same, or took it back. What stands
    there otherwise stays."""
    for ticket in tickets:
        args = await tx.outbox.last_card(ticket.id)
        note, pictures = str(args.get("note", "")), int(args.get("pictures", 0))
        notice = await composed(tx, town, ticket, now, note, pictures)
        for room in await telling.handlers(tx, town, ticket, now):
            await tx.outbox.refresh_card(_edit(ticket, room, notice, now), now)


async def leave(tx: Store, ticket: Ticket, rooms: Collection[Room], now: datetime, word: Notice) -> None:
    """What still waits for these rooms never leaves, and the card says only this ``word``. Of a matter that
    was sealed nothing else stays there either.
    """
    own = await tx.people.chat_of(ticket.petitioner_id)
    await tx.outbox.recall(ticket.id, [room for room in rooms if room.chat_id != own])
    # Who had to act on his own matter goes on hearing what residents hear.
    await tx.outbox.recall(ticket.id, [room for room in rooms if room.chat_id == own], "card")
    shown = await tx.cards.shown(ticket.id, rooms)
    gone = [card for card in shown if card.kind == "card" or (ticket.sealed and card.chat_id != own)]
    await tx.outbox.put([_gone(ticket, card, word) for card in gone], now)
    await tx.cards.left(ticket.id, rooms)


def _gone(ticket: Ticket, card: Card, word: Notice) -> Letter:
    """The edit that empties a card; any other message is deleted."""
    return Letter(
        f"left:{ticket.id}:{ticket.version}:{card.chat_id}:{card.message_id}",
        card.chat_id,
        word,
        Priority.RECEIPT if ticket.sealed else Priority.EDIT,
        method="edit" if card.kind == "card" else "delete",
        ticket_id=ticket.id,
        card="left",
        message_id=card.message_id,
        thread_id=card.thread_id,
    )


def shorten(text: str, limit: int = SHOWN_CHARACTERS) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _edit(ticket: Ticket, room: Room, notice: Notice, now: datetime) -> Letter:
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
