"""The simulator as a program of its own, and its control API as calls."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import aiohttp

Json = dict[str, Any]
_BUFFER = 1 << 20
"""One event carries a whole message, perhaps with the one it answers; aiohttp's own line limit is shorter."""


class Refused(Exception):
    """The simulator says why a person cannot do this."""


@contextmanager
def simulator(*, limits: bool) -> Iterator[str]:
    """Runs ``python -m bot.simulator`` while the block lasts; gives its address."""
    command = [sys.executable, "-m", "bot.simulator", "--port", "0", "--limits", "on" if limits else "off"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line.startswith("Simulator on "):
                raise RuntimeError(f"the simulator did not start: {line!r}")
            yield line.removeprefix("Simulator on ").strip()
        finally:
            process.kill()


class Control:
    """``/sim/…`` of one simulator."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def post(self, action: str, **body: Any) -> Json:
        """Raises Refused."""
        async with self._session.post(f"/sim/{action}", json=body) as response:
            answer: Json = await response.json()
            if response.status != 200:
                raise Refused(str(answer.get("error")))
            return answer

    async def get(self, what: str, **query: int) -> Any:
        async with self._session.get(f"/sim/{what}", params=query) as response:
            return await response.json()

    async def calm(self) -> None:
        """Nothing more goes wrong from here on."""
        async with self._session.delete("/sim/faults"):
            pass

    async def events(self) -> AsyncIterator[Json]:
        """Everything that happens from the beginning, until the simulator ends."""
        async with self._session.get("/sim/events?after=0", timeout=aiohttp.ClientTimeout(None)) as response:
            async for line in response.content:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])


@asynccontextmanager
async def control(address: str) -> AsyncIterator[Control]:
    connector = aiohttp.TCPConnector(limit=32)
    async with aiohttp.ClientSession(address, connector=connector, read_bufsize=_BUFFER) as session:
        yield Control(session)
        # The last connections close a breath after the session (aiohttp's documentation).
        await asyncio.sleep(0)
