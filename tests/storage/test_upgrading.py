"""A database is backed up before its structure changes, and not when nothing changes."""

from pathlib import Path

import pytest

from bot.storage import backup
from bot.storage.engine import Database
from bot.storage.migrate import current, downgrade, newest, upgrade
from bot.storage.sealing import Seal, Shut, new_key
from bot.upgrading import bring_up
from tests.storage.conftest import sqlite_url


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "town.db"


async def test_a_migration_backs_up_first_and_the_backup_is_sound(file: Path, tmp_path: Path) -> None:
    database = Database(sqlite_url(file))
    await bring_up(database, sqlite_url(file), tmp_path)
    assert not (tmp_path / "backups").exists()  # there was nothing to lose
    await downgrade(database, "-1")
    before = await current(database)
    await bring_up(database, sqlite_url(file), tmp_path)
    assert await current(database) == newest()
    (kept,) = (tmp_path / "backups").iterdir()
    assert str(before) in kept.name and kept.stat().st_mode & 0o777 == 0o600
    assert backup.examine(kept, tmp_path).media == 0
    await bring_up(database, sqlite_url(file), tmp_path)
    assert len(list((tmp_path / "backups").iterdir())) == 1
    await database.close()


async def test_a_backup_that_fails_stops_the_migration(file: Path, tmp_path: Path) -> None:
    database = Database(sqlite_url(file))
    await upgrade(database)
    await downgrade(database, "-1")
    before = await current(database)
    (tmp_path / "backups").write_text("a file is in the way")
    with pytest.raises(OSError, match="exists"):
        await bring_up(database, sqlite_url(file), tmp_path)
    assert await current(database) == before
    await database.close()


async def test_the_house_does_not_open_with_the_wrong_key(file: Path, tmp_path: Path) -> None:
    right = Database(sqlite_url(file), Seal([new_key()]))
    await bring_up(right, sqlite_url(file), tmp_path)
    for keys in ([], [new_key()]):
        wrong = Database(sqlite_url(file), Seal(keys))
        with pytest.raises(Shut):
            await bring_up(wrong, sqlite_url(file), tmp_path)
        await wrong.close()
    await right.close()


def test_the_database_is_its_owners_alone(file: Path) -> None:
    Database(sqlite_url(file))
    assert file.stat().st_mode & 0o777 == 0o600
