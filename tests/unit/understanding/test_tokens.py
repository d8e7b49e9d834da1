"""Two ways to cut a text into tokens: whichever is installed, the same is understood."""

import json
from operator import add
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.normalise import Normaliser
from bot.understanding.read import LONGEST, Reader
from bot.understanding.tokens import FastTokenizer, Tokenizer

pytestmark = pytest.mark.xdist_group("tokens")  # two dictionaries

pytest.importorskip("rjieba", reason="the extra fast is not installed")

SAMPLES = sorted((Path(__file__).parents[3] / "routing_rules" / "samples").rglob("*.jsonl"))


@pytest.fixture(scope="module")
def plain(rules_dir: Path, cache_dir: Path, reader: Reader) -> Reader:
    return Reader(rules_dir, cache_dir, fast=False, like=reader)


def test_the_fast_one_is_taken_where_it_is_installed(reader: Reader, plain: Reader) -> None:
    assert isinstance(reader.lexicon.tokenizer, FastTokenizer)
    assert type(plain.lexicon.tokenizer) is Tokenizer


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_both_cut_all_samples_alike(reader: Reader, plain: Reader, file: Path) -> None:
    """As they are read, normalised. A reader asks its tokenizer for the tokens and how rare words and pairs of
    characters are: with the same answers it understands the same."""
    normalise = Normaliser(reader.book.lexicon.slips)
    one, other = reader.lexicon.tokenizer, plain.lexicon.tokenizer
    words: set[str] = set()
    for line in file.read_text("utf-8").splitlines():
        text = normalise(json.loads(line)["text"][:LONGEST]).text
        tokens = one.tokens(text)
        assert tokens == other.tokens(text)
        words.update(tokens, map(add, text, text[1:]))
    assert [word for word in words if one.rarity(word) != other.rarity(word)] == []


def test_both_understand_alike(reader: Reader, plain: Reader) -> None:
    for line in (SAMPLES[0].parent / "danger.jsonl").read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        assert reader.read(text) == plain.read(text)


@given(st.text(st.sampled_from("路灯不亮小区物业停电动车一二三12栋abwifi4s店c+#.&%-_·γ射线江南style，。\n 龦㐀𠮷")))
def test_both_cut_any_text_alike(reader: Reader, plain: Reader, text: str) -> None:
    assert reader.lexicon.tokenizer.tokens(text) == plain.lexicon.tokenizer.tokens(text)


def test_a_cut_loses_nothing(reader: Reader, plain: Reader) -> None:
    text = "3栋电梯wifi坏了\n\nγ射线 龦"
    for one in (reader, plain):
        assert "".join(one.lexicon.tokenizer.tokens(text)) == text


def test_letters_in_a_row_are_apart_unless_the_dictionary_has_them(reader: Reader, plain: Reader) -> None:
    for one in (reader, plain):
        assert one.lexicon.tokenizer.tokens("abx4s店") == ["a", "b", "x", "4s店"]
