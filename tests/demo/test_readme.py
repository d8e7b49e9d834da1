"""What the READMEs promise can be looked up: tests that exist, pictures that are not too heavy."""

import re
from pathlib import Path

import pytest

from bot.config import ROOT

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 6_000_000
FILM_BYTES = 3_000_000


def promised(readme: Path) -> list[str]:
    """Names of tests in the order in which they stand there."""
    shown = re.findall(r"`make prove TEST=([^`]+)`", readme.read_text(encoding="utf-8"))
    return [name for names in shown for name in re.findall(r"\btest_\w+", names)]


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_every_test_named_exists(readme: Path) -> None:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    defined = set(re.findall(r"def (test_\w+)\(", sources))
    assert len(promised(readme)) > 10
    assert set(promised(readme)) <= defined


def test_both_languages_promise_the_same() -> None:
    english, chinese = READMES
    assert promised(english) == promised(chinese)


def test_pictures_are_light() -> None:
    sizes = {file.name: file.stat().st_size for file in PICTURES.iterdir()}
    assert sizes["complaint.webp"] <= FILM_BYTES
    assert sum(sizes.values()) <= MOST_BYTES
