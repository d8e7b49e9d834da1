"""Who hears of a ticket, and putting it into the outbox. Every word leaves through here."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from bot.domain.notices import Arg, Notice, Priority, Rows
from bot.domain.org import DESKS, HANDLERS, Level, Node, Role
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases.joined import everybody
from bot.usecases.town import Town

DUTY = (Role.GRID_CHIEF, Role.COMMUNITY, Role.TOWN_DESK)
"""Called when there is danger; the county desk follows by the clock (handbook §9)."""

PICTURES_AFTER = timedelta(seconds=2)

QUERY_LIVES = timedelta(seconds=14)
"""Telegram forgets a callback query after some 15 s."""

LATE = "late"
"""Beginning of the keys of what tells a resident that a promise was not kept."""


async def petitioner(
    tx: Store,
    ticket: Ticket,
    kind: str,
    now: datetime,
    args: Mapping[str, Arg] | None = None,
    *,
    buttons: Rows = (),
    lines: tuple[Notice, ...] = (),
    priority: Priority = Priority.ANSWER,
    mark: str = "",
    card: str = "notice",
    media: tuple[int, ...] = (),
    reply: bool = False,
) -> None:
    """A word to whoever reported the ticket. ``mark`` tells repeatable notices of one kind apart."""
    await _private(
        tx, ticket, [ticket.petitioner_id], kind, now, args, buttons, lines, priority, mark, card, media, reply
    )


async def joined(
    tx: Store,
    ticket: Ticket,
    kind: str,
    now: datetime,
    args: Mapping[str, Arg] | None = None,
    *,
    only: Collection[int] = (),
    buttons: Rows = (),
    lines: tuple[Notice, ...] = (),
    priority: Priority = Priority.ANSWER,
    mark: str = "",
    card: str = "notice",
    media: tuple[int, ...] = (),
) -> None:
    """A word to each resident whose own matter was merged into the ticket, or into the one it was split from; or to the
    people in ``only``.
    """
    others = dict.fromkeys(only or (await everybody(tx, [ticket]))[ticket.id][1:])
    await _private(tx, ticket, others, kind, now, args, buttons, lines, priority, mark, card, media, False)


async def everyone(
    tx: Store,
    ticket: Ticket,
    kind: str,
    now: datetime,
    args: Mapping[str, Arg] | None = None,
    *,
    mark: str = "",
    lines: tuple[Notice, ...] = (),
    media: tuple[int, ...] = (),
) -> None:
    """The same word to whoever reported it and to all who joined."""
    await petitioner(tx, ticket, kind, now, args, mark=mark, lines=lines, media=media)
    await joined(tx, ticket, kind, now, args, mark=mark, lines=lines, media=media)


async def _private(
    tx: Store, ticket: Ticket, people: Iterable[int], kind: str, now: datetime, args: Mapping[str, Arg] | None,
    buttons: Rows, lines: tuple[Notice, ...], priority: Priority, mark: str, card: str, media: tuple[int, ...],
    reply: bool,
) -> None:  # fmt: skip
    wanted = list(people)
    chats = await tx.people.chats_of(wanted)
    notice = Notice(kind, {"number": ticket.number, **(args or {})}, buttons, lines, reply=reply)
    letters = []
    for chat_id in [chats[person] for person in wanted if person in chats]:
        letters.append(word(ticket, chat_id, notice, mark=mark, priority=priority, card=card))
        if media:
            letters.append(pictures(ticket, Room(chat_id), media, now))
    await tx.outbox.put(letters, now)


def word(
    ticket: Ticket, chat_id: int, notice: Notice, *,
    mark: str = "", priority: Priority = Priority.ANSWER, card: str = "notice",
) -> Letter:  # fmt: skip
    """A word about a ticket to one resident, as :func:`petitioner` says it."""
    key = f"{notice.kind}:{ticket.id}:{ticket.round}:{mark}:{chat_id}"
    return Letter(key, chat_id, notice, priority, ticket_id=ticket.id, card=card)


def pictures(ticket: Ticket, room: Room, media: tuple[int, ...], now: datetime, again: str = "") -> Letter:
    """Files of a ticket shown in a room. An album arrives piece by piece; a little later it leaves together.

    ``again`` tells apart what is shown there anew.
    """
    return Letter(
        f"pictures:{ticket.id}:{media[0]}:{again}{room}",
        room.chat_id,
        Notice("pictures", {"number": ticket.number}, media=media),
        Priority.CARD,
        method="media",
        ticket_id=ticket.id,
        card="pictures",
        not_before=now + PICTURES_AFTER,
        thread_id=room.thread_id,
    )


async def handlers(tx: Store, town: Town, ticket: Ticket, now: datetime) -> list[Room]:
    """Rooms that show the ticket to whoever must act on it.

    A sealed ticket: only the private chats of the appointed people at its owner. Otherwise the groups and topics bound
    to the owner; without one that can be reached its handlers in private; without any, the next node up; at last the
    admins. Nobody only when nobody at all can be reached.
    """
    if ticket.sealed:
        return await _sealed_readers(tx, town, ticket, now)
    for node in town.tree.chain(town.node(ticket.owner_id)):
        if found := await reach(tx, town, node, now):
            return found
    return await _open(tx, _admins(town))


async def reach(tx: Store, town: Town, node: Node, now: datetime) -> list[Room]:
    """The rooms bound to a node, or the private chats of its handlers: those that can be reached."""
    return await tx.rooms_of(node.id, lambda: _reach(tx, town, node, now))


async def _reach(tx: Store, town: Town, node: Node, now: datetime) -> list[Room]:
    bound = await tx.bindings.of([node.id])
    if rooms := list(dict.fromkeys(room for binding in bound if (room := binding.reach))):
        return rooms
    people = await tx.org.holders([node.id], sorted(HANDLERS), town.today(now))
    return await _open(tx, _accounts(person.telegram_id for person in people))


async def private(tx: Store, town: Town, node: Node, roles: Iterable[Role], now: datetime) -> list[Room]:
    """Private chats of those who hold one of ``roles`` at the node itself and can be reached."""
    people = await tx.org.holders([node.id], tuple(roles), town.today(now))
    return await _open(tx, _accounts(person.telegram_id for person in people))


async def _open(tx: Store, rooms: list[Room]) -> list[Room]:
    """Without the chats of people who blocked us, or never spoke to us."""
    closed = await tx.chats.closed_to_us([room.chat_id for room in rooms]) if rooms else set()
    return [room for room in rooms if room.chat_id not in closed]


async def _sealed_readers(tx: Store, town: Town, ticket: Ticket, now: datetime) -> list[Room]:
    whose = ticket.owner_id, ticket.sealed_role
    return await tx.rooms_of(whose, lambda: _find_sealed_readers(tx, town, ticket, now))


async def _find_sealed_readers(tx: Store, town: Town, ticket: Ticket, now: datetime) -> list[Room]:
    people = await tx.org.holders([ticket.owner_id], _roles(ticket, ()), town.today(now))
    return _accounts(person.telegram_id for person in people) or _admins(town)


async def duty(tx: Store, town: Town, ticket: Ticket, now: datetime) -> list[Room]:
    """Private chats of the people on duty at and above a danger; for a sealed one only those who may know of it."""
    chain = town.tree.chain(town.node(ticket.node_id))
    nodes = [n.id for n in chain if not (ticket.sealed and n.level is Level.GRID)]
    people = await tx.org.holders(
        nodes, town.readers_of_sealed(ticket.category) if ticket.sealed else DUTY, town.today(now)
    )
    return _accounts(person.telegram_id for person in people) or _admins(town)


async def level_up(tx: Store, town: Town, ticket: Ticket, level: int, now: datetime) -> list[Room]:
    """Private chats of those who answer ``level`` steps above the owner: what is overdue climbs."""
    whose = ticket.owner_id, ticket.sealed_role, level
    return await tx.rooms_of(whose, lambda: _level_up(tx, town, ticket, level, now))


async def _level_up(tx: Store, town: Town, ticket: Ticket, level: int, now: datetime) -> list[Room]:
    chain = town.tree.chain(town.node(ticket.owner_id))[1:]
    roles = _roles(ticket, tuple(sorted(DESKS)))
    for node in chain[level - 1 :] or chain[-1:]:
        people = await tx.org.holders([node.id], roles, town.today(now))
        if found := await _open(tx, _accounts(person.telegram_id for person in people)):
            return found
    return _admins(town)


async def admins(tx: Store, town: Town, notice: Notice, key: str, now: datetime) -> None:
    """Tells whoever runs the installation that something needs his hand."""
    letters = [Letter(f"{key}:{chat}", chat, notice, Priority.ANSWER) for chat in sorted(town.admins)]
    await tx.outbox.put(letters, now)


async def answer(tx: Store, query_id: str, chat_id: int, notice: Notice, now: datetime) -> None:
    """The short word that a press gets; useless after some seconds, so it expires."""
    letter = Letter(
        f"answer:{query_id}",
        chat_id,
        notice,
        Priority.DANGER,
        method="answer",
        query_id=query_id,
        expires_at=now + QUERY_LIVES,
    )
    await tx.outbox.put([letter], now)


async def mark(tx: Store, chat_id: int, message_id: int, now: datetime) -> None:
    """A mark on somebody's message: it was read and kept."""
    letter = Letter(
        f"mark:{chat_id}:{message_id}", chat_id, Notice("noted"), Priority.EDIT, method="react", message_id=message_id
    )
    await tx.outbox.put([letter], now)


