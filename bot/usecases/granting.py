"""What a desk says to a request: 同意 · 指定别人 · 不同意. Whoever presses first decides."""

from datetime import datetime

from bot.domain import returns
from bot.domain.clocks import PauseReason
from bot.domain.delays import NoDelay, wakes_at
from bot.domain.errors import Decided, Forged, Missing, NoMoreTime, id_in
from bot.domain.life import Event, State, Who
from bot.domain.limits import Limit
from bot.domain.notices import Action, Arg, Notice, Press, in_rows, instant
from bot.domain.orders import Verb
from bot.domain.org import Actor, Level, Node
from bot.domain.requests import Kind, Request
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, cards, dispatching, excluding, requested, telling, timing
from bot.usecases.moving import move
from bot.usecases.town import Town

GRANTS = {
    Kind.RETURN: Event.UPHOLD,
    Kind.EXTENSION: Event.EXTEND,
    Kind.SUSPENSION: Event.SUSPEND,
    Kind.EXCLUSION: Event.EXCLUDE,
}
OFFERED = 40


async def open_request(tx: Store, town: Town, actor: Actor, ticket_id: int, request_id: int, now: datetime) -> Notice:
    """A line of the queue, opened: the request with its buttons."""
    ticket, request = await _found(tx, town, actor, ticket_id, request_id)
    return await requested.compose(tx, town, ticket, request, now)


async def grant(tx: Store, town: Town, actor: Actor, ticket_id: int, request_id: int, now: datetime) -> Notice:
    """同意."""
    ticket, request = await _found(tx, town, actor, ticket_id, request_id)
    who = acting.permit(town, actor, ticket, GRANTS[request.kind])
    match request.kind:
        case Kind.RETURN:
            node = town.tree.get(request.node_id)
            if node is None:
                return await name_unit(tx, town, actor, ticket_id, request_id)
            # The second return is the last: whoever it goes to now keeps it.
            last = ticket.returns >= town.life.returns.most
            return await _reroute(tx, town, actor, ticket, request, node, who, now, designated=last)
        case Kind.EXTENSION:
            return await _extend(tx, town, actor, ticket, request, who, now)
        case Kind.EXCLUSION:
            await _decide(tx, ticket, request, actor.person_id, now, granted=True)
            return await excluding.grant(tx, town, actor, ticket, request, who, now)
        case _:
            return await _suspend(tx, town, actor, ticket, request, who, now)


async def name_unit(tx: Store, town: Town, actor: Actor, ticket_id: int, request_id: int) -> Notice:
    """指定别人: to whom?"""
    ticket, request = await _found(tx, town, actor, ticket_id, request_id)
    owner, desk = town.node(ticket.owner_id), town.node(request.desk_id)
    offered = dict.fromkeys([*returns.candidates(town.tree, owner), *town.tree.children(desk)])
    presses = [
        Press(Action.DESIGNATE, ticket.id, ticket.version, choice=f"{request.id}-{node.id}", label=node.name)
        for node in list(offered)[:OFFERED]
        if node.within(desk) and node.id != owner.id
    ]
    return Notice("designate-choose", {"number": ticket.number, "owner": owner.name}, in_rows(presses, 2))


async def designate(tx: Store, town: Town, actor: Actor, ticket_id: int, choice: str, now: datetime) -> Notice:
    """指定: whoever is named here keeps it."""
    first, _, second = choice.partition("-")
    ticket, request = await _found(tx, town, actor, ticket_id, id_in(first))
    who = acting.permit(town, actor, ticket, Event.UPHOLD)
    node = town.tree.get(id_in(second))
    if request.kind is not Kind.RETURN or node is None or node.id == ticket.owner_id:
        raise Forged
    if not node.within(town.node(request.desk_id)):
        raise Forged
    return await _reroute(tx, town, actor, ticket, request, node, who, now, designated=True)


