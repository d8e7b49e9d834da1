"""The list of a meeting as text, as JSON and as a table that a spreadsheet reads."""

import asyncio
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

from bot.config import load
from bot.domain.meetings import Why
from bot.storage.engine import Database
from bot.xlsx import sheet
from tests.storage.rows import add_ticket
from tests.unit.commands.conftest import Command
from tests.unit.commands.test_imports import HEAD, TREE, write

CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t"


def meet() -> None:
    """A list with one item at the outermost node."""

    async def work() -> None:
        now = datetime.now(UTC)
        database = Database(load().database_url)
        async with database.begin() as tx:
            root = next(node for node in await tx.org.nodes() if node.parent_id is None)
            ticket_id = (await add_ticket(tx, node_id=root.id, owner_id=root.id)).id
            meeting = await tx.meetings.at(root.id, "county_monthly", now + timedelta(hours=1))
            await tx.meetings.add(meeting.id, ticket_id, Why.OVERDUE)
            await tx.meetings.open(meeting.id, now)
        await database.close()

    asyncio.run(work())


def test_the_newest_list_of_a_node(yigetong: Command, folder: Path) -> None:
    yigetong("import", "grids", write(folder, "g.csv", HEAD + TREE))
    assert yigetong("report", "meeting").code == 1
    meet()
    assert "月调度" in yigetong("report", "meeting").out
    (row,) = json.loads(yigetong("report", "meeting", "--json").out)
    assert (row["why"], row["carried"], row["standing"]) == ("overdue", 0, "open")
    out = folder / "list.xlsx"
    assert "1 件" in yigetong("report", "meeting", "--out", str(out)).out
    with zipfile.ZipFile(out) as packed:
        cells = [cell.text for cell in ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml")).iter(CELL)]
    assert cells[0] == "编号"
    assert row["number"] in cells
    assert "超时未办" in cells
    assert yigetong("report", "meeting", "--node", "XX").code == 1


def test_no_cell_breaks_the_table(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(sheet([["<a>&", "=1+1\x00"]]))
    with zipfile.ZipFile(tmp_path / "x.xlsx") as packed:
        names = packed.namelist()
        parts = [ElementTree.fromstring(packed.read(name)) for name in names]
    found = [cell.text for cell in parts[names.index("xl/worksheets/sheet1.xml")].iter(CELL)]
    assert found == ["<a>&", "=1+1"]
