"""What a clock that jumps forward costs: thirty days at once for ten thousand open tickets.

    python -m tests.bench.jump [--tickets N] [--days N] [--postgres]

Seconds are printed, not judged. The exit code is 1 when a ticket missed a level, heard of one twice or out of order.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.demo.run import COUNTY
from bot.domain.life import Event
from bot.domain.people_rows import parse_people
from bot.places.grid_rows import parse_grids
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from bot.storage.tables import history, outbox
from bot.usecases import deadlines, importing
from bot.usecases.town import Town
from tests.postgres import of_my_own
from tests.storage.backlog import pile_up
from tests.storage.county import MONDAY, town_hall

TICKETS, DAYS = 10_000, 30


@dataclass(frozen=True, slots=True)
class Jump:
    """``longest``: the longest transaction, for which a resident's message may have to wait. All in seconds."""

    tickets: int
    filling: float
    seconds: float
    longest: float
    transactions: int
    escalations: int
    letters: Counter[str]
    faults: tuple[str, ...]


async def jump(database: Database, tickets: int, days: int) -> Jump:
    """Fills an empty database and moves the clock."""
    began = time.perf_counter()
    async with database.begin() as tx:
        await _settle(tx)
        town = await town_hall().town(tx, MONDAY)
        filed = await pile_up(tx, town, tickets, MONDAY, timedelta(days=1))
    filling = time.perf_counter() - began
    spans = await _ticks(database, town, MONDAY + timedelta(days=days))
    async with database.read() as tx:
        faults = [fault for ticket in filed for fault in _faults(ticket.number, await _levels(tx, ticket.id))]
        letters = Counter(kind for (kind,) in await tx.connection.execute(select(outbox.c.notice["kind"].as_string())))
        found = select(func.count()).where(history.c.event == Event.ESCALATE.value)
        escalations = int(await tx.connection.scalar(found) or 0)
    return Jump(tickets, filling, sum(spans), max(spans), len(spans), escalations, letters, tuple(faults))


async def _settle(tx: Store) -> None:
    grids = parse_grids((COUNTY / "grids.csv").read_bytes(), await importing.stored_grids(tx))
    await importing.import_grids(tx, grids.rows, MONDAY)
    people = parse_people((COUNTY / "people.csv").read_bytes(), await importing.stored_levels(tx))
    await importing.import_people(tx, people.rows, MONDAY)


async def _ticks(database: Database, town: Town, now: datetime) -> list[float]:
    spans = []
    count = 1
    while count:
        began = time.perf_counter()
        async with database.begin() as tx:
            count = await deadlines.tick(tx, town, now)
        spans.append(time.perf_counter() - began)
    return spans


async def _levels(tx: Store, ticket_id: int) -> dict[str, list[int]]:
    """By stage the levels that were told, in the order of the history."""
    found: dict[str, list[int]] = {}
    for entry in await tx.history.of(ticket_id):
        if entry.event is Event.ESCALATE:
            stage, _, level = entry.reason.split()
            found.setdefault(stage, []).append(int(level))
    return found


def _faults(number: str, levels: dict[str, list[int]]) -> list[str]:
    return [
        f"{number} {stage}: levels {told}" for stage, told in levels.items() if told != list(range(1, len(told) + 1))
    ]


def table(found: Jump) -> str:
    rows = [
        ("open tickets", f"{found.tickets}"),
        ("filed in", f"{found.filling:.1f} s"),
        ("all steps taken in", f"{found.seconds:.1f} s"),
        ("  longest transaction", f"{found.longest:.2f} s of {found.transactions}"),
        ("escalations in the history", f"{found.escalations}"),
        *((f"  letters {kind}", f"{count}") for kind, count in found.letters.most_common()),
    ]
    return "\n".join(f"{name:<42} {value}" for name, value in rows)


@asynccontextmanager
async def _database(postgres: bool) -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        server = of_my_own() if postgres else None
        try:
            if server is None:
                database = Database(f"sqlite+aiosqlite:///{Path(folder) / 'jump.db'}")
                await upgrade(database)
                yield database
                await database.close()
            else:
                async with server.fresh("template1") as url:
                    database = Database(url)
                    await upgrade(database)
                    yield database
                    await database.close()
        finally:
            if server is not None:
                server.stop()


async def play(tickets: int = TICKETS, days: int = DAYS, *, postgres: bool = False) -> Jump:
    async with _database(postgres) as database:
        return await jump(database, tickets, days)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.jump")
    parser.add_argument("--tickets", type=int, default=TICKETS)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    found = asyncio.run(play(options.tickets, options.days, postgres=options.postgres))
    print(table(found))
    print("\n".join(found.faults[:20]) or "Each level once and in order.")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
