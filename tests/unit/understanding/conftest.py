"""One reader for all: it is immutable and takes a second to build."""

from pathlib import Path

import pytest

from bot.understanding.read import Reader

RULES = Path(__file__).parents[3] / "routing_rules"


@pytest.fixture(scope="session")
def rules_dir() -> Path:
    return RULES


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(RULES, tmp_path_factory.mktemp("jieba"))
