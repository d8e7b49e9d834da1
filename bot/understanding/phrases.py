"""Phrases and combinations of words, looked up in one pass over a text. No segmentation: panic has no grammar."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import Generic, NamedTuple, TypeVar

from bot.understanding import normalise

LONGEST = 12  # characters; a longer word may be overlooked at the edge of a window
STOP = "。"
PAUSE = "，"
_LONE = re.compile(r"(?<!\S)(\S)[^\S\n\r]+(?=\S)")
_SPACES = re.compile(r"[^\S\n\r]+")
_MARKS = {
    ord(mark): meaning for marks, meaning in (("。！？!?;；\n…", STOP), (",，、:：~～|/", PAUSE)) for mark in marks
}


def fold(text: str) -> str:
    """``text`` in one spelling (:func:`normalise.fold`), every sentence mark ``STOP``, every lesser one ``PAUSE``.
    Characters written apart are joined, other spaces are pauses: chat has few commas."""
    text = text.strip()
    if _SPACES.search(text):
        text = _SPACES.sub(PAUSE, _LONE.sub(r"\1", text))
    return text.translate(_folding())


@cache
def _folding() -> dict[int, str | None]:
    """The table of :func:`normalise.fold` with what the marks mean already in it: one pass instead of two."""
    table = normalise.folding()
    return {**_MARKS, **{code: _MARKS.get(ord(mark), mark) if mark else mark for code, mark in table.items()}}


class Hit(NamedTuple):
    """``word`` stands at ``[start, end)`` of the folded text."""

    start: int
    end: int
    word: str


class Hits:
    """What :meth:`WordIndex.scan` found, by the number of a set of words; where, is looked up when asked for: most
    words of a message take part in nothing."""

    def __init__(
        self, text: str, words: Set[str], present: int, sets: Sequence[frozenset[str]], idioms: Sequence[Hit] = ()
    ) -> None:
        """``words``: those that stand in ``text``; what an idiom hides is not found."""
        self.text = text
        self.words = words
        self.present = present
        self._sets = sets
        self._idioms = idioms
        self._gathered: dict[int, Sequence[Hit]] = {}

    def __getitem__(self, number: int) -> Sequence[Hit]:
        """Hits of the set, in order of their start; none when nothing of it was found."""
        if not self.present >> number & 1:
            return ()
        if number not in self._gathered:
            found = self.words & self._sets[number]
            self._gathered[number] = sorted(hit for word in found for hit in self._places(word))
        return self._gathered[number]

    def _places(self, word: str) -> Iterator[Hit]:
        start = self.text.find(word)
        while start >= 0:
            hit = Hit(start, start + len(word), word)
            if not (self._idioms and _hidden(hit, self._idioms)):
                yield hit
            start = self.text.find(word, start + 1)

    def without(self, idioms: Sequence[Hit]) -> "Hits":
        """The same without the words an idiom hides."""
        return Hits(self.text, self.words, self.present, self._sets, idioms) if idioms else self


def _hidden(hit: Hit, idioms: Sequence[Hit]) -> bool:
    """Whether an idiom lies over the word or one end of it (气炸 over 炸了); one inside the word hides nothing."""
    near = between(idioms, hit.start - LONGEST, hit.end)
    return any(idiom.end > hit.start and not _within(idiom, hit) for idiom in near)


def _within(inner: Hit, outer: Hit) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner.end - inner.start < outer.end - outer.start


class WordIndex:
    """Sets of words, each under a number; ``scan`` finds all words of all sets in one pass, overlapping ones too."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {}
        self._sets: list[frozenset[str]] = []
        self._members: dict[str, int] = {}
        self._ages: dict[str, int] = {}
        self._singles: set[str] = set()
        self._by_pair: dict[str, list[str]] = {}

    def number(self, words: Sequence[str]) -> int:
        """The number under which hits of these words are found; the same words get the same number."""
        key = frozenset(fold(word) for word in words) - {""}
        if key not in self._numbers:
            self._numbers[key] = len(self._sets)
            self._sets.append(key)
            for word in sorted(key):
                self._enter(word, 1 << self._numbers[key])
        return self._numbers[key]

    def words(self, number: int) -> frozenset[str]:
        """The words of a set."""
        return self._sets[number]

    def age(self, word: str) -> int:
        """The first word that was entered has 0."""
        return self._ages[word]

    def _enter(self, word: str, bit: int) -> None:
        self._ages.setdefault(word, len(self._ages))
        if len(word) == 1:
            self._singles.add(word)
        elif word not in self._members:
            self._by_pair.setdefault(word[:2], []).append(word)
        self._members[word] = self._members.get(word, 0) | bit

    def read(self, text: str) -> "Folded":
        """``text`` folded, with its words."""
        folded = fold(text)
        return Folded(folded, self.scan(folded))

    def scan(self, folded: str) -> Hits:
        """Every word of every set in ``folded``."""
        words = self._singles.intersection(folded)
        by_pair = self._by_pair
        for pair in by_pair.keys() & map(add, folded, folded[1:]):
            for word in by_pair[pair]:
                if len(word) == 2 or word in folded:
                    words.add(word)
        present, members = 0, self._members
        for word in words:
            present |= members[word]
        return Hits(folded, words, present, self._sets)


class Folded(NamedTuple):
    """A folded text and the words in it, found once for all who share the index."""

    text: str
    hits: Hits


