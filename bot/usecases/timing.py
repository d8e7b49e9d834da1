"""Clocks of a ticket: started, standing still, running again, extended (handbook §5).

What changes the ticket's own dates comes back as values for ``moving.move``: there the row changes, once.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain import clocks as stages
from bot.domain.clocks import PauseReason, Stage, StageClock
from bot.domain.deadlines import next_check
from bot.domain.errors import ExtendedAlready, Overrun
from bot.domain.escalation import level_for
from bot.domain.limits import Limit
from bot.domain.org import Level, Node
from bot.domain.ticket import Ticket
from bot.domain.worktime import due, may_move
from bot.storage.clocks import Change, RunningClock
from bot.storage.store import Store
from bot.usecases.town import Town

Dates = dict[str, Any]
"""Columns of a ticket: ``due_at``, ``sign_due_at``; only those that have changed."""

_SHOWN = {Stage.SIGN: "sign_due_at", Stage.HANDLE: "due_at"}


def clocks_for(town: Town, category_code: str, owner: Node, round_: int, now: datetime) -> list[StageClock]:
    """The clocks of one round, by the limits and hours of the owner's place. All run from now, not from 签收: signing
    late must not move the promise.
    """
    category = town.category(category_code)
    limits = town.policy.limits_for(
        category.profile.value,
        category.handle_limit,
        round_,
        category=category.code,
        stages=category.stage_limits,
        chain=town.tree.chain(owner),
    )
    top, calendar = _levels_above(town, owner), town.calendar_at(owner)
    return [StageClock(stage, now, limit, due(now, limit, calendar), top) for stage, limit in limits]


def signing(town: Town, category_code: str, owner: Node, now: datetime) -> list[StageClock]:
    """The clock of an owner who must sign. Only a first round knows a limit for it, but whoever is new must sign in
    every round.
    """
    return [clock for clock in clocks_for(town, category_code, owner, 1, now) if clock.stage is Stage.SIGN]


def owed_unsigned(town: Town, category_code: str, owner: Node, round_: int, now: datetime) -> list[StageClock]:
    """All clocks of an owner who has not signed."""
    clocks = clocks_for(town, category_code, owner, round_, now)
    return [*signing(town, category_code, owner, now), *(one for one in clocks if one.stage is not Stage.SIGN)]


def since(clock: StageClock, start: datetime, town: Town, owner: Node) -> StageClock:
    """The same clock as if it had run from ``start``: a corrected category does not give back time used."""
    return replace(clock, started_at=start, due_at=due(start, clock.limit, town.calendar_at(owner)))


async def climb_from(tx: Store, town: Town, given: Iterable[tuple[Ticket, Node]], now: datetime) -> None:
    """The clocks of a ticket that run on now belong to the new owner: what is overdue climbs from there, on to whoever
    has not heard of it; and he has as long as his predecessor before it does.
    """
    owners = {ticket.id: (town.node(ticket.owner_id), owner) for ticket, owner in given}
    changes: list[Change] = []
    for ticket_id, clocks in (await tx.clocks.of_all(owners)).items():
        before, after = owners[ticket_id]
        changes += _looked_at(town, after, [(one, _climbed(town, one.clock, before, after, now)) for one in clocks])
    await tx.clocks.took(changes)


def _climbed(town: Town, clock: StageClock, before: Node, after: Node, now: datetime) -> StageClock:
    level = level_for(town.ladder, clock.stage, clock.level, town.tree.chain(before), town.tree.chain(after))
    handed = replace(clock, top=_levels_above(town, after), level=level)
    return stages.handed_over(handed, now, town.calendar_at(after)) if clock.level else handed


async def pause(tx: Store, town: Town, ticket: Ticket, now: datetime, reason: PauseReason | None) -> tuple[Stage, ...]:
    """挂起: the clocks that deadlines.yaml stops for this reason stand still (None: all of them); gives the stages that
    did. The ticket's dates stay what they are until it goes on.
    """
    standing = frozenset(Stage) if reason is None else town.policy.pauses[reason]
    running = [one for one in await tx.clocks.of(ticket.id) if one.clock.stage in standing]
    changes = [(one, stages.pause(one.clock, now)) for one in running if one.clock.paused_at is None]
    await _write(tx, town, town.node(ticket.owner_id), changes)
    return tuple(one.clock.stage for one, _ in changes)


async def resume(tx: Store, town: Town, ticket: Ticket, now: datetime) -> Dates:
    """恢复: whatever stands still runs on, and is due later by what did not count."""
    owner = town.node(ticket.owner_id)
    calendar = town.calendar_at(owner)
    still = [one for one in await tx.clocks.of(ticket.id) if one.clock.paused_at is not None]
    changes = [(one, stages.resume(one.clock, now, calendar)) for one in still]
    await _write(tx, town, owner, changes)
    return _dates(changes)


async def reopen(tx: Store, town: Town, ticket: Ticket, now: datetime) -> Dates:
    """返工: the finished handling clock of this round runs on; the time of the check does not count."""
    owner = town.node(ticket.owner_id)
    calendar = town.calendar_at(owner)
    ended = [one for one in await tx.clocks.all_of(ticket.id) if one.round == ticket.round]
    handling = [one for one in ended if one.clock.stage is Stage.HANDLE and one.clock.stopped_at is not None]
    changes = [(one, stages.reopen(one.clock, now, calendar)) for one in handling]
    await _write(tx, town, owner, changes)
    return _dates(changes)


async def revive(tx: Store, town: Town, ticket: Ticket, now: datetime) -> Dates:
    """撤销并单: what the merge had stopped runs on, and signing is owed again; the time between does not count. What
    was merged before it had clocks gets them, from when the matter was told.
    """
    owner = town.node(ticket.owner_id)
    calendar = town.calendar_at(owner)
    known = [one for one in await tx.clocks.all_of(ticket.id) if one.round == ticket.round]
    if not known:
        fresh = clocks_for(town, ticket.category, owner, ticket.round, now)
        begun = [one if one.stage is Stage.SIGN else since(one, ticket.created_at, town, owner) for one in fresh]
        await start(tx, town, ticket, begun)
        return {"due_at": due_of(begun, Stage.HANDLE), "sign_due_at": due_of(begun, Stage.SIGN)}
    stopped = [one for one in known if one.clock.stopped_at == ticket.closed_at or one.clock.stage is Stage.SIGN]
    changes = [(one, stages.reopen(one.clock, now, calendar)) for one in stopped]
    await _write(tx, town, owner, changes)
    return _dates(changes)


async def extend(tx: Store, town: Town, ticket: Ticket, by: Limit, now: datetime) -> Dates:
    """延期: the handling clock gets ``by`` more from its due time on. Raises ExtendedAlready the second time in a
    round, Overrun when it is due already or nothing runs.
    """
    owner = town.node(ticket.owner_id)
    running = next((one for one in await tx.clocks.of(ticket.id) if one.clock.stage is Stage.HANDLE), None)
    if running is not None and running.clock.extended_at is not None:
        raise ExtendedAlready(number=ticket.number)
    if running is None or running.clock.due_at <= now or running.clock.paused_at is not None:
        raise Overrun(number=ticket.number)
    changes = [(running, stages.extend(running.clock, by, now, town.calendar_at(owner)))]
    await _write(tx, town, owner, changes)
    return _dates(changes)


def extended_due(town: Town, ticket: Ticket, clock: StageClock, by: Limit, now: datetime) -> datetime:
    """What :func:`extend` would make of the due time: shown to whoever decides."""
    return stages.extend(clock, by, now, town.calendar_at(town.node(ticket.owner_id))).due_at


def is_guess(town: Town, owner: Node, clocks: Collection[StageClock]) -> bool:
    """Whether the promise may still move, because next year's holidays are not published yet."""
    calendar = town.calendar_at(owner)
    handling = (clock for clock in clocks if clock.stage is Stage.HANDLE)
    return any(may_move(clock.started_at, clock.due_at, clock.limit, calendar) for clock in handling)


