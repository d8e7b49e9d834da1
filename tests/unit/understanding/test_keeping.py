"""What is worked out once is read back as it was, and never when it has become something else."""

from pathlib import Path

import pytest

from bot.understanding.keeping import kept
from bot.understanding.leanings import Leaning, read_leanings


@pytest.mark.parametrize(
    ("key", "spoilt", "made"),
    [("one", False, 1), ("other", False, 2), ("one", True, 2)],
    ids=["the same", "another key", "a spoilt file"],
)
def test_made_anew_only_when_it_must_be(tmp_path: Path, key: str, spoilt: bool, made: int) -> None:
    calls: list[str] = []

    def make() -> list[tuple[str, float]]:
        calls.append("made")
        return [("路灯", 3.5)]

    folder = tmp_path / "new"
    assert kept(folder, "name", "one", make) == [("路灯", 3.5)]
    (file,) = folder.iterdir()
    if spoilt:
        file.write_bytes(file.read_bytes()[:-3])
    assert kept(folder, "name", key, make) == [("路灯", 3.5)]
    assert len(calls) == made
    assert list(folder.iterdir()) == [file]


def test_where_nothing_may_be_kept_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert kept(None, "name", "", list) == kept(tmp_path / "file", "name", "", list) == []


def test_a_changed_file_of_leanings_is_read_anew(tmp_path: Path) -> None:
    file, cache = tmp_path / "category.txt", tmp_path / "cache"
    for weight in (9.0, 9.0, 8.0):
        file.write_text(f"坑 5 0201={weight}\n", encoding="utf-8")
        assert read_leanings(file, ["0201"], cache) == [Leaning("坑", 5.0, {"0201": weight})]
