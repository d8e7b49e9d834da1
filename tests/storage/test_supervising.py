"""督办 by a rule of the ladder: ordered once at its step, never beside one as heavy."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.escalation import Trigger
from bot.domain.life import State
from bot.domain.org import Role
from bot.storage.engine import Database
from bot.storage.store import Store
from bot.usecases import ladder, supervising
from bot.usecases.ladder import Climb
from bot.usecases.town import Town
from tests.storage.county import town_hall
from tests.storage.test_merging import LATER, add, county, now
from tests.storage.test_projects import said

__all__ = ["county"]


async def with_rule(tx: Store, grade: str) -> Town:
    """The town, whose rule for what is late orders ``grade``."""
    town = await town_hall().town(tx, LATER)
    rules = (replace(r, supervise=grade) if r.on is Trigger.OVERDUE else r for r in town.ladder.rules)
    return replace(town, ladder=replace(town.ladder, rules=tuple(rules)))


async def test_a_step_orders_it_and_the_next_one_only_what_is_heavier(county: Database) -> None:
    async with county.begin() as tx:
        ticket = await add(tx)
        yellow, red = await with_rule(tx, "yellow"), await with_rule(tx, "red")
        await ladder.climb(tx, yellow, Climb(ticket, Trigger.OVERDUE, 1, aloud=False), LATER)
        ticket = await now(tx, ticket)
        assert (ticket.supervised, ticket.answer_by is not None) == ("yellow", True)
        running = await tx.supervisions.running(ticket.id)
        assert running is not None
        assert (running.actor_id, running.note_id) == (None, None)
        await ladder.climb(tx, yellow, Climb(ticket, Trigger.OVERDUE, 2, aloud=False), LATER)
        assert [args["grade"] for args in await said(tx, "supervised-by-rule")] == ["grade-yellow"]
        other = await add(tx, 72)
        await ladder.climb(tx, yellow, Climb(other, Trigger.OVERDUE, 1, aloud=False), LATER)
        await ladder.climb(tx, red, Climb(await now(tx, other), Trigger.OVERDUE, 2, aloud=False), LATER)
        assert (await now(tx, other)).supervised == "red"
        assert len(await said(tx, "watched")) == 3


async def test_said_once_where_the_watching_is_told_anyway(county: Database) -> None:
    async with county.begin() as tx:
        ticket, town = await add(tx), await town_hall().town(tx, LATER)
        await ladder.petitioners_changed(tx, town, ticket, 10, LATER)
        assert (await now(tx, ticket)).supervised == "yellow"
        assert len(await said(tx, "watched")) == 1
        (order,) = await said(tx, "supervised-by-rule")
        assert (order["trigger"], order["count"]) == ("petitioners", 10)


@pytest.mark.parametrize("grade", ["", "yellow"])
async def test_never_of_a_sealed_matter(county: Database, grade: str) -> None:
    async with county.begin() as tx:
        ticket = await add(tx, sealed_role=Role.DISCIPLINE)
        await ladder.climb(tx, await with_rule(tx, grade), Climb(ticket, Trigger.OVERDUE, 1, aloud=False), LATER)
        assert (await now(tx, ticket)).supervised is None


async def test_what_a_check_gives_back_still_owes_its_answer(county: Database) -> None:
    async with county.begin() as tx:
        ticket, town = await add(tx, state=State.HANDLING.value), await with_rule(tx, "yellow")
        await ladder.climb(tx, town, Climb(ticket, Trigger.OVERDUE, 1, aloud=False), LATER)
        finished = await tx.tickets.change(await now(tx, ticket), state=State.PENDING_REVIEW.value)
        late = LATER + timedelta(days=20)
        while await supervising.tick(tx, town, late):
            pass
        assert await said(tx, "supervision-late") == []
        await tx.tickets.change(finished, state=State.HANDLING.value)
        while await supervising.tick(tx, town, late + timedelta(days=20)):
            pass
        assert await said(tx, "supervision-late")
