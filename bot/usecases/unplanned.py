"""An open 调解案 for which no time to meet is agreed: its mediator is asked for one; while nobody says, it climbs."""

from datetime import datetime
from typing import Any

from bot.domain.appointments import Said, passed
from bot.domain.mediation import Mediation, Step, goes_on
from bot.domain.notices import Action, Arg, Press, instant
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import apart, mediation_cards, telling
from bot.usecases.town import Town


def waits(town: Town, now: datetime) -> dict[str, Any]:
    """Columns of a case that waits from now on."""
    return {"quiet_at": now, "told": 0, "next_at": town.disputes.unplanned.steps(now, town.calendar)[0].at}


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Says what is due of every case that waits. Returns how many were looked at."""

    async def look(case: Mediation) -> None:
        ticket = await tx.tickets.get(case.ticket_id)
        # A round with a time has a clock of its own.
        if ticket is None or not goes_on(case, ticket) or await _planned(tx, case):
            await tx.mediations.change(case, next_at=None)
        elif case.quiet_at is None:
            await tx.mediations.change(case, **waits(town, now))
        else:
            await _advance(tx, town, case, ticket, case.quiet_at, now)

    return await apart.each(tx, await tx.mediations.unplanned(now), look)


async def _planned(tx: Store, case: Mediation) -> bool:
    return any(one.held_at is None and one.meet_at is not None for one in await tx.mediations.rounds(case.id))


async def _advance(tx: Store, town: Town, case: Mediation, ticket: Ticket, since: datetime, now: datetime) -> None:
    """After a missed tick only the weightiest word is said."""
    ahead = town.disputes.unplanned.steps(since, town.calendar)
    told = passed(ahead, now)
    following = ahead[told].at if told < len(ahead) else None
    await tx.mediations.change(case, told=told, next_at=following)
    if told <= case.told:
        return
    step, mark = ahead[told - 1], f"{case.id}:{since.timestamp()}:{told}"
    args: dict[str, Arg] = {**await mediation_cards.facts(tx, town, case, ticket), "quiet_at": instant(since)}
    own = await mediation_cards.private(tx, [case.mediator_id])
    card = mediation_cards.kind_of(case, mediation_cards.TOLD)
    rows = (tuple(Press(Action.MEDIATION_WORDS, case.id, choice=one.value) for one in (Step.PLAN, Step.RESULT)),)
    # Whoever cannot be reached agrees on no time: then the level above hears it at once.
    if step.said is Said.ABOVE or not own:
        above = await telling.level_up(tx, town, ticket, max(step.level, 1), now)
        rooms = [room for room in above if room not in own]
        await mediation_cards.say(tx, rooms, "unplanned-overdue", args, mark, now, card=card)
    kind = "unplanned-ask" if step.said is Said.ASK else "unplanned-late"
    await mediation_cards.say(tx, own, kind, args, mark, now, rows, card)
