"""What the page may ask of the day, and what it is answered when it asks for nonsense."""

from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest
import pytest_asyncio

from bot.demo.run import Demo, demo
from tests.conftest import Lend
from tests.demo.played import StandingClock

NONSENSE = {
    "x": "Expecting value",
    "[]": "do is one of",
    '{"do":"dance"}': "do is one of play, pause",
    '{"do":"pace"}': "speed is one of 1, 2, 5",
    '{"do":"pace","speed":"5"}': "speed is one of 1, 2, 5",
}

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("day pages")]  # one demo for both


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def running(tmp_path_factory: pytest.TempPathFactory, lend_cache: Lend) -> AsyncIterator[Demo]:
    folder = lend_cache(tmp_path_factory.mktemp("day"))
    async with demo(folder, 0, limits=False, clock=StandingClock(), tick_every=timedelta(hours=1)) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def web(running: Demo) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(running.address) as session:
        yield session


async def test_step_by_step_and_from_the_beginning(running: Demo, web: aiohttp.ClientSession) -> None:
    for position in (1, 2, 3):
        async with web.post("/demo/day", json={"do": "step"}) as answer:
            state = await answer.json()
        assert (state["position"], state["playing"], state["missed"]) == (position, False, [])
    async with web.get("/demo/held") as answer:
        held = await answer.json()
    assert held["tickets"] == 1
    assert held["messages"] > 40

    async with web.post("/demo/day", json={"do": "reset"}) as answer:
        assert (await answer.json())["position"] == 0
    await running.keeper.at_rest()
    async with web.get("/demo/held") as answer:
        assert (await answer.json())["tickets"] == 0
    async with web.post("/demo/day", json={"do": "step"}) as answer:
        assert (await answer.json())["missed"] == []


async def test_nonsense_is_refused_with_the_mend(web: aiohttp.ClientSession) -> None:
    for body, mend in NONSENSE.items():
        async with web.post("/demo/day", data=body) as answer:
            assert answer.status == 400
            assert mend in (await answer.json())["error"], body
    for body in ("x", "[]", '{"to":"25:00"}'):
        async with web.post("/demo/clock", data=body) as answer:
            assert answer.status == 400, body
