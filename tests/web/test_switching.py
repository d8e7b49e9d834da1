"""Between webhook and polling, killed at each change: nothing is lost, nothing doubled. Real processes, real HTTP."""

import asyncio
import json
import socket
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.simulator.serve import TOKEN
from bot.storage.engine import Database
from bot.storage.tables import inbox, tickets
from tests.bench import county
from tests.bench.control import Control, control, simulator
from tests.bench.nursery import Brood
from tests.conftest import Lend

FIRST = county.FIRST_RESIDENT
PATIENCE_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class SamePlace(Brood):
    """Always on one port: so Telegram posts to a house that was killed and is just starting again."""

    port: int = field(default_factory=free_port)

    async def begin(self, *, webhook: bool) -> None:
        url = f"http://127.0.0.1:{self.port}/telegram" if webhook else ""
        await self.start("--set", f"WEBHOOK_URL={url}")


class Residents:
    """Each has one matter; ``answered`` once the bot gave it a number."""

    def __init__(self, telegram: Control) -> None:
        self._telegram = telegram
        self.count = 0

    async def write(self, how_many: int) -> None:
        for _ in range(how_many):
            account, self.count = FIRST + self.count, self.count + 1
            await self._telegram.post("people", id=account, first_name="居民")
            await self._telegram.post("start", **{"from": account})
            await self._telegram.post("send", **{"from": account}, text=f"丹桂路{self.count}号门口路灯不亮好几天了")

    async def all_answered(self) -> None:
        """Reads Telegram's own log until everybody has a number."""
        waiting = set(range(FIRST, FIRST + self.count))
        async with asyncio.timeout(PATIENCE_SECONDS):
            async for event in self._telegram.events():
                call = event.get("call", {})
                if event["type"] == "call" and call["status"] == 200 and "GD2" in json.dumps(call["params"]):
                    waiting.discard(call["chat_id"])
                    if not waiting:
                        return


async def forget_the_building_up(address: str) -> None:
    """What the county's staff did before the play begins."""
    path, body = f"/bot{TOKEN}/deleteWebhook", {"drop_pending_updates": True}
    async with aiohttp.ClientSession(address) as http, http.post(path, json=body) as answer:
        assert answer.status == 200


async def looked_at(url: str) -> tuple[int, int, int, int]:
    """Tickets, their petitioners, updates, updates that were not handled."""
    database = Database(url)
    async with database.read() as tx:
        found = [
            await tx.connection.scalar(query)
            for query in (
                select(func.count()).select_from(tickets),
                select(func.count(tickets.c.petitioner_id.distinct())),
                select(func.count()).select_from(inbox),
                select(func.count()).select_from(inbox).where(inbox.c.state != "done"),
            )
        ]
    await database.close()
    numbers = [int(value or 0) for value in found]
    return numbers[0], numbers[1], numbers[2], numbers[3]


@pytest.mark.timeout(300)
async def test_killed_at_every_change(tmp_path: Path, lend_cache: Lend) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'town.db'}"
    with simulator(limits=False) as address:
        async with control(address) as telegram:
            await county.settle(telegram, url)
            await forget_the_building_up(address)
            bot = SamePlace(lend_cache(tmp_path), address, False, url)
            residents = Residents(telegram)
            try:
                for webhook in (True, False, True):
                    await residents.write(2)  # nobody is at home: they wait at Telegram
                    await bot.begin(webhook=webhook)
                    await residents.write(2)
                    await bot.kill()
                await bot.begin(webhook=True)
                await residents.all_answered()
                await bot.stop()
            finally:
                await bot.close()
            updates = (await telegram.get("counters"))["updates"]
    assert updates["pending"] == updates["expired"] == 0
    assert await looked_at(url) == (residents.count, residents.count, 2 * residents.count, 0)
