"""docs/reliability.md: every sentence that promises something names a test, and the test is there."""

import re

from bot.config import ROOT

TEXT = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
PROMISES, _, REST = TEXT.partition("## Not promised")


def items() -> list[str]:
    """The points of all lists, each on one line."""
    return [" ".join(item.split()) for item in re.findall(r"^- (.+(?:\n  .+)*)", TEXT, re.MULTILINE)]


def test_every_promise_names_a_test_that_exists() -> None:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    defined = set(re.findall(r"def (test_\w+)\(", sources))
    assert len(items()) > 25
    for item in items():
        named = re.findall(r"`(test_\w+)`", item)
        assert named, item
        assert set(named) <= defined, item


def test_nothing_is_promised_outside_the_lists() -> None:
    outside = re.sub(r"^- .+(?:\n  .+)*", "", PROMISES, flags=re.MULTILINE)
    paragraphs = [block for block in outside.split("\n\n") if block.strip() and not block.lstrip().startswith("#")]
    assert len(paragraphs) == 1  # how to run them
    assert "- " not in REST
