"""Several processes of one bot on one database, behind a small proxy as Caddy is one."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import aiohttp
from aiohttp import web
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.processes import LIFE
from bot.web.hook import HEADER
from tests.bench.process import HOST, Bot, free_port

LOOK_SECONDS = 0.2
LONGEST_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Death:
    """One kill. Seconds by the database's clock, from the dead process's last beat, which was before the kill:
    until its chats were free, and until another had its leases (None where it had none). ``in_flight``: sends it had
    under way.
    """

    sender: bool
    in_flight: int
    chats: float
    leases: float | None


class Crew:
    """Looks like one Bot to a replay: ``start`` starts all that do not run, ``stop`` and ``kill`` end all."""

    def __init__(self, bots: list[Bot]) -> None:
        self.bots = bots

    @property
    def database_url(self) -> str:
        return self.bots[0].database_url

    @property
    def limits(self) -> bool:
        return self.bots[0].limits

    @limits.setter
    def limits(self, on: bool) -> None:
        for bot in self.bots:
            bot.limits = on

    @property
    def running(self) -> bool:
        return any(bot.running for bot in self.bots)

    @property
    def cpu(self) -> float:
        return sum(bot.cpu for bot in self.bots)

    @property
    def rss(self) -> int:
        return max(bot.rss for bot in self.bots)

    @property
    def ready(self) -> list[float]:
        return [seconds for bot in self.bots for seconds in bot.ready]

    @property
    def ready_cpu(self) -> list[float]:
        return [seconds for bot in self.bots for seconds in bot.ready_cpu]

    @property
    def problems(self) -> list[str]:
        return [problem for bot in self.bots for problem in bot.problems]

    async def start(self, *options: str) -> None:
        await asyncio.gather(*(bot.start(*options) for bot in self.bots if not bot.running))

    async def wait(self) -> None:
        await asyncio.gather(*(bot.wait() for bot in self.bots))

    async def kill(self) -> None:
        await asyncio.gather(*(bot.kill() for bot in self.bots))

    async def stop(self) -> None:
        await asyncio.gather(*(bot.stop() for bot in self.bots))


@asynccontextmanager
async def crew(size: int, folder: Path, address: str, url: str, *, limits: bool, webhook: bool) -> AsyncIterator[Crew]:
    """One data folder for all, as the containers have it."""
    bots = [Bot(folder, address, limits, url, webhook, free_port()) for _ in range(size)]
    async with _proxy(bots) as front:
        for bot in bots:
            bot.hook = f"{front}/telegram" if webhook else ""
        yield Crew(bots)


@asynccontextmanager
async def _proxy(bots: Sequence[Bot]) -> AsyncIterator[str]:
    """Passes each post on to the next process in turn of those that are ready, or to another where nobody answers."""
    turn = count()
    async with aiohttp.ClientSession() as session:

        async def forward(request: web.Request) -> web.Response:
            body, headers = await request.read(), {HEADER: request.headers.get(HEADER, "")}
            up = [bot for bot in bots if bot.up] or bots
            first = next(turn)
            for step in range(len(up)):
                there = f"http://{HOST}:{up[(first + step) % len(up)].port}{request.path}"
                try:
                    async with session.post(there, data=body, headers=headers) as answer:
                        return web.Response(status=answer.status)
                except aiohttp.ClientError:
                    continue
            return web.Response(status=502)

        app = web.Application()
        app.router.add_post("/{path:.*}", forward)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, HOST, port := free_port()).start()
        try:
            yield f"http://{HOST}:{port}"
        finally:
            await runner.cleanup()


async def sender_of(crew: Crew, engine: AsyncEngine) -> Bot | None:
    """The process that sends, by the lease."""
    query = "SELECT host FROM leases JOIN processes ON id = owner WHERE name LIKE 'bot:%' AND ended_at IS NULL"
    async with engine.connect() as connection:
        host = (await connection.execute(text(query))).scalar()
    return next((bot for bot in crew.bots if bot.up and str(host).endswith(f":{bot.pid}")), None)


async def killed(bot: Bot, engine: AsyncEngine) -> Death:
    """Kills one and waits until the others have taken over what it had. Raises TimeoutError."""
    pid = bot.pid
    await bot.kill()
    async with engine.connect() as connection:
        row = (
            await connection.execute(
                text("SELECT id, until FROM processes WHERE host LIKE :pid ORDER BY started_at DESC LIMIT 1"),
                {"pid": f"%:{pid}"},
            )
        ).one()
        held = set(
            (await connection.execute(text("SELECT name FROM leases WHERE owner = :id"), {"id": row.id})).scalars()
        )
        sender = any(name.startswith("bot:") for name in held)
        sending = text("SELECT count(*) FROM outbox WHERE state = 'sending'")
        in_flight = int((await connection.execute(sending)).scalar_one()) if sender else 0
    last_beat = row.until - LIFE
    async with asyncio.timeout(LONGEST_SECONDS):
        chats = None
        while chats is None or held:
            await asyncio.sleep(LOOK_SECONDS)
            async with engine.connect() as connection:
                ended = text("SELECT ended_at FROM processes WHERE id = :id")
                chats = (await connection.execute(ended, {"id": row.id})).scalar()
                taken = text("SELECT max(since) FROM leases WHERE name = ANY(:names) HAVING bool_and(owner <> :id)")
                since = (await connection.execute(taken, {"names": list(held), "id": row.id})).scalar()
            if held and since is not None and chats is not None:
                leases = (since - last_beat).total_seconds()
                return Death(sender, in_flight, (chats - last_beat).total_seconds(), leases)
    return Death(sender, in_flight, (chats - last_beat).total_seconds(), None)
