"""The script of the day is checked before it is played: what is wrong is said with its line."""

from pathlib import Path

import pytest

from bot.demo.script import County, load
from bot.domain.findings import FilesInvalid

COUNTY = County(people=["殷国梁"], groups=["第一网格"], grids=["YX010101"])

PEOPLE = "people:\n  - {name: 刘奶奶, home: YX010101, temper: 手写}\nsteps:\n"


def complaints(folder: Path, text: str) -> list[str]:
    """The findings without the folder's name: line and words."""
    file = folder / "day.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FilesInvalid) as caught:
        load(file, COUNTY)
    return [f"{finding.line}: {finding.message}" for finding in caught.value.findings]


def test_a_good_script_is_read(tmp_path: Path) -> None:
    file = tmp_path / "day.yaml"
    steps = '  - {at: "08:00", who: 刘奶奶, says: 灯坏了, sees: {刘奶奶: 收到, 第一网格: [灯, 坏]}}\n'
    file.write_text(PEOPLE + steps, encoding="utf-8")
    (step,) = load(file, COUNTY).steps
    assert (step.line, step.sees) == (4, {"刘奶奶": ("收到",), "第一网格": ("灯", "坏")})


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ('{at: "08:00", who: 王二, says: 好}', "4: nobody is called '王二'"),
        ('{at: "08:00", who: 刘奶奶, says: 好, sees: {三网格: 好}}', "4: there is no chat '三网格'"),
        ('{at: "08:00", who: 刘奶奶, group: 殷国梁, says: 好}', "4: there is no chat '殷国梁'"),
        ('{at: "08:00", who: 刘奶奶, spot: YX99}', "4: there is no grid 'YX99'"),
        ('{at: "08:00", who: 刘奶奶, photo: none.jpg}', "4: there is no picture 'none.jpg'"),
        ('{at: "8:00", who: 刘奶奶, says: 好}', "4: at: '8:00' is no time of day; write it as \"08:00\""),
        ('{at: "08:00", who: 刘奶奶, shouts: 好}', "4: shouts: Extra inputs are not permitted"),
        ('{at: "08:00", who: 刘奶奶, says: 好, presses: 好}', "4: one step is one deed, not says and presses"),
        ('{at: "08:00", says: 好}', "4: who does it?"),
        ('{at: "08:00", who: 刘奶奶}', "4: 刘奶奶 does nothing: one of"),
        ('{at: "08:00"}', "4: time passes, but nothing is to be seen: say sees"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, step: str, expected: str) -> None:
    (found,) = complaints(tmp_path, f"{PEOPLE}  - {step}\n")
    assert found.startswith(expected)


def test_steps_go_on_in_time(tmp_path: Path) -> None:
    steps = '  - {at: "09:00", who: 刘奶奶, says: 好}\n  - {at: "08:00", who: 刘奶奶, says: 好}\n'
    assert complaints(tmp_path, PEOPLE + steps) == ["5: 08:00 comes after 09:00"]


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    steps = '  - {at: "09:00", who: 王二, says: 好}\n  - {at: x, who: 刘奶奶, says: 好}\n'
    assert len(complaints(tmp_path, PEOPLE + steps)) == 2


@pytest.mark.parametrize("text", ["people: [\n", "- 1\n", "people: 3\nsteps: []\n"])
def test_what_is_no_script_at_all(tmp_path: Path, text: str) -> None:
    assert complaints(tmp_path, text)
