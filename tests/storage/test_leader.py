"""LEADER (挂点领导): reads what lies below him, supervises, chairs the meeting; handling is for others."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.errors import NotYours
from bot.domain.life import State
from bot.domain.notices import Action
from bot.domain.org import Actor, Appointment, Role
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, correcting, handling, menu, supervising
from bot.usecases.town import Town
from tests.storage.county import GROUPS, MONDAY, town_hall
from tests.storage.test_overdue import file, heard


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def leader(tx: Store, town: Town, code: str) -> Actor:
    node = town.tree.by_code(code)
    assert node is not None
    return Actor(await tx.people.add("县领导", 77), (Appointment(Role.LEADER, node),))


async def test_he_reads_and_supervises_what_lies_below_him(county: Store, town: Town) -> None:
    him, ticket = await leader(county, town, "S"), await file(county, town, state=State.HANDLING.value)
    assert (await handling.detail(county, town, him, ticket.id, MONDAY)).kind == "detail"
    buttons = {press.action for row in (await menu.more(county, town, him, ticket.id, MONDAY)).buttons for press in row}
    assert buttons == {Action.WHY, Action.SUPERVISE}
    choice = await supervising.choose(county, town, him, ticket.id)
    assert [press.choice for row in choice.buttons for press in row] == ["urge", "yellow", "red", "talk"]
    await supervising.issue(county, town, him, ticket, "urge", "抓紧", "抓紧", MONDAY + timedelta(hours=1))
    told = [notice for chat, notice in await heard(county, 2) if chat == GROUPS["S1101"]]
    assert [notice.kind for notice in told if notice.kind == "supervised"]


async def refused(tx: Store, town: Town, him: Actor, ticket: Ticket) -> None:
    for attempt in (
        handling.sign(tx, town, him, ticket.id, 0, MONDAY),
        handling.report(tx, town, him, ticket, "去看过", "去看过", (), MONDAY),
        correcting.choose(tx, town, him, ticket.id, 0),
        acting.visible(tx, town, him, ticket.id),
    ):
        with pytest.raises(NotYours):
            await attempt


async def test_handling_is_not_his(county: Store, town: Town) -> None:
    await refused(county, town, await leader(county, town, "S"), await file(county, town))


async def test_nothing_of_another_town_is_his(county: Store, town: Town) -> None:
    him, ticket = await leader(county, town, "S12"), await file(county, town)
    with pytest.raises(NotYours):
        await handling.detail(county, town, him, ticket.id, MONDAY)
