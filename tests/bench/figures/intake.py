"""Intake: raw updates that wait in the inbox become committed tickets with their letters, nothing is sent.

python -m tests.bench.figures.intake DATABASE_URL FILE      the child: handles the raw updates of FILE
"""

import asyncio
import gc
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from telegram import User
from telegram.ext import ExtBot

from bot.chat.application import build
from bot.chat.http import AiohttpRequest
from bot.chat.lanes import Lanes
from bot.chat.rush import Rush
from bot.clock import Clock
from bot.config import ROOT
from bot.measures import Measures
from bot.presence import IDLE_SECONDS
from bot.rules_in_use import Rules, RulesInUse, load_rules
from bot.simulator.serve import TOKEN
from bot.storage.engine import Database
from bot.storage.tables import outbox, tickets
from bot.usecases.receiving import arrivals
from tests.bench.county import FIRST_RESIDENT
from tests.bench.figures.child import Cost, run
from tests.bench.figures.stage import Raw, settle, written

BOT_ID = int(TOKEN.partition(":")[0])
POLL = 100
"""Updates that one poll brings at the most."""


@dataclass(frozen=True, slots=True)
class Handler:
    """What handles stored updates, without a Telegram."""

    database: Database
    rules: RulesInUse
    lanes: Lanes

    async def store(self, updates: Sequence[Raw]) -> None:
        now = datetime.now(UTC)
        for start in range(0, len(updates), POLL):
            async with self.database.alongside() as tx:
                found = arrivals(BOT_ID, updates[start : start + POLL], self.rules.suspects_danger, now)
                await tx.inbox.store(found)

    async def work_off(self) -> None:
        while await self.lanes.work_off():
            pass


def handler(database: Database, rules: Rules) -> Handler:
    in_use = RulesInUse(rules, ZoneInfo("Asia/Shanghai"), frozenset(), Clock(), Measures())
    bot = ExtBot(TOKEN, request=AiohttpRequest(), get_updates_request=AiohttpRequest())
    # As after getMe, which nobody is there to answer.
    bot._bot_user = User(BOT_ID, "bot", True, username="bot")
    application = build(bot)
    application._initialized = True
    lanes = Lanes(database, application, in_use.opened, Clock(), lambda: None, "bench", Rush(), lambda: IDLE_SECONDS)
    return Handler(database, in_use, lanes)


def updates_of(texts: Sequence[str], count: int, first: int = 1) -> list[Raw]:
    """``count`` residents write one message each."""
    return [
        written(first + number, FIRST_RESIDENT + first - 1 + number, texts[number % len(texts)])
        for number in range(count)
    ]


@dataclass(frozen=True, slots=True)
class Intake:
    """``tickets`` and ``letters``: what became of the messages."""

    cost: Cost
    tickets: int
    letters: int


def measure(texts: Sequence[str], count: int) -> Intake:
    """One run in a process of its own, on a fresh SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        url, file = f"sqlite+aiosqlite:///{folder}/yigetong.db", Path(folder) / "updates.jsonl"
        write(file, updates_of(texts, count))
        found = run("intake", url, str(file), str(WARM_UP))
    return Intake(Cost(found["seconds"], found["cpu"], count - WARM_UP), int(found["tickets"]), int(found["letters"]))


WARM_UP = 100
"""Messages before the watch is started: statements are compiled once in a process's life."""


def write(file: Path, updates: Sequence[Raw]) -> None:
    file.write_text("".join(json.dumps(update, ensure_ascii=False) + "\n" for update in updates), "utf-8")


async def _child(url: str, updates: list[Raw], warm_up: int) -> None:
    database = Database(url)
    await settle(database, len(updates))
    handling = handler(database, load_rules(ROOT / "routing_rules"))
    await handling.store(updates[:warm_up])
    await handling.work_off()
    gc.collect()
    gc.freeze()
    before = await _counts(database)
    wall, cpu = time.perf_counter(), time.process_time()
    await handling.store(updates[warm_up:])
    await handling.work_off()
    seconds = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    filed = {name: count - before[name] for name, count in (await _counts(database)).items()}
    await database.close()
    print(json.dumps(seconds | filed))


async def _counts(database: Database) -> dict[str, int]:
    async with database.read() as tx:
        both = (("tickets", tickets), ("letters", outbox))
        return {name: int(await tx.connection.scalar(select(func.count(t.c.id))) or 0) for name, t in both}


if __name__ == "__main__":
    lines = Path(sys.argv[2]).read_text("utf-8").splitlines()
    asyncio.run(_child(sys.argv[1], [json.loads(line) for line in lines], int(sys.argv[3])))
