"""Texts cut into tokens by jieba's dictionary and likeliest path, with words of our own; by rjieba where it is
installed (the extra ``fast``), which cuts the same, only faster."""

import logging
import math
import re
import sys
import warnings
from functools import cache, cached_property
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from bot.keeping import kept
from bot.understanding.frequencies import Frequencies, Packed, pack

_JOINED = re.compile(r"[a-z0-9]{2}", re.IGNORECASE)
_THRICE = re.compile(r"([\u4e00-\u9fff]{1,2})\1\1")  # 砰砰, 砰 or 砰, 砰砰: as likely, and decided by the last rounding
_BLOCK = re.compile(r"[\u4e00-\u9fa5a-z0-9+#&._%-]")  # what rjieba keeps together to look for words in it


class Dictionary(NamedTuple):
    """jieba's. ``frequencies``: of words, 0 for what only begins one; ``total``: their sum; ``odd``: the characters
    of words that are none of :data:`_BLOCK`."""

    frequencies: Frequencies
    total: int
    odd: frozenset[str]


class _Characters(dict[str, float | None]):
    """The characters met so far with the logarithms of their chances: None in no word, 0 only at the beginning of one.
    A few hundred make up most texts; in the dictionary each lies somewhere else among half a million words."""

    def __init__(self, dictionary: Frequencies, total: float) -> None:
        super().__init__()
        self._dictionary, self.total = dictionary, total

    def __missing__(self, mark: str) -> float | None:
        count = self._dictionary.get(mark)
        if count is None:
            return None
        chance = self[mark] = math.log(count) - self.total if count else 0.0
        return chance


class Tokenizer:
    """jieba's cut without guessing at unknown words. Its global tokenizer stays untouched."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._frequencies, self._total = dictionary.frequencies, dictionary.total
        self._met = _Characters(self._frequencies, math.log(self._total))

    @cached_property
    def _jieba(self) -> Any:
        found = _jieba().Tokenizer()
        found.FREQ, found.initialized = self._frequencies, True
        return found

    def knows(self, word: str) -> bool:
        return bool(self._frequencies.get(word))

    def rarity(self, word: str) -> float:
        """In powers of ten; a word the dictionary has not is as rare as one it has seen once."""
        return math.log10(self._total / max(self._frequencies.get(word) or 0, 1))

    def set_frequency(self, word: str, frequency: int) -> None:
        self._enter(word, frequency)

    def _enter(self, word: str, frequency: int) -> None:
        self._total += frequency - (self._frequencies.get(word) or 0)
        self._frequencies[word] = frequency
        self._met = _Characters(self._frequencies, math.log(self._total))

    def learn(self, word: str, frequency: int) -> None:
        """Adds an unknown word with the frequency that :meth:`add` gave it."""
        self._enter(word, frequency)
        for end in range(1, len(word)):
            if word[:end] not in self._frequencies:
                self._frequencies[word[:end]] = 0

    def add(self, word: str) -> int:
        """With the frequency that is just enough for it to be found; which is returned."""
        self._jieba.total = self._total
        frequency = int(self._jieba.suggest_freq(word))
        self.learn(word, frequency)
        return frequency

    def cut(self, text: str) -> list[str]:
        """As jieba gives it: Latin letters and digits in a row are one token."""
        self._jieba.total = self._total
        return list(self._jieba.cut(text, HMM=False))

    def tokens(self, text: str) -> list[str]:
        """The same, but every Latin letter and digit by itself unless the dictionary has the word: jieba's
        ``get_DAG`` and ``calc`` in one backward pass, a third of the time."""
        frequency, met, length, log = self._frequencies.get, self._met, len(text), math.log
        total = met.total
        best, ends = [0.0] * (length + 1), [0] * length
        for start in range(length - 1, -1, -1):
            chance = met[text[start]]
            top, end, stop = -math.inf, 0, start + 1
            if chance:
                top, end = chance + best[stop], stop
            if chance is not None:
                stop += 1
                while stop <= length and (count := frequency(text[start:stop])) is not None:
                    if count:
                        score = log(count) - total + best[stop]
                        if score >= top:
                            top, end = score, stop
                    stop += 1
            if not end:
                top, end = best[start + 1] - total, start + 1
            best[start], ends[start] = top, end
        found, place = [], 0
        while place < length:
            found.append(text[place : ends[place]])
            place = ends[place]
        return found


class FastTokenizer(Tokenizer):
    """The same by rjieba. Words are added to both: texts with characters rjieba never takes for part of a word, or with
    the same thrice in a row, are cut by jieba's path, and jieba decides how frequent a new word must be."""

    def __init__(self, dictionary: Dictionary) -> None:
        import rjieba

        super().__init__(dictionary)
        self._fast = rjieba.Jieba()
        self._odd = set(dictionary.odd)

    def set_frequency(self, word: str, frequency: int) -> None:
        super().set_frequency(word, frequency)
        self._learn(word, frequency)

    def learn(self, word: str, frequency: int) -> None:
        super().learn(word, frequency)
        self._learn(word, frequency)

    def _learn(self, word: str, frequency: int) -> None:
        self._fast.add_word(word, frequency, None)
        self._odd.update(_odd(word))

    def tokens(self, text: str) -> list[str]:
        if not self._odd.isdisjoint(text) or _THRICE.search(text):
            return super().tokens(text)
        found: list[str] = self._fast.cut(text, False)
        if _JOINED.search(text):
            return list(chain.from_iterable(map(self._apart, found)))
        return found

    def _apart(self, token: str) -> tuple[str, ...]:
        return tuple(token) if token.isascii() and not self.knows(token) else (token,)


def fast() -> bool:
    """Whether rjieba is installed."""
    return find_spec("rjieba") is not None


def edition() -> str:
    """Another one means other frequencies."""
    return version("jieba")


def tokenizer(cache_dir: Path | None, wanted: bool) -> Tokenizer:
    """With a folder for its dictionary it starts many times as fast; without one nothing is written anywhere.
    ``wanted``: the fast one, where it can be had."""
    if wanted and fast():
        packed, total, odd = kept(cache_dir, "packed", (edition(), sys.byteorder), _packed)
        return FastTokenizer(Dictionary(Packed(*packed), total, odd))
    return Tokenizer(dictionary(cache_dir))


def dictionary(cache_dir: Path | None) -> Dictionary:
    """jieba's, not packed. ``cache_dir``: as of :func:`tokenizer`."""
    # jieba keeps its dictionary too, but reads it back from the file piece by piece, four times as slowly.
    return Dictionary(*kept(cache_dir, "jieba", (edition(),), _read))


def _read() -> tuple[dict[str, int], int, frozenset[str]]:
    frequencies, total = _jieba().dt.gen_pfdict(_jieba().dt.get_dict_file())
    return frequencies, total, _odd("".join(word for word in frequencies if len(word) > 1))


def _packed() -> tuple[Any, ...]:
    frequencies, total, odd = _read()
    return pack(frequencies), total, odd


@cache
def _jieba() -> Any:
    """Only once it is needed: what is kept is read back without it, and it loads for a tenth of a second."""
    with warnings.catch_warnings():  # jieba 0.42 has unescaped patterns and asks for pkg_resources; not ours to mend
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba


def _odd(text: str) -> frozenset[str]:
    return frozenset(mark for mark in set(text) if not _BLOCK.match(mark))