@dataclass(frozen=True, slots=True)
class Combination:
    """Words that must stand near each other: numbers of a :class:`WordIndex`, none more than ``gap`` characters from
    the next (``ordered``) or from the first (not ordered), and nothing of ``unless`` within ``gap`` of them."""

    parts: tuple[int, ...]
    ordered: bool = False
    gap: int = 10
    unless: int | None = None

    def find(self, hits: Hits, everything: Hits) -> Iterator[tuple[Hit, ...]]:
        """Every place where it stands in ``hits``, one per place of the first part; what excludes it is looked for
        in ``everything``, where nothing is hidden."""
        for first in hits[self.parts[0]]:
            found = self._rest(hits, (first,))
            if found and not self._excluded(everything, found):
                yield found

    def _rest(self, hits: Hits, found: tuple[Hit, ...]) -> tuple[Hit, ...] | None:
        if len(found) == len(self.parts):
            return found
        anchor = found[-1] if self.ordered else found[0]
        low = anchor.end if self.ordered else anchor.start - self.gap - LONGEST
        for hit in between(hits[self.parts[len(found)]], low, anchor.end + self.gap + 1):
            if self._fits(anchor, hit) and not any(_overlap(hit, other) for other in found):
                rest = self._rest(hits, (*found, hit))
                if rest:
                    return rest
        return None

    def _fits(self, anchor: Hit, hit: Hit) -> bool:
        return hit.end >= anchor.start - self.gap and (not self.ordered or hit.start >= anchor.end)

    def _excluded(self, hits: Hits, found: tuple[Hit, ...]) -> bool:
        if self.unless is None:
            return False
        start, end = min(hit.start for hit in found), max(hit.end for hit in found)
        return bool(between(hits[self.unless], start - self.gap, end + self.gap))


def between(hits: Sequence[Hit], low: int, high: int) -> Sequence[Hit]:
    """The hits that start at or after ``low`` and before ``high``."""
    return hits[bisect_left(hits, low, key=_start) : bisect_left(hits, high, key=_start)]


def _start(hit: Hit) -> int:
    return hit.start


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


T = TypeVar("T")


class PhraseBook(Generic[T]):
    """Combinations with what they stand for; ``candidates`` passes over those that cannot be in a text."""

    def __init__(self, index: WordIndex) -> None:
        self._index = index
        self._by_word: dict[str, list[tuple[int, Combination, T]]] = {}

    def add(self, combination: Combination, meaning: T) -> None:
        """Enter it under every word of its part with the fewest words."""
        entry = (sum({1 << part for part in combination.parts}), combination, meaning)
        for word in min((self._index.words(part) for part in combination.parts), key=len):
            self._by_word.setdefault(word, []).append(entry)

    def candidates(self, hits: Hits) -> list[tuple[Combination, T]]:
        """Whatever has at least one word of every part in the text, wherever they stand; each once, in the order of
        the words of which they were found."""
        absent, by_word = ~hits.present, self._by_word
        found = [
            (word, entry) for word in hits.words & by_word.keys() for entry in by_word[word] if not entry[0] & absent
        ]
        if len(found) > 1:
            # A set has another order in every process.
            found.sort(key=lambda one: (hits.text.find(one[0]), len(one[0]) == 1, self._index.age(one[0])))
            return list({id(entry): entry[1:] for _, entry in found}.values())
        return [entry[1:] for _, entry in found]


def parse_line(text: str, index: WordIndex, groups: Mapping[str, Sequence[str]]) -> Iterator[Combination]:
    """A line of a word file: several words, each by itself, or one combination. Raises ValueError when unreadable."""
    if any(mark in text for mark in (" + ", " > ", " - ", "|")):
        yield _parse_combination(text, index, groups)
    else:
        yield from (Combination((index.number((word,)),)) for word in text.split())


def _parse_combination(text: str, index: WordIndex, groups: Mapping[str, Sequence[str]]) -> Combination:
    """The combination written as ``a|b + <group>`` (near each other) or ``a > b`` (in this order), with `` - c|d``
    (unless one of these is near) and `` ~ 6`` (how near, in characters). Raises ValueError with what is wrong."""
    body, _, gap = text.partition(" ~ ")
    body, _, unless = body.partition(" - ")
    marks = [mark for mark in (" + ", " > ") if mark in body]
    if len(marks) == 2 or (gap and not gap.strip().isdecimal()):
        raise ValueError(f"cannot read {text!r}: either + or >, and a number after ~")
    parts = body.split(marks[0]) if marks else [body]
    return Combination(
        tuple(index.number(_choices(part, groups)) for part in parts),
        ordered=marks == [" > "],
        gap=int(gap) if gap else 10,
        unless=index.number(_choices(unless, groups)) if unless else None,
    )


def _choices(part: str, groups: Mapping[str, Sequence[str]]) -> list[str]:
    words: list[str] = []
    for choice in part.strip().split("|"):
        name = choice[1:-1]
        if choice.startswith("<") and choice.endswith(">"):
            if name not in groups:
                raise ValueError(f"there is no group {choice}")
            words += groups[name]
        elif not choice or any(mark in choice for mark in " <>+~"):
            raise ValueError(f"cannot read {part.strip()!r}")
        else:
            words.append(choice)
    return words
