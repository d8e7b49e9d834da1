"""One reader for all: it is immutable and takes a second to build."""

from pathlib import Path

import pytest

from bot.understanding.read import Reader

RULES = Path(__file__).parents[3] / "routing_rules"


@pytest.fixture(scope="session")
def rules_dir() -> Path:
    return RULES


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("jieba")


@pytest.fixture(scope="session")
def reader(cache_dir: Path) -> Reader:
    return Reader(RULES, cache_dir)
