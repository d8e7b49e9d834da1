"""``yigetong …`` in an empty folder, in this process: the real entry with its real exit codes."""

import io
import logging
import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from bot.cli import main
from bot.config import Settings
from bot.simulator.app import create_app
from bot.simulator.serve import serving
from bot.simulator.state import Simulator


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str


Command = Callable[..., Answer]


@pytest.fixture(scope="session")
def data_dir(cache_dir: Path) -> Path:
    """One for all, for the tokenizer's dictionary that is kept there."""
    return cache_dir.parent


@pytest.fixture
def folder(tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, without settings of this machine."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATA_DIR", str(data_dir))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def yigetong(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    handlers, level = logging.root.handlers[:], logging.root.level

    def call(*words: str, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "argv", ["yigetong", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Answer(int(ended.value.code or 0), out, err)

    yield call
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def once(yigetong: Command, folder: Path, kept: Path, *imports: tuple[str, str]) -> None:
    """The database of ``imports`` (kind, text of the file) in ``folder``: made by the first who asks, a copy of it for
    everybody else."""
    here = folder / "var" / "yigetong.db"
    if kept.exists():
        here.parent.mkdir()
        shutil.copyfile(kept, here)
        return
    for kind, text in imports:
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        assert yigetong("import", kind, f"{kind}.csv").code == 0
    shutil.copyfile(here, kept)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where :func:`once` keeps them."""
    return tmp_path_factory.mktemp("databases")


@pytest.fixture
async def telegram() -> AsyncIterator[str]:
    """The address of a simulated Telegram."""
    async with serving(create_app(Simulator(limits=False), page=False)) as port:
        yield f"http://127.0.0.1:{port}"
