"""What every test shares."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import Server, of_my_own, shared

# A busy machine is no fault of the code: how long an example takes is the benchmarks' business.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The PostgreSQL of this run; the workers of one run share it."""
    own = tmp_path_factory.getbasetemp()
    return shared(str(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own))


@pytest.fixture(scope="session")
def own_postgres() -> Iterator[Server]:
    """A second PostgreSQL for one test at a time, which may stop it and starts it again."""
    server = of_my_own()
    yield server
    server.stop()
