"""The shell scripts beside the containers, run for real."""

import asyncio
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import ROOT, Settings, load
from tests.deploy.compose import SMALL, TOWN, read

SCRIPTS = sorted((ROOT / "deploy").glob("*.sh"))
SHELLCHECK = shutil.which("shellcheck")
TOKEN = "100000001:AAtestAAtestAAtestAAtestAAtestAAtes"
ANSWERS = {"BOT_TOKEN": TOKEN, "ADMIN_IDS": "713000001,713000002", "DOMAIN": "bot.example.org"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_shell_can_read_it(script: Path) -> None:
    for shell in ("sh", "bash"):
        assert subprocess.run([shell, "-n", str(script)], check=False).returncode == 0


@pytest.mark.skipif(SHELLCHECK is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_shellcheck_finds_nothing(script: Path) -> None:
    checked = subprocess.run([str(SHELLCHECK), str(script)], check=False, capture_output=True, text=True)
    assert checked.stdout == ""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the script alone."""
    (tmp_path / "deploy").mkdir()
    shutil.copy(ROOT / "deploy" / "setup.sh", tmp_path / "deploy")
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def set_up(place: Path, answers: dict[str, str], typed: str = "") -> subprocess.CompletedProcess[str]:
    call = ["sh", str(place / "deploy" / "setup.sh")]
    return subprocess.run(
        call, env={**os.environ, **answers}, input=typed, check=False, capture_output=True, text=True, cwd="/"
    )


def test_a_town_gets_every_secret_that_compose_names(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = set_up(place, ANSWERS)
    assert done.returncode == 0, done.stderr
    secrets = place / "secrets"
    assert {path.name for path in secrets.iterdir()} == read(TOWN)["secrets"].keys()
    # Others may not enter; the containers' accounts get the files one by one.
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets.iterdir()} == {0o644}
    assert stat.S_IMODE((place / ".env").stat().st_mode) == 0o600
    monkeypatch.chdir(place)
    monkeypatch.setenv("SECRETS_DIR", "secrets")
    settings = load()
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.admin_ids == {713000001, 713000002}
    password = (secrets / "postgres_password").read_text(encoding="utf-8")
    assert settings.database_url == f"postgresql+asyncpg://yigetong:{password}@postgres/yigetong"
    assert len(settings.webhook_secret.get_secret_value()) == len(password) == 48
    assert "COMPOSE_FILE=docker-compose.yml\n" in (place / ".env").read_text(encoding="utf-8")
    assert TOKEN not in done.stdout + done.stderr + (place / ".env").read_text(encoding="utf-8")


def test_questions_are_answered_by_typing_and_no_domain_means_the_small_one(place: Path) -> None:
    done = set_up(place, {}, f"{TOKEN}\n713000001\n\n")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (place / "secrets").iterdir()} == read(SMALL)["secrets"].keys()
    assert f"COMPOSE_FILE={SMALL}\n" in (place / ".env").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "wrong",
    [
        {"BOT_TOKEN": "none"},
        {"BOT_TOKEN": "1:a b"},
        {"BOT_TOKEN": "abc:def"},
        {"ADMIN_IDS": "老王"},
        {"DOMAIN": "https://bot.example.org/"},
        {"DOMAIN": "bot.example.org\nPORT=1"},
    ],
    ids=str,
)
def test_a_wrong_answer_is_one_line_and_writes_nothing(place: Path, wrong: dict[str, str]) -> None:
    done = set_up(place, ANSWERS | wrong)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert sorted(path.name for path in place.iterdir()) == ["deploy"]


@pytest.mark.parametrize("there", [".env", "secrets"])
def test_what_is_there_is_never_touched(place: Path, there: str) -> None:
    (place / there).mkdir()
    assert set_up(place, ANSWERS).returncode == 1
    assert sorted(path.name for path in place.iterdir()) == sorted(["deploy", there])


async def test_a_backup_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh one is made where none is younger than a day, and none beside one that is."""
    commands, backups = tmp_path / "commands", tmp_path / "backups"
    commands.mkdir()
    backups.mkdir()
    (commands / "yigetong").write_text(f'#!/bin/sh\nexec {sys.executable} -m bot "$@"\n', encoding="utf-8")
    (commands / "yigetong").chmod(0o755)
    old = backups / "yigetong-20260101-030000.tar"
    old.touch()
    os.utime(old, (0, 0))
    environment = {
        **os.environ,
        "PATH": f"{commands}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "BACKUP_KEEP": "2",
    }
    migrate = await asyncio.create_subprocess_exec("yigetong", "migrate", env=environment, cwd=tmp_path)
    assert await migrate.wait() == 0
    process = await asyncio.create_subprocess_exec(
        "sh", str(ROOT / "deploy" / "backup-daily.sh"), str(backups),
        env=environment, cwd=tmp_path, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(120):
        said = (await process.stdout.readline()).decode()
        process.terminate()
        await process.wait()
    assert str(backups) in said
    assert len(list(backups.iterdir())) == 2
