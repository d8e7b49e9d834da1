"""Whistles on both databases: chosen and left out, the first press wins, scope, and a sealed matter stays alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import Forged, NotYours, Stale, StandsAlone
from bot.domain.life import State
from bot.domain.org import Actor, Role
from bot.domain.rooms import Room
from bot.domain.whistle import ADMINS, Step, Whistle, WhistleState
from bot.storage.store import Store
from bot.usecases import assisting, calls, scoring, whistle_clock, whistle_consent, whistling
from bot.usecases.town import Town
from tests.storage.county import ADMIN, COUNTY_DESK, MONDAY, TOWN_DESK, WATER, block, town_hall
from tests.storage.rows import add_node, add_ticket
from tests.storage.test_overdue import heard

DESK = Room(TOWN_DESK)


async def town_of(tx: Store) -> Town:
    return await town_hall().town(tx, MONDAY)


async def actor(tx: Store, account: int) -> Actor:
    return await tx.people.actor(account, MONDAY.date(), is_admin=False)


async def again(tx: Store, whistle: Whistle) -> Whistle:
    found = await tx.whistles.get(whistle.id)
    assert found is not None
    return found


async def send(tx: Store, town: Town, desk: Actor, whistle: Whistle) -> Whistle:
    """To the water station of the town."""
    unit = town.tree.by_code("SW")
    assert unit is not None
    await whistling.toggle(tx, town, desk, whistle.id, unit.id, MONDAY)
    await whistling.set_meeting(tx, town, desk, whistle.id, "下午3点 渡口", MONDAY)
    await whistling.send(tx, town, desk, whistle.id, MONDAY)
    return await again(tx, whistle)


async def drafted(tx: Store, town: Town, desk: Actor) -> Whistle:
    whistle, _ = await whistling.for_matter(tx, town, desk, None, "爆管", DESK, MONDAY)
    assert whistle is not None
    return whistle


async def blown(tx: Store) -> Whistle:
    town, desk = await town_of(tx), await actor(tx, TOWN_DESK)
    whistle = await send(tx, town, desk, await drafted(tx, town, desk))
    assert whistle.state is WhistleState.OPEN
    return whistle


async def hard(tx: Store, town: Town) -> Whistle:
    """One that the county has to agree to."""
    desk = await actor(tx, TOWN_DESK)
    whistle = await drafted(tx, town, desk)
    await whistling.choose_grade(tx, town, desk, whistle.id, "hard", MONDAY)
    return await send(tx, town, desk, whistle)


async def test_chosen_and_left_out_again(county: Store) -> None:
    whistle = await blown(county)
    (call,) = await county.whistles.calls(whistle.id)
    await county.whistles.toggle(whistle.id, call.node_id)
    assert await county.whistles.calls(whistle.id) == []


async def test_of_two_at_once_the_first_wins(county: Store) -> None:
    whistle = await blown(county)
    (call,) = await county.whistles.calls(whistle.id)
    assert await county.whistles.change_call(call, only_if_empty="signed_at", signed_at=MONDAY) is not None
    assert await county.whistles.change_call(call, only_if_empty="signed_at", signed_at=MONDAY) is None
    assert await county.whistles.change(whistle, state="ended") is not None
    assert await county.whistles.change(whistle, state="dropped") is None


async def test_a_unit_of_another_county_may_not_answer_and_is_not_called(county: Store) -> None:
    root = await add_node(county, "T", "county")
    other = await add_node(county, "TW", "unit", root, "T/")
    person = await county.people.of_telegram(777)
    await county.org.appoint(person, Role.UNIT, other)
    await county.org.appoint(await county.people.of_telegram(778), Role.COUNTY_DESK, root)
    await county.settings.put("org_version", "another")
    whistle = await blown(county)
    town = await town_of(county)
    (call,) = await county.whistles.calls(whistle.id)
    with pytest.raises(NotYours):
        await calls.step(county, town, await actor(county, 777), call.id, Step.SIGN, MONDAY)
    with pytest.raises(NotYours):
        await calls.judge(county, town, await actor(county, 778), call.id, True, MONDAY)
    with pytest.raises(NotYours):
        await whistling.own(county, town, await actor(county, 778), whistle.id)
    desk = await actor(county, TOWN_DESK)
    draft, _ = await whistling.for_matter(county, town, desk, None, "爆管", DESK, MONDAY)
    assert draft is not None
    with pytest.raises(Forged):
        await whistling.toggle(county, town, desk, draft.id, other, MONDAY)


async def test_the_clock_looks_once_and_rests(county: Store) -> None:
    whistle, town = await blown(county), await town_of(county)
    assert await whistle_clock.tick(county, town, MONDAY + timedelta(minutes=47)) == 0
    assert await whistle_clock.tick(county, town, MONDAY + timedelta(days=1)) == 1
    assert await whistle_clock.tick(county, town, MONDAY + timedelta(days=2)) == 0
    (call,) = await county.whistles.calls(whistle.id)
    assert (call.told, call.next_at) == (2, None)
    water = await actor(county, WATER)
    await calls.step(county, town, water, call.id, Step.SIGN, MONDAY + timedelta(minutes=5))
    (call,) = await county.whistles.calls(whistle.id)
    assert call.told == 0
    assert call.next_at is not None, "the next step has a limit of its own"
    with pytest.raises(Stale):
        await calls.step(county, town, water, call.id, Step.SIGN, MONDAY)


async def test_what_is_left_out_is_in_no_rate_and_said_beside_them(county: Store) -> None:
    town, desk = await town_of(county), await actor(county, TOWN_DESK)
    grid = town.tree.by_code("S1101")
    assert grid is not None
    at = {"node_id": grid.id, "owner_id": grid.id, "state": State.HANDLING.value}
    kept, left_out = await add_ticket(county, **at), await add_ticket(county, **at)
    for ticket in (kept, left_out):
        whistle, _ = await whistling.for_ticket(county, town, desk, ticket.id, 0, DESK, MONDAY)
        await send(county, town, desk, whistle)
    moved = await county.tickets.get(left_out.id)
    assert moved is not None
    await county.tickets.change(moved, excluded="exclusion-force")
    late = MONDAY + timedelta(hours=2)
    (line,) = await whistle_clock.digest_line(county, town, town.node(desk.appointments[0].node.id), late)
    assert (line.args["blown"], line.args["on_time"]) == (2, "0/1")
    assert (line.args["whistled"], line.args["accepted"], line.args["excluded"]) == (1, 1, 1)


async def test_the_rate_is_of_the_tickets_that_came_this_month(county: Store) -> None:
    town, desk = await town_of(county), await actor(county, TOWN_DESK)
    grid, unit = town.tree.by_code("S1101"), town.tree.by_code("SW")
    assert grid is not None and unit is not None
    at = {"node_id": grid.id, "owner_id": grid.id, "state": State.HANDLING.value}
    old = [await add_ticket(county, **at, created_at=MONDAY - timedelta(days=30)) for _ in range(2)]
    new = [await add_ticket(county, **at) for _ in range(3)]
    gone = await add_ticket(county, **at)
    for ticket in (*old, new[0], gone):
        whistle, _ = await whistling.for_ticket(county, town, desk, ticket.id, 0, DESK, MONDAY)
        await whistling.toggle(county, town, desk, whistle.id, unit.id, MONDAY)
        await whistling.set_meeting(county, town, desk, whistle.id, "下午3点 渡口", MONDAY)
        await whistling.send(county, town, desk, whistle.id, MONDAY)
    ended = await county.tickets.get(gone.id)
    assert ended is not None
    await county.tickets.change(ended, state=State.REFERRED.value)
    (line,) = await whistle_clock.digest_line(county, town, town.node(desk.appointments[0].node.id), MONDAY)
    assert line.args["blown"] == 4, "each that was blown is counted"
    assert (line.args["whistled"], line.args["accepted"], line.args["rate"]) == (1, 3, "33.3%")


async def told(tx: Store) -> set[tuple[int, str]]:
    """Who was told what of it by a message of its own, since it was looked at last."""
    found = {(chat, notice.kind) for chat, notice in await heard(tx, 24 * 9)}
    return {(chat, kind) for chat, kind in found if kind.startswith("whistle-") and kind != "whistle-draft"}


async def test_nobody_waits_for_a_consent_for_ever(county: Store) -> None:
    town = await town_of(county)
    whistle = await hard(county, town)
    assert (whistle.state, whistle.asked) == (WhistleState.WAITING, 2), "the town has no leader, the county's desk may"
    assert whistle.next_at == MONDAY + timedelta(hours=2)
    assert await told(county) == {(COUNTY_DESK, "whistle-approve")}
    assert await whistle_consent.tick(county, town, MONDAY + timedelta(hours=1)) == 0
    assert await whistle_consent.tick(county, town, whistle.next_at) == 1
    whistle = await again(county, whistle)
    assert (whistle.state, whistle.asked) == (WhistleState.WAITING, ADMINS)
    climbed = {(chat, "whistle-climbed") for chat in (COUNTY_DESK, TOWN_DESK)}
    assert await told(county) == climbed | {(ADMIN, "whistle-approve")}
    assert whistle.next_at is not None
    assert await whistle_consent.tick(county, town, whistle.next_at) == 1
    whistle = await again(county, whistle)
    assert (whistle.state, whistle.next_at) == (WhistleState.DROPPED, None)
    assert await told(county) == {(TOWN_DESK, "whistle-unanswered")}


async def test_with_nobody_above_the_admins_decide(county: Store) -> None:
    """Those who hold the post have blocked us: it goes to the admins at once, and they may agree."""
    await block(county, COUNTY_DESK)
    town = await town_of(county)
    whistle = await hard(county, town)
    assert whistle.asked == ADMINS
    person = await county.people.of_telegram(ADMIN)
    with pytest.raises(NotYours):
        await whistling.approve(county, town, Actor(person), whistle.id, True, MONDAY)
    await whistling.approve(county, town, Actor(person, is_admin=True), whistle.id, True, MONDAY)
    whistle = await again(county, whistle)
    assert (whistle.state, whistle.approver_id) == (WhistleState.OPEN, person)
    assert whistle.next_at is not None, "its reports fall due"


async def test_without_a_county_that_can_be_reached_the_admins_judge_a_refusal(county: Store) -> None:
    whistle, town, now = await blown(county), await town_of(county), MONDAY + timedelta(minutes=5)
    (call,) = await county.whistles.calls(whistle.id)
    person = await county.people.of_telegram(ADMIN)
    admin = Actor(person, is_admin=True)
    await calls.refuse(county, town, await actor(county, WATER), call.id, "人都在抢修", now)
    with pytest.raises(NotYours):
        await calls.judge(county, town, admin, call.id, True, now)
    await block(county, COUNTY_DESK)
    await calls.judge(county, town, admin, call.id, True, now)
    assert (await again(county, whistle)).state is WhistleState.ENDED, "nobody is left who could come"


async def test_with_nobody_at_all_it_is_said_at_once(county: Store) -> None:
    await block(county, COUNTY_DESK)
    whistle = await hard(county, replace(await town_of(county), admins=frozenset()))
    assert whistle.state is WhistleState.DROPPED
    assert await told(county) == {(TOWN_DESK, "whistle-unanswered")}


async def test_what_needs_no_whistle_any_more_waits_no_more(county: Store) -> None:
    town = await town_of(county)
    grid, whistle = town.tree.by_code("S1101"), await hard(county, town)
    assert grid is not None
    ticket = await add_ticket(county, node_id=grid.id, owner_id=grid.id, state=State.CLOSED.value)
    await county.whistles.change(whistle, ticket_id=ticket.id, next_at=MONDAY)
    await told(county)
    assert await whistle_consent.tick(county, town, MONDAY) == 1
    assert (await again(county, whistle)).state is WhistleState.DROPPED
    assert await told(county) == {(TOWN_DESK, "whistle-void")}


async def test_the_desk_can_give_up_waiting(county: Store) -> None:
    town, desk = await town_of(county), await actor(county, TOWN_DESK)
    whistle = await hard(county, town)
    await whistling.drop(county, town, desk, whistle.id, MONDAY)
    assert await whistle_consent.tick(county, town, MONDAY + timedelta(days=1)) == 0
    with pytest.raises(Stale):
        await whistling.approve(county, town, await actor(county, COUNTY_DESK), whistle.id, True, MONDAY)


async def test_late_reports_are_asked_about_once_a_working_day(county: Store) -> None:
    whistle, town = await blown(county), await town_of(county)
    assert whistle.next_at is not None
    told_on = []
    for days in range(6):
        at = whistle.next_at + timedelta(days=days)
        await told(county)
        while await whistle_consent.tick(county, town, at):
            pass
        told_on.append(await told(county))
    late = {(TOWN_DESK, "whistle-late")}
    assert told_on == [late, late, set(), set(), late, late], "a Thursday, a Friday, and the weekend between"
    await scoring.end_by_desk(county, town, await actor(county, TOWN_DESK), whistle.id, MONDAY)
    assert (await again(county, whistle)).next_at is None


async def test_a_sealed_ticket_stands_alone(county: Store) -> None:
    town = await town_of(county)
    node = town.tree.by_code("S")
    assert node is not None
    sealed = {"node_id": node.id, "owner_id": node.id, "state": State.HANDLING.value}
    ticket = await add_ticket(county, **sealed, sealed_role=Role.COUNTY_DESK.value)
    desk = await actor(county, COUNTY_DESK)
    with pytest.raises(StandsAlone):
        await assisting.choose(county, town, desk, ticket.id, 0)
    with pytest.raises(StandsAlone):
        await assisting.ask(county, town, desk, ticket, "供水站 看看", "", MONDAY)
    with pytest.raises(StandsAlone):
        await whistling.for_ticket(county, town, desk, ticket.id, 0, DESK, MONDAY)


async def test_a_line_for_the_digest_only_if_there_were_any(county: Store) -> None:
    town = await town_of(county)
    desk, community = town.tree.by_code("S1"), town.tree.by_code("S11")
    assert desk is not None and community is not None
    assert await whistle_clock.digest_line(county, town, desk, MONDAY) == ()
    whistle = await blown(county)
    assert whistle.sent_at == MONDAY
    (line,) = await whistle_clock.digest_line(county, town, desk, MONDAY)
    assert (line.args["blown"], line.args["arrived"], line.args["on_time"]) == (1, 0, "0/0")
    assert await whistle_clock.digest_line(county, town, community, MONDAY) == ()
