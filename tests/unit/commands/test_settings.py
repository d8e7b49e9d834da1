"""A wrong setting stops the start with one line that names it; secrets stay secret."""

import asyncio
import os
import shutil
import signal
import socket
import sys
from pathlib import Path

import pytest

from bot.config import ROOT, WrongSetting, load
from tests.unit.commands.conftest import Command

SECRET = "100000001:THE-SECRET-TOKEN"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "99999"),
        ("PORT", "eighty"),
        ("TIMEZONE", "Moon/Crater"),
        ("ADMIN_IDS", "老王"),
        ("DATABASE_URL", "mysql://x"),
        ("BOT_API_BASE_URL", "api.telegram.org"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
        ("WEBHOOK_URL", "bot.example.org"),
        ("WEBHOOK_SECRET", "with a space"),
        ("SECRETS_DIR", "nowhere"),
    ],
)
def test_a_wrong_setting_stops_the_start(yigetong: Command, folder: Path, name: str, value: str) -> None:
    (folder / ".env").write_text(f"BOT_TOKEN={SECRET}\n{name}={value}\n", encoding="utf-8")
    answer = yigetong("run")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert name in answer.err
    assert SECRET not in answer.out + answer.err


def test_without_a_token_nothing_starts(yigetong: Command) -> None:
    answer = yigetong("run")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "BOT_TOKEN" in answer.err


def test_broken_rules_stop_the_start_with_file_and_line(yigetong: Command, folder: Path) -> None:
    shutil.copytree(ROOT / "routing_rules", folder / "rules")
    (folder / "rules" / "categories" / "12.yaml").write_text("group: '12'\ncategories: [\n", encoding="utf-8")
    (folder / ".env").write_text(f"BOT_TOKEN={SECRET}\nRULES_DIR=rules\nPORT=0\n", encoding="utf-8")
    answer = yigetong("run")
    assert answer.code == 1
    assert "12.yaml:" in answer.err.splitlines()[-1]
    assert "Traceback" not in answer.err


def test_a_port_that_is_taken_stops_the_start(yigetong: Command, folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        (folder / ".env").write_text(f"BOT_TOKEN={SECRET}\nPORT={port}\n", encoding="utf-8")
        answer = yigetong("run")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert str(port) in answer.err and "HOST" in answer.err


def test_an_address_that_is_not_ours_stops_the_start(yigetong: Command, folder: Path) -> None:
    (folder / ".env").write_text(f"BOT_TOKEN={SECRET}\nPORT=0\nHOST=192.0.2.7\n", encoding="utf-8")
    answer = yigetong("run")
    assert (answer.code, answer.err.count("\n")) == (1, 1)
    assert "192.0.2.7" in answer.err


def test_a_settings_file_of_another_editor(folder: Path) -> None:
    (folder / ".env").write_bytes("PORT=9001\n".encode("utf-8-sig"))
    assert load().port == 9001
    (folder / ".env").write_bytes("# 端口\nPORT=9001\n".encode("gb18030"))
    with pytest.raises(WrongSetting) as wrong:
        load()
    assert wrong.value.name == ".env"


async def start(folder: Path, **settings: str) -> asyncio.subprocess.Process:
    """``run`` as a program of its own."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env={**os.environ, **settings, "PORT": "0", "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_a_refused_token_stays_out_of_the_log(folder: Path, telegram: str) -> None:
    """With everything that the libraries have to say."""
    process = await start(folder, BOT_TOKEN=SECRET, BOT_API_BASE_URL=telegram, LOG_LEVEL="DEBUG")
    out, err = await process.communicate()
    said = (out + err).decode()
    assert process.returncode == 1
    assert "BOT_TOKEN" in said
    assert "THE-SECRET" not in said
    assert "Traceback" not in said


async def test_it_stops_while_it_waits_for_telegram(folder: Path) -> None:
    process = await start(folder, BOT_TOKEN=SECRET, BOT_API_BASE_URL="http://127.0.0.1:9")
    assert process.stderr is not None
    while b"telegram_away" not in (line := await process.stderr.readline()):
        assert line, "it ended before it was told to"
    process.send_signal(signal.SIGTERM)
    _out, err = await process.communicate()
    assert process.returncode == 0
    assert b"Traceback" not in err
