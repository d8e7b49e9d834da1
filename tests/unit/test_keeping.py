"""What is worked out once is read back as it was, and never when it has become something else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.domain.findings import FilesInvalid
from bot.keeping import kept
from bot.understanding.judging import CATEGORY_LEANINGS, Judge
from bot.understanding.leanings import read_leanings
from bot.understanding.wordfile import open_words, opener

RULES = ROOT / "routing_rules"


@pytest.mark.parametrize(
    ("key", "spoil", "made"),
    [
        ("one", lambda _: None, 1),
        ("other", lambda _: None, 2),
        ("one", lambda file: file.write_bytes(file.read_bytes()[:-3]), 2),
        ("one", lambda file: file.write_bytes(file.read_bytes().replace("灯".encode(), "打".encode())), 2),
        ("one", lambda file: file.write_bytes(b""), 2),
    ],
    ids=["the same", "another key", "cut off", "other words in it", "empty"],
)
def test_made_anew_only_when_it_must_be(tmp_path: Path, key: str, spoil: Callable[[Path], object], made: int) -> None:
    calls: list[str] = []

    def make() -> list[tuple[str, float]]:
        calls.append("made")
        return [("路灯", 3.5)]

    folder = tmp_path / "new"
    assert kept(folder, "name", ["one"], make) == [("路灯", 3.5)]
    (file,) = folder.iterdir()
    spoil(file)
    assert kept(folder, "name", [key], make) == [("路灯", 3.5)]
    assert len(calls) == made
    assert list(folder.iterdir()) == [file]


def test_where_nothing_may_be_kept_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert kept(None, "name", (), list) == kept(tmp_path / "file", "name", (), list) == []


def test_what_cannot_be_put_in_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    assert kept(tmp_path, "name", (), list) == []
    (file,) = tmp_path.iterdir()
    file.unlink()
    file.mkdir()
    assert kept(tmp_path, "name", (), list) == []
    assert list(tmp_path.iterdir()) == [file]


def test_a_changed_file_of_leanings_is_read_anew(tmp_path: Path) -> None:
    shutil.copy(RULES / "judging.yaml", tmp_path)
    file, cache = tmp_path / CATEGORY_LEANINGS, tmp_path / "cache"
    file.parent.mkdir()
    for weight in (9.0, 9.0, 8.0):
        file.write_text(f"* 1 0201=0.5\n坑 5 0201={weight} -=-1\n坑洼 2 -=1\n", encoding="utf-8")
        kept_one, made = (Judge.load(("0201", "0202"), tmp_path, folder) for folder in (cache, None))
        for text in ("坑坑洼洼", "有坑洼", "没有"):
            one, other = kept_one.known(text), made.known(text)
            assert one.scores.tolist() == other.scores.tolist()
            assert (one.size, one.telling, one.length) == (other.size, other.telling, other.length)
        assert kept_one.known("坑").told[1].tolist() == made.known("坑").told[1].tolist()
        assert made.known("坑").told[1][0] == 5 * weight


def test_a_changed_file_of_words_is_parsed_anew(tmp_path: Path) -> None:
    files = [tmp_path / "one.yaml", tmp_path / "two.yaml", tmp_path / "missing.yaml"]
    for words in ("灯 坏", "灯 坏", "坑", "坑", "- 坑"):
        files[0].write_text(f"part:\n  words: |\n    {words} # nothing\nother: 1\n", encoding="utf-8")
        files[1].write_text("- a list\n", encoding="utf-8")
        opened = opener(files, tmp_path / "cache")
        mine, plain = (read(files[0]).section("part") for read in (opened, open_words))
        assert mine.lines("words") == plain.lines("words")
        assert mine.line_of("words") == 2
        for file in files[1:]:
            said = []
            for read in (opened, open_words):
                with pytest.raises(FilesInvalid) as refused:
                    read(file)
                said.append([str(finding) for finding in refused.value.findings])
            assert said[0] == said[1]


def test_a_class_that_is_gone_is_told_of_though_the_file_was_kept(tmp_path: Path) -> None:
    file, cache = tmp_path / "category.txt", tmp_path / "cache"
    file.write_text("坑 5 0201=9\n灯 5 0202=9\n", encoding="utf-8")
    assert len(read_leanings(file, ["0201", "0202"], cache)) == 2
    with pytest.raises(FilesInvalid, match=r"category\.txt:2:.*'0202'"):
        read_leanings(file, ["0201"], cache)
