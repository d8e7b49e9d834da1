"""An hour of the town's day in which everything goes wrong at once: nothing lost, nothing doubled, nobody let in."""

import os
import random
from pathlib import Path

import pytest

from tests.bench.replay import Plan
from tests.bench.weather import letters, page, play
from tests.conftest import Lend
from tests.crash.test_kill import PATIENCE, on_both


@pytest.mark.timeout(900)
@on_both
async def test_an_hour_of_bad_weather(tmp_path: Path, lend_cache: Lend, grown: bool) -> None:
    if grown and "LONG" not in os.environ:
        pytest.skip("a minute more: make bench plays it on PostgreSQL too")
    seed = random.randrange(10**6)
    plan = Plan(letters(40), False, 5.0, 3, seed, PATIENCE, postgres=grown, webhook=grown, brood=True)
    found = await play(plan, lend_cache(tmp_path))
    assert found.faults == [], f"seed {seed}\n{page([found])}"
    assert found.figures.machine.kills == 3
    assert found.transitions > found.figures.tickets > 20
    assert found.injected["poison"] and found.injected["clock stepped back"] and found.tried
    assert found.injected["PostgreSQL restarted" if grown else "database locked"]
