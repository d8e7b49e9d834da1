"""A simulator served over real HTTP on a free port, with a clock that only the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.simulator.app import create_app
from bot.simulator.serve import serving
from bot.simulator.state import Simulator

Json = dict[str, Any]


@dataclass
class Clock:
    """Seconds since 1970 as the test wants them."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Telegram:
    """The simulator as its two kinds of callers see it: the bot (call) and the control API (sim, look)."""

    simulator: Simulator
    base: str
    http: aiohttp.ClientSession

    def url(self, method: str) -> str:
        return f"{self.base}/bot{self.simulator.token}/{method}"

    async def answer(self, method: str, **params: Any) -> Json:
        """The whole answer of the Bot API; checks that the HTTP status equals the error code."""
        async with self.http.post(self.url(method), json=params) as response:
            body: Json = await response.json()
            assert response.status == body.get("error_code", 200)
            return body

    async def call(self, method: str, **params: Any) -> Any:
        """The result of a call that must succeed."""
        body = await self.answer(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """The code and sentence of a call that must be refused."""
        body = await self.answer(method, **params)
        assert not body["ok"], body
        return f"{body['error_code']} {body['description']}"

    async def control(self, path: str, **body: Any) -> tuple[int, Any]:
        async with self.http.post(f"{self.base}/sim/{path}", json=body) as response:
            return response.status, await response.json()

    async def sim(self, path: str, **body: Any) -> Any:
        """A request to the control API that must succeed; ``from_`` stands for ``from``."""
        body = {name.rstrip("_"): value for name, value in body.items()}
        status, answer = await self.control(path, **body)
        assert status == 200, answer
        return answer

    async def sim_media(self, **fields: Any) -> Json:
        """A person sends the built-in file of a kind."""
        form = aiohttp.FormData({name.rstrip("_"): str(value) for name, value in fields.items()})
        async with self.http.post(f"{self.base}/sim/media", data=form) as response:
            message: Json = await response.json()
            assert response.status == 200, message
            return message

    async def look(self, path: str) -> Any:
        async with self.http.get(f"{self.base}/sim/{path}") as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def person(self, first_name: str = "小周", *, started: bool = True) -> int:
        user = await self.sim("people", first_name=first_name)
        user_id: int = user["id"]
        if started:
            self.simulator.people[user_id].started = True
        return user_id

    async def group(self, *members: int, **options: Any) -> int:
        chat = await self.sim("groups", title="三号网格", members=list(members), **options)
        chat_id: int = chat["id"]
        return chat_id

    async def updates(self, **params: Any) -> list[Json]:
        """The updates that wait, without confirming them."""
        found: list[Json] = await self.call("getUpdates", **params)
        return found

    async def polling(self, **params: Any) -> asyncio.Task[Json]:
        """A long poll that has reached the server and waits there."""
        before = self.simulator.updates.poller
        poll = asyncio.create_task(self.answer("getUpdates", timeout=50, **params))
        while self.simulator.updates.poller is before:
            await self.look("state")  # one round trip more lets the poll arrive
        return poll

    async def confirm(self) -> None:
        """Forget the updates so far."""
        waiting = await self.updates()
        if waiting:
            await self.updates(offset=waiting[-1]["update_id"] + 1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[Telegram]:
    simulator = Simulator(limits=False, now=clock)
    async with serving(create_app(simulator)) as port, aiohttp.ClientSession() as http:
        yield Telegram(simulator, f"http://127.0.0.1:{port}", http)
