"""Clocks of tickets: looked at when due, stopped once, never owed twice."""

from datetime import timedelta

from bot.domain.deadlines import Stage, StageClock
from bot.domain.limits import Limit
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_ticket

HOUR = timedelta(hours=1)


def clock(stage: Stage, hours: int = 4, top: int = 3) -> StageClock:
    return StageClock(stage, MONDAY, Limit.parse(f"{hours}wh"), MONDAY + hours * HOUR, top)


async def test_comes_back_as_it_was_started(tx: Store) -> None:
    ticket = await add_ticket(tx)
    started = [(clock(Stage.SIGN), MONDAY + HOUR), (clock(Stage.HANDLE, 40), None)]
    await tx.clocks.start([(ticket.id, 1, *one) for one in started])
    running = await tx.clocks.of(ticket.id)
    assert [r.clock for r in running] == [clock_ for clock_, _ in started]
    assert {(r.ticket_id, r.round) for r in running} == {(ticket.id, 1)}


async def test_only_what_is_due_is_looked_at_the_earliest_first(tx: Store) -> None:
    ticket = await add_ticket(tx)
    started = [(Stage.HANDLE, MONDAY + HOUR), (Stage.SIGN, MONDAY), (Stage.CONTACT, MONDAY + 2 * HOUR)]
    await tx.clocks.start([(ticket.id, 1, clock(stage), next_at) for stage, next_at in started])
    assert [r.clock.stage for r in await tx.clocks.due(MONDAY + HOUR, 10)] == [Stage.SIGN, Stage.HANDLE]
    assert [r.clock.stage for r in await tx.clocks.due(MONDAY + HOUR, 1)] == [Stage.SIGN]
    assert await tx.clocks.due(MONDAY - HOUR, 10) == []


async def test_a_step_taken_is_remembered(tx: Store) -> None:
    ticket = await add_ticket(tx)
    await tx.clocks.start([(ticket.id, 1, clock(Stage.SIGN), MONDAY)])
    (running,) = await tx.clocks.due(MONDAY, 10)
    after = StageClock(Stage.SIGN, MONDAY, running.clock.limit, running.clock.due_at, 1, warned=100, level=2)
    await tx.clocks.took([(running, after, None)])
    assert await tx.clocks.due(MONDAY + 99 * HOUR, 10) == []
    assert [r.clock for r in await tx.clocks.of(ticket.id)] == [after]


async def test_a_stopped_clock_is_silent_for_good(tx: Store) -> None:
    ticket = await add_ticket(tx)
    await tx.clocks.start([(ticket.id, 1, clock(Stage.CONTACT), MONDAY), (ticket.id, 1, clock(Stage.HANDLE), MONDAY)])
    await tx.clocks.stop(ticket.id, [Stage.CONTACT], MONDAY)
    assert [r.clock.stage for r in await tx.clocks.due(MONDAY, 10)] == [Stage.HANDLE]
    await tx.clocks.forget(ticket.id, list(Stage))
    await tx.clocks.start([(ticket.id, 1, clock(Stage.CONTACT), MONDAY), (ticket.id, 1, clock(Stage.HANDLE), MONDAY)])
    assert [r.clock.stage for r in await tx.clocks.of(ticket.id)] == [Stage.HANDLE]


async def test_another_round_has_clocks_of_its_own(tx: Store) -> None:
    ticket = await add_ticket(tx)
    await tx.clocks.start([(ticket.id, 1, clock(Stage.HANDLE), MONDAY)])
    await tx.clocks.stop(ticket.id, list(Stage), MONDAY)
    await tx.clocks.start([(ticket.id, 2, clock(Stage.HANDLE, 20), MONDAY)])
    assert [(r.round, str(r.clock.limit)) for r in await tx.clocks.of(ticket.id)] == [(2, "20wh")]
