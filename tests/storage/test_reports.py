"""The rows that figures are made of: every ticket below a node, once, with its own round."""

from bot.domain.deadlines import Stage, StageClock
from bot.domain.life import State
from bot.domain.limits import Limit
from bot.domain.org import Role
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_node, add_ticket


async def test_counts_what_lies_below_and_nothing_beside(tx: Store) -> None:
    top = await add_node(tx, "S", "county")
    one = await add_node(tx, "S1", "community", top, "S/")
    namesake = await add_node(tx, "S10", "community", top, "S/")
    grid = await add_node(tx, "S101", "grid", one, "S/S1/")
    for node in (grid, one, namesake):
        await add_ticket(tx, node_id=node)
    assert len(await tx.reports.below("S/")) == 3
    assert [row.node_id for row in await tx.reports.below("S/S1/")] == [grid, one]
    assert [row.node_id for row in await tx.reports.below("S/S10/")] == [namesake]


async def test_a_percent_sign_in_a_code_is_no_pattern(tx: Store) -> None:
    await add_ticket(tx, node_id=await add_node(tx, "A_B"))
    await add_ticket(tx, node_id=await add_node(tx, "AXB"))
    assert len(await tx.reports.below("A_B/")) == 1
    assert await tx.reports.below("%") == []


async def test_a_ticket_handled_again_is_one_row_with_its_last_round(tx: Store) -> None:
    ticket = await add_ticket(tx, state=State.HANDLING.value, round=2, sealed_role=Role.LEADER.value)
    for round_, hours in ((1, 40), (2, 20)):
        limit = Limit.parse(f"{hours}wh")
        clocks = [StageClock(stage, MONDAY, limit, MONDAY, 1) for stage in (Stage.SIGN, Stage.HANDLE)]
        await tx.clocks.start(ticket.id, round_, [(clock, None) for clock in clocks])
        await tx.surveys.start(ticket.id, round_, MONDAY, None)
    first = await tx.surveys.of(ticket.id, 1)
    assert first is not None
    await tx.surveys.answered(first, solved="unsolved", rating=1)
    (row,) = await tx.reports.below("G/")
    assert row.clock is not None
    assert (row.clock.stage, str(row.clock.limit)) == (Stage.HANDLE, "20wh")
    assert (row.solved, row.rating, row.round, row.sealed) == (None, None, 2, True)


async def test_a_ticket_without_clock_or_survey_counts_too(tx: Store) -> None:
    await add_ticket(tx)
    (row,) = await tx.reports.below("")
    assert (row.clock, row.solved, row.state) == (None, None, State.DISPATCHED)
