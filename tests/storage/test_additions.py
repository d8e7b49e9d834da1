"""Who adds very much to his tickets is slowed and told so; nothing of it is lost, danger is passed on at once."""

from datetime import datetime, timedelta

import pytest_asyncio

from bot.domain.notices import Notice
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import contact, resident
from bot.usecases.town import Town
from tests.storage.county import GROUPS, MONDAY, town_hall
from tests.storage.rows import add_ticket
from tests.storage.test_overdue import heard

SOON = timedelta(seconds=20)


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def matter(tx: Store, town: Town, danger: bool = False) -> Ticket:
    grid = town.tree.by_code("S1101")
    assert grid is not None
    return await add_ticket(tx, node_id=grid.id, owner_id=grid.id, danger=danger)


async def adds(
    tx: Store, town: Town, ticket: Ticket, words: str, now: datetime, *, by: int | None = None, urgent: bool = False
) -> Notice:
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    person = ticket.petitioner_id if by is None else by
    return await resident.supplement(tx, town, person, found, words, words, (), now, False, urgent)


async def test_what_comes_after_twenty_in_an_hour_is_passed_on_together(county: Store, town: Town) -> None:
    first, second = await matter(county, town), await matter(county, town)
    many = town.intake.pace.additions
    for number in range(many):
        assert (await adds(county, town, first, f"第{number}句", MONDAY + number * SOON)).kind == "supplement-noted"
    assert len(await heard(county, many)) == many
    end = MONDAY + many * SOON
    for number, ticket in enumerate((first, second, first)):
        assert (await adds(county, town, ticket, f"又{number}", end)).kind == "supplement-slowed"
    assert (
        await contact.answer(county, town, first, first.petitioner_id, "在家", "在家", (), end)
    ).kind == "supplement-slowed"
    assert await heard(county, 0.5) == []
    told = await heard(county, 1.5)
    assert [(chat, [line.args["text"] for line in notice.lines]) for chat, notice in told] == [
        (GROUPS["S1101"], ["又0", "又2", "在家"]),
        (GROUPS["S1101"], ["又1"]),
    ]
    kept = [note.body for note in await county.tickets.notes(first.id)]
    assert kept[-3:] == ["又0", "又2", "在家"] and len(kept) == many + 3
    assert (await adds(county, town, first, "后来", end + town.intake.pace.within)).kind == "supplement-noted"


async def test_danger_and_neighbours_are_never_slowed(county: Store, town: Town) -> None:
    ticket, fire = await matter(county, town), await matter(county, town, danger=True)
    for number in range(town.intake.pace.additions + 1):
        notice = await adds(county, town, ticket, f"第{number}句", MONDAY)
    assert notice.kind == "supplement-slowed"
    assert (await adds(county, town, ticket, "有煤气味", MONDAY, urgent=True)).kind == "supplement-noted"
    assert (await adds(county, town, fire, "还在烧", MONDAY)).kind == "supplement-noted"
    neighbour = await county.people.of_telegram(72)
    assert (await adds(county, town, ticket, "我家也是", MONDAY, by=neighbour)).kind == "supplement-noted"