def _levels_above(town: Town, owner: Node) -> int:
    return sum(1 for node in town.tree.chain(owner)[1:] if node.level is not Level.UNIT)


def due_of(clocks: list[StageClock], stage: Stage) -> datetime | None:
    return next((clock.due_at for clock in clocks if clock.stage is stage), None)


async def start(tx: Store, town: Town, ticket: Ticket, clocks: list[StageClock]) -> None:
    await start_all(tx, town, [(ticket, clocks)])


async def start_all(tx: Store, town: Town, started: Iterable[tuple[Ticket, list[StageClock]]]) -> None:
    rows = []
    for ticket, clocks in started:
        calendar = town.calendar_at(town.node(ticket.owner_id))
        rows += [(ticket.id, ticket.round, one, next_check(one, town.policy, calendar)) for one in clocks]
    await tx.clocks.start(rows)


async def _write(tx: Store, town: Town, owner: Node, changes: list[tuple[RunningClock, StageClock]]) -> None:
    await tx.clocks.took(_looked_at(town, owner, changes))


def _looked_at(town: Town, owner: Node, changes: list[tuple[RunningClock, StageClock]]) -> list[Change]:
    calendar = town.calendar_at(owner)
    return [(one, after, next_check(after, town.policy, calendar)) for one, after in changes]


def _dates(changes: list[tuple[RunningClock, StageClock]]) -> Dates:
    return {
        _SHOWN[after.stage]: after.due_at
        for one, after in changes
        if after.stage in _SHOWN and after.due_at != one.clock.due_at
    }
