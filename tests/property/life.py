"""A small county on a real database, and what people in it may do: one transaction a deed, as in the lanes."""

import asyncio
import atexit
import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from bot.chat.work import Work
from bot.clock import Clock
from bot.domain.errors import Refusal
from bot.domain.notices import Notice
from bot.domain.org import Node
from bot.domain.rates import DayFigures, figures
from bot.domain.ticket import Ticket
from bot.jobs import Ticks
from bot.measures import Measures
from bot.storage.cards import Card
from bot.storage.clocks import RunningClock
from bot.storage.drafts import SavedDraft
from bot.storage.engine import Database
from bot.storage.history import Entry
from bot.storage.migrate import upgrade
from bot.storage.notice_rows import from_json
from bot.storage.outbox import Letter, Queued
from bot.storage.store import Store
from bot.storage.tables import metadata, outbox
from bot.usecases import reports, telling
from bot.usecases.town import Town
from tests.postgres import Server
from tests.storage.county import MONDAY, nodes_of, settle, town_hall

T = TypeVar("T")
Answer = Notice | list[Notice] | None
Deed = Callable[[Work], Awaitable[Answer]]

RESIDENTS = (71, 72, 73)
HOMES = {71: ("S1101",), 72: ("S1102", "S1201")}
"""One resident with a registered grid, one with two, one with none."""


class Standing(Clock):
    """A clock that only the test moves."""

    def __init__(self) -> None:
        super().__init__()
        self.at = MONDAY

    def now(self) -> datetime:
        return self.at


Site = Callable[[], AbstractAsyncContextManager[str]]
"""Gives the address of a fresh database with the county in it."""


@asynccontextmanager
async def on_sqlite() -> AsyncIterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="yigetong-life-"))
    if not _template().exists():
        await _settle(_address(_template()))
    yield _address(Path(shutil.copy(_template(), folder / "life.db")))
    shutil.rmtree(folder)


def on_postgres(server: Server) -> Site:
    template = f"settled-{os.getpid()}"

    @asynccontextmanager
    async def made() -> AsyncIterator[str]:
        if not (server.folder / template).exists():
            await server.create(template)
            await _settle(server.url(template))
            (server.folder / template).touch()
        async with server.fresh(template) as url:
            yield url

    return made


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="yigetong-"))
    atexit.register(shutil.rmtree, folder)
    return folder / "settled.db"


