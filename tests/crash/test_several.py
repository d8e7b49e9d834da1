"""Three processes on one PostgreSQL, the sender killed, then another: the rest go on, and nothing shows outside."""

import os
from pathlib import Path

import pytest

from tests.bench.letters import DANGERS, OWN_MESSAGES, load, mix
from tests.bench.replay import Plan
from tests.bench.several import TAKEOVER_SECONDS, play

PATIENCE = 300.0


@pytest.mark.skipif("LONG" not in os.environ, reason="three processes take long: make bench plays it")
@pytest.mark.timeout(900)
async def test_three_processes_of_which_two_are_killed(tmp_path: Path) -> None:
    letters = mix(load(OWN_MESSAGES, danger=False)[:34], load(DANGERS, danger=True)[:6])
    plan = Plan(letters, False, 3.0, 2, patience=PATIENCE, postgres=True, webhook=True)
    found = await play(plan, tmp_path, every=8.0)
    assert found.faults == []
    assert [death.sender for death in found.deaths] == [True, False]
    assert 0 < found.slowest < TAKEOVER_SECONDS
    assert found.figures.tickets > 25
