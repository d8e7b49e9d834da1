"""The card: a ticket as its handlers see it, kept true in every chat that shows it."""

from datetime import datetime

from bot.domain.notices import Action, Arg, Notice, Press, Priority, Rows
from bot.domain.org import RANK, Level
from bot.domain.ticket import State, Ticket
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
        "sign_due_at": _iso(ticket.sign_due_at),
        "due_at": _iso(ticket.due_at),
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
    """Shows a new or newly dispatched ticket to its handlers, with its pictures."""
    notice = compose(ticket, town, pictures=len(media))
    priority = Priority.DANGER if ticket.danger else Priority.CARD
    letters = []
    for chat in await telling.handlers(tx, town, ticket, now):
        key = f"card:{ticket.id}:{ticket.version}:{chat}"
        letters.append(Letter(key, chat, notice, priority, ticket_id=ticket.id, card="card"))
        if media:
            letters.append(telling.pictures(ticket, chat, media, now))
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
        await tx.outbox.refresh_card(_edit(ticket, chat, notice), now)


async def retire(tx: Store, ticket: Ticket, now: datetime) -> None:
    """The ticket leaves these chats: its card there says only that much."""
    notice = Notice("card-moved", {"number": ticket.number})
    for card in await tx.cards.of(ticket.id, "card"):
        await tx.outbox.refresh_card(_edit(ticket, card.chat_id, notice), now)


def shorten(text: str, limit: int = SHOWN_CHARACTERS) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _edit(ticket: Ticket, chat: int, notice: Notice) -> Letter:
    key = f"edit:{ticket.id}:{ticket.version}:{notice.kind}:{notice.args.get('note', '')!s:.40}:{chat}"
    return Letter(key, chat, notice, Priority.EDIT, method="edit", ticket_id=ticket.id, card="card")


def _has_grids(ticket: Ticket, town: Town) -> bool:
    return RANK[town.node(ticket.owner_id).level] < RANK[Level.GRID]


def _iso(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()
