"""The house's web side, each part as real as it gets: a database, a listening server, and for whole days a stage."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest_asyncio

from bot.clock import Clock
from bot.measures import Measures
from bot.storage.engine import Database
from bot.web import hook
from bot.web.health import Health
from bot.web.mailbox import Mailbox
from bot.web.pages import create_app
from bot.web.scrape import Scrape
from bot.web.server import listen, serving
from tests.conversation.conftest import log, no_errors, place, pytest_configure, rules, stage, town, wording
from tests.storage.conftest import database, databases, fresh, migrated

__all__ = [
    "database",
    "databases",
    "fresh",
    "log",
    "migrated",
    "no_errors",
    "place",
    "pytest_configure",
    "rules",
    "stage",
    "town",
    "wording",
]

BOT = 100000001
SECRET = "a-secret_word"


@dataclass
class Front:
    """The pages over one database, without the rest of the house."""

    address: str
    http: aiohttp.ClientSession
    database: Database
    clock: Clock
    measures: Measures
    mailbox: Mailbox
    wakes: list[None] = field(default_factory=list)

    def open(self) -> None:
        self.mailbox.open(BOT, lambda text: "着火" in text, lambda: self.wakes.append(None))

    async def post(self, body: object = None, *, data: bytes | None = None, secret: str | None = SECRET) -> int:
        """The status Telegram would see."""
        headers = {} if secret is None else {hook.HEADER: secret}
        options = {"json": body} if data is None else {"data": io.BytesIO(data)}
        async with self.http.post(f"{self.address}/telegram", headers=headers, **options) as answer:
            return answer.status

    async def get(self, path: str) -> tuple[int, str]:
        async with self.http.get(f"{self.address}{path}") as answer:
            return answer.status, await answer.text()

    async def stored(self) -> dict[int, str]:
        """Raw updates in the inbox by id."""
        async with self.database.read() as tx:
            waiting = await tx.inbox.next(1000)
        return {w.id: w.raw for w in waiting}


@pytest_asyncio.fixture(loop_scope="session")
async def front(database: Database, tmp_path: Path) -> AsyncIterator[Front]:
    clock, measures = Clock(), Measures()
    mailbox = Mailbox(database, clock)
    health = Health(database, clock, measures, timedelta(seconds=5))
    scrape = Scrape(measures, health, database, clock, tmp_path, lambda: {"private": 0})
    app = create_app(health, scrape, [hook.route("/telegram", SECRET, mailbox, measures.hook_requests)])
    sock = listen("127.0.0.1", 0)
    address = f"http://127.0.0.1:{sock.getsockname()[1]}"
    async with aiohttp.ClientSession() as http, serving(app, sock):
        yield Front(address, http, database, clock, measures, mailbox)
