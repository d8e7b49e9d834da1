"""One compiled set of rules and one county for all conversations; a bot, a Telegram and a clock for each."""

import logging
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
import structlog

from bot import observe
from bot.config import ROOT
from bot.i18n import Wording
from bot.rules_in_use import Rules, fingerprint
from bot.town_hall import load_policies
from bot.understanding.read import Reader
from tests.bot_api import misread
from tests.conversation.leaks import told_in_log
from tests.conversation.looking import Log
from tests.conversation.people import Person
from tests.conversation.places import Place, on_postgres, on_sqlite
from tests.conversation.stage import Stage
from tests.conversation.town import GUIYING, LAOLIU, XIAOZHAO, ZHIQIANG, Town


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "provokes_errors: errors in the log are what the test wants")


@pytest.fixture(scope="session")
def rules(reader: Reader) -> Rules:
    folder = ROOT / "routing_rules"
    return Rules(reader, load_policies(folder), fingerprint(folder))


@pytest.fixture(scope="session")
def wording() -> Wording:
    return Wording(ROOT / "locales")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, run_dir: Path) -> Place:
    """The finished town on each database, from which every test gets a copy."""
    if request.param == "sqlite":
        return on_sqlite(run_dir / "town.db")
    return on_postgres(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def town(place: Place) -> Town:
    return place.town


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """Everything the bot and its libraries write into the log."""
    written, handlers = Log(), logging.root.handlers[:]
    monkeypatch.setattr(sys, "stderr", written)
    observe.set_up("DEBUG", "json")
    yield written
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(logging.WARNING)


@pytest_asyncio.fixture(loop_scope="session")
async def stage(
    place: Place, lent: None, rules: Rules, wording: Wording, tmp_path: Path, log: Log
) -> AsyncIterator[Stage]:
    """The bot is up; at the end nothing may have gone wrong that the test did not ask for."""
    async with place.copy(tmp_path) as url:
        stage = Stage(place.town, url, tmp_path, rules, wording)
        await stage.open()
        yield stage
        await stage.close()
        stage.dispose()
        assert list(stage.simulator.journal.violations) == []
        assert told_in_log(log.getvalue(), stage.simulator) == []
        assert misread(stage.simulator.journal.calls) == []


@pytest.fixture(autouse=True)
def no_errors(request: pytest.FixtureRequest, log: Log) -> Iterator[None]:
    """No error is logged, except where a test is marked to provoke one."""
    yield
    errors = [line for line in log.getvalue().splitlines() if '"level": "error"' in line or line.startswith("ERROR")]
    assert errors == [] or request.node.get_closest_marker("provokes_errors")


@pytest.fixture
def guiying(stage: Stage) -> Person:
    """Lives in the first grid of 丹桂社区, and nowhere else."""
    return stage.person(GUIYING)


@pytest.fixture
def zhiqiang(stage: Stage) -> Person:
    """Her neighbour, in the same grid."""
    return stage.person(ZHIQIANG)


@pytest.fixture
def xiaozhao(stage: Stage) -> Person:
    """Has registered two grids."""
    return stage.person(XIAOZHAO)


@pytest.fixture
def laoliu(stage: Stage) -> Person:
    """Has registered none."""
    return stage.person(LAOLIU)
