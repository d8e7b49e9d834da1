"""The card: a ticket as its handlers see it, kept true in every chat that shows it."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.notices import Action, Arg, Notice, Press, Priority, Rows, instant
from bot.domain.org import RANK, Level
from bot.domain.ticket import State, Ticket
from bot.storage.cards import Card
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import telling
from bot.usecases.town import Town

SHOWN_CHARACTERS = 300
"""More than this is a wall of text in a busy group; 详情 shows the whole."""


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
        "urgency": category.urgency.value,
        "text": shorten(ticket.public_text),
        "place": ticket.place_text or town.node(ticket.node_id).name,
        "owner": town.node(ticket.owner_id).name,
        "created_at": ticket.created_at.isoformat(),
        "sign_due_at": instant(ticket.sign_due_at),
        "due_at": instant(ticket.due_at),
        "note": shorten(note),
        "pictures": pictures,
    }
    return Notice("card", args, buttons(ticket, town))


def buttons(ticket: Ticket, town: Town) -> Rows:
    """What can be done from here; every press is checked again."""

    def press(action: Action) -> Press:
        return Press(action, ticket.id, ticket.version)

    match ticket.state:
        case State.ACCEPTED if _has_grids(ticket, town) and not ticket.sealed:
            return ((press(Action.DISPATCH), press(Action.SIGN)), (press(Action.DETAIL),))
        case State.ACCEPTED | State.DISPATCHED:
            return ((press(Action.SIGN), press(Action.DETAIL)),)
        case State.HANDLING:
            return ((press(Action.ARRIVE), press(Action.FINISH)), (press(Action.DETAIL),))
        case State.SUBMITTED | State.PENDING_REVIEW | State.PENDING_SURVEY | State.CLOSED | State.WITHDRAWN:
            return ((press(Action.DETAIL),),)


async def post(tx: Store, town: Town, ticket: Ticket, now: datetime, media: tuple[int, ...] = ()) -> None:
    """Shows a new ticket, or one that is handled again, to its handlers, with its pictures."""
    await _show(tx, town, ticket, await telling.handlers(tx, town, ticket, now), now, media)


async def hand_over(
    tx: Store, town: Town, ticket: Ticket, before: Collection[int], now: datetime, media: tuple[int, ...] = ()
) -> None:
    """After a change of hands: out of the chats that had it, into those that have it now, true where it stays."""
    after = await telling.handlers(tx, town, ticket, now)
    await _leave(tx, ticket, [chat for chat in before if chat not in after], now)
    for chat in after:
        if chat in before:
            await tx.outbox.refresh_card(_edit(ticket, chat, compose(ticket, town, pictures=len(media)), now), now)
    await _show(tx, town, ticket, [chat for chat in after if chat not in before], now, media)


async def _show(
    tx: Store, town: Town, ticket: Ticket, chats: Collection[int], now: datetime, media: tuple[int, ...]
) -> None:
    notice = compose(ticket, town, pictures=len(media))
    priority = Priority.DANGER if ticket.danger else Priority.CARD
    letters = []
    for chat in chats:
        key = f"card:{ticket.id}:{ticket.version}:{chat}"
        letters.append(Letter(key, chat, notice, priority, ticket_id=ticket.id, card="card"))
        if media:
            letters.append(telling.pictures(ticket, chat, media, now))
    await tx.outbox.drop_edits(ticket.id, chats)
    await tx.outbox.put(letters, now)


async def add_pictures(tx: Store, town: Town, ticket: Ticket, media: tuple[int, ...], now: datetime) -> None:
    """Pictures that came after the card."""
    chats = await telling.handlers(tx, town, ticket, now)
    for chat in chats:
        await tx.outbox.join_pictures(telling.pictures(ticket, chat, media, now), now)


async def refresh(tx: Store, town: Town, ticket: Ticket, now: datetime, note: str = "") -> None:
    """Brings the card up to date wherever it stands."""
    notice = compose(ticket, town, note)
    for chat in await telling.handlers(tx, town, ticket, now):
        await tx.outbox.refresh_card(_edit(ticket, chat, notice, now), now)


async def _leave(tx: Store, ticket: Ticket, chats: Collection[int], now: datetime) -> None:
    """What still waits for these chats never leaves, and the card says only that the ticket is gone. Of a matter that
    was sealed nothing else stays there either.
    """
    own = await tx.people.chat_of(ticket.petitioner_id)
    leaving = [chat for chat in chats if chat != own]
    await tx.outbox.recall(ticket.id, leaving)
    shown = await tx.cards.shown(ticket.id, leaving)
    await tx.outbox.put([_gone(ticket, card) for card in shown if card.kind == "card" or ticket.sealed], now)


def _gone(ticket: Ticket, card: Card) -> Letter:
    """The edit that empties a card; any other message is deleted."""
    return Letter(
        f"left:{ticket.id}:{ticket.version}:{card.chat_id}:{card.message_id}",
        card.chat_id,
        Notice("card-moved", {"number": ticket.number}),
        Priority.RECEIPT if ticket.sealed else Priority.EDIT,
        method="edit" if card.kind == "card" else "delete",
        ticket_id=ticket.id,
        card="left",
        message_id=card.message_id,
    )


def shorten(text: str, limit: int = SHOWN_CHARACTERS) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _edit(ticket: Ticket, chat: int, notice: Notice, now: datetime) -> Letter:
    key = f"edit:{ticket.id}:{ticket.version}:{now.timestamp()}:{chat}"
    return Letter(key, chat, notice, Priority.EDIT, method="edit", ticket_id=ticket.id, card="card")


def _has_grids(ticket: Ticket, town: Town) -> bool:
    return RANK[town.node(ticket.owner_id).level] < RANK[Level.GRID]
