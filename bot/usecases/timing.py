"""Starting the clocks of a ticket (handbook §5)."""

from dataclasses import replace
from datetime import datetime

from bot.domain.deadlines import Stage, StageClock, next_check
from bot.domain.org import Level, Node
from bot.domain.ticket import Ticket
from bot.domain.worktime import due
from bot.storage.store import Store
from bot.usecases.town import Town


def clocks_for(town: Town, category_code: str, owner: Node, round_: int, now: datetime) -> list[StageClock]:
    """The clocks of one round. All run from now, not from 签收: signing late must not move the promise."""
    category = town.category(category_code)
    top = _levels_above(town, owner)
    limits = town.policy.limits_for(category.profile.value, category.handle_limit, round_)
    return [StageClock(stage, now, limit, due(now, limit, town.calendar), top) for stage, limit in limits]


def since(clock: StageClock, start: datetime, town: Town) -> StageClock:
    """The same clock as if it had run from ``start``: a corrected category does not give back time used."""
    return replace(clock, started_at=start, due_at=due(start, clock.limit, town.calendar))


async def climb_from(tx: Store, town: Town, ticket: Ticket, owner: Node) -> None:
    """The clocks that run on now belong to ``owner``: what is overdue climbs from there."""
    for running in await tx.clocks.of(ticket.id):
        clock = replace(running.clock, top=_levels_above(town, owner))
        await tx.clocks.took(running, clock, next_check(clock, town.policy, town.calendar))


def _levels_above(town: Town, owner: Node) -> int:
    return sum(1 for node in town.tree.chain(owner)[1:] if node.level is not Level.UNIT)


def due_of(clocks: list[StageClock], stage: Stage) -> datetime | None:
    return next((clock.due_at for clock in clocks if clock.stage is stage), None)


async def start(tx: Store, town: Town, ticket: Ticket, clocks: list[StageClock]) -> None:
    rows = [(clock, next_check(clock, town.policy, town.calendar)) for clock in clocks]
    await tx.clocks.start(ticket.id, ticket.round, rows)
