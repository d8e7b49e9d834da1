"""The README's two commands on a machine that has only what git gives it."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import aiohttp
import pytest

from bot.config import ROOT, Settings
from tests.docs.markdown import commands, pages

READMES = [page for page in pages() if re.fullmatch(r"README(\.[\w-]+)?\.md", page.name)]
GIT = shutil.which("git")


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_two_commands_are_shown(page: object) -> None:
    shown = [words for readme in READMES if readme is page for words in commands(readme)]
    assert ["make", "demo"] in shown
    assert ["make", "test"] in shown


def test_what_the_readme_calls_a_test_is_what_ci_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "make test"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a clone would hold, with what is not committed yet."""
    if GIT is None or not (ROOT / ".git").exists():
        pytest.skip("no git here to say what belongs to the project")
    call = [GIT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name)
    return tmp_path


def bare_environment() -> dict[str, str]:
    """Nothing of this environment: neither its settings nor that its Python comes first."""
    ours = {name.upper() for name in Settings.model_fields} | {"VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    # `make test` puts nothing there, but an activated environment would.
    return kept | {"PATH": os.pathsep.join(p for p in kept["PATH"].split(os.pathsep) if ".venv" not in p)}


def test_make_test_checks_everything_there_is(checkout: Path) -> None:
    """Told, not run: these tests are what it would run."""
    call = ["make", "--dry-run", "test"]
    planned = subprocess.run(call, cwd=checkout, env=bare_environment(), check=True, capture_output=True, text=True)
    for step in (
        "requirements-dev.lock",
        "ruff check",
        "lint-imports",
        "mypy",
        "-m pytest",
    ):
        assert step in planned.stdout
    assert "--ignore" not in planned.stdout and "--deselect" not in planned.stdout


@pytest.mark.timeout(900)
@pytest.mark.xdist_group("image")  # beside the other one that installs everything, not at the same time
async def test_make_demo_shows_the_chat_page(checkout: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        *("make", "demo", f"PORT={port}"),
        cwd=checkout,
        # Compiling all of every package takes as long as the rest, and what is used is compiled when it is.
        env=bare_environment() | {"UV_COMPILE_BYTECODE": "0"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        await _until_address(process, port)
        async with aiohttp.ClientSession() as web, web.get(f"http://127.0.0.1:{port}/chat") as answer:
            assert answer.status == 200
            assert "<html" in await answer.text()
        os.killpg(process.pid, signal.SIGINT)
        async with asyncio.timeout(60):
            await process.communicate()
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


async def _until_address(process: asyncio.subprocess.Process, port: int) -> None:
    assert process.stdout is not None
    said = b""
    async with asyncio.timeout(800):
        while f"http://127.0.0.1:{port}/chat".encode() not in said:
            line = await process.stdout.readline()
            assert line, said.decode()
            said += line
