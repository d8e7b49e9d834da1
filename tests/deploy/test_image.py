"""The Dockerfile's steps, carried out in a folder: what they make starts without root, writes nowhere, is healthy."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.simulator.app import create_app
from bot.simulator.serve import TOKEN, serving
from bot.simulator.state import Simulator
from tests.deploy.dockerfile import Image, build, parse

pytestmark = [
    pytest.mark.xdist_group("image"),  # made once: it takes half a minute
    pytest.mark.timeout(900),
]

STEPS = parse((ROOT / "Dockerfile").read_text(encoding="utf-8"))
STARTING = "import bot.cli, bot.service, bot.doctor, asyncpg, uvicorn.protocols.http.h11_impl, holidays.countries.china"
PYTHON = "import sys, venv; sys.exit(sys.version_info < (3, 11))"


def as_user() -> list[str]:
    """The words before a command that make it run as USER says; nothing when the tests are not root anyway."""
    if os.geteuid() != 0:
        return []
    user, _, group = next(step.rest for step in STEPS if step.word == "USER").partition(":")
    return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--no-new-privs", "--"]


def python_for_everybody() -> str:
    """An interpreter that USER may start; root's own may lie in a folder that nobody else may enter."""
    for found in (str(Path(sys.executable).resolve()), "/usr/bin/python3"):
        probe = [*as_user(), found, "-c", PYTHON]
        if subprocess.run(probe, check=False, capture_output=True, cwd="/").returncode == 0:
            return found
    pytest.skip("no Python on this machine that another account may start")


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    # Not below pytest's folder: the other user may not enter there.
    place = Path(tempfile.mkdtemp(prefix="yigetong-image-"))
    place.chmod(0o755)
    shims = place / "shims"
    shims.mkdir()
    base = python_for_everybody()
    uv = Path(sys.executable).with_name("uv")  # what the builder's pip would install stands here already
    for name, command in {"python": base, "pip": f"{sys.executable} -m pip", "uv": uv}.items():
        (shims / name).write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        (shims / name).chmod(0o755)
    try:
        made = build(STEPS, ROOT, place / "root", shims)
        _compile(made)
        shutil.rmtree(place / "root.builder")
        yield made
    finally:
        shutil.rmtree(place)


def _compile(image: Image) -> None:
    """What uv was kept from: of all packages only what starts here, once instead of at every start."""
    told = {name: value for name, value in image.environ().items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([image.inside("/opt/venv/bin/python"), "-c", STARTING], check=True, cwd="/", env=told)


@pytest.fixture
def running(image: Image, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a container, with a token given by file."""
    secrets = Path(tempfile.mkdtemp(prefix="yigetong-secrets-"))
    secrets.chmod(0o755)
    (secrets / "bot_token").write_text(TOKEN, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield {**image.environ(), "PORT": str(port), "SECRETS_DIR": str(secrets)}
    shutil.rmtree(secrets)


def command(image: Image, *words: str) -> list[str]:
    return [*as_user(), *image.command("ENTRYPOINT"), *words]


def workdir(image: Image) -> Path:
    return Path(image.inside(image.settings["WORKDIR"]))


def health(image: Image, environment: dict[str, str]) -> int:
    probe = [*as_user(), *image.command("HEALTHCHECK")]
    return subprocess.run(probe, env=environment, cwd=workdir(image), check=False, capture_output=True).returncode


def tree(folder: Path) -> dict[Path, int]:
    """Every file of the image's own with its time of change."""
    data = folder / "data"
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*") if not path.is_relative_to(data)}


@asynccontextmanager
async def started(image: Image, environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    """The container's process once it says that it is ready."""
    process = await asyncio.create_subprocess_exec(
        *command(image, *image.command("CMD")),
        env=environment,
        cwd=workdir(image),
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        said = b""
        async with asyncio.timeout(120):
            while b"bot.ready" not in said:
                line = await process.stderr.readline()
                assert line, said.decode()
                said += line
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def test_nothing_but_the_system_itself_was_left_out(image: Image) -> None:
    assert [step.split()[0] for step in image.left_out] == ["apt-get", "useradd"]


def test_neither_pip_nor_a_cache_is_left_in_it(image: Image) -> None:
    environment = image.root / "opt" / "venv"
    assert not list(environment.glob("lib/python*/site-packages/pip"))
    assert not list(environment.glob("bin/pip*"))
    assert sorted(path.name for path in image.root.iterdir()) == ["app", "backups", "data", "opt"]
    assert list((image.root / "app" / "bot").rglob("*.pyc"))


def test_the_commands_explain_themselves(image: Image, running: dict[str, str]) -> None:
    told = subprocess.run(
        command(image, "--help"), env=running, cwd=workdir(image), check=True, capture_output=True, text=True
    )
    assert "doctor" in told.stdout


def test_it_serves_postgresql_as_well(image: Image, running: dict[str, str]) -> None:
    """The driver is there: what is missing is a server at that address, and it says so."""
    environment = {**running, "DATABASE_URL": "postgresql+asyncpg://somebody@127.0.0.1:1/town"}
    told = subprocess.run(
        command(image, "doctor"), env=environment, cwd=workdir(image), check=False, capture_output=True, text=True
    )
    assert "连不上" in told.stdout, told.stdout + told.stderr


async def test_it_runs_without_root_writes_its_volume_alone_and_is_healthy(
    image: Image, running: dict[str, str]
) -> None:
    before = tree(image.root)
    async with serving(create_app(Simulator(limits=False), page=False)) as port:
        running["BOT_API_BASE_URL"] = f"http://127.0.0.1:{port}"
        async with started(image, running) as process:
            assert await asyncio.to_thread(health, image, running) == 0
            process.terminate()
            async with asyncio.timeout(60):
                await process.communicate()
            assert process.returncode == 0
    assert await asyncio.to_thread(health, image, running) != 0
    assert (workdir(image) / "var" / "yigetong.db").stat().st_mode & 0o777 == 0o600
    assert tree(image.root) == before
