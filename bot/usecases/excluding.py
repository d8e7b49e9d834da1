"""剔除申请: whoever has a ticket asks that no rate counts it; another person above decides; both can take it back."""

from datetime import datetime

from bot.domain import delays
from bot.domain.errors import CannotUndo, Decided, Forged, Missing, NoExclusion, NotYours
from bot.domain.exclusions import Barred, bars, refused
from bot.domain.life import Event, Who
from bot.domain.notices import Action, Arg, Notice, Press, Rows, in_rows, instant
from bot.domain.orders import Verb
from bot.domain.org import Actor, Node
from bot.domain.requests import Kind, Request
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, requested, telling
from bot.usecases.moving import move
from bot.usecases.town import Town

LIST = "exclusion"
"""The list of reasons in life.yaml."""


async def choose(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """剔除: why? Nothing is done yet."""
    ticket, _ = await _mine(tx, town, actor, ticket_id, version)
    presses = [Press(Action.EXCLUDE_FOR, ticket.id, ticket.version, code) for code in town.life.exclusion.reasons]
    return Notice("exclude-why", {"number": ticket.number}, in_rows(presses, 2))


async def ask_words(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, code: str) -> Notice:
    """The reason is chosen; what happened? A picture may come along."""
    ticket, _ = await _mine(tx, town, actor, ticket_id, version)
    _known(town, code)
    args: dict[str, Arg] = {"number": ticket.number, "reason": f"{LIST}-{code}"}
    return Notice("exclude-prompt", args, reply=True, answers=f"{Verb.EXCLUDE}:{code}")


async def in_words(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, code: str, masked: str, media: tuple[int, ...], now: datetime
) -> Notice:
    """The words that were asked for, or "剔除 不可抗力 台风天停工". Without a reason the buttons ask for it."""
    if not code:
        named, _, masked = masked.partition(" ")
        code = delays.reason_meant(named, town.life.exclusion.reasons)
        if not code:
            return await choose(tx, town, actor, ticket.id, 0)
        if not masked:
            return await ask_words(tx, town, actor, ticket.id, 0, code)
    ticket, who = await _mine(tx, town, actor, ticket.id, 0)
    _known(town, code)
    if not masked:
        raise Missing(number=ticket.number)
    reason = f"{LIST}-{code}"
    desk = await _desk(tx, town, ticket, now)
    ticket = await move(tx, ticket, Event.APPEAL, who, now, actor_id=actor.person_id, reason=reason)
    request = await requested.put(tx, town, ticket, actor, Kind.EXCLUSION, reason, masked, desk, now)
    if media:
        rooms = await requested.rooms_of(tx, town, ticket, desk, now)
        await tx.outbox.put([telling.pictures(ticket, room, media, now, "exclusion") for room in rooms], now)
    args: dict[str, Arg] = {"number": ticket.number, "desk": desk.name, "decide_at": instant(request.due_at)}
    return Notice("exclude-asked", args, _back(ticket, request))


async def grant(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, request: Request, who: Who, now: datetime
) -> Notice:
    """同意: no rate counts it from now on, each says so; the work is owed as before. The request is decided already."""
    ticket = await move(
        tx, ticket, Event.EXCLUDE, who, now, actor_id=actor.person_id, reason=request.reason, excluded=request.reason
    )
    await cards.refresh(tx, town, ticket, now)
    args = {**await requested.facts(tx, town, ticket, request), "why": "", "granted": 1, "by": who.value}
    mark = f"{request.id}:{ticket.version}"
    await requested.tell_owner(tx, town, ticket, Notice("request-granted", args), mark, now)
    closed = Notice("request-closed", args, _back(ticket, request))
    await requested.close(tx, town, ticket, request, closed, now)
    return Notice("answer-excluded", {"number": ticket.number, "owner": town.node(ticket.owner_id).name})


async def take_back(tx: Store, town: Town, actor: Actor, ticket_id: int, request_id: int, now: datetime) -> Notice:
    """撤回: his request while nobody has decided; her consent within two minutes."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.INCLUDE)
    request = await tx.requests.get(request_id)
    if request is None or request.ticket_id != ticket.id or request.kind is not Kind.EXCLUSION:
        raise Forged
    if request.granted:
        return await _ungrant(tx, town, actor, ticket, request, who, now)
    if request.asker_id != actor.person_id:
        raise NotYours(number=ticket.number)
    if not await tx.requests.withdraw(request, now):
        raise Decided(number=ticket.number)
    await move(tx, ticket, Event.INCLUDE, who, now, actor_id=actor.person_id, reason=request.reason)
    args = await requested.facts(tx, town, ticket, request)
    await requested.close(tx, town, ticket, request, Notice("request-withdrawn", args), now)
    return Notice("answer-exclusion-withdrawn", {"number": ticket.number})


async def _ungrant(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, request: Request, who: Who, now: datetime
) -> Notice:
    """It waits at the desk again, and whoever heard of the consent hears that it was a slip."""
    late = request.decided_at is None or now > request.decided_at + town.life.undo_within
    if late or request.decider_id != actor.person_id or ticket.excluded is None:
        raise CannotUndo(number=ticket.number)
    await tx.requests.wait_again(request)
    ticket = await move(
        tx, ticket, Event.INCLUDE, who, now, actor_id=actor.person_id, reason=request.reason, excluded=None
    )
    await cards.refresh(tx, town, ticket, now)
    slip = Notice("exclusion-undone", await requested.facts(tx, town, ticket, request))
    await requested.tell_owner(tx, town, ticket, slip, f"{request.id}:{ticket.version}", now)
    await requested.close(tx, town, ticket, request, await requested.compose(tx, town, ticket, request, now), now)
    return Notice("answer-exclusion-undone", {"number": ticket.number})


async def _mine(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> tuple[Ticket, Who]:
    """The ticket, if this very person may ask for it now; NoExclusion says why not."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.APPEAL, version)
    requested.at_owner(actor, ticket)
    bar = bars(ticket, await tx.requests.of(ticket.id), town.life.exclusion.times)
    if bar is not None:
        raise NoExclusion(number=ticket.number, why=bar.value)
    return ticket, who


async def _desk(tx: Store, town: Town, ticket: Ticket, now: datetime) -> Node:
    """The level above; what that has refused goes one level higher. Of a sealed ticket: somebody who may read it."""
    said_no = [town.node(one.desk_id) for one in refused(await tx.requests.of(ticket.id))]
    desk = await requested.desk_for(tx, town, ticket, [town.node(ticket.owner_id), *said_no], now)
    if ticket.sealed and not await requested.rooms_of(tx, town, ticket, desk, now):
        raise NoExclusion(number=ticket.number, why=Barred.SEALED.value)
    return desk


def _known(town: Town, code: str) -> None:
    if code not in town.life.exclusion.reasons:
        raise Forged


def _back(ticket: Ticket, request: Request) -> Rows:
    return ((Press(Action.EXCLUDE_BACK, ticket.id, choice=str(request.id)),),)