async def ask_why_not(tx: Store, town: Town, actor: Actor, ticket_id: int, request_id: int) -> Notice:
    """不同意: whoever asked reads why, so one sentence is asked for."""
    ticket, request = await _found(tx, town, actor, ticket_id, request_id)
    args: dict[str, Arg] = {"number": ticket.number, "request": request.kind.value}
    return Notice("deny-prompt", args, reply=True, answers=f"{Verb.DENY}:{request.id}")


async def deny(tx: Store, town: Town, actor: Actor, ticket: Ticket, choice: str, masked: str, now: datetime) -> Notice:
    """The sentence that was asked for, or "不同意 …" in reply to the card."""
    if not masked:
        raise Missing(number=ticket.number)
    request = await _meant(tx, town, actor, ticket, choice)
    event = Event.REFUSE if request.kind is Kind.RETURN else Event.DECLINE
    who = acting.permit(town, actor, ticket, event)
    note_id = await tx.tickets.add_note(ticket.id, actor.person_id, "answer", masked, now)
    await _decide(tx, ticket, request, actor.person_id, now, granted=False, answer_id=note_id)
    await refuse(tx, town, ticket, request, who, now, actor_id=actor.person_id, note_id=note_id, why=masked)
    return Notice("answer-denied", {"number": ticket.number, "owner": town.node(ticket.owner_id).name})


async def refuse(
    tx: Store, town: Town, ticket: Ticket, request: Request, who: Who, now: datetime, *, actor_id: int | None = None,
    note_id: int | None = None, why: str = "",
) -> None:  # fmt: skip
    """A refused return stays for good with whoever has it; a refused delay changes nothing. He reads it."""
    if request.kind is Kind.RETURN:
        ticket = await move(
            tx, ticket, Event.REFUSE, who, now, actor_id=actor_id, reason=request.reason, note_id=note_id,
            designated=True,
        )  # fmt: skip
    else:
        ticket = await move(
            tx, ticket, Event.DECLINE, who, now, actor_id=actor_id, reason=request.reason, note_id=note_id
        )
    await cards.refresh(tx, town, ticket, now, note=why)
    args = await requested.facts(tx, town, ticket, request)
    args |= {"why": cards.shorten(why), "by": who.value, "sign_due_at": instant(ticket.sign_due_at)}
    denied = Notice("request-denied", args, cards.buttons(ticket, town) if ticket.state is State.DISPATCHED else ())
    mark = f"{request.id}:{now:%Y%m%d%H%M%S}" if request.kind is Kind.EXCLUSION else str(request.id)
    await requested.tell_owner(tx, town, ticket, denied, mark, now)
    await requested.close(tx, town, ticket, request, Notice("request-closed", {**args, "granted": 0}), now)


async def _reroute(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, request: Request, node: Node, who: Who, now: datetime, *,
    designated: bool,
) -> Notice:  # fmt: skip
    """Upheld and dispatched anew in one breath; the clocks know of no break, the rules have a line to learn from."""
    await _decide(tx, ticket, request, actor.person_id, now, granted=True)
    args = {**await requested.facts(tx, town, ticket, request), "why": "", "by": who.value, "granted": 1}
    await tx.reroutes.add(ticket, node.id, request.reason, now)
    moved = await move(
        tx, ticket, Event.UPHOLD, who, now, actor_id=actor.person_id, reason=request.reason, designated=designated
    )
    # A unit is no place: what lies in a grid still lies there.
    place = node if node.level is Level.GRID else None
    moved = await dispatching.hand_to(
        tx, town, moved, node, Who.DESK, now, direct=node.level in {Level.GRID, Level.UNIT},
        actor_id=actor.person_id, node=place, place_text=ticket.place_text,
    )  # fmt: skip
    await requested.close(tx, town, moved, request, Notice("request-closed", {**args, "unit": node.name}), now)
    return Notice("answer-rerouted", {"number": ticket.number, "owner": node.name})


