"""The linter says what is wrong and where; the shipped rules are clean."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain.findings import FilesInvalid, Finding
from bot.understanding.lint import CODES, study
from bot.understanding.read import Reader
from bot.understanding.rules import load_rules, read_rules
from tests.unit.understanding.conftest import Change

pytestmark = pytest.mark.xdist_group("linter")  # what is found clean once is not looked at again

Check = Callable[[Path], list[Finding]]


@pytest.fixture
def check(cache_dir: Path, reader: Reader) -> Check:
    return lambda folder: study(folder, cache_dir, like=reader).findings


def only(folder: Path, name: str) -> None:
    """Leaves one file of categories: what is wrong with its form does not depend on the others."""
    for file in (folder / "categories").iterdir():
        if file.name != name:
            file.unlink()


def test_the_shipped_rules_are_clean(check: Check, rules_dir: Path) -> None:
    assert [str(finding) for finding in check(rules_dir)] == []


def test_there_are_83_categories(rules_dir: Path) -> None:
    assert len(CODES) == 83
    assert set(load_rules(rules_dir).categories) == CODES


def test_sealed_categories_are_sealed(rules_dir: Path) -> None:
    categories = load_rules(rules_dir).categories
    sealed = {code: tuple(map(str, category.sealed_to)) for code, category in categories.items() if category.sealed}
    desks = ("TOWN_DESK", "COUNTY_DESK")
    discipline = ("DISCIPLINE", *desks, "LEADER")
    assert sealed == {
        "0104": ("COMMUNITY", *desks),
        "0105": ("COMMUNITY", *desks),
        "0108": desks,
        "0908": discipline,
        "1104": discipline,
        "1203": discipline,
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("profile: N", "profile: X", "profile: 'X' is none of"),
        ("{handle: 48h}", "{handle: soon}", "handle: 'soon' must be a number"),
        ("handle: 24h, arrive: 4h", "handle: 24h, arrive: 4", "arrive: '4' must be a limit such as"),
        ("handle: 24h, arrive: 4h", "handle: 24h, arrives: 4h", "unknown key 'arrives'"),
        ("name: 路灯照明", "nam: 路灯照明", "unknown key 'nam'"),
        ('"0202":', '"9902":', "must be four digits that begin with the group"),
        ("      6: |\n        路灯不亮", "      eleven: |\n        路灯不亮", "'eleven' must be a weight"),
        ("跺脚|拍手|咳嗽|喊 + 灯", "跺脚|拍手|咳嗽|喊 + <没这组>", "there is no group <没这组>"),
        ("跺脚|拍手|咳嗽|喊 + 灯|亮|没反应 ~ 8", "跺脚|拍手", "cannot read '跺脚|拍手'"),
        ("group:", "group: [", "is no YAML"),
    ],
)
def test_faults_of_form_have_a_line(check: Check, folder: Path, change: Change, old: str, new: str, words: str) -> None:
    only(folder, "02.yaml")
    change("categories/02.yaml", old, new)
    found = [finding for finding in check(folder) if words in finding.message]
    assert found
    assert found[0].severity == "error"
    with pytest.raises(FilesInvalid, match=r"02\.yaml"):
        load_rules(folder)


def test_column_points_at_the_word(folder: Path, change: Change) -> None:
    change("categories/02.yaml", "profile: N", "profile: X")
    line = next(
        number
        for number, text in enumerate((folder / "categories/02.yaml").read_text(encoding="utf-8").split("\n"), start=1)
        if text == "    profile: X"
    )
    _, findings = read_rules(folder)
    assert [(finding.line, finding.column) for finding in findings] == [(line, 14)]


def test_unknown_role(check: Check, folder: Path, change: Change) -> None:
    only(folder, "11.yaml")
    change("categories/11.yaml", "sealed_to: DISCIPLINE", "sealed_to: EVERYBODY")
    assert "unknown role 'EVERYBODY'" in _messages(check(folder))


def test_missing_category_and_folder(check: Check, folder: Path, tmp_path: Path) -> None:
    (folder / "categories" / "05.yaml").unlink()
    shutil.rmtree(folder / "leanings")  # which speak of it
    assert "category 0503 is missing" in _messages(check(folder))
    assert "no rule file" in _messages(check(tmp_path / "nowhere"))


def test_same_word_twice_is_a_warning_unless_shared(check: Check, folder: Path, change: Change) -> None:
    change("categories/05.yaml", "        广场舞 ", "        广场舞 垃圾桶 ")
    found = [finding for finding in check(folder) if "垃圾桶" in finding.message]
    assert [finding.severity for finding in found] == ["warning"]
    change("categories/05.yaml", '  "0502":\n', '  "0502":\n    shared: 垃圾桶\n')
    assert [finding for finding in check(folder) if "with the same weight" in finding.message] == []


def test_failing_examples(check: Check, folder: Path, change: Change) -> None:
    change("categories/02.yaml", "        下水道又堵了,臭得要命", "        楼下的路灯不亮了")
    assert "this example should be 0204 but is 0202" in _messages(check(folder))
    change("categories/02.yaml", "        自来水管爆了,家里没水用", "        下水道堵了往外冒黑水")
    assert "this example should not be 0204" in _messages(check(folder))


def test_word_hidden_by_a_slip(check: Check, folder: Path, change: Change) -> None:
    change("categories/03.yaml", "        停电 ", "        停电 仃电了 ")
    assert "'仃电' is mended before" in _messages(check(folder))


def test_slips_must_keep_the_length(check: Check, folder: Path, change: Change) -> None:
    change("lexicon.yaml", "仃电=停电", "仃电=停了电")
    assert "must be as long as" in _messages(check(folder))


def test_lost_danger_word(check: Check, folder: Path) -> None:
    file = folder / "danger.yaml"
    file.write_text("categories: {}\n", encoding="utf-8")
    assert any(finding.file == file for finding in check(folder))


def _messages(findings: list[Finding]) -> str:
    return "\n".join(finding.message for finding in findings)
