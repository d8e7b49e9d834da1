"""What is wrong across two files of the rules."""

import shutil
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.linting import check_rules
from bot.understanding.read import Reader

pytestmark = pytest.mark.xdist_group("linter")  # what is found clean once is not looked at again


def test_a_places_limit_for_a_category_that_is_none_is_named_with_its_line(tmp_path: Path, reader: Reader) -> None:
    folder = Path(shutil.copytree(ROOT / "routing_rules", tmp_path / "rules", ignore=shutil.ignore_patterns("samples")))
    file = folder / "deadlines.yaml"
    text = file.read_text(encoding="utf-8")
    rows = [f'  - {{node: YX01, category: "{code}", handle: 4d}}' for code in ("0401", "0499")]
    text = text.replace("\nplaces: []\n", "\n".join(["\nplaces:", *rows, ""]))
    file.write_text(text, encoding="utf-8")
    line = text.splitlines().index(rows[1]) + 1
    found = [str(finding) for finding in check_rules(folder, None, reader)]
    assert found == [f"{file}:{line}:1: error: places.1: there is no category '0499'"]
