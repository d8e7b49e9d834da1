"""Whistles when a room dies or moves: no unit and no desk is left without its card and its words."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.notices import Notice
from bot.domain.rooms import Room, Trouble
from bot.domain.whistle import Call, Whistle
from bot.storage.store import Store
from bot.usecases import calls, rooms, whistle_clock, whistling
from tests.storage.county import MONDAY, TOWN_DESK, WATER
from tests.storage.test_whistles import actor, send, town_of

UNIT, DESK, NEW = Room(-51), Room(-31), Room(-100_51)
SOON = MONDAY + timedelta(minutes=1)


async def deliver(tx: Store, after: timedelta = timedelta()) -> dict[int, list[Notice]]:
    """What leaves now, by chat."""
    said: dict[int, list[Notice]] = {}
    number = 1000
    while claimed := await tx.outbox.claim(SOON + after, 500, set()):
        for queued in claimed:
            number += queued.id
            said.setdefault(queued.letter.chat_id, []).append(queued.letter.notice)
            await tx.outbox.sent(queued.id, number, SOON)
    return said


@pytest_asyncio.fixture(loop_scope="session")
async def blown(county: Store) -> tuple[Whistle, Call]:
    """By the town in its group, for the water station in its own; nothing has left yet."""
    town, desk = await town_of(county), await actor(county, TOWN_DESK)
    for room, code in ((UNIT, "SW"), (DESK, "S1")):
        node = town.tree.by_code(code)
        assert node is not None
        await county.chats.seen(room.chat_id, "supergroup", code)
        await county.bindings.bind(room, node.id, MONDAY)
    whistle, _ = await whistling.for_matter(county, town, desk, None, "爆管", DESK, MONDAY)
    assert whistle is not None
    sent = await send(county, town, desk, whistle)
    (call,) = await county.whistles.calls(sent.id)
    return sent, call


@pytest.mark.parametrize("already", [True, False])
async def test_a_units_group_dies(county: Store, blown: tuple[Whistle, Call], already: bool) -> None:
    town = await town_of(county)
    if already:
        assert "call" in [notice.kind for notice in (await deliver(county))[UNIT.chat_id]]
    await rooms.lost(county, town, UNIT, Trouble.GONE, SOON)
    said = await deliver(county)
    assert [notice.kind for notice in said[WATER]].count("call") == 1
    assert UNIT.chat_id not in said
    await calls.tell(county, town, await actor(county, WATER), blown[1].id, "在路上", SOON)
    assert [notice.kind for notice in (await deliver(county))[DESK.chat_id]] == ["whistle-word"]


async def test_words_that_waited_for_it_go_along(county: Store, blown: tuple[Whistle, Call]) -> None:
    town, late = await town_of(county), timedelta(hours=20)
    await deliver(county)
    while await whistle_clock.tick(county, town, MONDAY + late):
        pass
    await rooms.lost(county, town, UNIT, Trouble.GONE, MONDAY + late)
    kinds = [notice.kind for notice in (await deliver(county, late))[WATER]]
    assert sorted(kinds) == ["call", "call-late"]


async def test_the_desks_group_dies(county: Store, blown: tuple[Whistle, Call]) -> None:
    town = await town_of(county)
    await deliver(county)
    await calls.tell(county, town, await actor(county, WATER), blown[1].id, "在路上", SOON)
    await rooms.lost(county, town, DESK, Trouble.GONE, SOON)
    assert sorted(n.kind for n in (await deliver(county)).get(TOWN_DESK, [])) == ["whistle-card", "whistle-word"]


async def test_a_group_moves(county: Store, blown: tuple[Whistle, Call]) -> None:
    town = await town_of(county)
    await deliver(county)
    for _ in range(2):
        await rooms.migrated(county, town, UNIT.chat_id, NEW.chat_id, SOON)
        await rooms.migrated(county, town, DESK.chat_id, -100_31, SOON)
    said = await deliver(county)
    assert [notice.kind for notice in said[NEW.chat_id]].count("call") == 1
    whistle = await county.whistles.get(blown[0].id)
    assert whistle is not None
    assert whistle.chat_id == -100_31
