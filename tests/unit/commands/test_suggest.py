"""rules suggest on a real database."""

import asyncio
import json
import stat
from pathlib import Path

from bot.config import load
from bot.domain.corrections import Corrector
from bot.domain.org import Role
from bot.storage.engine import Database
from tests.storage.county import MONDAY
from tests.storage.rows import add_ticket
from tests.unit.commands.conftest import Command

PIT = "门口那个深坑颠得电动车都歪了，电话139****1234"


def corrected() -> None:
    """Two pits taken for water, one of a sealed ticket, one set right and back again, and some other tickets."""

    async def work() -> None:
        database = Database(load().database_url)
        async with database.begin() as tx:
            pits = [await add_ticket(tx, category="0201", public_text=PIT) for _ in range(2)]
            secret = await add_ticket(tx, category="0201", public_text="村长家门口", sealed_role=Role.DISCIPLINE.value)
            for ticket in (*pits, secret):
                await tx.readings.correct(ticket.id, "0204", "0201", Corrector.CHIEF, MONDAY)
            other = await add_ticket(tx, category="0204", public_text="门口积水好几天")
            await tx.readings.correct(other.id, "0204", "0202", Corrector.RESIDENT, MONDAY)
            await tx.readings.correct(other.id, "0202", "0204", Corrector.DESK, MONDAY)
            for text in ("垃圾没人收", "路灯不亮", "楼上吵"):
                await add_ticket(tx, category="0401", public_text=text)
        await database.close()

    asyncio.run(work())


def test_before_anything_was_corrected(yigetong: Command) -> None:
    told = yigetong("rules", "suggest")
    assert (told.code, told.out) == (0, "还没有人改过类别。\n")
    assert json.loads(yigetong("rules", "suggest", "--json").out) == []


def test_corrections_are_grouped_with_their_words(yigetong: Command) -> None:
    assert yigetong("migrate").code == 0
    corrected()
    told = yigetong("rules", "suggest").out
    assert "0204 排水堵塞积水 → 0201 道路破损：分到前一类的 4 件里改了 3 件（网格长 3）" in told
    assert "深坑颠得电动车" in told
    assert "保密的 1 件" in told
    assert "村长" not in told
    assert "categories/02.yaml" in told
    (group,) = json.loads(yigetong("rules", "suggest", "--json").out)
    assert (group["count"], group["filed"], group["sealed"], group["who"]) == (3, 4, 1, {"chief": 3})
    assert {word["word"] for word in group["words"]} >= {"深坑"}


def test_lines_for_training_can_be_evaluated(yigetong: Command, folder: Path) -> None:
    assert yigetong("migrate").code == 0
    corrected()
    told = yigetong("rules", "suggest", "--jsonl", "lines.jsonl")
    assert "2 行" in told.out
    rows = [json.loads(row) for row in (folder / "lines.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == [{"text": PIT, "category": "0201", "intent": "投诉"}] * 2
    assert stat.S_IMODE((folder / "lines.jsonl").stat().st_mode) == 0o600
    assert yigetong("rules", "eval", "lines.jsonl").out.startswith("条数: 2\n")
    assert yigetong("rules", "suggest", "--jsonl", "no/such/folder.jsonl").code == 1


def test_upheld_returns_are_counted_beside_what_was_dispatched_there(yigetong: Command) -> None:
    """Of three lamps dispatched to the place one went on elsewhere."""
    assert yigetong("migrate").code == 0

    async def work() -> None:
        database = Database(load().database_url)
        async with database.begin() as tx:
            lamps = [await add_ticket(tx, category="0202") for _ in range(3)]
            there = await tx.org.add_node(
                {"code": "X2", "name": "二网格", "level": "grid", "parent_id": None, "path": "X2/"}
            )
            await tx.reroutes.add(lamps[0], there, "returns-area", MONDAY)
            await tx.tickets.change(lamps[0], owner_id=there)
        await database.close()

    asyncio.run(work())
    assert "的 3 件里，退单成立、改派二网格的 1 件" in yigetong("rules", "suggest").out
    (line,) = json.loads(yigetong("rules", "suggest", "--json").out)
    assert (line["category"], line["target"], line["count"], line["filed"]) == ("0202", "二网格", 1, 3)
