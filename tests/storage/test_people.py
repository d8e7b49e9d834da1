"""Accounts, appointments and invitations; places with their names and borders."""

import asyncio
from datetime import date, timedelta

from bot.domain.org import HANDLERS, Level, Role
from bot.storage.engine import Database
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_node

DAY = date(2026, 11, 16)


async def test_an_account_has_one_number_of_ours(database: Database) -> None:
    async def meet(account: int) -> int:
        async with database.begin() as tx:
            return await tx.people.of_telegram(account)

    found = await asyncio.gather(*(meet(71 + n % 2) for n in range(10)))
    assert len(set(found)) == 2


async def test_a_person_without_an_account_has_no_chat(tx: Store) -> None:
    person = await tx.people.add("丙三", None)
    assert await tx.people.chat_of(person) is None
    assert await tx.people.name_of(person) == "丙三"
    assert await tx.people.chat_of(await tx.people.add("甲一", 71)) == 71
    assert await tx.people.name_of(await tx.people.of_telegram(72)) == ""


async def test_the_welcome_is_said_once(tx: Store) -> None:
    person = await tx.people.of_telegram(71)
    assert [await tx.people.welcomed(person, MONDAY) for _ in range(3)] == [True, False, False]


async def test_an_actor_has_the_posts_of_the_day(tx: Store) -> None:
    grid, other = await add_node(tx, "G"), await add_node(tx, "H")
    person = await tx.people.of_telegram(11)
    await tx.org.appoint(person, Role.GRID_CHIEF, grid, date(2026, 11, 16), date(2026, 11, 16))
    await tx.org.appoint(person, Role.GRID_MEMBER, other, date(2026, 11, 17), None)
    today = await tx.people.actor(11, DAY, is_admin=False)
    assert [(a.role, a.node.code) for a in today.appointments] == [(Role.GRID_CHIEF, "G")]
    tomorrow = await tx.people.actor(11, DAY + timedelta(days=1), is_admin=True)
    assert [(a.role, a.node.id) for a in tomorrow.appointments] == [(Role.GRID_MEMBER, other)]
    assert tomorrow.is_admin
    assert (await tx.people.actor(12, DAY, is_admin=False)).appointments == ()


async def test_an_appointment_again_changes_its_days(tx: Store) -> None:
    grid = await add_node(tx)
    person = await tx.people.add("甲一", 11)
    await tx.org.appoint(person, Role.GRID_CHIEF, grid, None, date(2026, 1, 1))
    assert await tx.org.holders([grid], HANDLERS, DAY) == []
    await tx.org.appoint(person, Role.GRID_CHIEF, grid)
    (holder,) = await tx.org.holders([grid], HANDLERS, DAY)
    assert (holder.telegram_id, holder.name, holder.role) == (11, "甲一", Role.GRID_CHIEF)
    assert [(p.since, p.until) for p in await tx.org.posts()] == [(None, None)]


async def test_an_invitation_opens_once_and_in_time(tx: Store) -> None:
    grid = await add_node(tx)
    person = await tx.people.add("丙三", None)
    await tx.people.invite("hash", Role.GRID_CHIEF, grid, person, MONDAY, MONDAY + timedelta(days=7))
    await tx.people.invite("late", Role.GRID_CHIEF, grid, None, MONDAY, MONDAY + timedelta(days=7))
    assert await tx.people.use_invitation("other", MONDAY) is None
    assert await tx.people.use_invitation("late", MONDAY + timedelta(days=7)) is None
    opened = await tx.people.use_invitation("hash", MONDAY)
    assert opened is not None
    assert (opened.role, opened.node_id, opened.person_id) == (Role.GRID_CHIEF, grid, person)
    assert await tx.people.use_invitation("hash", MONDAY) is None


async def test_whoever_opens_the_invitation_takes_over_the_posts(tx: Store) -> None:
    grid = await add_node(tx)
    person = await tx.people.add("丙三", None)
    await tx.org.appoint(person, Role.GRID_CHIEF, grid)
    assert await tx.people.named("丙三", Role.GRID_CHIEF, grid) == person
    account = await tx.people.of_telegram(13)
    await tx.people.merge_into_account(person, account)
    await tx.people.merge_into_account(account, account)
    (holder,) = await tx.org.holders([grid], HANDLERS, DAY)
    assert (holder.person_id, holder.telegram_id, holder.name) == (account, 13, "丙三")
    assert await tx.people.named("丙三", Role.GRID_CHIEF, grid) == account
    assert await tx.people.named("丙三", Role.COMMUNITY, grid) is None


async def test_homes_are_kept_in_order_and_once(tx: Store) -> None:
    first, second = await add_node(tx, "G"), await add_node(tx, "H")
    person = await tx.people.of_telegram(71)
    for node in (second, first, second):
        await tx.org.add_home(person, node)
    assert await tx.org.homes(person) == [second, first]
    await tx.org.remove_home(person, second)
    await tx.org.remove_home(person, 999)
    assert await tx.org.homes(person) == [first]


async def test_nodes_names_and_borders(tx: Store) -> None:
    top = await add_node(tx, "S", "county")
    grid = await add_node(tx, "S1", "grid", top, "S/")
    await tx.org.change_node(grid, {"name": "第一网格", "polygon": "POLYGON EMPTY"})
    await tx.org.set_aliases(grid, ["渡口路", "老码头"])
    await tx.org.set_aliases(grid, ["老码头"])
    found = await tx.org.by_code("S1")
    assert found is not None
    assert (found.name, found.level, found.parent_id, found.path) == ("第一网格", Level.GRID, top, "S/S1/")
    assert await tx.org.by_code("s1") is None
    assert await tx.org.aliases() == [(grid, "老码头")]
    assert await tx.org.polygons() == [(grid, "POLYGON EMPTY")]
    assert [node.code for node in await tx.org.nodes()] == ["S", "S1"]
