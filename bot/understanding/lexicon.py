"""The tokenizer of jieba with the words of the rules, and where those words stand in a text."""

import logging
import marshal
import math
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bot.understanding.rulefile import CategoryRules, LexiconRules

with warnings.catch_warnings():  # jieba 0.42 has unescaped patterns and asks for pkg_resources; not ours to mend
    warnings.simplefilter("ignore")
    import jieba

jieba.setLogLevel(logging.WARNING)

_NUMERALS = frozenset(
    "一二三四五六七八九十百千万两几0123456789"
)  # the grammar of numbers: jieba keeps 五万 and 六楼 together


@dataclass(slots=True)
class Entry:
    """What a word of the rules does: votes for categories (index, weight), is part of combinations, cancels
    categories in its clause, hides the words inside it, or says that what stands before it is a landmark."""

    votes: list[tuple[int, float]] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    cancels: list[int] = field(default_factory=list)
    neutral: bool = False
    landmark: bool = False


class Hit(NamedTuple):
    """A word of the rules at ``[start, end)``. ``covered``: inside a longer one that counts instead; ``hidden``:
    inside a neutral word."""

    start: int
    end: int
    word: str
    entry: Entry
    covered: bool = False
    hidden: bool = False


_Found = tuple[int, int, str, Entry]


@dataclass(frozen=True, slots=True)
class Scan:
    """``edges[i]`` is 1 where a token begins or ends; ``hits`` are in the order of the text."""

    edges: bytearray
    hits: tuple[Hit, ...]

    def meaningless(self) -> Iterator[tuple[int, int]]:
        """Where words stand that mean nothing and hide the words inside them, and words that only mark a place: what
        stands before "opposite"."""
        marks = {hit.start for hit in self.hits if hit.entry.landmark}
        return (
            (hit.start, hit.end)
            for hit in self.hits
            if (hit.entry.neutral and not hit.entry.votes and not hit.covered)
            or (hit.end in marks and hit.entry.votes and not hit.hidden)
        )


