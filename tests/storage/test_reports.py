"""The rows that figures are made of: every ticket below a node, once, with its own round."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.domain.deadlines import Stage, StageClock
from bot.domain.life import OPEN, State
from bot.domain.limits import Limit
from bot.domain.org import Role
from bot.domain.rates import Past, figures, reworked
from bot.domain.tree import Tree
from bot.storage.reports import _rows
from bot.storage.store import Store
from bot.usecases import reports
from tests.storage.county import MONDAY, town_hall
from tests.storage.rows import add_node, add_ticket

DAY = timedelta(days=1)


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
        await tx.clocks.start([(ticket.id, round_, clock, None) for clock in clocks])
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


async def test_a_digest_looks_at_the_recent_and_counts_the_rest(tx: Store) -> None:
    """Every state, told and done long ago or lately, left out of the rates or not: the same figures as from all."""
    town = await town_hall().town(tx, MONDAY)
    since, ages = MONDAY - 30 * DAY, (0, 29, 31, 400)
    cases = product(State, ages, ages, (None, "exclusion-force", "exclusion-beyond"), (0, 2))
    for state, told, done, excluded, reworks in cases:
        values = {"excluded": excluded, "reworks": reworks, "created_at": MONDAY - max(told, done) * DAY}
        completed = None if state in OPEN else MONDAY - done * DAY
        await add_ticket(tx, state=state.value, round=1 + reworks // 2, completed_at=completed, **values)
    every, lately = await tx.reports.below("G/"), await tx.reports.below("G/", since)
    assert 0 < len(lately) < len(every)
    past = await tx.reports.past("G/", since)
    assert len(lately) + past.done + past.dropped == len(every)
    town = replace(town, tree=Tree(await tx.org.nodes()))
    whole, parts = ([reports.fact(town, row) for row in rows] for rows in (every, lately))
    policy = town.policy.hot
    assert figures(parts, MONDAY, town.calendar, policy, past) == figures(whole, MONDAY, town.calendar, policy)
    assert reworked(parts, past) == reworked(whole)
    assert await tx.reports.past("X/", since) == Past()


@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
async def test_the_recent_are_found_by_indexes(tx: Store) -> None:
    """Where the database says how it looks."""
    query = _rows(True).params(below="S/", since=MONDAY)
    sql = str(query.compile(dialect=tx.connection.dialect, compile_kwargs={"render_postcompile": True}))
    rows = await tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (1,) * sql.count("?"))
    plan = [str(row._mapping["detail"]) for row in rows]
    for index in ("ix_tickets_state", "ix_tickets_created_at", "ix_tickets_completed_at"):
        assert any(index in step for step in plan), plan
    assert not any(step.startswith("SCAN tickets") for step in plan), plan