async def reply(
    tx: Store,
    chat_id: int,
    notice: Notice,
    key: str,
    now: datetime,
    *,
    reply_to: int | None = None,
    priority: Priority = Priority.ANSWER,
    ticket_id: int | None = None,
    card: str | None = None,
    thread_id: int = 0,
) -> None:
    """An answer in the chat where something was said."""
    letter = Letter(
        key, chat_id, notice, priority, reply_to=reply_to, ticket_id=ticket_id, card=card, thread_id=thread_id
    )
    await tx.outbox.put([letter], now)


async def rewrite(tx: Store, room: Room, message_id: int, notice: Notice, key: str, now: datetime) -> None:
    """Other words in a message of ours, asked for by a press on it."""
    letter = Letter(
        key, room.chat_id, notice, Priority.ANSWER, method="edit", message_id=message_id, thread_id=room.thread_id
    )
    await tx.outbox.put([letter], now)


def _roles(ticket: Ticket, ordinary: tuple[Role, ...]) -> tuple[Role, ...]:
    return (ticket.sealed_role,) if ticket.sealed_role else ordinary


def _accounts(telegram_ids: Iterable[int | None]) -> list[Room]:
    """Each private chat once, in order; people who never opened their invitation have none yet."""
    return list(dict.fromkeys(Room(account) for account in telegram_ids if account is not None))


def _admins(town: Town) -> list[Room]:
    return [Room(account) for account in sorted(town.admins)]
