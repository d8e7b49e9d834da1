"""The words of the rules, and where they stand in a text: on the edges of jieba's tokens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import add
from pathlib import Path
from typing import NamedTuple

from bot.keeping import kept
from bot.understanding.rulefile import CategoryRules, LexiconRules
from bot.understanding.tokens import Tokenizer, edition, tokenizer

_NUMERALS = frozenset(
    "一二三四五六七八九十百千万两几0123456789"
)  # the grammar of numbers: jieba keeps 五万 and 六楼 together


@dataclass(slots=True)
class Entry:
    """What a word of the rules does: votes for categories (index, weight), is part of combinations, cancels
    categories in its clause, hides the words inside it, or says that what stands before it is a landmark."""

    votes: list[tuple[int, float]] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    bits: int = 0  # of the parts, to see at once which combinations can stand
    cancels: list[int] = field(default_factory=list)
    neutral: bool = False
    landmark: bool = False
    telling: bool = False  # anything but a part


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
"""Its length below 0, so that the longest come first where they are sorted; where it begins; the word. No two are alike
in the first two, so that nothing else is ever compared."""


class Scan:
    """``edges[i]`` is 1 where a token begins or ends. Immutable."""

    def __init__(self, edges: bytearray, found: Sequence[_Found], length: int) -> None:
        """``found``: the words of the rules that stand in a text of so many characters."""
        self.edges = edges
        self.found = found
        self._length = length
        #: Words that count by themselves, not as parts of combinations alone, in the order of the text.
        self.telling = _weed([one for one in found if one[3].telling], length) if found else ()

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """All words, in the order of the text; longest first where they nest."""
        return _weed(self.found, self._length)

    def meaningless(self) -> Iterator[tuple[int, int]]:
        """Where words stand that mean nothing and hide the words inside them, and words that only mark a place: what
        stands before "opposite"."""
        marks = {hit.start for hit in self.telling if hit.entry.landmark}
        return (
            (hit.start, hit.end)
            for hit in self.telling
            if (hit.entry.neutral and not hit.entry.votes and not hit.covered)
            or (hit.end in marks and hit.entry.votes and not hit.hidden)
        )


class Lexicon:
    """Own tokenizer, own dictionary: jieba's global one stays untouched. Immutable after building."""

    def __init__(
        self,
        rules: Iterable[CategoryRules],
        words: LexiconRules,
        cache_dir: Path | None = None,
        fast: bool = True,
        new: Tokenizer | None = None,
    ) -> None:
        """``fast``: cut with rjieba where it is installed; the tokens are the same. ``new``: the tokenizer, where one
        is made already; it is taught the words."""
        self.tokenizer: Tokenizer = new or tokenizer(cache_dir, fast)
        self.entries: dict[str, Entry] = {}
        self._numbers: dict[frozenset[str], int] = {}
        self._singles: dict[str, Entry] = {}
        self._by_pair: dict[str, list[tuple[str, Entry]]] = {}
        for word, frequency in words.frequency.items():
            self.tokenizer.set_frequency(word, frequency)
        for word in words.neutral:
            self.entry(word).neutral = True
        for word in words.landmarks:
            self.entry(word).landmark = True
        for index, rule in enumerate(rules):
            self._enter(index, rule)
        self._teach(cache_dir, map("=".join, zip(words.frequency, map(str, words.frequency.values()), strict=True)))

    def entry(self, word: str) -> Entry:
        found = self.entries.get(word)
        if found is None:
            found = self.entries[word] = Entry()
        return found

    def part(self, words: frozenset[str]) -> int:
        """The number under which entries know this set of words."""
        if words not in self._numbers:
            self._numbers[words] = len(self._numbers)
            for word in sorted(words):  # a set has another order in every process, and frequencies depend on it
                entry = self.entry(word)
                entry.parts.append(self._numbers[words])
                entry.bits |= 1 << self._numbers[words]
        return self._numbers[words]

    def _enter(self, index: int, rule: CategoryRules) -> None:
        for word in rule.words:
            self.entry(word.text).votes.append((index, word.weight))
        for line in rule.none_of:
            self.entry(line.text).cancels.append(index)
        for pattern in rule.patterns:
            for words in (*pattern.parts, pattern.unless):
                self.part(words)

    def _teach(self, cache_dir: Path | None, corrections: Iterable[str]) -> None:
        """Adds the words jieba does not know; remembers how it cut them before, for one-character words. How frequent
        each must be is kept: it depends on jieba's dictionary, the ``corrections`` and the words before it."""

        def add() -> tuple[dict[str, int], dict[str, tuple[int, ...]]]:
            unknown = [word for word in self.entries if len(word) > 1 and not self.tokenizer.knows(word)]
            cuts = {word: self.tokenizer.cut(word) for word in unknown}
            inner = {
                word: tuple(sum(map(len, cut[:count])) for count in range(1, len(cut))) for word, cut in cuts.items()
            }
            return {word: self.tokenizer.add(word) for word in unknown}, inner

        made_of = (edition(), " ".join(corrections), " ".join(self.entries))
        frequencies, self._inner = kept(cache_dir, "words", made_of, add)
        for word, frequency in frequencies.items():
            if not self.tokenizer.knows(word):  # unless it was added just now
                self.tokenizer.learn(word, frequency)
        for word, entry in self.entries.items():
            entry.telling = bool(entry.votes or entry.cancels or entry.neutral or entry.landmark)
            if len(word) == 1:
                self._singles[word] = entry
            else:
                self._by_pair.setdefault(word[:2], []).append((word, entry))

    def produces(self, word: str) -> bool:
        """Whether the tokenizer can ever find ``word`` where it stands alone."""
        return any(hit.start == 0 and hit.end == len(word) and not hit.hidden for hit in self.scan(word).hits)

    def rarity(self, word: str) -> float:
        """In powers of ten; a word the dictionary has not is as rare as one it has seen once."""
        return self.tokenizer.rarity(word)

    def cut(self, text: str) -> list[str]:
        """jieba's own cut with this dictionary."""
        return self.tokenizer.cut(text)

    def scan(self, text: str) -> Scan:
        """All words of the rules in ``text`` that stand on edges of tokens; longest first where they nest."""
        edges = self._edges(text)
        return Scan(edges, self._standing(text, edges), len(text))

    def _edges(self, text: str) -> bytearray:
        edges, inner = bytearray(len(text) + 1), self._inner.get
        edges[0] = 1
        place = 0
        for token in self.tokenizer.tokens(text):
            end = place + len(token)
            edges[end] = 1
            if end - place > 1:
                for within in inner(token, ()):
                    edges[place + within] = 1
                if token[0] in _NUMERALS:
                    edges[place + 1] = 1
                    edges[end - 1] = 1
            place = end
        return edges

    def _standing(self, text: str, edges: bytearray) -> list[_Found]:
        """Words of three and more characters wherever they stand, shorter ones only if they cut no token."""
        singles, by_pair = self._singles, self._by_pair
        found: list[_Found] = []
        pairs = enumerate(map(add, text, text[1:]))
        for start, longer in [(start, by_pair[pair]) for start, pair in pairs if pair in by_pair]:
            for word, entry in longer:
                length = len(word)
                if length > 2:
                    if text.startswith(word, start):
                        found.append((-length, start, word, entry))
                elif (edges[start] and edges[start + 2]) or not edges[start + 1]:
                    found.append((-2, start, word, entry))
        found += [
            (-1, start, mark, singles[mark])
            for start, mark in enumerate(text)
            if mark in singles and edges[start] and edges[start + 1]
        ]
        return found


def _weed(found: Sequence[_Found], length: int) -> tuple[Hit, ...]:
    """Marks what a longer counting word covers and what a neutral one hides."""
    reach, hide = [0] * length, [0] * length
    hits = []
    for shorter, start, word, entry in sorted(found):
        end = start - shorter
        hits.append(Hit(start, end, word, entry, reach[start] >= end, hide[start] >= end))
        if entry.votes or entry.neutral:
            _mark(reach, start, end)
        if entry.neutral:
            _mark(hide, start, end)
    hits.sort()  # by their places: no two have the same
    return tuple(hits)


def _mark(row: list[int], start: int, end: int) -> None:
    for place in range(start, end):
        row[place] = max(row[place], end)
