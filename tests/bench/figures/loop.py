"""The whole loop over HTTP: simulator, bot and its answers; beside it the echo bot, on the same messages."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil

from bot.simulator.serve import TOKEN
from bot.storage.engine import Database
from tests.bench import county
from tests.bench.books import Books
from tests.bench.control import Control, control, simulator
from tests.bench.county import FIRST_RESIDENT
from tests.bench.figures.child import Cost, run
from tests.bench.figures.stage import register
from tests.bench.process import Bot
from tests.bench.replay import SENDING

LOOK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Loop:
    """``sends``: how many messages left; ``idle`` and ``busy``: bytes of memory before and after the work; ``most``:
    at any moment, the start included."""

    cost: Cost
    sends: int
    ready: float
    ready_cpu: float
    idle: int
    busy: int
    most: int


@dataclass(frozen=True, slots=True)
class House:
    """A simulator whose groups and staff the database of a bot knows, with ``residents`` registered."""

    address: str
    people: Control
    bot: Bot
    books: Books
    residents: int

    async def write(self, first: int, texts: Sequence[str]) -> None:
        """Residents from ``first`` on write one message each."""
        for number, text in enumerate(texts, first):
            await self.people.post("send", **{"from": FIRST_RESIDENT + number}, text=text)

    async def sends(self) -> int:
        counted = (await self.people.get("counters"))["by_method"]
        return sum(counted.get(method, {}).get("200", 0) for method in SENDING)

    async def settled(self) -> float:
        """Waits until nothing is left to do; the moment at which that was first so."""
        while True:
            moment = time.perf_counter()
            waiting = (await self.people.get("counters"))["updates"]["pending"]
            if not waiting and (await self.books.backlog()).empty:
                return moment
            await asyncio.sleep(LOOK_SECONDS)


@asynccontextmanager
async def house(residents: int, *, limits: bool) -> AsyncIterator[House]:
    with tempfile.TemporaryDirectory() as folder, simulator(limits=limits) as address:
        async with control(address) as people:
            url = f"sqlite+aiosqlite:///{folder}/yigetong.db"
            bot = Bot(Path(folder), address, limits, url)
            await county.settle(people, url)
            database = Database(url)
            async with database.begin() as tx:
                await register(tx, residents)
            await database.close()
            await acquaint(people, residents)
            await drain(address)
            try:
                yield House(address, people, bot, Books(url), residents)
            finally:
                await bot.close()


async def acquaint(people: Control, residents: int) -> None:
    for account in range(FIRST_RESIDENT, FIRST_RESIDENT + residents):
        await people.post("people", id=account, first_name="居民")


async def drain(address: str) -> None:
    """Forgets what waits at the simulator."""
    url = f"{address}/bot{TOKEN}/getUpdates"
    async with aiohttp.ClientSession() as session:
        offset = -1
        while True:
            async with session.post(url, json={"offset": offset, "timeout": 0}) as answer:
                found = (await answer.json())["result"]
            if not found:
                return
            offset = found[-1]["update_id"] + 1


def measure(texts: Sequence[str]) -> Loop:
    """Every message waits at the simulator when the bot starts; the watch runs from "ready" to the last answer."""
    return asyncio.run(_measure(texts))


async def _measure(texts: Sequence[str]) -> Loop:
    async with house(len(texts), limits=False) as home:
        await home.bot.start()
        await home.settled()
        before = await home.sends()
        await home.bot.stop()
        await home.write(0, texts)
        await home.bot.start()
        idle = psutil.Process(home.bot.pid).memory_info().rss
        began, cpu = time.perf_counter(), home.bot.cpu
        ended = await home.settled()
        await asyncio.sleep(LOOK_SECONDS)  # the processor's time is looked at ten times a second
        cost = Cost(ended - began, home.bot.cpu - cpu, len(texts))
        sends = await home.sends() - before
        busy = psutil.Process(home.bot.pid).memory_info().rss
        return Loop(cost, sends, min(home.bot.ready), min(home.bot.ready_cpu), idle, busy, home.bot.rss)


def measure_echo(texts: Sequence[str]) -> Cost:
    return asyncio.run(_measure_echo(texts))


async def _measure_echo(texts: Sequence[str]) -> Cost:
    with simulator(limits=False) as address:
        async with control(address) as people:
            await acquaint(people, len(texts))
            await drain(address)
            for number, text in enumerate(texts):
                await people.post("send", **{"from": FIRST_RESIDENT + number}, text=text)
            found = await asyncio.to_thread(run, "echo", address, str(len(texts)))
    return Cost(found["seconds"], found["cpu"], len(texts))
