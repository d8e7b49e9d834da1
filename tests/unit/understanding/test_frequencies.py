"""Packed words are as frequent as in the dictionary they come from, whatever is asked and added."""

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.frequencies import Packed, pack

WORDS = st.text(st.sampled_from("路灯a1\0\U00020000\ud800"), max_size=6)


@given(st.dictionaries(WORDS, st.integers(0, 2**31)), st.lists(WORDS), st.dictionaries(WORDS, st.integers(0, 9)))
def test_it_answers_as_the_dictionary_does(found: dict[str, int], asked: list[str], added: dict[str, int]) -> None:
    packed = Packed(*pack(found))
    for words in ({}, added):
        for word, frequency in words.items():
            packed[word] = found[word] = frequency
        for word in (*found, *asked):
            assert packed.get(word) == found.get(word)
            assert packed.get(word, 7) == found.get(word, 7)
            assert (word in packed) == (word in found)
            assert word not in found or packed[word] == found[word]
