"""kill -9 in the middle of the work: nothing lost, no second ticket, at most the sends in flight repeated."""

import random
from pathlib import Path

import pytest

from tests.bench.child import POINTS
from tests.bench.letters import DANGERS, OWN_MESSAGES, Letter, load, mix
from tests.bench.replay import Plan, play

PATIENCE = 40.0


def letters(count: int, dangers: int) -> list[Letter]:
    return mix(load(OWN_MESSAGES, danger=False)[:count], load(DANGERS, danger=True)[:dangers])


@pytest.mark.timeout(180)
async def test_three_kills_at_random_moments(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    found = await play(Plan(letters(34, 6), False, 8.0, kills=3, seed=seed, patience=PATIENCE), tmp_path)
    assert found.faults == [], f"seed {seed}"
    assert found.machine.kills == 3
    assert found.tickets > 30


@pytest.mark.timeout(180)
@pytest.mark.parametrize("point", sorted(POINTS))
async def test_a_kill_at_a_named_point(point: str, tmp_path: Path) -> None:
    nth = random.randrange(1, 6)
    plan = Plan(letters(6, 2), False, 8.0, patience=PATIENCE, die_at=("--die-at", point, "--nth", str(nth)))
    found = await play(plan, tmp_path)
    assert found.faults == [], f"{point}, time {nth}"
    assert found.machine.kills == 1, "the point was never reached"
