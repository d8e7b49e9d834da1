"""outbox and report on a real database."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import Clock
from bot.config import load
from bot.domain.notices import Notice, Priority
from bot.storage.engine import Database
from bot.storage.outbox import Letter
from tests.unit.commands.conftest import Command
from tests.unit.commands.test_imports import HEAD, TREE, write


def undelivered(*chats: int) -> None:
    """Letters that were given up, one a chat."""

    async def work() -> None:
        database = Database(load().database_url)
        async with database.begin() as tx:
            letters = [Letter(f"k{chat}", chat, Notice("card"), Priority.CARD) for chat in chats]
            await tx.outbox.put(letters, datetime.now(UTC))
            for queued in await tx.outbox.claim(datetime.now(UTC), 10, []):
                await tx.outbox.give_up(queued.id, "Forbidden: bot was blocked by the user")
        await database.close()

    asyncio.run(work())


def test_what_was_not_delivered_is_listed_and_sent_again(yigetong: Command) -> None:
    assert yigetong("migrate").code == 0
    undelivered(-4001, 713000009)
    listed = json.loads(yigetong("outbox", "list", "--json").out)
    assert [letter["chat_id"] for letter in listed] == [-4001, 713000009]
    assert "blocked by the user" in yigetong("outbox", "list").out
    assert json.loads(yigetong("outbox", "retry", "--chat", "-4001", "--json").out) == {"queued": 1}
    assert json.loads(yigetong("outbox", "retry", "--json").out) == {"queued": 1}
    assert json.loads(yigetong("outbox", "list", "--json").out) == []


def test_the_daily_report_of_today(yigetong: Command, folder: Path) -> None:
    yigetong("import", "grids", write(folder, "g.csv", HEAD + TREE))
    today = f"{Clock().now().astimezone(load().zone):%Y-%m-%d}"
    assert yigetong("report", "daily", "--on", today).out.startswith("【临溪县 日调度】")
    figures = json.loads(yigetong("report", "daily", "--on", today, "--node", "LX0101", "--json").out)
    assert (figures["place"], figures["open"]) == ("渡口社区", 0)
    assert yigetong("report", "daily", "--on", today, "--node", "XX").code == 1
    assert yigetong("report", "daily", "--on", "2020-02-02").code == 1
    assert yigetong("report", "weekly", "--on", today).code == 2
    assert yigetong("report", "daily", "--on", "tomorrow").code == 2
