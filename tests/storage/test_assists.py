"""Slips on both databases: changed once by the first, looked at when due, and who may be asked."""

from datetime import timedelta

from bot.domain.assist import helpers, named
from bot.domain.life import State
from bot.storage.store import Store
from bot.usecases import assisting
from tests.storage.county import CHIEF, MONDAY, town_hall
from tests.storage.rows import add_ticket

SOON = MONDAY + timedelta(minutes=1)


async def slip_of_water(county: Store) -> int:
    town = await town_hall().town(county, MONDAY)
    grid = town.tree.by_code("S1101")
    assert grid is not None
    ticket = await add_ticket(county, node_id=grid.id, owner_id=grid.id, state=State.HANDLING.value)
    actor = await county.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
    await assisting.ask(county, town, actor, ticket, "供水站 看看水管", "", MONDAY)
    (slip,) = await county.assists.of(ticket.id)
    return slip.id


async def test_the_first_signature_wins(county: Store) -> None:
    slip = await county.assists.get(await slip_of_water(county))
    assert slip is not None
    assert await county.assists.change(slip, signed_at=SOON) is not None
    assert await county.assists.change(slip, signed_at=SOON) is None


async def test_a_closed_slip_changes_no_more(county: Store) -> None:
    slip = await county.assists.get(await slip_of_water(county))
    assert slip is not None
    closed = await county.assists.change(slip, closed_at=SOON, next_at=None)
    assert closed is not None
    assert await county.assists.change(closed, told=2) is None
    assert await county.assists.due(MONDAY + timedelta(days=30)) == []


async def test_four_hours_of_work_to_sign(county: Store) -> None:
    slip = await county.assists.get(await slip_of_water(county))
    assert slip is not None
    assert slip.due_at == MONDAY + timedelta(hours=6), "09:00 and four hours of work with the pause at noon"
    assert await county.assists.due(MONDAY) == []
    assert [s.id for s in await county.assists.due(slip.due_at)] == [slip.id]


async def test_grids_beside_and_units_above(county: Store) -> None:
    tree = (await town_hall().town(county, MONDAY)).tree
    first, other = tree.by_code("S1101"), tree.by_code("S1201")
    community = tree.by_code("S11")
    assert first and other and community
    assert [n.code for n in helpers(tree, first)] == ["SW", "S1102", "S1103"]
    assert [n.code for n in helpers(tree, other)] == ["SW", "S1202"]
    assert [n.code for n in helpers(tree, community)] == ["SW"]


def test_a_word_names_one_or_is_not_clear() -> None:
    names = {1: ("县供电公司", "供电局"), 2: ("县供水公司", "水司"), 3: ("供水站",)}
    assert named("供电局", names) == [1]
    assert named("供电", names) == [1]
    assert named("供水", names) == [2, 3]
    assert named("供水站", names) == [3]
    assert named("供", names) == []
    assert named("环卫", names) == []
