"""挂起, 恢复 and 延期 of a ticket's clocks, on both databases."""

from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from bot.domain.clocks import ClockState, PauseReason, Stage, StageClock
from bot.domain.errors import ExtendedAlready, Overrun
from bot.domain.life import Event, State, Who
from bot.domain.limits import Limit
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import deadlines, timing
from bot.usecases.moving import move
from bot.usecases.town import Town
from tests.storage.backlog import pile_up
from tests.storage.county import MONDAY, town_hall

TUESDAY, THURSDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)
SIX_PM = timedelta(hours=9)
"""From nine in the morning."""


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


@pytest_asyncio.fixture(loop_scope="session")
async def ticket(county: Store, town: Town) -> Ticket:
    """Signed by nobody yet: 0401, handled within 24 h around the clock, contacted within a working day."""
    (filed,) = await pile_up(county, town, 1, MONDAY, timedelta())
    return filed


async def clocks(tx: Store, ticket: Ticket) -> dict[Stage, StageClock]:
    return {running.clock.stage: running.clock for running in await tx.clocks.all_of(ticket.id)}


async def test_only_what_the_reason_stops_stands_still(county: Store, town: Town, ticket: Ticket) -> None:
    assert await timing.pause(county, town, ticket, TUESDAY, PauseReason.WEATHER) == (Stage.HANDLE,)
    found = await clocks(county, ticket)
    assert {stage: clock.state(MONDAY) for stage, clock in found.items()} == {
        Stage.SIGN: ClockState.RUNNING,
        Stage.CONTACT: ClockState.RUNNING,
        Stage.HANDLE: ClockState.PAUSED,
    }
    assert await timing.pause(county, town, ticket, TUESDAY, PauseReason.WEATHER) == ()


async def test_the_petitioners_answer_stops_everything_and_nothing_is_said(
    county: Store, town: Town, ticket: Ticket
) -> None:
    stopped = await timing.pause(county, town, ticket, MONDAY, PauseReason.PETITIONER)
    assert set(stopped) == {Stage.SIGN, Stage.CONTACT, Stage.HANDLE}
    assert await deadlines.tick(county, town, MONDAY + timedelta(days=60)) == 0
    assert await county.history.of(ticket.id) == []


async def test_resumed_it_is_due_later_and_keeps_what_was_used(county: Store, town: Town, ticket: Ticket) -> None:
    await timing.pause(county, town, ticket, at(1), PauseReason.PETITIONER)
    dates = await timing.resume(county, town, ticket, THURSDAY)
    # 23 of 24 hours are left around the clock, and 3 of 4 working hours to sign.
    due_at, noon = THURSDAY + timedelta(hours=23), THURSDAY + timedelta(hours=3)
    assert dates == {"due_at": due_at, "sign_due_at": noon}
    changed = await move(county, ticket, Event.CHASE, Who.PETITIONER, THURSDAY, **dates)
    assert (changed.due_at, changed.sign_due_at) == (due_at, noon)
    clock = (await clocks(county, ticket))[Stage.HANDLE]
    assert (clock.due_at, clock.used, clock.paused) == (due_at, timedelta(hours=1), timedelta(hours=71))
    assert clock.state(THURSDAY) is ClockState.RUNNING
    assert await timing.resume(county, town, ticket, THURSDAY) == {}


async def reminders(tx: Store, ticket: Ticket) -> list[str]:
    return [entry.reason for entry in await tx.history.of(ticket.id) if entry.event is Event.REMIND]


async def test_a_warning_before_the_pause_is_not_repeated_after_it(county: Store, town: Town, ticket: Ticket) -> None:
    await county.clocks.stop(ticket.id, [Stage.SIGN, Stage.CONTACT], MONDAY)
    half = MONDAY + timedelta(hours=12)
    await deadlines.tick(county, town, half)
    await timing.pause(county, town, ticket, half, PauseReason.SEASON)
    await timing.resume(county, town, ticket, half + timedelta(days=20))
    await deadlines.tick(county, town, half + timedelta(days=20, hours=7))
    assert await reminders(county, ticket) == ["handle 50%"]
    await deadlines.tick(county, town, half + timedelta(days=20, hours=8))
    assert await reminders(county, ticket) == ["handle 50%", "handle 80%"]


