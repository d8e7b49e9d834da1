"""调解: a case is begun on a dispute, given to a mediator, put on a track, and raised when violence threatens."""

from datetime import datetime
from typing import Any

from bot.domain.errors import Forged, NoDispute, NotFound, NotYours, Stale, StandsAlone
from bot.domain.life import OPEN, Event, Who
from bot.domain.mediation import Mediation, Mediator, goes_on, ranked
from bot.domain.notices import Action, Notice, Press, in_rows
from bot.domain.org import Actor
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.storage.store import Store
from bot.usecases import acting, ladder, mediation_cards, posting, telling, unplanned
from bot.usecases.moving import move
from bot.usecases.town import Town


def possible(town: Town, ticket: Ticket) -> bool:
    """Whether 调解 is offered: a dispute, and not sealed."""
    return town.ladder.is_dispute(ticket.category) and not ticket.sealed


async def to_begin_or_to_show(tx: Store, ticket: Ticket) -> bool:
    """Of what is over there is only the case it had."""
    return ticket.state in OPEN or await tx.mediations.latest(ticket.id) is not None


async def begin(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, now: datetime
) -> tuple[Mediation, Notice]:
    """更多 → 调解: the newest case of the ticket, or a new one while the matter is open."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.MEDIATE, version)
    if ticket.sealed:
        raise StandsAlone(number=ticket.number)
    if not possible(town, ticket):
        raise NoDispute(number=ticket.number)
    before = await tx.mediations.of_ticket(ticket.id)
    if before and (before[-1].open or ticket.state not in OPEN):
        return before[-1], await mediation_cards.compose(tx, town, before[-1], ticket)
    if ticket.state not in OPEN or not await tx.slots.take("mediation", f"{ticket.id}:{len(before)}", now):
        raise Stale(number=ticket.number, state=ticket.state.value)
    case = await _open(tx, town, actor, ticket, who, now)
    return case, await mediation_cards.compose(tx, town, case, ticket)


async def _open(tx: Store, town: Town, actor: Actor, ticket: Ticket, who: Who, now: datetime) -> Mediation:
    """Whoever opens it leads it if he may, else the first who may; the resident and the group hear that it begins."""
    policy = town.disputes
    leads = any(post.role in policy.roles for post in actor.appointments)
    found = [] if leads else await mediators(tx, town, ticket, now)
    case = await tx.mediations.add(
        {
            "ticket_id": ticket.id,
            "opener_id": actor.person_id,
            "mediator_id": found[0].person_id if found else actor.person_id,
            "track": _track(town, ticket),
            "opened_at": now,
            **unplanned.waits(town, now),
        }
    )
    await move(tx, ticket, Event.MEDIATE, who, now, actor_id=actor.person_id, reason="open")
    if case.mediator_id != actor.person_id:
        await mediation_cards.give(tx, town, case, ticket, now)
    args = await mediation_cards.facts(tx, town, case, ticket)
    rooms = await telling.handlers(tx, town, ticket, now)
    await mediation_cards.say(tx, rooms, "mediation-begun", args, str(case.id), now)
    await telling.everyone(tx, ticket, "mediated", now, {"name": args["name"]}, mark=str(case.id))
    return case


def _track(town: Town, ticket: Ticket) -> str:
    """Where it begins: with words of violence on the track of 民转刑 at once; the ladder heard them at filing."""
    policy = town.disputes
    threatens = town.ladder.at_risk(ticket.category, ticket.public_text)
    return policy.risk if threatens and policy.risk else policy.first_for(ticket.category)


async def readable(tx: Store, town: Town, actor: Actor, case_id: int) -> tuple[Mediation, Ticket]:
    """The case for whoever leads it and still may, and for those who handle its ticket or decide on it."""
    case = await tx.mediations.get(case_id)
    ticket = await tx.tickets.get(case.ticket_id) if case else None
    if case is None or ticket is None or ticket.sealed:
        raise NotFound
    leads = case.mediator_id == actor.person_id and any(p.role in town.disputes.roles for p in actor.appointments)
    if not leads and not acting.capacities_of(town, actor, ticket) & TRANSITIONS[Event.MEDIATE].who:
        raise NotYours(number=ticket.number)
    return case, ticket


async def own(tx: Store, town: Town, actor: Actor, case_id: int) -> tuple[Mediation, Ticket]:
    """The same while it is open."""
    case, ticket = await readable(tx, town, actor, case_id)
    if not case.open:
        raise Stale(number=ticket.number, state=ticket.state.value)
    return case, ticket


async def going_on(tx: Store, case_id: int) -> tuple[Mediation, Ticket] | None:
    """The case and its ticket while a round may still be held."""
    case = await tx.mediations.get(case_id)
    ticket = await tx.tickets.get(case.ticket_id) if case else None
    return (case, ticket) if case is not None and ticket is not None and goes_on(case, ticket) else None


async def change(tx: Store, town: Town, case: Mediation, ticket: Ticket, now: datetime, **values: Any) -> Mediation:
    """Of two at once the first wins; the card says how it stands."""
    changed = await tx.mediations.change(case, **values)
    if changed is None:
        raise Stale(number=ticket.number, state=ticket.state.value)
    await mediation_cards.refresh(tx, town, changed, ticket, now)
    return changed


async def record(tx: Store, ticket: Ticket, actor: Actor, reason: str, now: datetime) -> None:
    """One line in the ticket's history, as long as the ticket has one to write."""
    if ticket.state in TRANSITIONS[Event.MEDIATE].sources:
        await move(tx, ticket, Event.MEDIATE, Who.SYSTEM, now, actor_id=actor.person_id, reason=reason)