async def _extend(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, request: Request, who: Who, now: datetime
) -> Notice:
    if ticket.profile in town.life.extension.never:
        # Asked for before it was known how urgent it is.
        raise NoMoreTime(number=ticket.number, why=NoDelay.NEVER.value)
    await _decide(tx, ticket, request, actor.person_id, now, granted=True)
    dates = await timing.extend(tx, town, ticket, Limit.parse(request.extra), now)
    ticket = await move(
        tx, ticket, Event.EXTEND, who, now, actor_id=actor.person_id, reason=request.reason, extended_at=now, **dates
    )
    args = await _granted(tx, town, ticket, request, now, instant(ticket.due_at))
    told: dict[str, Arg] = {"due_at": instant(ticket.due_at), "reason": request.reason}
    objecting = ((Press(Action.OBJECT, ticket.id, ticket.version),),)
    await telling.petitioner(tx, ticket, "extended", now, told, buttons=objecting, card="extended")
    return Notice("answer-granted", args)


async def _suspend(
    tx: Store, town: Town, actor: Actor, ticket: Ticket, request: Request, who: Who, now: datetime
) -> Notice:
    await _decide(tx, ticket, request, actor.person_id, now, granted=True)
    wake_at = wakes_at(datetime.fromisoformat(request.extra).date(), town.calendar)
    await timing.pause(tx, town, ticket, now, PauseReason(request.reason.partition("-")[2]))
    ticket = await move(
        tx, ticket, Event.SUSPEND, who, now, actor_id=actor.person_id, reason=request.reason, wake_at=wake_at
    )
    args = await _granted(tx, town, ticket, request, now, instant(wake_at))
    told: dict[str, Arg] = {"until_at": instant(wake_at), "reason": request.reason}
    await telling.everyone(tx, ticket, "suspended", now, told, mark=str(request.id))
    return Notice("answer-granted", args)


async def _granted(
    tx: Store, town: Town, ticket: Ticket, request: Request, now: datetime, until_at: str
) -> dict[str, Arg]:
    """The card, its owner and the desk's own message all say it."""
    args = {**await requested.facts(tx, town, ticket, request), "until_at": until_at, "why": "", "granted": 1}
    await cards.refresh(tx, town, ticket, now)
    await requested.tell_owner(tx, town, ticket, Notice("request-granted", args), str(request.id), now)
    await requested.close(tx, town, ticket, request, Notice("request-closed", {**args, "by": Who.SUPERIOR.value}), now)
    return {"number": ticket.number, "owner": town.node(ticket.owner_id).name}


async def _decide(
    tx: Store, ticket: Ticket, request: Request, decider_id: int | None, now: datetime, *, granted: bool,
    answer_id: int | None = None,
) -> None:  # fmt: skip
    """Raises Decided when somebody was faster."""
    first = await tx.requests.decide(request, granted=granted, decider_id=decider_id, now=now, answer_id=answer_id)
    if not first:
        raise Decided(number=ticket.number)


async def _found(tx: Store, town: Town, actor: Actor, ticket_id: int, request_id: int) -> tuple[Ticket, Request]:
    ticket = await acting.visible(tx, town, actor, ticket_id)
    return ticket, await requested.waiting(tx, town, actor, ticket, request_id)


async def _meant(tx: Store, town: Town, actor: Actor, ticket: Ticket, choice: str) -> Request:
    """The request that was pressed on, or the one that waits on this ticket."""
    if choice:
        return await requested.waiting(tx, town, actor, ticket, int(choice))
    alive = [one for one in await tx.requests.of(ticket.id) if requested.alive(one, ticket)]
    own = [one for one in alive if one.kind in GRANTS and requested.decides(town, actor, ticket, one)]
    # A person cannot be meant who asked for it himself.
    own = [one for one in own if one.kind is not Kind.EXCLUSION or one.asker_id != actor.person_id]
    if not own:
        raise Decided(number=ticket.number)
    return own[0]
