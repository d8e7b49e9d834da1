"""copy-db and doctor where PostgreSQL is in play: one clear line each, and never a password."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from tests.postgres import Server
from tests.unit.commands.conftest import Answer, Command, once
from tests.unit.commands.test_imports import HEAD, TREE

PASSWORD = "three-wise-cranes"


@pytest.fixture
def empty(postgres: Server) -> Iterator[str]:
    """The address of a database on the server without tables."""
    with asyncio.Runner() as runner:
        made = postgres.fresh("template1")
        yield runner.run(made.__aenter__())
        runner.run(made.__aexit__(None, None, None))


@pytest.fixture
def town(yigetong: Command, folder: Path, databases: Path) -> str:
    """The address of a SQLite town with a grid."""
    once(yigetong, folder, databases / "grids.db", ("grids", HEAD + TREE))
    return f"sqlite+aiosqlite:///{folder}/var/yigetong.db"


@pytest.fixture
def guarded(postgres: Server) -> str:
    """The address of somebody who needs a password; the one in it is wrong."""
    asyncio.run(postgres.command("DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN PASSWORD 'right'"))
    return postgres.url("postgres", user=f"guarded:{PASSWORD}")


def test_a_town_moves_to_the_server(yigetong: Command, folder: Path, town: str, empty: str) -> None:
    moved = yigetong("copy-db", town, empty)
    assert moved.code == 0, moved.err
    assert "✗" not in moved.out
    assert "✓ nodes 4 → 4" in moved.out
    assert "nodes … 4" in moved.err
    assert "DATABASE_URL" in moved.out
    (folder / ".env").write_text(f"DATABASE_URL={empty}\n")
    listed = yigetong("outbox", "list", "--json")
    assert (listed.code, json.loads(listed.out)) == (0, [])
    again = yigetong("copy-db", town, empty)
    assert again.code == 1
    assert again.err.count("\n") == 1
    assert "nodes" in again.err


def test_a_preview_touches_nothing(yigetong: Command, town: str, empty: str) -> None:
    seen = yigetong("copy-db", town, empty, "--dry-run")
    assert seen.code == 0
    assert "nodes 4\n" in seen.out
    assert yigetong("copy-db", town, empty).code == 0


def test_another_version_is_told_how_to_mend(yigetong: Command, folder: Path, town: str, empty: str) -> None:
    with sqlite3.connect(folder / "var" / "yigetong.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    for option in ([], ["--dry-run"]):
        answer = yigetong("copy-db", town, empty, *option)
        assert answer.code == 1
        assert "0000" in answer.err
        assert "yigetong migrate" in answer.err


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("mysql://a:three-wise-cranes@b/c", "sqlite+aiosqlite:///x.db", 2),
        ("sqlite+aiosqlite:///x.db", "postgresql://u:three-wise-cranes@h/d", 2),
        ("sqlite+aiosqlite:///x.db", "sqlite+aiosqlite:///x.db", 2),
        ("sqlite+aiosqlite://", "sqlite+aiosqlite:///x.db", 2),
        ("sqlite+aiosqlite:///:memory:", "sqlite+aiosqlite:///x.db", 2),
        ("sqlite+aiosqlite:///missing.db", "sqlite+aiosqlite:///x.db", 1),
        ("postgresql+asyncpg://u:three-wise-cranes@127.0.0.1:1/d", "sqlite+aiosqlite:///x.db", 1),
        ("postgresql+asyncpg://u:three-wise-cranes@127.0.0.1:many/d", "sqlite+aiosqlite:///x.db", 2),
    ],
)
def test_wrong_addresses_get_one_line(yigetong: Command, folder: Path, source: str, target: str, code: int) -> None:
    answer = yigetong("copy-db", source, target)
    assert answer.code == code
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert PASSWORD not in answer.err
    assert not (folder / "missing.db").exists()


def test_a_wrong_password_is_not_repeated(yigetong: Command, town: str, guarded: str) -> None:
    answer = yigetong("copy-db", town, guarded)
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert PASSWORD not in answer.out + answer.err


def yigetong_with(yigetong: Command, folder: Path, url: str) -> Answer:
    """Without rules and wording: what the doctor says of the database needs none, and to check them takes seconds."""
    other = "BOT_API_BASE_URL=http://127.0.0.1:1\nRULES_DIR=none\nLOCALES_DIR=none\n"
    (folder / ".env").write_text(f"DATABASE_URL={url}\n{other}")
    answer = yigetong("doctor")
    assert PASSWORD not in answer.out + answer.err
    return answer


def database_line(yigetong: Command, folder: Path, url: str) -> str:
    """What the doctor says of the database: one line with a mend behind the dash."""
    answer = yigetong_with(yigetong, folder, url)
    (line,) = [line for line in answer.out.splitlines() if "数据库" in line.partition("：")[0]]
    return line


def test_the_doctor_tells_what_keeps_us_from_the_database(
    yigetong: Command, folder: Path, postgres: Server, guarded: str, empty: str
) -> None:
    refused = database_line(yigetong, folder, guarded)
    broken = yigetong_with(yigetong, folder, f"postgresql+asyncpg://u:{PASSWORD}@h:many/d")
    assert (broken.code, broken.err.count("\n")) == (1, 1)
    missing = database_line(yigetong, folder, postgres.url("nowhere"))
    away = database_line(yigetong, folder, f"postgresql+asyncpg://u:{PASSWORD}@127.0.0.1:1/d")
    new = database_line(yigetong, folder, empty)
    assert "密码不对" in refused
    assert "没有这个库" in missing
    assert "连不上" in away
    assert "还没有建" in new
    assert all(" — " in line for line in (refused, missing, away, new))

    async def make() -> None:
        database = Database(empty)
        await upgrade(database)
        await database.close()

    asyncio.run(make())
    assert database_line(yigetong, folder, empty).startswith("✓")
