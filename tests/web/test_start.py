"""While the house starts and while it stops: alive at once, not ready yet, and nothing taken that cannot be kept."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import aiohttp
import pytest

from bot.app import running
from bot.clock import Clock
from bot.config import Settings, load
from bot.i18n import Wording
from bot.rules_in_use import Rules
from bot.simulator.app import create_app
from bot.simulator.serve import TOKEN, serving
from bot.simulator.state import Simulator
from bot.web import mailbox
from bot.web.hook import HEADER
from bot.web.server import listen

UPDATE = {"update_id": 7, "message": {"message_id": 1, "chat": {"id": -71, "type": "group"}, "text": "今晚打牌吗"}}
NOBODY = "http://127.0.0.1:9"


def settings(folder: Path, telegram: str, web: int) -> Settings:
    return load(
        _env_file=None,
        bot_token=TOKEN,
        bot_api_base_url=telegram,
        database_url=f"sqlite+aiosqlite:///{folder / 'town.db'}",
        data_dir=folder,
        webhook_url=f"http://127.0.0.1:{web}/telegram",
        webhook_secret="word",
    )


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(headers={HEADER: "word"}) as session:
        yield session


async def test_alive_before_it_is_ready(
    tmp_path: Path, rules: Rules, wording: Wording, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram is away, so the start does not end."""
    monkeypatch.setattr(mailbox, "OPENING_SECONDS", 0)
    web = listen("127.0.0.1", 0)
    port = web.getsockname()[1]

    async def start() -> None:
        async with running(settings(tmp_path, NOBODY, port), Clock(), rules=rules, wording=wording, web=web):
            raise AssertionError("there is no Telegram to reach")

    starting = asyncio.create_task(start())
    async with http.get(f"http://127.0.0.1:{port}/healthz") as answer:
        assert (answer.status, await answer.text()) == (200, "starting")
    async with http.get(f"http://127.0.0.1:{port}/readyz") as answer:
        assert answer.status == 503
        assert not json.loads(await answer.text())["checks"]["telegram"]["ok"]
    async with http.post(f"http://127.0.0.1:{port}/telegram", json=UPDATE) as answer:
        assert answer.status == 503
    starting.cancel()
    with suppress(asyncio.CancelledError):
        await starting
    with pytest.raises(aiohttp.ClientConnectionError):
        await http.get(f"http://127.0.0.1:{port}/healthz")


async def test_what_is_posted_while_it_starts_is_kept(
    tmp_path: Path, rules: Rules, wording: Wording, http: aiohttp.ClientSession
) -> None:
    """A webhook of the run before still stands: Telegram posts before the first table is made."""
    web = listen("127.0.0.1", 0)
    port = web.getsockname()[1]
    posting = asyncio.create_task(http.post(f"http://127.0.0.1:{port}/telegram", json=UPDATE))
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(serving(create_app(Simulator(TOKEN), page=False)))
        given = settings(tmp_path, f"http://127.0.0.1:{telegram}", port)
        house = await stack.enter_async_context(running(given, Clock(), rules=rules, wording=wording, web=web))
        async with await posting as answer:
            assert answer.status == 200
        async with house.database.read() as tx:
            assert sum((await tx.inbox.counts()).values()) == 1


async def test_two_houses_do_not_share_their_figures(
    tmp_path: Path, rules: Rules, wording: Wording, http: aiohttp.ClientSession
) -> None:
    async with AsyncExitStack() as stack:
        ports = []
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            web = listen("127.0.0.1", 0)
            ports.append(web.getsockname()[1])
            telegram = await stack.enter_async_context(serving(create_app(Simulator(TOKEN), page=False)))
            given = settings(tmp_path / name, f"http://127.0.0.1:{telegram}", ports[-1])
            await stack.enter_async_context(running(given, Clock(), rules=rules, wording=wording, web=web))
        async with http.post(f"http://127.0.0.1:{ports[0]}/telegram", json=UPDATE) as answer:
            assert answer.status == 200
        stored = []
        for port in ports:
            async with http.get(f"http://127.0.0.1:{port}/metrics") as answer:
                stored.append('yigetong_webhook_requests_total{result="stored"} 1.0' in await answer.text())
        assert stored == [True, False]
