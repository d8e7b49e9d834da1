"""kill -9 in the middle of a migration, a backup, a restore: afterwards what there was, or what there should be."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from bot.storage import backup
from bot.storage.engine import Database
from bot.storage.migrate import current, downgrade, newest, upgrade
from bot.storage.unfinished import PREFIX
from tests.crash.interrupted import Lives, lives
from tests.deploy.conftest import client_tools
from tests.postgres import Server
from tests.storage.conftest import sqlite_url
from tests.storage.rows import add_ticket

KILLED = -9
BACKUP_POINTS = ("while-copying", "copied", "while-packing", "packed")
Content = dict[str, list[str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A town without tables."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "town.db")
        return
    server: Server = request.getfixturevalue("postgres")
    monkeypatch.setenv("PATH", str(client_tools()), prepend=":")
    with closing(asyncio.Runner()) as runner:
        fresh = server.fresh("template1")
        yield runner.run(fresh.__aenter__())
        runner.run(fresh.__aexit__(None, None, None))


@pytest.fixture
def process() -> Iterator[Lives]:
    with lives(client_tools()) as found:
        yield found


async def told(url: str, matters: int, back: str = "") -> None:
    """So many more matters in the newest structure, then ``back`` to an older one."""
    database = Database(url)
    await upgrade(database)
    async with database.begin() as tx:
        for number in range(matters):
            ticket = await add_ticket(tx, public_text=f"路灯坏了 {number}" * 200)
            await tx.tickets.add_note(ticket.id, ticket.petitioner_id, "report", "路灯坏了", ticket.created_at)
    if back:
        await downgrade(database, back)
    await database.close()


async def content(url: str) -> Content:
    """Every table with its columns and rows, as text."""
    database = Database(url)
    found: Content = {}
    async with database.engine.connect() as connection:
        columns: dict[str, list[str]] = await connection.run_sync(_columns)
        for table, names in sorted(columns.items()):
            wanted = ", ".join(f'"{name}"' for name in names)
            rows = await connection.exec_driver_sql(f'SELECT {wanted} FROM "{table}"')
            found[f"{table} {names}"] = sorted(str(row) for row in rows)
    await database.close()
    return found


def _columns(connection: Any) -> dict[str, list[str]]:
    look = inspect(connection)
    return {table: sorted(column["name"] for column in look.get_columns(table)) for table in look.get_table_names()}


async def revision(url: str) -> str | None:
    database = Database(url)
    found = await current(database)
    await database.close()
    return found


def left_over(folder: Path) -> list[Path]:
    return list(folder.glob(f"**/{PREFIX}*"))


def sound(folder: Path, data: Path) -> int:
    """Whatever carries a backup's name is a whole one; how many there are."""
    files = list(folder.glob("*.tar"))
    for file in files:
        backup.examine(file, data)
    return len(files)


@pytest.mark.timeout(300)
def test_a_kill_in_the_middle_of_a_migration(url: str, tmp_path: Path, process: Lives) -> None:
    asyncio.run(told(url, 3, back="-6"))
    before, start = asyncio.run(content(url)), asyncio.run(revision(url))
    kept = tmp_path / "backups"
    for point in BACKUP_POINTS:
        assert process.live("migrate", url, tmp_path, point) == KILLED
        assert sound(kept, tmp_path) == 0 and asyncio.run(content(url)) == before
    for point, nth in (("statement", 2), ("statement", 20), ("before-commit", 1)):
        assert process.live("migrate", url, tmp_path, point, nth) == KILLED
        assert asyncio.run(content(url)) == before and asyncio.run(revision(url)) == start
    assert process.live("migrate", url, tmp_path, "never") == 0
    assert asyncio.run(revision(url)) == newest()
    assert sound(kept, tmp_path) > 0 and not left_over(tmp_path)


@pytest.mark.timeout(300)
def test_a_kill_in_the_middle_of_a_backup(url: str, tmp_path: Path, process: Lives) -> None:
    kept = tmp_path / "backups"
    kept.mkdir()
    asyncio.run(told(url, 20))
    backup.make(url, tmp_path, kept / "old.tar")
    old = (kept / "old.tar").read_bytes()
    asyncio.run(told(url, 20))
    now = asyncio.run(content(url))
    for point in BACKUP_POINTS:
        assert process.live("backup", url, tmp_path, point, file=kept / "new.tar") == KILLED
        assert [file.name for file in kept.glob("*.tar")] == ["old.tar"], point
    assert left_over(kept)  # the last one could not tidy up
    assert process.live("backup", url, tmp_path, "named", file=kept / "new.tar") == KILLED
    assert sound(kept, tmp_path) == 2 and not left_over(tmp_path)
    assert (kept / "old.tar").read_bytes() == old and asyncio.run(content(url)) == now


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_kill_in_the_middle_of_a_restore(url: str, tmp_path: Path, process: Lives) -> None:
    """PostgreSQL's psql does it in one transaction of its own, whatever becomes of us."""
    asyncio.run(told(url, 20))
    then = asyncio.run(content(url))
    backup.make(url, tmp_path, tmp_path / "old.tar")
    asyncio.run(told(url, 20))
    now = asyncio.run(content(url))
    assert process.live("restore", url, tmp_path, "while-copying", file=tmp_path / "old.tar") == KILLED
    assert asyncio.run(content(url)) == now
    assert process.live("restore", url, tmp_path, "never", file=tmp_path / "old.tar") == 0
    assert asyncio.run(content(url)) == then and not left_over(tmp_path)
