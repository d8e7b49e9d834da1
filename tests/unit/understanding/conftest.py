"""The shipped rules."""

from pathlib import Path

import pytest

RULES = Path(__file__).parents[3] / "routing_rules"


@pytest.fixture(scope="session")
def rules_dir() -> Path:
    return RULES
