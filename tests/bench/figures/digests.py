"""The digests of a district with eight hundred supervised places, composed and queued in one go.

python -m tests.bench.figures.digests
"""

import asyncio
import json
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from bot.domain.org import Role
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from bot.storage.tables import appointments, nodes, outbox, people
from bot.usecases import reports
from tests.storage.backlog import pile_up
from tests.storage.county import MONDAY, town_hall

CHIEFS = 800
TOWNS = 20
TICKETS = 8_000
FIRST_READER = 800_000_001


@dataclass(frozen=True, slots=True)
class Digests:
    """``letters`` of ``readers``, over ``tickets``."""

    seconds: float
    cpu: float
    letters: int
    tickets: int


def measure() -> Digests:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Database(f"sqlite+aiosqlite:///{folder}/yigetong.db")))


async def _measure(database: Database) -> Digests:
    await upgrade(database)
    hall = town_hall()
    async with database.begin() as tx:
        await _district(tx)
        town = await hall.town(tx, MONDAY)
        await pile_up(tx, town, TICKETS, MONDAY - timedelta(days=3), timedelta(days=3))
        await tx.settings.put("reports_since", MONDAY.isoformat())
    evening = MONDAY + timedelta(hours=11)
    async with database.begin() as tx:
        town = await hall.town(tx, evening)
        wall, cpu = time.perf_counter(), time.process_time()
        letters = await reports.tick(tx, town, evening)
    spent = time.perf_counter() - wall, time.process_time() - cpu
    async with database.read() as tx:
        queued = int(await tx.connection.scalar(select(func.count(outbox.c.id))) or 0)
    await database.close()
    if queued != letters:
        raise RuntimeError(f"{letters} digests, {queued} letters")
    return Digests(*spent, letters, TICKETS)


async def _district(tx: Store) -> None:
    """A county, towns, and communities of one grid each; a reader at each of :data:`CHIEFS` communities."""
    rows: list[dict[str, Any]] = [_node(1, "C", "county", None, "C/")]
    for town in range(TOWNS):
        rows.append(_node(2 + town, f"T{town:02}", "town", 1, f"C/T{town:02}/"))
    for place in range(CHIEFS):
        above, own = place % TOWNS, 100 + 2 * place
        path = f"C/T{above:02}/S{place:03}/"
        rows.append(_node(own, f"S{place:03}", "community", 2 + above, path))
        rows.append(_node(own + 1, f"G{place:03}", "grid", own, f"{path}G{place:03}/"))
    await tx.connection.execute(insert(nodes), rows)
    known = [{"id": 1 + place, "telegram_id": FIRST_READER + place, "name": f"R{place}"} for place in range(CHIEFS)]
    await tx.connection.execute(insert(people), known)
    held = [
        {"person_id": 1 + place, "node_id": 100 + 2 * place, "role": Role.COMMUNITY.value, "since": date(2026, 1, 1)}
        for place in range(CHIEFS)
    ]
    await tx.connection.execute(insert(appointments), held)


def _node(id_: int, code: str, level: str, parent: int | None, path: str) -> dict[str, Any]:
    return {"id": id_, "code": code, "name": code, "level": level, "parent_id": parent, "path": path}


if __name__ == "__main__":
    print(json.dumps(asdict(measure())))
