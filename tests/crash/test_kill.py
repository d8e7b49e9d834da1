"""kill -9 in the middle of the work: nothing lost, no second ticket, at most the sends in flight repeated."""

import random
from pathlib import Path

import pytest

from tests.bench.child import POINTS
from tests.bench.letters import DANGERS, OWN_MESSAGES, Letter, load, mix
from tests.bench.replay import Plan, play
from tests.conftest import Lend

PATIENCE = 300.0
KILLS = 20

on_both = pytest.mark.parametrize("grown", [False, True], ids=["SQLite, polling", "PostgreSQL, webhook"])


def letters(count: int, dangers: int) -> list[Letter]:
    return mix(load(OWN_MESSAGES, danger=False)[:count], load(DANGERS, danger=True)[:dangers])


@pytest.mark.timeout(900)
@on_both
async def test_kills_at_random_moments(tmp_path: Path, lend_cache: Lend, grown: bool) -> None:
    seed = random.randrange(10**6)
    plan = Plan(letters(34, 6), False, 4.0, KILLS, seed, PATIENCE, postgres=grown, webhook=grown, brood=True)
    found = await play(plan, lend_cache(tmp_path))
    assert found.faults == [], f"seed {seed}"
    assert found.machine.kills == KILLS
    assert found.tickets > 30


@pytest.mark.timeout(900)
@on_both
async def test_a_kill_at_every_named_point(tmp_path: Path, lend_cache: Lend, grown: bool) -> None:
    order = random.sample(sorted(POINTS), len(POINTS))
    deaths = [("--die-at", point, "--nth", str(random.randrange(1, 4))) for point in order]
    plan = Plan(letters(30, 6), False, 1.0, patience=PATIENCE, deaths=deaths, postgres=grown, webhook=grown, brood=True)
    found = await play(plan, lend_cache(tmp_path))
    assert found.faults == [], str(deaths)
    assert found.machine.kills == len(POINTS), f"a point was never reached: {deaths}"
