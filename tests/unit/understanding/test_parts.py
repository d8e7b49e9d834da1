"""Rules that are read again take over what has not changed, and are the same as if all of it were read."""

import gc
import json
import weakref
from pathlib import Path

import pytest

from bot.understanding.lint import study
from bot.understanding.parts import Parts
from bot.understanding.read import Reader
from tests.unit.understanding.conftest import Change

pytestmark = pytest.mark.xdist_group("linter")  # what is found clean once is not looked at again


CHANGES = {
    "danger.yaml": ("      着火 起火", "      啵噜噜 着火 起火"),
    "categories/03.yaml": ("        停电 ", "        停电 噜啵啵 "),
    "lexicon.yaml": ("slips: |\n", "slips: |\n  啵啵=停电\n"),
    "redaction.yaml": ("rooms: mask", "rooms: keep"),
    "places.yaml": ("roads: |\n", "roads: |\n  噜道\n"),
    "things.yaml": ("things: |\n", "things: |\n  啵噜噜 电动车车棚\n"),
}


def test_what_is_taken_over_reads_as_what_is_made_anew(
    reader: Reader, folder: Path, change: Change, rules_dir: Path, cache_dir: Path
) -> None:
    for name, (old, new) in CHANGES.items():
        change(name, old, new)
    one, other = Reader(folder, cache_dir, like=reader), Reader(folder, cache_dir)
    assert (one.version, one.key) == (other.version, other.key)
    file = rules_dir / "samples" / "danger.jsonl"
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    for text in [*texts, "啵噜噜 救命", "一噜道12号3栋502室啵啵了", "这里噜啵啵了"]:
        assert one.read(text) == other.read(text)
    assert one.read("啵噜噜了").danger and not reader.read("啵噜噜了").danger


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("danger.yaml", {"danger_rules"}),
        ("categories/03.yaml", {"lexicon"}),
        ("lexicon.yaml", {"lexicon"}),
        ("redaction.yaml", {"redactor"}),
        ("places.yaml", set()),
        ("things.yaml", set()),
    ],
)
def test_only_what_is_made_of_a_changed_file_is_new(
    reader: Reader, folder: Path, change: Change, cache_dir: Path, name: str, new: set[str]
) -> None:
    change(name, *CHANGES[name])
    other = Reader(folder, cache_dir, like=reader)
    parts = ("danger_rules", "lexicon", "redactor")
    assert {part for part in parts if getattr(other, part) is not getattr(reader, part)} == new
    assert other.version != reader.version
    assert other.key != reader.key


def test_a_new_line_a_limit_or_an_example_changes_no_reading(
    reader: Reader, folder: Path, change: Change, cache_dir: Path
) -> None:
    change("categories/02.yaml", "categories:\n", "# 新\ncategories:\n")
    change("categories/02.yaml", "{handle: 48h}", "{handle: 72h}")
    change("categories/02.yaml", "      positive: |\n", "      positive: |\n        楼下的路灯不亮了\n")
    other = Reader(folder, cache_dir, like=reader)
    assert other.key == reader.key
    assert other.lexicon is reader.lexicon
    assert other.version != reader.version


def test_the_other_reader_is_let_go(reader: Reader, folder: Path, change: Change, cache_dir: Path) -> None:
    first = Reader(folder, cache_dir, like=reader)
    change("redaction.yaml", *CHANGES["redaction.yaml"])
    gone, second = weakref.ref(first), Reader(folder, cache_dir, like=first)
    del first
    gc.collect()
    assert gone() is None
    assert second.read("路灯坏了").matters


def test_a_fault_is_told_each_time_and_forgotten_when_mended(
    reader: Reader, folder: Path, change: Change, cache_dir: Path
) -> None:
    change("categories/02.yaml", "        下水道又堵了,臭得要命", "        楼下的路灯不亮了")
    for _ in range(2):
        findings = study(folder, cache_dir, like=reader).findings
        assert any("should be 0204" in finding.message for finding in findings)
    change("categories/02.yaml", "        楼下的路灯不亮了", "        下水道又堵了,臭得要命")
    assert study(folder, cache_dir, like=reader).findings == []


def test_what_was_read_while_somebody_wrote_is_not_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("one", encoding="utf-8")

    def make() -> str:
        text = file.read_text(encoding="utf-8")
        file.write_text("two", encoding="utf-8")
        return text

    first = Parts(tmp_path)
    assert first.of_files(make, "a.yaml") == "one"
    second = Parts(tmp_path, first)
    assert second.of_files(make, "a.yaml") == "two"
    assert Parts(tmp_path, second).of_files(lambda: "made anew", "a.yaml") == "two"
