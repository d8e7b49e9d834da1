"""What cannot be backed up or restored is told in one line."""

import sqlite3
from pathlib import Path

import pytest

from bot.storage import archive
from tests.deploy.conftest import client_tools
from tests.postgres import Server
from tests.unit.commands.conftest import Command

NOBODY = "postgresql+asyncpg://yigetong:s3cret@127.0.0.1:9/x"


def test_there_must_be_a_database(yigetong: Command) -> None:
    answer = yigetong("backup", "early.tar")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "var/yigetong.db" in answer.err


def test_a_foreign_database_is_no_backup(yigetong: Command, folder: Path) -> None:
    """A sound archive around something that our migrations did not make."""
    sqlite3.connect(folder / "foreign.db").close()
    archive.pack(folder / "foreign.tar", [(archive.SQLITE, folder / "foreign.db")])
    assert "alembic_version" in yigetong("restore", "foreign.tar").err


def test_a_backup_of_the_other_kind_of_database_is_refused(
    yigetong: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    yigetong("migrate")
    yigetong("backup", "kept.tar")
    monkeypatch.setenv("DATABASE_URL", NOBODY)
    answer = yigetong("restore", "kept.tar", "--check")
    assert answer.code == 0  # sound in itself
    answer = yigetong("restore", "kept.tar", "--yes")
    assert (answer.code, answer.err.count("\n")) == (1, 1)


def test_without_the_client_tools_the_package_is_named(
    yigetong: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", NOBODY)
    monkeypatch.setenv("PATH", str(folder))
    answer = yigetong("backup", "x.tar")
    assert "postgresql-client" in answer.err
    assert answer.err.count("\n") == 1


def test_a_server_that_is_away_is_told_without_the_password(
    yigetong: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", NOBODY)
    monkeypatch.setenv("PATH", str(client_tools()))
    answer = yigetong("backup", "x.tar")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "s3cret" not in answer.err
    assert not list(folder.glob("x.tar*"))


@pytest.mark.parametrize("words", [("backup", "x.tar"), ("restore", "kept.tar", "--yes")], ids=" ".join)
def test_a_wrong_password_is_told_in_one_line(
    yigetong: Command, folder: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    yigetong("migrate")
    yigetong("backup", "kept.tar")
    monkeypatch.setenv("PATH", str(client_tools()))
    # Whether there is such a role or not, the server asks for its password first.
    monkeypatch.setenv("DATABASE_URL", postgres.url("postgres", user="guarded:s3cret"))
    answer = yigetong(*words)
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "s3cret" not in answer.err
