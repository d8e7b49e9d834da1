"""Cost of finding the same matter among open tickets: a hundred times as many must not cost a hundred times as much.

    python -m tests.bench.same_matter

Tickets are spread over the grids of a county and over four months; the new one is told in one of the grids.
"""

import asyncio
import random
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.config import ROOT
from bot.domain import grounds, similar
from bot.domain.reading import Reading
from bot.rules_in_use import load_rules
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from bot.storage.tables import fingerprints, readings, tickets
from bot.town_hall import TownHall
from bot.usecases import similar as same_matter
from bot.usecases.town import Town
from tests.bench.rivals import samples
from tests.storage.county import MONDAY, ZONE
from tests.storage.rows import add_node, add_ticket

FEW, MANY = 1_000, 100_000
GRIDS = 300
DAYS = 120
ASKED = 200
ROUNDS = 3
_SEED = 20261122
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds to look for the matters of :data:`ASKED` new tickets, a ticket; ``found``: how many had some."""

    few: float
    many: float
    found: int


def measure() -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        rules = load_rules(ROOT / "routing_rules", Path(folder))
        texts = [rules.reader.read(row["text"]) for row in samples()[:2_000]]
        told = [reading for reading in texts if reading.verdict.category and not reading.danger]
        hall = TownHall(rules.reader.categories, rules.reader.numbers, rules.policies, ZONE, frozenset())
        few, _ = asyncio.run(_time(Path(folder) / "few.db", FEW, told, hall))
        many, found = asyncio.run(_time(Path(folder) / "many.db", MANY, told, hall))
        return Cost(few, many, found)


async def _time(file: Path, count: int, told: list[Reading], hall: TownHall) -> tuple[float, int]:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await upgrade(database)
    async with database.begin() as tx:
        asking = await _fill(tx, count, told)
        town = await hall.town(tx, MONDAY)
        best, found = [float("inf")] * len(asking), 0
        for _ in range(ROUNDS):
            found = 0
            for place, ticket_id in enumerate(asking):
                started = time.perf_counter()
                alike = await _look(tx, town, ticket_id)
                best[place] = min(best[place], time.perf_counter() - started)
                found += bool(alike)
    await database.close()
    return sum(best) / len(best) * 1000, found


async def _look(tx: Store, town: Town, ticket_id: int) -> int:
    ticket = await tx.tickets.get(ticket_id)
    assert ticket is not None
    return len(await same_matter.candidates(tx, town, ticket, MONDAY))


async def _fill(tx: Store, count: int, told: list[Reading]) -> list[int]:
    """Open tickets, and those that are asked about, told last. Returns the ids of the latter."""
    chance = random.Random(_SEED)
    grids = [await add_node(tx, f"G{number:03}") for number in range(GRIDS)]
    plain = await add_ticket(tx, node_id=grids[0])
    first = plain.id + 1
    base = {"petitioner_id": plain.petitioner_id, "intent": "投诉", "profile": "N", "sure": True, "danger": False,
            "place_text": "", "state": "dispatched", "round": 1, "version": 1, "rules_version": "r1"}  # fmt: skip
    for start in range(0, count + ASKED, _BATCH):
        numbers = range(start, min(start + _BATCH, count + ASKED))
        rows, known, read = [], [], []
        for number in numbers:
            reading, grid = chance.choice(told), chance.choice(grids)
            age = timedelta(days=chance.random() * DAYS) if number < count else timedelta(0)
            category = reading.verdict.category
            rows.append(base | {"id": first + number, "number": f"GD20261116-{number + 10_000}", "category": category,
                                "public_text": reading.redacted, "node_id": grid, "owner_id": grid,
                                "created_at": MONDAY - age})  # fmt: skip
            known.append({"ticket_id": first + number, "body": similar.to_json(reading.fingerprint)})
            read.append({"ticket_id": first + number, "body": grounds.to_json(reading.verdict)})
        for table, values in ((tickets, rows), (fingerprints, known), (readings, read)):
            await tx.connection.execute(insert(table), values)
    return list(range(first + count, first + count + ASKED))


def table(found: Cost) -> str:
    """For people."""
    return (
        "Same matter again\n"
        f"{'candidates of a new ticket, 1,000 open':<42} {found.few:.2f} ms\n"
        f"{'candidates of a new ticket, 100,000 open':<42} {found.many:.2f} ms\n"
        f"{'  times as long':<42} {found.many / found.few:.2f}\n"
        f"{'  new tickets with candidates':<42} {found.found} of {ASKED}"
    )


if __name__ == "__main__":
    print(table(measure()))
