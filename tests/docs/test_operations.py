"""docs/operations.md: settings, events of the log, and its commands run in order with its own example files."""

import asyncio
import os
import re
from pathlib import Path

import pytest

from bot.config import ROOT, Settings, load
from bot.simulator.serve import TOKEN
from tests.deploy.conftest import client_tools
from tests.docs.markdown import Page, blocks, words
from tests.postgres import Server
from tests.unit.commands.conftest import Answer, Command

FILE = ROOT / "docs" / "operations.md"
PAGE = Page(FILE, FILE.read_text(encoding="utf-8"))
ROWS = re.findall(r"^\| `([A-Z_]+)` \| .+? \| `(.+?)` \| .+ \|$", PAGE.text, re.MULTILINE)
PLACEHOLDER = "postgresql+asyncpg://用户:密码@主机/库"


def events(*calls: str) -> set[str]:
    """The names of events that the code logs by these calls."""
    call = re.compile(rf"\blog\.(?:{'|'.join(calls)})\(\s*\"([a-z_]+\.[a-z_]+)\"")
    return {name for file in (ROOT / "bot").rglob("*.py") for name in call.findall(file.read_text(encoding="utf-8"))}


def test_the_table_names_the_settings_and_nothing_else() -> None:
    assert [name for name, _ in ROWS] == list(dict.fromkeys(name for name, _ in ROWS))
    assert {name for name, _ in ROWS} == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize(("name", "example"), ROWS)
def test_the_example_of_a_setting_is_taken(
    name: str, example: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "SECRETS_DIR":
        example = str(folder)
    monkeypatch.setenv(name, example)
    assert name.lower() in load().model_fields_set


def test_the_events_of_the_table_are_those_of_the_log() -> None:
    table = PAGE.text.partition("## 十三、")[2].partition("## 十四、")[0]
    ours = events("info", "warning", "error", "exception")
    named = {name for name in re.findall(r"`([a-z_]+\.[a-z_]+)`", table) if name.partition(".")[0] in prefixes(ours)}
    assert named <= ours
    assert events("warning", "error", "exception") <= named


def prefixes(names: set[str]) -> set[str]:
    """So that a file such as `holidays.yaml` is not taken for an event."""
    return {name.partition(".")[0] for name in names}


def examples() -> dict[str, str]:
    """The files of the section about importing, by the name the commands use for them."""
    bodies = [body for _, body in blocks(PAGE)]
    grids = next(body for body in bodies if body.startswith("code,name,"))
    people = next(body for body in bodies if body.startswith("name,role,"))
    return {"网格.csv": grids, "人员.csv": people}


def bare() -> list[str]:
    """The lines of the blocks that call ``yigetong`` as it is, in the order of the page."""
    shown = [body.splitlines() for kind, body in blocks(PAGE) if kind == "sh"]
    return [
        line for lines in shown if lines[-1].partition(" ")[0] in {"yigetong", ".venv/bin/yigetong"} for line in lines
    ]


@pytest.fixture
def prepared(folder: Path, telegram: str, postgres: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in examples().items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("BOT_API_BASE_URL", telegram)
    monkeypatch.setenv("PATH", f"{client_tools()}{os.pathsep}{os.environ['PATH']}")
    return folder


def run(yigetong: Command, line: str, target: str) -> Answer:
    """One line of the page, with its placeholder filled in."""
    before, _, after = line.rpartition(" | ")
    stdin = words(before)[1].encode() if before else b""
    given = [target if word == PLACEHOLDER else word for word in words(after)[1:]]
    return yigetong(*given, stdin=f"{TOKEN}\n\n123456789\n".encode() if given == ["init"] else stdin)


async def test_the_commands_run_in_the_order_of_the_page(yigetong: Command, prepared: Path, postgres: Server) -> None:
    done: list[str] = []
    await postgres.create("operations")
    for line in bare():
        match words(line):
            case ["mkdir", "-p", name]:
                (prepared / name).mkdir()
            case ["make", "setup"] | [_, "run"]:
                pass  # tests/docs/test_readme.py and tests/deploy/test_image.py
            case [_, "doctor"]:
                assert "@yigetong_bot" in (await asyncio.to_thread(run, yigetong, line, "")).out
                done.append(line)
            case _:
                answer = await asyncio.to_thread(run, yigetong, line, postgres.url("operations"))
                assert answer.code == 0, (line, answer.err)
                done.append(line)
    await postgres.drop("operations")
    ran = {" ".join(words(line.rpartition("| ")[2])[1:3]) for line in done}
    assert {"init", "doctor", "import grids", "import people", "rules check", "outbox list", "understand"} <= ran
    assert sum("backup" in line for line in done) >= 2
    assert sum("restore" in line for line in done) >= 2
    assert any("copy-db" in line for line in done)
