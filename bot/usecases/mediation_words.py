"""What a mediator says of a case in words: the parties, when and where, how a round went, how it ended."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.clocks import Stage
from bot.domain.errors import NoWords, PapersMissing, Stale
from bot.domain.life import Event, State, Who
from bot.domain.mediation import OUTCOMES, Mediation, Outcome, Step, missing, names_in
from bot.domain.notices import Arg, Notice, instant
from bot.domain.org import Actor
from bot.domain.ticket import Ticket
from bot.domain.transitions import TRANSITIONS
from bot.storage.store import Store
from bot.usecases import mediating, mediation_cards, mediation_papers, sittings, telling, unplanned, visiting
from bot.usecases.moving import move
from bot.usecases.town import Town

LONGEST = 1000
_BREAKS = " \t\n:：,，。.、-—"


def read(text: str, orders: Mapping[str, Step]) -> tuple[Step | None, str]:
    """The step that a reply to the card begins with, and the rest; a word counts only before a break."""
    text = text.strip()
    for word, step in orders.items():
        begins, rest = text[: len(word)].lower() == word, text[len(word) :]
        if begins and (not rest or rest[0] in _BREAKS):
            return step, rest.strip(_BREAKS)
    return None, text


async def ask(tx: Store, town: Town, actor: Actor, case_id: int, step: Step) -> tuple[Mediation, Notice]:
    """The bare button: asks for one sentence."""
    case, ticket = await mediating.own(tx, town, actor, case_id)
    if step is Step.AGREED:
        await _complete(tx, town, case, ticket)
    args: dict[str, Arg] = {"number": ticket.number, "step": step.value, "count": town.disputes.most}
    return case, Notice("mediation-prompt", args, reply=True)


async def said(
    tx: Store, town: Town, actor: Actor, case_id: int, step: Step, text: str, masked: str, now: datetime
) -> Notice:
    """The sentence. Names stay as they are typed; of everything else phones and the like are masked."""
    case, ticket = await mediating.own(tx, town, actor, case_id)
    masked, meet_at = masked[:LONGEST], None
    if not text or (not masked and step is not Step.PARTY):
        raise NoWords(number=ticket.number)
    match step:
        case Step.PARTY:
            await tx.mediations.set_parties(case.id, names_in(text, town.disputes.most))
        case Step.PLAN:
            meet_at = await _plan(tx, town, case, ticket, actor, masked, now)
        case Step.RESULT:
            await _held(tx, case, actor, masked, now)
            await _contacted(tx, ticket, actor, now)
        case _:
            case = await _end(tx, town, actor, case, ticket, OUTCOMES[step], masked, now)
    if step in {Step.PLAN, Step.RESULT}:
        waits = {"next_at": None} if meet_at else unplanned.waits(town, now)
        case = await tx.mediations.change(case, **waits) or case
    await mediation_cards.refresh(tx, town, case, ticket, now)
    await _mind(tx, town, actor, case, ticket, text, now)
    if ticket.state is State.ARCHIVED and not case.open:
        await mediation_papers.forget(tx, town, ticket, now)
    return Notice("mediation-noted", {"number": ticket.number, "step": step.value, "meet_at": instant(meet_at)})


async def _plan(
    tx: Store, town: Town, case: Mediation, ticket: Ticket, actor: Actor, words: str, now: datetime
) -> datetime | None:
    """One round at a time is to come: another time or place takes the place of the first. The time that was read."""
    timed = sittings.timed(town, words, now)
    meet_at: datetime | None = timed["meet_at"]
    waiting = [one for one in await tx.mediations.rounds(case.id) if one.held_at is None]
    if not waiting:
        await tx.mediations.add_round(case.id, actor.person_id, words, now, **timed)
    elif not await tx.mediations.change_round(waiting[-1].id, meeting=words, **timed):
        raise Stale(number=ticket.number, state=ticket.state.value)
    return meet_at


async def _held(tx: Store, case: Mediation, actor: Actor, words: str, now: datetime) -> None:
    """A round that nobody announced counts too."""
    waiting = [one for one in await tx.mediations.rounds(case.id) if one.held_at is None]
    round_id = waiting[-1].id if waiting else await tx.mediations.add_round(case.id, actor.person_id, "", now)
    await tx.mediations.change_round(round_id, result=words, held_at=now, next_at=None)


async def _contacted(tx: Store, ticket: Ticket, actor: Actor, now: datetime) -> None:
    """Whoever sat down with the resident needs not call him first."""
    if ticket.contacted_at is None and ticket.state in TRANSITIONS[Event.MEDIATE].sources:
        who = actor.person_id
        await move(tx, ticket, Event.MEDIATE, Who.SYSTEM, now, actor_id=who, reason="round", contacted_at=now)
        await tx.clocks.stop(ticket.id, [Stage.CONTACT], now)


async def _complete(tx: Store, town: Town, case: Mediation, ticket: Ticket) -> None:
    """达成 needs the papers that must be there."""
    wanting = missing(town.disputes.track(case.track), await tx.mediations.papers(case.id))
    if wanting:
        raise PapersMissing(number=ticket.number, places="、".join(wanting))


async def _end(
    tx: Store, town: Town, actor: Actor, case: Mediation, ticket: Ticket, outcome: Outcome, words: str, now: datetime
) -> Mediation:
    """达成, 未达成, 转诉讼: the resident and the group hear how it ended; an agreement is visited again."""
    if outcome is Outcome.AGREED:
        await _complete(tx, town, case, ticket)
    values = {"outcome": outcome.value, "agreement": words, "ended_at": now, "next_at": None}
    ended = await tx.mediations.change(case, **values)
    if ended is None:
        raise Stale(number=ticket.number, state=ticket.state.value)
    if outcome is Outcome.AGREED:
        await visiting.plan(tx, town, ended, now)
    await mediating.record(tx, ticket, actor, outcome.value, now)
    args = await mediation_cards.facts(tx, town, ended, ticket)
    rooms = await telling.handlers(tx, town, ticket, now)
    mark = f"{case.id}:{now.timestamp()}"
    await mediation_cards.say(tx, rooms, "mediation-ended", args, mark, now)
    told: dict[str, Arg] = {"outcome": outcome.value, "name": args["name"]}
    await telling.everyone(tx, ticket, "mediation-over", now, told, mark=mark)
    return ended


async def _mind(tx: Store, town: Town, actor: Actor, case: Mediation, ticket: Ticket, text: str, now: datetime) -> None:
    """Words of 民转刑 raise the matter without anybody pressing."""
    fresh = await tx.tickets.get(ticket.id)
    if fresh is not None and case.open and town.ladder.at_risk(fresh.category, text):
        await mediating.raise_risk(tx, town, actor, case, fresh, now)
