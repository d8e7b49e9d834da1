"""Files that people hand in or edit: whatever stands in them is refused in words, never with a crash or a flood."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.bounded_yaml import DEEPEST, LARGEST_BYTES
from bot.config import ROOT
from bot.domain.csv_table import MAX_BYTES, read_table
from bot.domain.findings import FilesInvalid, Finding
from bot.domain.importing import Problem
from bot.ladder_files import load_ladder
from bot.life_files import load_life
from bot.policy_files import load_deadlines, load_intake, load_overrides
from bot.similar_file import load_similar
from bot.understanding.wordfile import open_words
from bot.xlsx import sheet
from bot.yaml_files import open_mapping
from tests.security import longer

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{now}: &{now} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, now in zip("abcdefgh", "bcdefghi", strict=True)
)  # fmt: skip
DEEP = "a: " + "[" * (DEEPEST + 5) + "]" * (DEEPEST + 5)
LOADERS: dict[str, Callable[[Path], Any]] = {
    "deadlines": load_deadlines,
    "holidays": load_overrides,
    "intake": load_intake,
    "life": load_life,
    "escalation": load_ladder,
    "similar": load_similar,
}
ODD = ["", "-", "~", "0", "-1", "1e400", "9" * 30, "[", "{", "{}", "[[]]", "x: y: z", "\t", "'", "\x00", "2027-02-30",
       "!!python/object/apply:os.system [ls]", "&a", "*a", "? [", "25:99", "5wd",
       ".inf", ".nan", "<<: {a: 1}"]  # fmt: skip


def refusal(path: Path, read: Callable[[Path], Any]) -> str:
    """What is said of a file that cannot be used."""
    try:
        found = read(path)
    except FilesInvalid as invalid:
        found = invalid.findings
    return " ".join(str(finding) for finding in found if isinstance(finding, Finding))


@pytest.mark.parametrize("read", [open_mapping, open_words, load_intake])
@pytest.mark.parametrize("text", [BOMB, DEEP, "a: " + "x" * LARGEST_BYTES], ids=["names", "deep", "long"])
def test_a_yaml_bomb_is_refused_with_its_line(text: str, read: Callable[[Path], Any], tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(text, encoding="utf-8")
    assert str(file) in refusal(file, read)


@cache
def lines_of(name: str) -> tuple[str, ...]:
    return tuple((ROOT / "routing_rules" / f"{name}.yaml").read_text(encoding="utf-8").splitlines())


@settings(max_examples=longer(20), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(sorted(LOADERS)),
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from(["value", "line", "drop", "twice", "indent"]),
                       st.sampled_from(ODD) | st.text(max_size=8)), min_size=1, max_size=3),
)  # fmt: skip
def test_a_mutated_rule_file_is_taken_or_refused_with_a_place(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[int, str, str]]
) -> None:
    lines = list(lines_of(name))
    for drawn, how, odd in changes:
        at = drawn % len(lines)
        key = lines[at].partition(":")[0]
        new = {
            "value": [f"{key}: {odd}"],
            "line": [odd],
            "drop": [],
            "twice": [lines[at]] * 2,
            "indent": ["  " + lines[at]],
        }
        lines[at : at + 1] = new[how]
        lines = lines or [""]
    file = tmp_path_factory.getbasetemp() / f"{name}.yaml"
    file.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    found = LOADERS[name](file)
    if isinstance(found, tuple):
        assert found and all(isinstance(one, Finding) for one in found)


def test_a_table_of_any_size_is_not_read() -> None:
    (finding,) = read_table(b"code,name\n" + b"a,b\n" * (MAX_BYTES // 4), ("code", "name")).findings
    assert finding.problem is Problem.TOO_LARGE


def test_a_zip_is_refused_before_it_is_opened() -> None:
    """Whatever it would unpack to."""
    packed = BytesIO()
    with ZipFile(packed, "w") as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 10)
    (finding,) = read_table(packed.getvalue(), ("code",)).findings
    assert finding.problem is Problem.SPREADSHEET


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "<f>1</f>", "\x00=1", "]]>"]
)
def test_no_cell_of_an_export_is_a_formula(cell: str) -> None:
    with ZipFile(BytesIO(sheet([[cell]]))) as packed:
        tree = ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    kinds = {element.tag.rpartition("}")[2]: element for element in tree.iter()}
    assert "f" not in kinds and kinds["c"].get("t") == "inlineStr"
    assert kinds["t"].text == cell.replace("\x00", "")
