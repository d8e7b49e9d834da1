"""A fresh database per test, on SQLite and on a real PostgreSQL, each copied from one that was migrated once."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import count
from pathlib import Path

import pytest
import pytest_asyncio

from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from tests.postgres import Server, ensure_migrated
from tests.storage.county import settle

Fresh = Callable[[], AbstractAsyncContextManager[str]]
"""Gives the address of another empty database of one kind, at the newest revision."""


def sqlite_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at the newest revision, empty."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"

    async def build() -> None:
        database = Database(sqlite_url(path))
        await upgrade(database)
        await database.close()

    asyncio.run(build())
    return path


@pytest.fixture
def databases(request: pytest.FixtureRequest, migrated: Path, tmp_path: Path) -> Callable[[str], Fresh]:
    """By the name of the kind; PostgreSQL is started when it is asked for."""
    names = (f"test{number or ''}.db" for number in count())

    def kind(name: str) -> Fresh:
        if name == "sqlite":
            return lambda: _copied(migrated, tmp_path / next(names))
        server: Server = request.getfixturevalue("postgres")
        return lambda: _made(server)

    return kind


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, databases: Callable[[str], Fresh]) -> Fresh:
    return databases(request.param)


@asynccontextmanager
async def _made(server: Server) -> AsyncIterator[str]:
    await ensure_migrated(server)
    async with server.fresh() as url:
        yield url


@asynccontextmanager
async def _copied(template: Path, file: Path) -> AsyncIterator[str]:
    yield sqlite_url(Path(shutil.copy(template, file)))


@pytest_asyncio.fixture(params=["sqlite", "postgresql"], loop_scope="session")
async def blank(lent: None, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database without tables; on SQLite without a file."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "folder" / "new.db")
        return
    server: Server = request.getfixturevalue("postgres")
    async with server.fresh("template1") as url:
        yield url


@pytest_asyncio.fixture(loop_scope="session")
async def database(lent: None, fresh: Fresh) -> AsyncIterator[Database]:
    async with fresh() as url:
        opened = Database(url)
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def tx(database: Database) -> AsyncIterator[Store]:
    """An open transaction."""
    async with database.begin() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def county(tx: Store) -> Store:
    """The same, with the small county in it."""
    await settle(tx)
    return tx
