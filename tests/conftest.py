"""What every test shares."""

import gc
import os
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from pathlib import Path

import fasteners
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings

from bot.config import ROOT
from bot.memory import undisturbed
from bot.understanding.read import Reader
from tests import aside, compiled, lending
from tests.postgres import Server, of_my_own, shared

# A busy machine is no fault of the code: how long an example takes is the benchmarks' business.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

compiled.share()

# A worker holds every test, all rules and a whole library of models: what is there once the tests are known stays, and
# need not be walked again and again for what little a test leaves behind.
gc.set_threshold(50_000, 20, 50)


COPIED = frozenset({"place", "migrated", "blank"})
"""Fixtures that lead to a copied database."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that in the end no core waits for another: whoever shares something dear, or
    asks for more time than others. All who use a copied database have one event loop.
    """
    for item in items:
        if item.get_closest_marker("asyncio") and COPIED.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("xdist_group", "timeout"))))


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """pytest looks ten times for what nobody has closed: what outlives the first look it need not walk again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Every worker imports all tests: a fifth of its time would be looking for rubbish."""
    with undisturbed():
        return (yield)


@pytest.fixture(scope="session")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the workers of one run share lies here."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def postgres(run_dir: Path) -> Server:
    """The PostgreSQL of this run; the workers of one run share it."""
    return shared(str(run_dir))


@pytest.fixture(scope="session")
def cache_dir(run_dir: Path) -> Path:
    """Where a reader keeps its dictionary: made by whoever comes first, seconds saved for everybody else."""
    folder = run_dir / "data" / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


Lend = Callable[[Path], Path]


@pytest.fixture(scope="session")
def lend_cache(cache_dir: Path) -> Lend:
    """lend_cache(folder): whoever has this DATA_DIR reads what the run has worked out already, and adds to it."""

    def lend(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cache").symlink_to(cache_dir, target_is_directory=True)
        return folder

    return lend


@pytest.fixture(scope="session")
def reader(cache_dir: Path) -> Reader:
    """One reader for all: it is immutable and takes four seconds to build; half a second once somebody has done so,
    for whom the others wait.
    """
    with fasteners.InterProcessLock(cache_dir / "reader.lock"):
        return Reader(ROOT / "routing_rules", cache_dir)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def lent() -> AsyncIterator[None]:
    """What is lent is ended with the loop it belongs to."""
    lending.begin()
    yield
    aside.end()
    await lending.end()


@pytest.fixture(scope="session")
def own_postgres() -> Iterator[Server]:
    """A second PostgreSQL for one test at a time, which may stop it and starts it again."""
    server = of_my_own()
    yield server
    server.stop()
