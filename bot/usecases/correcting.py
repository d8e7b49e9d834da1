"""改类别 and 为什么这样分 on the handlers' card: a chief or a desk sees what a matter really is."""

from datetime import datetime
from typing import Any

from bot.domain import grounds
from bot.domain.clocks import Stage, StageClock, carry
from bot.domain.corrections import kind_of
from bot.domain.errors import NotFound, Stale
from bot.domain.life import UNSIGNED, Event, State, Who
from bot.domain.notices import Action, Arg, Notice, instant
from bot.domain.org import Actor, Node
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, alarms, cards, choosing, filing, receipts, similar, slips, telling, timing, unmerging
from bot.usecases.filing import Route
from bot.usecases.moving import move
from bot.usecases.town import Town


async def why(tx: Store, town: Town, actor: Actor, ticket_id: int) -> Notice:
    """为什么这样分: in one line the words that spoke for the category, the runner-up, and whether it was unsure."""
    ticket = await acting.readable(tx, town, actor, ticket_id)
    known = await tx.readings.known(ticket.id)
    found = grounds.why(await tx.readings.of(ticket.id), ticket.category)
    args: dict[str, Arg] = {
        "number": ticket.number,
        "category": ticket.category,
        "words": "、".join(found.words),
        "other_category": found.other,
        "other_words": "、".join(found.other_words),
        "sure": int(ticket.sure),
        "by": await tx.readings.corrected_by(ticket.id) or ("nobody" if known else "unknown"),
    }
    return Notice("answer-why", args)


async def choose(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """改类别 on the card: the likeliest first."""
    ticket = await _correctable(tx, town, actor, ticket_id, version)
    return choosing.ask(town, ticket, await tx.readings.of(ticket.id), Action.RECLASSIFY_AS)


async def set_category(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, code: str, now: datetime
) -> Notice:
    """The choice. Whoever has the ticket keeps it, unless only an appointed person may read such a matter."""
    ticket = await _correctable(tx, town, actor, ticket_id, version)
    if version != ticket.version:
        raise Stale(number=ticket.number, state=ticket.state.value)
    if code not in choosing.choices(town, ticket, await tx.readings.of(ticket.id), dangers=True):
        raise NotFound
    await tx.readings.correct(ticket.id, ticket.category, code, kind_of(actor, town.node(ticket.owner_id)), now)
    ticket = await _change(tx, town, actor, ticket, code, now)
    await _tell(tx, town, ticket, now)
    return Notice("answer-reclassified", {"number": ticket.number, "category": code})


async def _correctable(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Ticket:
    """Open and his to handle. A danger stays one until somebody has taken it: no press alone makes it harmless."""
    ticket = await acting.visible(tx, town, actor, ticket_id)
    taken = (State.HANDLING,)
    acting.fresh(ticket, version, *(taken if ticket.danger else (*UNSIGNED, *taken)))
    return ticket


async def _change(tx: Store, town: Town, actor: Actor, ticket: Ticket, code: str, now: datetime) -> Ticket:
    """The ticket as another category: its clocks, its cards, the alarm. What was sealed stays sealed."""
    told, before = ticket, await telling.handlers(tx, town, ticket, now)
    route = await _route(tx, town, ticket, code, now)
    if route.sealed_role is not None:
        await unmerging.release_all(tx, town, ticket, now)
    clocks = await _clocks(tx, town, ticket, code, route, now)
    due: dict[str, Any] = {"due_at": timing.due_of(clocks, Stage.HANDLE)}
    if ticket.state in UNSIGNED:
        due["sign_due_at"] = timing.due_of(clocks, Stage.SIGN)
    alarming = grounds.is_danger(code)
    reason = f"{ticket.category} {code}"
    ticket = await move(
        tx, ticket, Event.RECLASSIFY, Who.HANDLER, now, actor_id=actor.person_id, reason=reason, danger=alarming,
        owner_id=route.owner.id, sealed_role=route.sealed_role, **town.facts(code), **due,
    )  # fmt: skip
    if ticket.state is State.ACCEPTED and route.direct:
        ticket = await move(tx, ticket, Event.DISPATCH, Who.SYSTEM, now)
    await tx.clocks.forget(ticket.id, list(Stage))
    await timing.start(tx, town, ticket, clocks)
    media = tuple(stored.id for stored in await tx.media.of_ticket(ticket.id))
    others = await similar.changed(tx, town, told, ticket, now)
    await slips.hand_over(tx, town, told, ticket, before, now, media)
    await cards.recount(tx, town, others, now)
    if alarming:
        await alarms.raise_alarm(tx, town, ticket, now, again=f"{ticket.version}:")
    return ticket


async def _route(tx: Store, town: Town, ticket: Ticket, code: str, now: datetime) -> Route:
    category = town.category(code)
    if category.sealed and ticket.sealed_role not in category.sealed_to:
        return await filing.sealed_route(tx, town, code, town.node(ticket.node_id), now)
    return Route(town.node(ticket.owner_id), direct=False, sealed_role=ticket.sealed_role)


async def _clocks(tx: Store, town: Town, ticket: Ticket, code: str, route: Route, now: datetime) -> list[StageClock]:
    """The limits of the new category, from when the matter was told: a correction does not give back time used. What
    nobody knew to be a danger is owed from now on, signing too where it is somebody else's.
    """
    clocks = timing.owed_unsigned(town, code, route.owner, ticket.round, now)
    owed = [clock for clock in clocks if _owed(ticket, clock)]
    if grounds.is_danger(code):
        return owed
    before = {one.clock.stage: one.clock for one in await tx.clocks.of(ticket.id)}
    running = {stage: clock.started_at for stage, clock in before.items()}
    began = ticket.created_at if ticket.round == 1 else running.get(Stage.HANDLE, now)
    signing = running.get(Stage.SIGN, now) if route.owner.id == ticket.owner_id else now
    moved = [timing.since(clock, signing if clock.stage is Stage.SIGN else began, town, route.owner) for clock in owed]
    calendar = town.calendar_at(route.owner)
    return [carry(clock, before[clock.stage], calendar) if clock.stage in before else clock for clock in moved]


def _owed(ticket: Ticket, clock: StageClock) -> bool:
    match clock.stage:
        case Stage.SIGN:
            return ticket.state in UNSIGNED
        case Stage.CONTACT | Stage.ARRIVE:
            return ticket.contacted_at is None
        case Stage.HANDLE:
            return True


async def _tell(tx: Store, town: Town, ticket: Ticket, now: datetime) -> None:
    """In a danger the resident reads first whom to call; else one sentence."""
    if ticket.danger:
        clocks = [running.clock for running in await tx.clocks.of(ticket.id)]
        await receipts.send(tx, town, ticket, now, clocks)
        return
    owner: Node = town.node(ticket.owner_id)
    args: dict[str, Arg] = {
        "category": ticket.category,
        "owner": owner.name,
        "due_at": instant(ticket.due_at),
        "sealed": int(ticket.sealed),
    }
    await telling.petitioner(tx, ticket, "reclassified", now, args, mark=str(ticket.version))
