"""Whatever is written, and however it is written: an answer, the same category, and no number in the open."""

import json
import re
from pathlib import Path

import opencc
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.domain.reading import Reading
from bot.understanding.normalise import fold
from bot.understanding.read import Reader

SAMPLES = Path(__file__).parents[3] / "routing_rules" / "samples"
SENTENCES = [
    json.loads(line)["text"]
    for name in ("county-town.jsonl", "danger.jsonl", "guangdong.jsonl", "letters.jsonl")
    for line in (SAMPLES / name).read_text("utf-8").splitlines()[:200]
]
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
INVISIBLE = ("\u200b", "\ufeff", "\u0301", "\ufe0f")
ODD = st.text(st.characters(exclude_categories=()), max_size=60)
traditional = opencc.OpenCC("s2t").convert

SPELLINGS = {
    digit: "".join(row)
    for digit, *row in zip(
        "0123456789", "0123456789", "０１２３４５６７８９", "零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖",
        "⓪①②③④⑤⑥⑦⑧⑨", strict=True,
    )
}  # fmt: skip
DIGITS = {ord(mark): digit for digit, marks in SPELLINGS.items() for mark in marks}
BETWEEN = st.sampled_from(["", "", "", " ", "-", "—", ".", "·", "_", "*"])


@given(st.lists(st.one_of(ODD, st.sampled_from(SENTENCES)), max_size=4).map("".join), ODD)
@settings(deadline=None, max_examples=200)
@example("\ud83d路灯\udc00不亮", "\ud800")
def test_any_characters_give_a_reading(reader: Reader, text: str, title: str) -> None:
    reading = reader.read(text, title)
    assert isinstance(reading, Reading)
    assert all(reading.text[place.start : place.end] == place.text for place in reading.places)
    assert reader.suspects_danger(reading.text) or reading.danger is None


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A mobile number or a landline with its area, every digit spelled as it comes; and its digits."""
    mobile = "1" + draw(st.sampled_from("3456789")) + draw(st.text("0123456789", min_size=9, max_size=9))
    landline = draw(st.sampled_from(["010", "021", "0797"])) + "8" + draw(st.text("0123456789", min_size=7, max_size=7))
    digits = draw(st.sampled_from([mobile, landline]))
    styles = draw(st.sampled_from([(0,), (1,), (2,), (4,), (0, 1), (0, 2), (2, 3), (0, 1, 2, 3, 4)]))
    between = draw(BETWEEN)
    spelled = [SPELLINGS[digit][draw(st.sampled_from(styles))] for digit in digits]
    return between.join(spelled), digits


@given(
    numbers(), st.sampled_from(SENTENCES), st.sampled_from(["", "电话", "，打我 ", "\n", "找我:", "vx同号"]), st.data()
)
@settings(deadline=None, max_examples=300)
def test_no_number_is_left_in_a_message(
    reader: Reader, number: tuple[str, str], text: str, cue: str, data: st.DataObject
) -> None:
    written, digits = number
    place = data.draw(st.integers(0, len(text)))
    before, after = text[:place], text[place:]
    assume(not _digital(before[-12:]) and not _digital(after[:12]))
    redacted = reader.read(f"{before}{cue}{written}{after}").redacted
    assert written not in redacted
    assert digits not in re.sub(r"[^\d*]", "", redacted.translate(DIGITS))


def _digital(text: str) -> bool:
    return any(mark.isnumeric() for mark in text)


@given(st.sampled_from(SENTENCES), st.data())
@settings(deadline=None, max_examples=200)
def test_the_same_sentence_in_another_coat(reader: Reader, text: str, data: st.DataObject) -> None:
    marks = data.draw(st.lists(st.sampled_from(["", "", "", *INVISIBLE]), min_size=len(text), max_size=len(text)))
    expected = reader.read(text).verdict.category
    sprinkled = "".join(mark + extra for mark, extra in zip(text, marks, strict=True))
    for variant in (text.translate(FULL_WIDTH), text.upper(), text.lower(), " ".join(text), sprinkled):
        assert reader.read(variant).verdict.category == expected


SIMPLY_BACK = [text for text in SENTENCES[::5] if fold(traditional(text)) == fold(text)]
"""A few characters have two simplified forms; where the way back leads elsewhere it is another sentence."""


@pytest.mark.parametrize("text", SIMPLY_BACK)
def test_traditional_characters(reader: Reader, text: str) -> None:
    assert reader.read(traditional(text)).verdict == reader.read(text).verdict
