"""吹哨: a desk chooses grade, units, time and place, and calls; who must agree first stands in the rules."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain import chasing
from bot.domain.errors import EnoughHelpers, Forged, NotFound, NotYours, NoWords, Stale, StandsAlone
from bot.domain.life import Event, Who
from bot.domain.notices import Arg, Notice
from bot.domain.org import RANK, Actor, Level, Node
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.domain.whistle import Grade, Step, Whistle, WhistleState, callable_units
from bot.storage.store import Store
from bot.usecases import acting, cards, posting, telling, whistle_cards, whistle_consent
from bot.usecases.moving import move
from bot.usecases.town import Town


async def for_ticket(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, room: Room, now: datetime
) -> tuple[Whistle, Notice]:
    """更多 → 吹哨: for a ticket, by the nearest desk that this person holds above it."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.WHISTLE, version)
    if ticket.sealed:
        raise StandsAlone(number=ticket.number)
    desk = _post(town, actor, town.node(ticket.owner_id), ticket.number)
    return await _begin(tx, town, actor, desk, cards.shorten(ticket.public_text), room, now, ticket)


async def for_matter(
    tx: Store, town: Town, actor: Actor, node: Node | None, matter: str, room: Room, now: datetime
) -> tuple[Whistle | None, Notice]:
    """/whistle with a matter of its own. ``node``: what the chat stands for, None in private."""
    if node is not None and not (_may_blow_at(node) and actor.reaches(node, town.life.whistle.blow)):
        raise NotYours(number="")
    desk = node or _post(town, actor, None, "")
    if not matter:
        return None, Notice("whistle-usage")
    return await _begin(tx, town, actor, desk, cards.shorten(matter), room, now, None)


def _may_blow_at(node: Node) -> bool:
    return RANK[node.level] <= RANK[Level.TOWN]


def _post(town: Town, actor: Actor, below: Node | None, number: str) -> Node:
    """The lowest town or county that this person holds a post at, and that lies above ``below``."""
    held = [a.node for a in actor.appointments if a.role in town.life.whistle.blow and _may_blow_at(a.node)]
    fitting = [node for node in held if below is None or below.within(node)]
    if not fitting:
        raise NotYours(number=number)
    return max(fitting, key=lambda node: len(node.path))


async def _begin(
    tx: Store, town: Town, actor: Actor, desk: Node, matter: str, room: Room, now: datetime, ticket: Ticket | None
) -> tuple[Whistle, Notice]:
    whistle = await tx.whistles.add(
        {
            "node_id": desk.id,
            "ticket_id": ticket.id if ticket else None,
            "grade": (Grade.EMERGENCY if ticket is not None and ticket.danger else Grade.WORK).value,
            "state": WhistleState.DRAFT.value,
            "matter": matter,
            "blower_id": actor.person_id,
            "chat_id": room.chat_id,
            "thread_id": room.thread_id,
            "created_at": now,
        }
    )
    return whistle, await whistle_cards.of_desk(tx, town, whistle)


async def own(tx: Store, town: Town, actor: Actor, whistle_id: int, *states: WhistleState) -> Whistle:
    """The whistle in one of ``states`` (none: any), for whoever may blow at its desk."""
    whistle = await tx.whistles.get(whistle_id)
    if whistle is None:
        raise NotFound
    if not actor.reaches(town.node(whistle.node_id), town.life.whistle.blow):
        raise NotYours(number="")
    if states and whistle.state not in states:
        raise Stale(number="", state="")
    return whistle


async def choose_grade(tx: Store, town: Town, actor: Actor, whistle_id: int, grade: str, now: datetime) -> Notice:
    whistle = await own(tx, town, actor, whistle_id, WhistleState.DRAFT)
    if grade not in set(Grade):
        raise Forged
    return await _changed(tx, town, whistle, now, grade=grade)


async def toggle(tx: Store, town: Town, actor: Actor, whistle_id: int, node_id: int, now: datetime) -> Notice:
    """Chooses a unit or leaves it out again."""
    whistle = await own(tx, town, actor, whistle_id, WhistleState.DRAFT)
    if node_id not in {node.id for node in callable_units(town.tree, town.node(whistle.node_id))}:
        raise Forged
    chosen = {call.node_id for call in await tx.whistles.calls(whistle.id)}
    if node_id not in chosen and len(chosen) >= town.life.whistle.most:
        raise EnoughHelpers(number="", count=len(chosen))
    await tx.whistles.toggle(whistle.id, node_id)
    return await _changed(tx, town, whistle, now)


async def ask_meeting(tx: Store, town: Town, actor: Actor, whistle_id: int) -> Notice:
    await own(tx, town, actor, whistle_id, WhistleState.DRAFT)
    return Notice("whistle-prompt", {"step": "meet"}, reply=True)


