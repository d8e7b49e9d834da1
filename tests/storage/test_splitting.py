"""拆分 in the books of both databases: what is not split, who may, when it can be taken back."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.clocks import Stage
from bot.domain.errors import ChildrenOpen, ChildTaken, NotSplit, NotYours, Refusal, Stale, WrongState
from bot.domain.life import Event, State, Who
from bot.domain.notices import Action, Notice
from bot.domain.org import Role
from bot.domain.reading import Candidate, Intent, Reading, Verdict
from bot.domain.ticket import Ticket
from bot.places.gazetteer import Located, PlaceKind
from bot.storage.engine import Database
from bot.storage.store import Store
from bot.usecases import ending, finishing, handling, resuming, splitting, unsplitting
from bot.usecases.drafting import Part
from tests.storage.county import CHIEF, MONDAY, NEIGHBOUR, SECRETARY, VILLAGE, town_hall
from tests.storage.test_merging import add, county, now

__all__ = ["county"]

LATER = MONDAY + timedelta(hours=3)


def part(text: str, category: str) -> Part:
    verdict = Verdict((Candidate(category, 0.9),), confident=True)
    reading = Reading(
        text, text, verdict, Intent.HELP, None, (), (), resolved=False, smalltalk=False, rules_version="r"
    )
    return Part(category, reading, Located(PlaceKind.NOTHING))


PARTS = (part("路灯不亮", "0401"), part("垃圾没人收", "0202"))


async def shown(tx: Store, ticket: Ticket, account: int = CHIEF) -> Notice:
    town = await town_hall().town(tx, LATER)
    actor = await tx.people.actor(account, town.today(LATER), is_admin=False)
    return await splitting.preview(tx, town, actor, ticket, PARTS, LATER)


async def split(tx: Store, ticket: Ticket, account: int = CHIEF) -> list[Ticket]:
    press = (await shown(tx, ticket, account)).buttons[0][0]
    assert press.action is Action.SPLIT_INTO
    town = await town_hall().town(tx, LATER)
    actor = await tx.people.actor(account, town.today(LATER), is_admin=False)
    await splitting.split(tx, town, actor, ticket.id, press.version, int(press.choice), LATER)
    return await tx.splits.children(ticket.id)


async def unsplit(tx: Store, ticket: Ticket, at: datetime = LATER) -> None:
    town = await town_hall().town(tx, LATER)
    actor = await tx.people.actor(CHIEF, town.today(LATER), is_admin=False)
    await unsplitting.unsplit(tx, town, actor, ticket.id, at)


async def end(tx: Store, ticket: Ticket) -> None:
    town = await town_hall().town(tx, LATER)
    await ending.end(tx, town, ticket, Event.INVALIDATE, Who.DESK, LATER, actor_id=None)


async def test_children_have_what_is_theirs_and_the_parent_waits(county: Database) -> None:
    async with county.begin() as tx:
        ticket = await add(tx)
        children = await split(tx, ticket)
        parent = await now(tx, ticket)
        assert [child.category for child in children] == ["0401", "0202"]
        assert {child.parent_id for child in children} == {ticket.id}
        assert {child.petitioner_id for child in children} == {ticket.petitioner_id}
        assert all(child.state is State.DISPATCHED and child.due_at for child in children)
        assert parent.state is State.SUSPENDED
        assert parent.signer_id is not None
        assert parent.wake_at == max(child.due_at for child in children if child.due_at)
        assert all(one.clock.paused_at == LATER for one in await tx.clocks.of(ticket.id))
        assert min([len(await tx.clocks.of(child.id)) for child in children]) > 1


async def test_the_last_child_wakes_the_parent(county: Database) -> None:
    async with county.begin() as tx:
        ticket = await add(tx)
        first, second = await split(tx, ticket)
        await end(tx, first)
        assert (await now(tx, ticket)).state is State.SUSPENDED
        town = await town_hall().town(tx, LATER)
        actor = await tx.people.actor(CHIEF, town.today(LATER), is_admin=False)
        with pytest.raises(ChildrenOpen):
            await finishing.finish(tx, town, actor, await now(tx, ticket), "好了", "好了", (), LATER)
        with pytest.raises(ChildrenOpen):
            await resuming.resume(tx, town, actor, ticket.id, 0, LATER)
        # Its day comes, a child is late: it is put off, not woken.
        much_later = LATER + timedelta(days=40)
        await resuming.tick(tx, town, much_later)
        waiting = await now(tx, ticket)
        assert waiting.state is State.SUSPENDED
        assert waiting.wake_at is not None
        assert waiting.wake_at > much_later
        await end(tx, second)
        parent = await now(tx, ticket)
        assert (parent.state, parent.wake_at) == (State.HANDLING, None)
        running = {one.clock.stage for one in await tx.clocks.of(ticket.id) if one.clock.paused_at is None}
        assert Stage.HANDLE in running
        assert Stage.SIGN not in running


NOT_SPLIT: dict[str, tuple[dict[str, Any], type[Refusal]]] = {
    "a danger": ({"danger": True}, NotSplit),
    "a sealed one": ({"sealed_role": Role.GRID_CHIEF}, NotSplit),
    "a child": ({"parent_id": 1}, NotSplit),
    "what is done": ({"state": State.PENDING_SURVEY.value}, WrongState),
    "what waits": ({"state": State.SUSPENDED.value}, WrongState),
    "another grid's": ({"code": "S1102"}, NotYours),
}


@pytest.mark.parametrize(("values", "refusal"), NOT_SPLIT.values(), ids=NOT_SPLIT.keys())
async def test_what_is_not_split(county: Database, values: dict[str, Any], refusal: type[Refusal]) -> None:
    async with county.begin() as tx:
        ticket = await add(tx, **values)
        with pytest.raises(refusal):
            await shown(tx, ticket)


@pytest.mark.parametrize(("account", "may"), [(CHIEF, 1), (SECRETARY, 1), (NEIGHBOUR, 0), (VILLAGE, 0), (71, 0)])
async def test_who_may(county: Database, account: int, may: int) -> None:
    async with county.begin() as tx:
        ticket = await add(tx, 72)
        try:
            await split(tx, ticket, account)
        except NotYours:
            assert not may
        assert len(await tx.splits.children(ticket.id)) == 2 * may


async def test_an_old_preview_does_nothing(county: Database) -> None:
    async with county.begin() as tx:
        ticket = await add(tx)
        press = (await shown(tx, ticket)).buttons[0][0]
        await split(tx, ticket)
        town = await town_hall().town(tx, LATER)
        actor = await tx.people.actor(CHIEF, town.today(LATER), is_admin=False)
        with pytest.raises(Stale):
            await splitting.split(tx, town, actor, ticket.id, press.version, int(press.choice), LATER)
        assert len(await tx.splits.children(ticket.id)) == 2


async def test_taken_back_while_nobody_has_signed(county: Database) -> None:
    async with county.begin() as tx:
        ticket = await add(tx)
        before = {one.clock.stage: one.clock for one in await tx.clocks.of(ticket.id)}
        children = await split(tx, ticket)
        await unsplit(tx, ticket, LATER + timedelta(hours=1))
        again = await now(tx, ticket)
        assert (again.state, again.signed_at, again.wake_at) == (ticket.state, None, None)
        assert (again.due_at, again.sign_due_at) == (ticket.due_at, ticket.sign_due_at)
        assert {one.clock.stage: one.clock for one in await tx.clocks.of(ticket.id)} == before
        assert [(await now(tx, child)).state for child in children] == [State.MERGED] * 2
        assert await tx.splits.children(ticket.id) == []


async def test_not_once_a_child_was_signed(county: Database) -> None:
    async with county.begin() as tx:
        ticket = await add(tx)
        first, _ = await split(tx, ticket)
        town = await town_hall().town(tx, LATER)
        actor = await tx.people.actor(CHIEF, town.today(LATER), is_admin=False)
        await handling.sign(tx, town, actor, first.id, 0, LATER)
        with pytest.raises(ChildTaken):
            await unsplit(tx, ticket)
        assert (await now(tx, ticket)).state is State.SUSPENDED
