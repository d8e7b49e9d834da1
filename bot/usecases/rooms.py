"""Rooms that break, move or come back: no card stands where nobody can see it, and somebody hears of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.domain.life import OPEN
from bot.domain.notices import Arg, Notice, Priority
from bot.domain.org import HANDLERS, Level, Node
from bot.domain.rooms import OF_TOPIC, Room, Trouble
from bot.domain.ticket import Ticket
from bot.storage.bindings import Binding
from bot.storage.org import Holder
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import cards, relocating, telling, whistle_rooms
from bot.usecases.people import full_name
from bot.usecases.town import Town

MOST_CARDS = 200
"""So many open tickets of a node are shown anew at once."""

FOLLOW = frozenset({"reminder", "supplement", "additions", "chase", "human-wanted"})
"""Words to a group of handlers that somebody else must hear when the group cannot."""

SHUT = frozenset({"gone", "muted", "blocked"})
"""States of a chat in which nothing arrives, but may again."""

TOLD_AT = time(9)
MONDAY = 0
NAMED = 10


@dataclass(frozen=True, slots=True)
class Change:
    """What Telegram says of our place in a chat: ``trouble`` None: we may write there."""

    chat_id: int
    type: str
    title: str
    trouble: Trouble | None
    admin: bool


async def stands(tx: Store, town: Town, change: Change, now: datetime) -> None:
    """Our place in a chat is this now. What got worse is rerouted, what got better shows its open cards anew."""
    before = await tx.chats.get(change.chat_id)
    await tx.chats.seen(change.chat_id, change.type, change.title)
    await tx.chats.set_admin(change.chat_id, change.admin)
    if change.trouble is not None:
        await lost(tx, town, Room(change.chat_id), change.trouble, now)
    if change.trouble in {None, Trouble.NO_MEDIA} and before is not None and before.state in SHUT:
        await came_back(tx, town, change.chat_id, now)


async def lost(tx: Store, town: Town, room: Room, trouble: Trouble, now: datetime) -> None:
    """A room takes no messages: that is remembered, the admins hear it, and what waited for it goes elsewhere.

    A broken topic gives way to General; a group that is gone to private chats, then to the next node up.
    """
    await _tell(tx, town, room, trouble, now)
    if trouble is Trouble.NO_MEDIA:
        return
    whole = trouble not in OF_TOPIC
    if whole:
        state = "muted" if trouble is Trouble.MUTED else "blocked" if room.private else "gone"
        await tx.chats.unreachable(room.chat_id, state)
    elif room.thread_id:
        await tx.bindings.set_state(room, trouble.value)
        await tx.forwarding.to_general(room)
    else:
        await tx.chats.set_general_closed(room.chat_id, True)
    await _reroute(tx, town, room, now, whole_chat=whole)


async def came_back(tx: Store, town: Town, chat_id: int, now: datetime, thread_id: int | None = None) -> None:
    """A chat, or one topic of it (0: General), takes messages again: its open cards are shown anew."""
    if chat_id > 0:
        await _person_back(tx, town, chat_id, now)
        return
    for binding in await tx.bindings.in_chat(chat_id):
        room = binding.reach
        if room is not None and thread_id in {None, room.thread_id}:
            key = f"group-back:{room}:{now:%Y%m%d%H%M}"
            await telling.reply(tx, chat_id, Notice("group-back"), key, now, thread_id=room.thread_id)
            await settle_node(tx, town, binding.node_id, now, anew=room)


async def opened(tx: Store, town: Town, account: int, now: datetime) -> None:
    """Somebody pressed Start: from now on he can be written to."""
    if account in await tx.chats.closed_to_us([account]):
        await stands(tx, town, Change(account, "private", "", None, False), now)


async def _person_back(tx: Store, town: Town, account: int, now: datetime) -> None:
    actor = await tx.people.actor(account, town.today(now), is_admin=False)
    for appointment in actor.appointments:
        if appointment.role in HANDLERS:
            await settle_node(tx, town, appointment.node.id, now, anew=Room(account))


async def migrated(tx: Store, town: Town, old: int, new: int, now: datetime) -> None:
    """A group became a supergroup: everything follows it. It may be said twice, in any order, or by a refusal only."""
    moving = await tx.bindings.in_chat(old)
    await tx.chats.migrate(old, new)
    await tx.bindings.moved(old, new)
    await tx.cards.forget(old)
    await tx.forwarding.to_new_chat(old, new)
    for binding in moving:
        # Cards of the old group can no longer be edited.
        await settle_node(tx, town, binding.node_id, now)
    await whistle_rooms.reroute(tx, town, Room(old), now, whole_chat=True)
    await tx.whistles.migrate(old, new)


async def settle_node(tx: Store, town: Town, node_id: int, now: datetime, anew: Room | None = None) -> None:
    """Every open ticket of a node stands where its handlers can see it."""
    for ticket in await tx.tickets.open_at([node_id], MOST_CARDS):
        if not ticket.sealed:
            await _settle(tx, town, ticket, now, anew)


async def _settle(tx: Store, town: Town, ticket: Ticket, now: datetime, anew: Room | None = None) -> None:
    """The card into rooms that lack it, out of those that need it no more; in ``anew`` an old card does not count."""
    standing = {card.room for card in await tx.cards.of(ticket.id, "card")}
    coming = await tx.forwarding.coming(ticket.id)
    wanted = await telling.handlers(tx, town, ticket, now)
    missing = [room for room in wanted if room not in coming and (room not in standing or room == anew)]
    media = tuple(stored.id for stored in await tx.media.of_ticket(ticket.id))
    await cards.show(tx, town, ticket, missing, now, media, again=f"{now.timestamp()}:")
    needless = [room for room in standing | coming if room not in wanted]
    await relocating.leave(tx, ticket, await _reachable(tx, needless), now, "card-elsewhere")


async def _reachable(tx: Store, rooms: Collection[Room]) -> list[Room]:
    closed = await tx.chats.closed_to_us([room.chat_id for room in rooms])
    broken = {b.room for chat in {r.chat_id for r in rooms} for b in await tx.bindings.in_chat(chat) if b.trouble}
    return sorted(room for room in rooms if room.chat_id not in closed and room not in broken)


async def _reroute(tx: Store, town: Town, room: Room, now: datetime, *, whole_chat: bool) -> None:
    """Tickets whose card stood or was to stand there, and words about them that wait."""
    by_ticket: dict[int, list[tuple[int, Letter]]] = {
        ticket_id: [] for ticket_id in await tx.cards.open_in(room, whole_chat=whole_chat)
    }
    for id_, letter in await tx.forwarding.waiting_for(room, whole_chat=whole_chat):
        # What a resident is told about his own ticket has nowhere else to go.
        if letter.ticket_id is not None and (letter.card in FOLLOW | {"card"} or letter.ticket_id in by_ticket):
            by_ticket.setdefault(letter.ticket_id, []).append((id_, letter))
    for ticket_id, letters in by_ticket.items():
        ticket = await tx.tickets.get(ticket_id)
        if ticket is None or ticket.sealed:
            continue
        if ticket.state in OPEN:
            await _elsewhere(tx, town, ticket, letters, now)
        else:
            await tx.forwarding.mark([id_ for id_, letter in letters if letter.card == "card"], "recalled")
    await whistle_rooms.reroute(tx, town, room, now, whole_chat=whole_chat)


async def _elsewhere(
    tx: Store, town: Town, ticket: Ticket, letters: Sequence[tuple[int, Letter]], now: datetime
) -> None:
    """Nothing is taken back while nobody else can be reached: the letters stay, to be sent again by hand."""
    rooms = await telling.handlers(tx, town, ticket, now)
    if not rooms:
        return
    following = [letter for _, letter in letters if letter.card in FOLLOW and letter.chat_id < 0]
    shown = [id_ for id_, letter in letters if letter.card in {"card", "pictures"} or letter in following]
    await tx.forwarding.mark(shown, "rerouted")
    await _settle(tx, town, ticket, now)
    await tx.outbox.put([_to(letter, room) for letter in following for room in rooms], now)


def _to(letter: Letter, room: Room) -> Letter:
    """Keys end with the room, so that nobody who has read the words already gets them twice."""
    key = f"{letter.key.removesuffix(str(letter.room))}{room}"
    return replace(letter, key=key, chat_id=room.chat_id, thread_id=room.thread_id)


async def _tell(tx: Store, town: Town, room: Room, trouble: Trouble, now: datetime) -> None:
    """The admins, and whoever bound the group, once a day."""
    if room.private:
        notice, binders = await _handler_lost(tx, town, room.chat_id, now), set[int]()
    else:
        bound = await tx.bindings.in_chat(room.chat_id)
        hit = [b for b in bound if trouble not in OF_TOPIC or b.room == room]
        binders = {b.bound_by for b in hit if b.bound_by is not None}
        notice = Notice("group-broken", broken(town, hit, trouble)) if hit else None
    if notice is None:
        return
    chats = {chat for person in binders if (chat := await tx.people.chat_of(person))} | town.admins
    key = f"broken:{room}:{trouble}:{town.today(now)}"
    told = [Letter(f"{key}:{c}", c, notice, Priority.ANSWER) for c in sorted(chats) if c != room.chat_id]
    await tx.outbox.put(told, now)


def broken(town: Town, bindings: Sequence[Binding], trouble: Trouble) -> dict[str, Arg]:
    """Arguments that say what is wrong with a group or topic, and of which places."""
    places = "、".join(dict.fromkeys(full_name(town, town.node(binding.node_id)) for binding in bindings))
    return {"places": places, "title": bindings[0].title, "trouble": trouble.value}


async def _handler_lost(tx: Store, town: Town, account: int, now: datetime) -> Notice | None:
    """Somebody who handles tickets shut us out: where he has no group, they go to the level above."""
    actor = await tx.people.actor(account, town.today(now), is_admin=False)
    posts = [a.node for a in actor.appointments if a.role in HANDLERS]
    if not posts:
        return None
    places = "、".join(full_name(town, node) for node in posts)
    return Notice("handler-lost", {"name": await tx.people.name_of(actor.person_id), "places": places})


def unanswered(nodes: Iterable[Node], bindings: Iterable[Binding], holders: Iterable[Holder]) -> list[Node]:
    """Grids that have neither a group that can be reached nor anybody with an account: the level above gets all."""
    reached = {binding.node_id for binding in bindings if binding.reach is not None}
    reached |= {h.node_id for h in holders if h.role in HANDLERS and h.telegram_id is not None}
    return sorted((n for n in nodes if n.level is Level.GRID and n.id not in reached), key=lambda node: node.code)


def needed(bindings: Collection[Binding]) -> list[Binding]:
    """Those in trouble whose node has no other room that can be reached."""
    reached = {binding.node_id for binding in bindings if binding.trouble is None}
    return [binding for binding in bindings if binding.trouble is not None and binding.node_id not in reached]


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """One word a day to the admins while a group is broken; on Mondays also of grids that nobody answers for."""
    today = town.today(now)
    if now < town.calendar.at(today, TOLD_AT) or not await tx.slots.take("rooms", today.isoformat(), now):
        return 0
    bindings = await tx.bindings.all()
    lines = [Notice("group-broken-line", broken(town, [b], b.trouble)) for b in needed(bindings) if b.trouble]
    if lines or today.weekday() == MONDAY:
        holders = await tx.org.holders([node.id for node in town.tree], sorted(HANDLERS), today)
        if empty := unanswered(town.tree, bindings, holders):
            places = "、".join(full_name(town, node) for node in empty[:NAMED])
            lines.append(Notice("grids-unanswered", {"count": len(empty), "places": places}))
    if lines:
        await telling.admins(tx, town, Notice("rooms-report", lines=tuple(lines)), f"rooms:{today}", now)
    return len(lines)