async def set_meeting(tx: Store, town: Town, actor: Actor, whistle_id: int, masked: str, now: datetime) -> Notice:
    """Time and place in the desk's own words."""
    whistle = await own(tx, town, actor, whistle_id, WhistleState.DRAFT)
    if not masked:
        raise NoWords(number="")
    await _changed(tx, town, whistle, now, meeting=cards.shorten(masked, 200))
    return Notice("whistle-noted")


async def _changed(tx: Store, town: Town, whistle: Whistle, now: datetime, **values: Any) -> Notice:
    changed = await tx.whistles.change(whistle, **values) if values else whistle
    if changed is None:
        raise Stale(number="", state="")
    await whistle_cards.refresh(tx, town, changed, now)
    return Notice("answer-opened")


async def drop(tx: Store, town: Town, actor: Actor, whistle_id: int, now: datetime) -> Notice:
    """不吹了, while it is written or waits for consent."""
    whistle = await own(tx, town, actor, whistle_id, WhistleState.DRAFT, WhistleState.WAITING)
    return await _changed(tx, town, whistle, now, state=WhistleState.DROPPED.value, ended_at=now, next_at=None)


async def send(tx: Store, town: Town, actor: Actor, whistle_id: int, now: datetime) -> Notice:
    """发出: at once, or first to whoever must agree."""
    whistle = await own(tx, town, actor, whistle_id, WhistleState.DRAFT)
    if not whistle.meeting or not await tx.whistles.calls(whistle.id):
        raise NoWords(number="")
    if not whistle_consent.agrees(town, actor, whistle):
        return await whistle_consent.ask(tx, town, whistle, now)
    return await _blow(tx, town, whistle, actor, now)


async def approve(tx: Store, town: Town, actor: Actor, whistle_id: int, agreed: bool, now: datetime) -> Notice:
    """Whoever must agree has decided; the desk hears it."""
    whistle = await tx.whistles.get(whistle_id)
    if whistle is None:
        raise NotFound
    if not whistle_consent.agrees(town, actor, whistle):
        raise NotYours(number="")
    if whistle.state is not WhistleState.WAITING:
        raise Stale(number="", state="")
    if agreed:
        return await _blow(tx, town, whistle, actor, now)
    declined = Notice("whistle-declined", whistle_consent.brief(whistle))
    await whistle_consent.give_up(tx, town, whistle, declined, now, approver_id=actor.person_id)
    return Notice("answer-noted")


async def _blow(tx: Store, town: Town, whistle: Whistle, actor: Actor, now: datetime) -> Notice:
    """Every unit gets its card and its clocks; a ticket's owner and resident hear it."""
    ticket = await _ticket_of(tx, whistle)
    values: dict[str, Any] = {"state": WhistleState.OPEN.value, "sent_at": now, "approver_id": actor.person_id}
    limits = whistle_cards.limits(town, replace(whistle, sent_at=now))
    values["next_at"] = limits[Step.REPORT].due_at
    sent = await tx.whistles.change(whistle, **values)
    if sent is None:
        raise Stale(number="", state="")
    calls = await tx.whistles.calls(sent.id)
    for call in calls:
        first = chasing.next_at(chasing.QUIET, limits[Step.SIGN])
        called = await tx.whistles.change_call(call, told=chasing.QUIET, next_at=first) or call
        notice = await whistle_cards.of_unit(tx, town, sent, called)
        rooms = await whistle_cards.unit_rooms(tx, town, called, now)
        await posting.put(tx, rooms, notice, f"call:{call.id}", f"{whistle_cards.CALL}:{call.id}", now)
    await whistle_cards.refresh(tx, town, sent, now)
    if ticket is not None:
        await _tell_ticket(tx, town, sent, ticket, len(calls), now)
    return Notice("answer-whistle-blown", {"count": len(calls)})


async def _tell_ticket(tx: Store, town: Town, whistle: Whistle, ticket: Ticket, count: int, now: datetime) -> None:
    """History, card and the resident of the ticket it is for."""
    reason = whistle.grade.value
    ticket = await move(tx, ticket, Event.WHISTLE, Who.UPPER, now, actor_id=whistle.blower_id, reason=reason)
    await cards.refresh(tx, town, ticket, now, note=f"📣 {whistle.meeting}")
    args: dict[str, Arg] = {"place": town.node(whistle.node_id).name, "count": count}
    await telling.petitioner(tx, ticket, "whistled", now, args, mark=str(whistle.id))


async def _ticket_of(tx: Store, whistle: Whistle) -> Ticket | None:
    """The ticket it is for; Stale when that one has moved on meanwhile and needs no whistle any more."""
    ticket = await tx.tickets.get(whistle.ticket_id) if whistle.ticket_id else None
    if ticket is not None and not whistle_consent.needed(ticket):
        raise Stale(number=ticket.number, state=ticket.state.value)
    return ticket