class Lexicon:
    """Own tokenizer, own dictionary: jieba's global one stays untouched. Immutable after building."""

    def __init__(self, rules: Iterable[CategoryRules], words: LexiconRules, cache_dir: Path | None = None) -> None:
        self._tokenizer = _tokenizer(cache_dir)
        self.entries: dict[str, Entry] = {}
        self._inner: dict[str, tuple[int, ...]] = {}
        self._numbers: dict[frozenset[str], int] = {}
        for word, frequency in words.frequency.items():
            self._set_frequency(word, frequency)
        for word in words.neutral:
            self.entry(word).neutral = True
        for word in words.landmarks:
            self.entry(word).landmark = True
        for index, rule in enumerate(rules):
            self._enter(index, rule)
        self._teach()

    def entry(self, word: str) -> Entry:
        return self.entries.setdefault(word, Entry())

    def part(self, words: frozenset[str]) -> int:
        """The number under which entries know this set of words."""
        if words not in self._numbers:
            self._numbers[words] = len(self._numbers)
            for word in words:
                self.entry(word).parts.append(self._numbers[words])
        return self._numbers[words]

    def _enter(self, index: int, rule: CategoryRules) -> None:
        for word in rule.words:
            self.entry(word.text).votes.append((index, word.weight))
        for line in rule.none_of:
            self.entry(line.text).cancels.append(index)
        for pattern in rule.patterns:
            for words in (*pattern.parts, pattern.unless):
                self.part(words)

    def _set_frequency(self, word: str, frequency: int) -> None:
        tokenizer = self._tokenizer
        tokenizer.total += frequency - tokenizer.FREQ.get(word, 0)
        tokenizer.FREQ[word] = frequency

    def _teach(self) -> None:
        """Adds the words jieba does not know; remembers how it cut them before, for one-character words."""
        unknown = [word for word in self.entries if len(word) > 1 and not self._tokenizer.FREQ.get(word)]
        cuts = {word: self._tokenizer.lcut(word, HMM=False) for word in unknown}
        for word, cut in cuts.items():
            ends = [sum(map(len, cut[:count])) for count in range(1, len(cut))]
            self._inner[word] = tuple(ends)
        for word in unknown:
            self._tokenizer.add_word(word)
        for word in self.entries:
            if len(word) == 1:
                self._tokenizer.FREQ.setdefault(word, 1)

    def produces(self, word: str) -> bool:
        """Whether the tokenizer can ever find ``word`` where it stands alone."""
        return any(hit.start == 0 and hit.end == len(word) and not hit.hidden for hit in self.scan(word).hits)

    def cut(self, text: str) -> list[str]:
        """jieba's own cut with this dictionary."""
        return list(self._tokenizer.cut(text, HMM=False))

    def scan(self, text: str) -> Scan:
        """All words of the rules in ``text`` that stand on edges of tokens; longest first where they nest."""
        ends, found = self._walk(text)
        edges = self._edges(text, ends)
        return Scan(edges, self._weed([hit for hit in found if _stands(edges, hit[0], hit[1])], len(text)))

    def _walk(self, text: str) -> tuple[list[int], list[_Found]]:
        """jieba's likeliest path (its ``get_DAG`` and ``calc`` in one backward pass, a third of the time) as the
        end of the best token at each place, and every rule word its dictionary can produce."""
        frequency, entries, length, log = self._tokenizer.FREQ.get, self.entries, len(text), math.log
        total = log(self._tokenizer.total)
        best, ends = [0.0] * (length + 1), [0] * length
        found: list[_Found] = []
        for start in range(length - 1, -1, -1):
            top, end, stop = -math.inf, 0, start + 1
            word = text[start]
            count = frequency(word)
            while count is not None:
                if count:
                    score = log(count) - total + best[stop]
                    if score >= top:
                        top, end = score, stop
                    entry = entries.get(word)
                    if entry is not None:
                        found.append((start, stop, word, entry))
                if stop == length:
                    break
                stop += 1
                word = text[start:stop]
                count = frequency(word)
            if not end:
                top, end = best[start + 1] - total, start + 1
            best[start], ends[start] = top, end
        return ends, found

    def _edges(self, text: str, ends: list[int]) -> bytearray:
        edges = bytearray(len(text) + 1)
        edges[0] = 1
        place = 0
        while place < len(text):
            end = ends[place]
            edges[end] = 1
            if end - place > 1:
                for inner in self._inner.get(text[place:end], ()):
                    edges[place + inner] = 1
                if text[place] in _NUMERALS:
                    edges[place + 1] = 1
                    edges[end - 1] = 1
            place = end
        return edges

    @staticmethod
    def _weed(found: list[_Found], length: int) -> tuple[Hit, ...]:
        """Marks what a longer counting word covers and what a neutral one hides."""
        reach, hide = [0] * length, [0] * length
        hits = []
        for start, end, word, entry in sorted(found, key=_longest_first):
            hits.append(Hit(start, end, word, entry, reach[start] >= end, hide[start] >= end))
            if entry.votes or entry.neutral:
                _mark(reach, start, end)
            if entry.neutral:
                _mark(hide, start, end)
        hits.sort(key=_place)
        return tuple(hits)


def _longest_first(found: _Found) -> tuple[int, int]:
    return found[0] - found[1], found[0]


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


def _mark(row: list[int], start: int, end: int) -> None:
    for place in range(start, end):
        row[place] = max(row[place], end)


def _stands(edges: bytearray, start: int, end: int) -> bool:
    """Words of three and more characters count wherever they stand, shorter ones only if they cut no token."""
    if end - start > 2 or (edges[start] and edges[end]):
        return True
    return end - start == 2 and not edges[start + 1]


def _tokenizer(cache_dir: Path | None) -> jieba.Tokenizer:
    """With a folder for its cache it starts six times as fast; without one it writes nothing anywhere."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = _kept_dictionary(cache_dir) if cache_dir else _dictionary()
    tokenizer.initialized = True
    return tokenizer


def _dictionary() -> tuple[dict[str, int], int]:
    frequencies, total = jieba.dt.gen_pfdict(jieba.dt.get_dict_file())
    return frequencies, total


def _kept_dictionary(cache_dir: Path) -> tuple[dict[str, int], int]:
    """jieba keeps its dictionary too, but reads it back from the file piece by piece, four times as slowly."""
    file = cache_dir / f"jieba-{jieba.__version__}-{sys.hexversion:x}.marshal"
    try:
        frequencies, total = marshal.loads(file.read_bytes())
        return frequencies, total
    except (OSError, EOFError, ValueError, TypeError):
        frequencies, total = _dictionary()
    # Where nothing may be written it starts more slowly, that is all.
    with suppress(OSError):
        cache_dir.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed: another process that starts just now reads all of it or nothing.
        with tempfile.NamedTemporaryFile(dir=cache_dir, delete=False) as part:
            part.write(marshal.dumps((frequencies, total)))
        Path(part.name).replace(file)
    return frequencies, total
