"""A real SQLite file per test, copied from one that was migrated once."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from tests.storage.county import settle


def sqlite(path: Path) -> Database:
    return Database(f"sqlite+aiosqlite:///{path}")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database at the newest revision, empty."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"

    async def build() -> None:
        database = sqlite(path)
        await upgrade(database)
        await database.close()

    asyncio.run(build())
    return path


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    opened = sqlite(Path(shutil.copy(migrated, tmp_path / "test.db")))
    yield opened
    await opened.close()


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Store]:
    """An open transaction."""
    async with database.begin() as opened:
        yield opened


@pytest.fixture
async def county(tx: Store) -> Store:
    """The same, with the small county in it."""
    await settle(tx)
    return tx
