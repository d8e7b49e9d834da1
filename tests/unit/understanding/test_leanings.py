"""Leanings: what of a text speaks, how much, and what a file of them may say."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.findings import FilesInvalid
from bot.understanding.leanings import (
    CALM,
    OPENING,
    PRIOR,
    TITLE,
    Known,
    Leaning,
    Leanings,
    Numbering,
    parse,
    pieces,
    read_leanings,
    written,
)

LAMP, ROAD = "0202", "0201"
LINES = (
    Leaning(PRIOR, 1.0, {LAMP: 0.5}),
    Leaning("路灯", 3.0, {LAMP: 8.0, ROAD: 2.0}),
    Leaning("灯", 4.0, {LAMP: 2.0}),
    Leaning("不亮", 4.0, {LAMP: 6.0}),
    Leaning("坑", 5.0, {ROAD: 9.0, LAMP: -1.0}),
    Leaning(OPENING + "好", 6.0, {LAMP: -3.0}),
)
numbering = Numbering.of(LINES)
leanings = Leanings.of(numbering, ((LAMP, ROAD), LINES))


def _known(text: str, title: int = 0) -> Known:
    return leanings.known(numbering.standing(text, title))


def test_pieces_are_characters_and_pairs_of_one_run() -> None:
    assert pieces("路灯,12号") == {PRIOR: CALM, **dict.fromkeys(["路", "灯", "路灯", "号", "^路"], 1.0)}


def test_a_piece_of_the_title_counts_more() -> None:
    found = pieces("路灯\n路灯坏", title=3)
    assert found["路灯"] == 1.0 + TITLE
    assert found["灯坏"] == 1.0


def test_scores_are_rarity_times_weight_over_the_length() -> None:
    known = _known("路灯")
    assert known.size == len({PRIOR, "路灯", "灯"})
    length = (CALM**2 + 3**2 + 4**2) ** 0.5
    expected = [(CALM * 0.5 + 3 * 8 + 4 * 2) / length, 3 * 2 / length]
    assert known.scores.tolist() == pytest.approx(expected)


def test_nothing_known_is_what_every_text_has() -> None:
    known = _known("abc")
    assert not known.telling
    assert known.scores.tolist() == pytest.approx([0.5, 0.0])


def test_a_longer_text_does_not_shout_louder() -> None:
    short, long = (_known(text).scores for text in ("坑", "坑，坑，坑"))
    assert short.tolist() == long.tolist()


def test_what_a_text_begins_with_speaks_by_itself() -> None:
    first, later = (_known(text).scores[0] for text in ("1、好路灯", "路灯好"))
    assert first < later
    assert pieces("好\n路灯", title=2).keys() == {PRIOR, "好", "路", "灯", "路灯"}


def test_neighbouring_pieces_are_shown_as_one() -> None:
    text = "门口路灯不亮，有坑"
    (span,) = leanings.spans(text, numbering.standing(text), _known(text), 0)
    assert span.text == "路灯不亮"
    assert span.weight > 0


@given(st.text(max_size=200), st.integers(0, 30))
def test_any_text_has_scores(text: str, title: int) -> None:
    known = _known(text, title)
    assert np.isfinite(known.scores).all()
    assert all(span.text in text for span in leanings.spans(text, numbering.standing(text, title), known, 0))


@given(st.text(st.sampled_from("路灯不亮坑好,^\n1\U00020000"), max_size=30), st.integers(0, 30))
def test_a_text_has_the_pieces_it_is_taught_with(text: str, title: int) -> None:
    counted = {numbering.row(piece): count for piece, count in pieces(text, title).items() if numbering.knows(piece)}
    found = numbering.standing(text, title)
    assert dict(zip(found.rows, found.counts, strict=True)) == counted


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.piece)
def test_a_line_is_read_back_as_it_was_written(line: Leaning) -> None:
    assert parse(written(line)) == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("路灯坏 3 0202=1", "must be one or two Chinese characters"),
        ("ab 3 0202=1", "must be one or two Chinese characters"),
        ("路灯 0202=1", "cannot read"),
        ("路灯 3 0202:1", "cannot read"),
        ("路灯 0 0202=1", "must be above 0"),
        ("路灯 nan 0202=1", "must be above 0"),
        ("路灯 3 0202=inf", "must be finite"),
        ("路灯 3 9999=1", "there is no '9999' here"),
        ("坑 3 0201=1", "'坑' stands in line 1 already"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "category.txt"
    file.write_text(f"坑 5 0201=9\n\n# note\n{text}\n", encoding="utf-8")
    with pytest.raises(FilesInvalid) as caught:
        read_leanings(file, (LAMP, ROAD))
    (finding,) = caught.value.findings
    assert finding.line == 4
    assert message in finding.message


def test_without_a_file_nothing_leans(tmp_path: Path) -> None:
    assert not read_leanings(tmp_path / "category.txt", (LAMP, ROAD))
