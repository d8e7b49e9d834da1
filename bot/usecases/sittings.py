"""A round of 调解 to come: its mediator and the resident are reminded; when nobody says how it went, it climbs."""

from datetime import datetime
from typing import Any

from bot.domain.appointments import Said, meeting_time, passed, steps
from bot.domain.mediation import Mediation, Round, Step
from bot.domain.notices import Action, Arg, Press, instant
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import apart, mediating, mediation_cards, party_links, telling
from bot.usecases.town import Town


def timed(town: Town, words: str, now: datetime) -> dict[str, Any]:
    """Columns of a round for which ``words`` were agreed. What lies behind already is not said any more."""
    rule = town.disputes.rounds
    meet_at = meeting_time(words, rule.words, town.life.numbers, now, town.calendar)
    if meet_at is None:
        return {"meet_at": None, "told": 0, "next_at": None}
    ahead = steps(meet_at, rule, town.calendar)
    told = passed(ahead, now)
    return {"meet_at": meet_at, "told": told, "next_at": ahead[told].at}


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Says what is due of every round. Returns how many were looked at."""

    async def look(one: Round) -> None:
        found = await mediating.going_on(tx, one.mediation_id)
        if found is None or one.meet_at is None:
            await tx.mediations.change_round(one.id, next_at=None)
        else:
            await _advance(tx, town, *found, one, one.meet_at, now)

    return await apart.each(tx, await tx.mediations.rounds_due(now), look)


async def _advance(
    tx: Store, town: Town, case: Mediation, ticket: Ticket, one: Round, meet_at: datetime, now: datetime
) -> None:
    """After a missed tick only the newest word is said, and nobody is reminded of what is over."""
    ahead = steps(meet_at, town.disputes.rounds, town.calendar)
    told = passed(ahead, now)
    following = ahead[told].at if told < len(ahead) else None
    await tx.mediations.change_round(one.id, told=told, next_at=following)
    if told <= one.told:
        return
    step, mark = ahead[told - 1], f"{one.id}:{meet_at.timestamp()}:{told}"
    args: dict[str, Arg] = {
        **await mediation_cards.facts(tx, town, case, ticket), "meeting": one.meeting, "meet_at": instant(meet_at),
    }  # fmt: skip
    own = await mediation_cards.private(tx, [case.mediator_id])
    card = mediation_cards.kind_of(case, mediation_cards.TOLD)
    rows = (tuple(Press(Action.MEDIATION_WORDS, case.id, choice=one.value) for one in (Step.RESULT, Step.PLAN)),)
    match step.said:
        case Said.SOON if now < meet_at:
            await mediation_cards.say(tx, own, "round-soon", args, mark, now, card=card)
            told_him: dict[str, Arg] = {"meeting": one.meeting, "meet_at": instant(meet_at)}
            await telling.petitioner(tx, ticket, "round-soon-resident", now, told_him, mark=mark)
            await party_links.remind(tx, case, ticket, one.meeting, {"meet_at": instant(meet_at)}, mark, now)
        case Said.ASK:
            await mediation_cards.say(tx, own, "round-ask", args, mark, now, rows, card)
        case Said.ABOVE:
            above = await telling.level_up(tx, town, ticket, step.level, now)
            rooms = [room for room in above if room not in own]
            await mediation_cards.say(tx, rooms, "round-overdue", args, mark, now, card=card)
            await mediation_cards.say(tx, own, "round-late", args, mark, now, rows, card)
