"""The sites of a project as text, as JSON and as a table."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from bot.config import load
from bot.domain.projects import NewSite
from bot.storage.engine import Database
from bot.xlsx_reading import rows
from tests.unit.commands.conftest import Command
from tests.unit.commands.test_imports import HEAD, TREE, write


def plan() -> None:
    """A project with one site at the outermost node."""

    async def work() -> None:
        now = datetime.now(UTC)
        database = Database(load().database_url)
        async with database.begin() as tx:
            root = next(node for node in await tx.org.nodes() if node.parent_id is None)
            person = await tx.people.of_telegram(71)
            project = await tx.projects.add(root.id, "学校饮水改造", person, now, now)
            await tx.projects.enter(project.id, [NewSite("城东小学", 14)])
            (site,) = await tx.projects.sites(project.id)
            await tx.projects.count(site.id, 12, person, now)
        await database.close()

    asyncio.run(work())


def test_the_sites_of_a_node(yigetong: Command, folder: Path) -> None:
    yigetong("import", "grids", write(folder, "g.csv", HEAD + TREE))
    assert yigetong("report", "project").code == 1
    plan()
    assert "城东小学 12／14" in yigetong("report", "project").out
    (row,) = json.loads(yigetong("report", "project", "--json").out)
    assert (row["site"], row["done"], row["total"]) == ("城东小学", 12, 14)
    out = folder / "sites.xlsx"
    assert "1 处" in yigetong("report", "project", "--out", str(out)).out
    caption, cells = rows(out.read_bytes())
    assert dict(zip(caption, cells, strict=True))["已完成"] == "12"
    assert yigetong("report", "project", "--node", "XX").code == 1