async def test_more_time_is_given_once_and_warned_of_anew(county: Store, town: Town, ticket: Ticket) -> None:
    await county.clocks.stop(ticket.id, [Stage.SIGN, Stage.CONTACT], MONDAY)
    asked = MONDAY + timedelta(hours=20)
    await deadlines.tick(county, town, asked)
    running = (await clocks(county, ticket))[Stage.HANDLE]
    by = Limit.parse("2wd")
    wednesday_evening = MONDAY + timedelta(days=3) + SIX_PM
    assert timing.extended_due(town, ticket, running, by, asked) == wednesday_evening
    assert await timing.extend(county, town, ticket, by, asked) == {"due_at": wednesday_evening}
    assert (await clocks(county, ticket))[Stage.HANDLE].extended_at == asked
    with pytest.raises(ExtendedAlready):
        await timing.extend(county, town, ticket, by, asked)
    await deadlines.tick(county, town, wednesday_evening - timedelta(minutes=1))
    assert await reminders(county, ticket) == ["handle 80%", "handle 80%"]
    await deadlines.tick(county, town, wednesday_evening)
    assert (await county.history.of(ticket.id))[-1].reason == "handle overdue 1"


async def test_what_is_due_or_stands_still_or_has_ended_gets_no_more_time(
    county: Store, town: Town, ticket: Ticket
) -> None:
    by = Limit.parse("2wd")
    with pytest.raises(Overrun):
        await timing.extend(county, town, ticket, by, MONDAY + timedelta(hours=24))
    await timing.pause(county, town, ticket, MONDAY, PauseReason.COURT)
    with pytest.raises(Overrun):
        await timing.extend(county, town, ticket, by, MONDAY)
    await timing.resume(county, town, ticket, MONDAY)
    await county.clocks.stop(ticket.id, list(Stage), MONDAY)
    with pytest.raises(Overrun):
        await timing.extend(county, town, ticket, by, MONDAY)


async def test_a_breach_after_more_time_is_told_again(county: Store, town: Town, ticket: Ticket) -> None:
    """Who was warned before the extension is warned once more after it: the letters are others."""
    await county.clocks.stop(ticket.id, [Stage.SIGN, Stage.CONTACT], MONDAY)
    await deadlines.tick(county, town, MONDAY + timedelta(hours=20))
    before = await queued(county)
    await timing.extend(county, town, ticket, Limit.parse("10h"), MONDAY + timedelta(hours=20))
    await deadlines.tick(county, town, MONDAY + timedelta(hours=33))
    assert await queued(county) == before * 2


async def queued(tx: Store) -> int:
    return (await tx.outbox.counts()).get("queued", 0)


def at(hours: int) -> datetime:
    return MONDAY + timedelta(hours=hours)


async def test_stored_clocks_lose_no_microsecond(county: Store, town: Town, ticket: Ticket) -> None:
    odd = timedelta(hours=1, microseconds=1)
    await timing.pause(county, town, ticket, MONDAY + odd, PauseReason.PETITIONER)
    await timing.resume(county, town, ticket, at(3))
    clock = (await clocks(county, ticket))[Stage.HANDLE]
    assert clock.used == odd
    assert clock.due_at == at(24) + timedelta(hours=3) - odd


async def test_work_that_is_sent_back_goes_on_where_it_ended(county: Store, town: Town, ticket: Ticket) -> None:
    await county.clocks.stop(ticket.id, list(Stage), at(20))
    assert await timing.reopen(county, town, ticket, at(50)) == {"due_at": at(54)}
    found = await clocks(county, ticket)
    assert found[Stage.HANDLE].state(at(50)) is ClockState.RUNNING
    assert found[Stage.SIGN].state(at(50)) is ClockState.FINISHED
    assert await deadlines.tick(county, town, at(54)) == 1
    assert (await county.history.of(ticket.id))[-1].reason == "handle overdue 1"
    assert await timing.reopen(county, town, ticket, at(55)) == {}


@pytest.mark.parametrize("state", [State.CLOSED, State.WITHDRAWN, State.PENDING_SURVEY])
async def test_a_ticket_that_is_over_has_no_clock_left(county: Store, town: Town, ticket: Ticket, state: State) -> None:
    await county.tickets.change(ticket, state=state.value)
    assert await deadlines.tick(county, town, at(99)) > 0
    assert await county.clocks.of(ticket.id) == []
    assert await county.history.of(ticket.id) == []


async def test_a_state_in_which_nobody_is_warned_loses_no_clock(county: Store, town: Town, ticket: Ticket) -> None:
    checked = await county.tickets.change(ticket, state=State.PENDING_REVIEW.value)
    assert await deadlines.tick(county, town, at(24)) > 0
    assert await deadlines.tick(county, town, at(24)) == 0
    await county.tickets.change(checked, state=State.HANDLING.value)
    assert await deadlines.tick(county, town, at(25)) > 0
    assert any(entry.reason == "handle overdue 1" for entry in await county.history.of(ticket.id))