def _address(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def _settle(url: str) -> None:
    """Migrates a database and puts the county into it; it is copied for every run."""
    database = Database(url)
    await upgrade(database)
    async with database.begin() as tx:
        await settle(tx)
        nodes = {node.code: node.id for node in await tx.org.nodes()}
        for account in RESIDENTS:
            person = await tx.people.of_telegram(account)
            for code in HOMES.get(account, ()):
                await tx.org.add_home(person, nodes[code])
    await database.close()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a deed came to: an answer, or a refusal that left everything as it was."""

    answer: Answer = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One row of the outbox; ``raw`` is the notice as the database holds it."""

    id: int
    key: str
    chat_id: int
    state: str
    card: str | None
    ticket_id: int | None
    notice: Notice
    raw: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything that the books say. ``shown_to``: the chats whose people must act on each ticket; ``screen``: what
    stands in Telegram, by chat and message.
    """

    tickets: dict[int, Ticket]
    history: dict[int, list[Entry]]
    clocks: dict[int, list[RunningClock]]
    shown_to: dict[int, list[int]]
    letters: list[Sent]
    drafts: list[SavedDraft]
    day: DayFigures
    screen: dict[tuple[int, int], Letter]


class House:
    """The bot's decisions without Telegram: database, town, ticks and a clock that stands."""

    def __init__(self, site: Site) -> None:
        self._site = site()
        self.clock = Standing()
        self._hall = town_hall()
        self._runner = asyncio.Runner()
        self.nodes: dict[str, Node] = {}
        self.people: dict[int, int] = {}
        self.screen: dict[tuple[int, int], Letter] = {}
        self.run(self._open())

    async def _open(self) -> None:
        self.database = Database(await self._site.__aenter__())
        self.ticks = Ticks(self.database, self.town, self.clock, lambda: None, Measures())
        self.nodes = await nodes_of(self.database)
        async with self.database.begin() as tx:
            self.people = {account: await tx.people.of_telegram(account) for account in RESIDENTS}

    def close(self) -> None:
        self.run(self._close())
        self._runner.close()

    async def _close(self) -> None:
        await self.database.close()
        await self._site.__aexit__(None, None, None)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    async def town(self, tx: Store) -> Town:
        return await self._hall.town(tx, self.clock.now())

    async def current_town(self) -> Town:
        async with self.database.read() as tx:
            return await self.town(tx)

    def do(self, deed: Deed) -> Outcome:
        """One deed; a refusal is checked to have undone all of it."""
        return self.run(self._do(deed))

    async def _do(self, deed: Deed) -> Outcome:
        async with self.database.begin() as tx:
            work = Work(tx, await self.town(tx), self.clock.now())
            before = await _dump(tx)
            try:
                async with tx.savepoint():
                    return Outcome(answer=await deed(work))
            except Refusal as refusal:
                assert await _dump(tx) == before, f"{refusal!r} left changes"
                return Outcome(refusal=refusal)

    def deliver(self) -> None:
        """All that may leave has left and was kept by Telegram."""
        self.run(self._deliver())

    async def _deliver(self) -> None:
        now = self.clock.now()
        async with self.database.begin() as tx:
            while claimed := await tx.outbox.claim(now, 1000, ()):
                for queued in claimed:
                    message_id = await self._put_up(tx, queued)
                    assert await tx.outbox.sent(queued.id, message_id, now), "claimed and yet recalled"
                    letter = queued.letter
                    if message_id is not None and letter.ticket_id is not None and letter.card:
                        await tx.cards.add(Card(letter.chat_id, message_id, letter.ticket_id, letter.card), now)

    async def _put_up(self, tx: Store, queued: Queued) -> int | None:
        """What Telegram does with one letter: a new message, an edit (by default of the newest card), a deletion."""
        letter, target = queued.letter, queued.letter.message_id
        if letter.method == "delete":
            self.screen.pop((letter.chat_id, target or 0))
            return None
        if letter.method == "edit" and target is None and letter.ticket_id is not None:
            found = [c for c in await tx.cards.of(letter.ticket_id, letter.card or "") if c.chat_id == letter.chat_id]
            target = found[-1].message_id if found else None
        message_id = target if letter.method == "edit" and target is not None else 10_000 + queued.id
        self.screen[letter.chat_id, message_id] = letter
        return message_id

    def look(self) -> Seen:
        return self.run(self._look())

    async def _look(self) -> Seen:
        async with self.database.read() as tx:
            town, now = await self.town(tx), self.clock.now()
            return await seen_in(tx, town, self.people.values(), now, self.screen)


async def seen_in(
    tx: Store, town: Town, residents: Collection[int], now: datetime, screen: Mapping[tuple[int, int], Letter]
) -> Seen:
    """Everything that an open transaction holds of these residents."""
    root = town.tree.by_code("S")
    assert root is not None
    rows = await tx.reports.below(root.path)
    tickets = {t.id: t for person in residents for t in await tx.tickets.of_petitioner(person, 1000)}
    drafts = [await tx.drafts.open_of(person) for person in residents]
    return Seen(
        tickets=tickets,
        history={id_: await tx.history.of(id_) for id_ in tickets},
        clocks={id_: await tx.clocks.of(id_) for id_ in tickets},
        shown_to={t.id: await _chats(tx, town, t, now) for t in tickets.values()},
        letters=await _letters(tx),
        drafts=[draft for draft in drafts if draft is not None],
        screen=dict(screen),
        day=figures([reports.fact(town, row) for row in rows], now, town.calendar, town.policy.hot),
    )


async def _chats(tx: Store, town: Town, ticket: Ticket, now: datetime) -> list[int]:
    return [room.chat_id for room in await telling.handlers(tx, town, ticket, now)]


async def _letters(tx: Store) -> list[Sent]:
    return [
        Sent(
            row.id,
            row.key,
            row.chat_id,
            row.state,
            row.card,
            row.ticket_id,
            from_json(row.notice),
            json.dumps(row.notice, ensure_ascii=False),
        )
        for row in await tx.connection.execute(select(outbox).order_by(outbox.c.id))
    ]


def _everything(dialect: str) -> str:
    """One query whose answer is the content of all tables."""
    row, rows = ("json_build_array", "json_agg") if dialect == "postgresql" else ("json_array", "json_group_array")
    parts = []
    for table in metadata.sorted_tables:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        keys = ", ".join(column.name for column in table.primary_key)
        parts.append(f"(SELECT {rows}({row}({columns})) FROM (SELECT * FROM {table.name} ORDER BY {keys}) AS sorted)")
    return "SELECT " + ", ".join(f"CAST({part} AS text)" for part in parts)


async def _dump(tx: Store) -> tuple[Any, ...]:
    return tuple((await tx.connection.exec_driver_sql(_everything(tx.connection.dialect.name))).one())
