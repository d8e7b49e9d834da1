"""The shipped rules, and a copy to change."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

RULES = Path(__file__).parents[3] / "routing_rules"


@pytest.fixture(scope="session")
def rules_dir() -> Path:
    return RULES


@pytest.fixture
def folder(rules_dir: Path, tmp_path: Path) -> Path:
    """Without the samples, which are nobody's business there."""
    return Path(shutil.copytree(rules_dir, tmp_path / "rules", ignore=shutil.ignore_patterns("samples")))


Change = Callable[[str, str, str], None]


@pytest.fixture
def change(folder: Path) -> Change:
    """change(file, old, new): once, in the copy."""

    def replace(name: str, old: str, new: str) -> None:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
