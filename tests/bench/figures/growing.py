"""What a ticket costs when there are a million of them: the same work by turns on a small store and on a large one.

python -m tests.bench.figures.growing [--tickets N]
"""

import argparse
import asyncio
import gc
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select

from bot.chat.buttons import encode
from bot.config import ROOT
from bot.domain.notices import Action, Press
from bot.rules_in_use import load_rules
from bot.storage.engine import Database
from bot.storage.tables import appointments, people, tickets
from tests.bench.figures.backlog import quantile
from tests.bench.figures.intake import Handler, handler, updates_of
from tests.bench.figures.stage import FIRST_GROUP, Raw, settle
from tests.bench.figures.stored import grow
from tests.bench.letters import OWN_MESSAGES, load

FEW, MANY = 1_000, 1_000_000
WARM_UP, TIMED = 30, 200
FIRST = 150
"""Messages from which the store is grown."""


Spent = tuple[float, float]
"""Milliseconds of processor, and by the clock."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of processor, the database's own work included: the clock on the wall tells more of what else the
    machine does. ``wall_p99``: by the clock, both kinds of work."""

    intake_p50: float
    intake_p99: float
    sign_p50: float
    sign_p99: float
    wall_p99: float


@dataclass(frozen=True, slots=True)
class Growth:
    """``filling``: seconds to make the large store, ``size``: its bytes."""

    few: Times
    many: Times
    tickets: int
    filling: float
    size: int


def measure(many: int = MANY) -> Growth:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder), many))


async def _measure(folder: Path, many: int) -> Growth:
    texts = [letter.text for letter in load(OWN_MESSAGES, danger=False)]
    rules = load_rules(ROOT / "routing_rules", folder)
    houses = []
    filling = 0.0
    for count in (FEW, many):
        file = folder / f"{count}.db"
        database = Database(f"sqlite+aiosqlite:///{file}")
        await settle(database, FIRST + WARM_UP + TIMED)
        house = handler(database, rules)
        await house.store(updates_of(texts, FIRST))
        await house.work_off()
        await database.close()
        began = time.perf_counter()
        await asyncio.to_thread(grow, file, count)
        filling = time.perf_counter() - began
        houses.append(handler(Database(f"sqlite+aiosqlite:///{file}"), rules))
    size = file.stat().st_size
    gc.collect()
    gc.freeze()
    told = updates_of(texts, WARM_UP + TIMED, FIRST + 1)
    intake = await _by_turns(houses, [told, told])
    pressed = [await _presses(house) for house in houses]
    sign = await _by_turns(houses, pressed)
    count = 0
    for house in houses:
        async with house.database.read() as tx:
            count = int(await tx.connection.scalar(select(func.count(tickets.c.id))) or 0)
        await house.database.close()
    few, large = (_times(*pair) for pair in zip(intake, sign, strict=True))
    return Growth(few, large, count, filling, size)


def _times(intake: Sequence[Spent], sign: Sequence[Spent]) -> Times:
    first, second = ([one[0] for one in spent] for spent in (intake, sign))
    return Times(
        intake_p50=quantile(first, 0.5),
        intake_p99=quantile(first, 0.99),
        sign_p50=quantile(second, 0.5),
        sign_p99=quantile(second, 0.99),
        wall_p99=quantile([one[1] for one in (*intake, *sign)], 0.99),
    )


async def _by_turns(houses: Sequence[Handler], updates: Sequence[Sequence[Raw]]) -> list[list[Spent]]:
    """Each update by itself, here and there: what else the machine does meets both alike."""
    found: list[list[Spent]] = [[] for _ in houses]
    for turn in range(min(map(len, updates))):
        for house, told, times in zip(houses, updates, found, strict=True):
            wall, cpu = time.perf_counter(), time.process_time()
            await house.store([told[turn]])
            await house.work_off()
            if turn >= WARM_UP:
                times.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
    return found


async def _presses(house: Handler) -> list[Raw]:
    """Each ticket of the timed messages is signed by the chief of its grid."""
    chief = (
        select(tickets.c.id, tickets.c.version, func.min(people.c.telegram_id).label("chief"))
        .join(appointments, appointments.c.node_id == tickets.c.owner_id)
        .join(people, people.c.id == appointments.c.person_id)
        .where(tickets.c.state == "dispatched", people.c.telegram_id.is_not(None))
        .group_by(tickets.c.id, tickets.c.version)
        .order_by(tickets.c.id.desc())
        .limit(WARM_UP + TIMED)
    )
    async with house.database.read() as tx:
        rows = (await tx.connection.execute(chief)).all()
    return [_press(10_000_000 + row.id, row.chief, encode(Press(Action.SIGN, row.id, row.version))) for row in rows]


def _press(number: int, account: int, data: str) -> Raw:
    who = {"id": account, "is_bot": False, "first_name": "网格长"}
    chat = {"id": FIRST_GROUP, "type": "group", "title": "网格"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "text": "卡片"}
    query = {"id": str(number), "from": who, "chat_instance": "1", "message": message, "data": data}
    return {"update_id": number, "callback_query": query}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.figures.growing")
    parser.add_argument("--tickets", type=int, default=MANY)
    print(json.dumps(asdict(measure(parser.parse_args().tickets))))


if __name__ == "__main__":
    main()
