"""A desk that does not answer: it is reminded, then the level above hears it, at last the first receiver keeps it."""

from datetime import datetime

from bot.domain.life import Who
from bot.domain.notices import Notice
from bot.domain.requests import Request
from bot.domain.ticket import Ticket
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases import apart, granting, requested
from bot.usecases.town import Town

BATCH = 100


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """Takes the step that is due for every request that waits too long. Returns how many there were."""

    async def look(request: Request) -> None:
        ticket = await tx.tickets.get(request.ticket_id)
        if ticket is None or request.kind not in requested.ASKED_IN:
            await tx.requests.put_off(request.id, None)
        elif not requested.alive(request, ticket):
            await tx.requests.withdraw(request, now)
        else:
            await _step(tx, town, ticket, request, now)

    return await apart.each(tx, await tx.requests.due(now, BATCH), look)


async def _step(tx: Store, town: Town, ticket: Ticket, request: Request, now: datetime) -> None:
    """A missed tick only means that the later step is taken at once."""
    desk = town.node(request.desk_id)
    limit, calendar = requested.review_limit(town, request.kind), town.calendar_at(desk)
    rule = town.life.unanswered
    up_at, ends_at = (due(request.at, limit.portion(percent), calendar) for percent in (rule.above, rule.refused))
    if now >= ends_at:
        if await tx.requests.decide(request, granted=False, decider_id=None, now=now):
            await granting.refuse(tx, town, ticket, request, Who.SYSTEM, now)
        return
    args, buttons = await requested.facts(tx, town, ticket, request), requested.buttons(town, ticket, request)
    again = Notice("request-late", {**args, "desk": desk.name}, buttons)
    await requested.show(tx, town, ticket, request, desk, again, now)
    above = town.tree.get(desk.parent_id)
    if now >= up_at and above is not None:
        await requested.show(tx, town, ticket, request, above, again, now)
    await tx.requests.put_off(request.id, ends_at if now >= up_at else up_at)