async def show(tx: Store, town: Town, actor: Actor, case_id: int) -> tuple[Mediation, Notice]:
    """The card once more."""
    case, ticket = await readable(tx, town, actor, case_id)
    return case, await mediation_cards.compose(tx, town, case, ticket)


# Who leads it


async def mediators(tx: Store, town: Town, ticket: Ticket, now: datetime) -> list[Mediator]:
    """Who may lead a case of this ticket: appointed at its place or above it, the best first."""
    policy, chain = town.disputes, town.tree.chain(town.node(ticket.node_id))
    steps = {node.id: number for number, node in enumerate(chain)}
    held = [
        one for one in await tx.org.holders(list(steps), policy.roles, town.today(now)) if one.telegram_id is not None
    ]
    skills = await tx.mediations.skills([one.person_id for one in held])
    found = [
        Mediator(
            one.person_id, one.name, town.node(one.node_id).name, steps[one.node_id],
            skills.get(one.person_id, frozenset()),
        )
        for one in held
    ]  # fmt: skip
    return ranked(found, policy.skill_for(ticket.category))[: policy.most]


async def choose_mediator(tx: Store, town: Town, actor: Actor, case_id: int, now: datetime) -> Notice:
    """Names with their place; ★ before those who know this kind of dispute."""
    case, ticket = await own(tx, town, actor, case_id)
    skill = town.disputes.skill_for(ticket.category)
    presses = [
        Press(
            Action.MEDIATOR_IS, case.id, choice=str(one.person_id),
            label=f"{'★ ' if skill in one.skills else ''}{one.name}（{one.place}）",
        )
        for one in await mediators(tx, town, ticket, now)
        if one.person_id != case.mediator_id
    ]  # fmt: skip
    if not presses:
        raise NotFound
    return Notice("mediator-choose", {"number": ticket.number}, in_rows(presses, 1))


async def set_mediator(tx: Store, town: Town, actor: Actor, case_id: int, person_id: int, now: datetime) -> Notice:
    """The new one gets the card; from the old one's chat the names vanish, unless he opened the case."""
    case, ticket = await own(tx, town, actor, case_id)
    if person_id not in {one.person_id for one in await mediators(tx, town, ticket, now)}:
        raise Forged
    before, kind = case.mediator_id, mediation_cards.kind_of(case)
    # Whoever takes it over is given as long as the first.
    case = await change(tx, town, case, ticket, now, mediator_id=person_id, **unplanned.waits(town, now))
    args = await mediation_cards.facts(tx, town, case, ticket)
    if before not in {case.opener_id, person_id}:
        left = Notice("mediation-left", args)
        await posting.edit_every(tx, kind, left, await mediation_cards.private(tx, [before]), now)
    await mediation_cards.give(tx, town, case, ticket, now)
    await record(tx, ticket, actor, "mediator", now)
    return Notice("answer-mediator", args)


# Track and risk


async def choose_track(tx: Store, town: Town, actor: Actor, case_id: int) -> Notice:
    case, ticket = await own(tx, town, actor, case_id)
    presses = [
        Press(Action.MEDIATION_TRACK_IS, case.id, choice=code, label=f"{track.name} · {track.papers}")
        for code, track in town.disputes.tracks.items()
    ]
    return Notice("mediation-track-choose", {"number": ticket.number}, in_rows(presses, 1))


async def set_track(tx: Store, town: Town, actor: Actor, case_id: int, code: str, now: datetime) -> Notice:
    case, ticket = await own(tx, town, actor, case_id)
    if code not in town.disputes.tracks:
        raise Forged
    await change(tx, town, case, ticket, now, track=code)
    return Notice("answer-track", {"track": town.disputes.tracks[code].name})


async def press_risk(tx: Store, town: Town, actor: Actor, case_id: int, now: datetime) -> Notice:
    """民转刑风险, by the mediator's own judgement."""
    case, ticket = await own(tx, town, actor, case_id)
    if not await raise_risk(tx, town, actor, case, ticket, now):
        raise Stale(number=ticket.number, state=ticket.state.value)
    return Notice("answer-risk", {"number": ticket.number})


async def raise_risk(tx: Store, town: Town, actor: Actor, case: Mediation, ticket: Ticket, now: datetime) -> bool:
    """Once a case: its track changes, the ticket climbs one step. Whether this was the time."""
    marked = await tx.mediations.mark_risk(case, town.disputes.risk or case.track, now)
    if marked is None:
        return False
    await record(tx, ticket, actor, "risk", now)
    ticket = await ladder.threatened(tx, town, ticket, now, actor.person_id)
    await mediation_cards.refresh(tx, town, marked, ticket, now)
    return True
