"""Place names as they stand in a text: candidates for the gazetteer, which alone knows what exists."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, count, islice
from pathlib import Path

from bot.understanding.normalise import fold
from bot.understanding.wordfile import Opener, open_words

# The grammar of house numbers, not wording: digits or Chinese numerals, letters of buildings, joined by hyphens.
_DIGITS = r"[0-9a-z一二三四五六七八九十百零]{1,6}(?:-[0-9a-z]{1,4}){0,3}"
_SHORTEST = 3  # characters: what is shorter (this village, the lawn) is hardly ever a name
_NAME_CHARACTER = re.compile(r"[0-9a-z\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A mention in the normalised text. ``quiet``: the words inside are a name and mean nothing else."""

    start: int
    end: int
    quiet: bool


class Places:
    """What place names end with. Compiled from ``routing_rules/places.yaml``."""

    def __init__(self, roads: tuple[str, ...], estates: tuple[str, ...], landmarks: tuple[str, ...],
                 numbers: tuple[str, ...], alone: tuple[str, ...], generic: tuple[str, ...],
                 stops: tuple[str, ...], name_length: int) -> None:  # fmt: skip
        quiet = {**dict.fromkeys(roads, True), **dict.fromkeys(estates, True)}
        self._quiet = {**dict.fromkeys(landmarks, False), **quiet}
        kinds = {"landmark": landmarks, "estate": estates, "road": roads}
        self._kinds = {suffix: kind for kind, suffixes in kinds.items() for suffix in suffixes}
        self._longest = max(map(len, self._quiet), default=0)
        self._lasts = frozenset(suffix[-1] for suffix in self._quiet)
        self._generic = frozenset(generic)
        self._stops = frozenset(stops)
        self._name_length = name_length
        self._number = re.compile(rf"(?:{_DIGITS}(?:{_either(numbers)})){{1,6}}") if numbers else None
        self._alone = (
            re.compile(rf"{_DIGITS}(?:{_either(alone)})(?:{_DIGITS}(?:{_either(numbers)})){{0,5}}") if alone else None
        )

    @classmethod
    def load(cls, path: Path, opened: Opener = open_words) -> "Places":
        """Raises :class:`~bot.domain.findings.FilesInvalid` with the line of the fault."""
        file = opened(path)
        keys = ("roads", "estates", "landmarks", "numbers", "alone", "generic", "stops")
        file.only(*keys, "name_length")
        roads, estates, landmarks, numbers, alone, generic, stops = (
            tuple(fold(word) for word in file.words(key)) for key in keys
        )
        name_length = file.whole_number("name_length", 6)
        return cls(roads, estates, landmarks, numbers, alone, generic, stops, name_length)

    def find(self, text: str, edges: bytearray) -> tuple[Span, ...]:
        """Mentions in the normalised ``text``, in order, not overlapping. ``edges``: where tokens begin and end."""
        spans: list[Span] = []
        places = list(compress(count(), edges))
        last, lasts = 0, self._lasts
        # The last character of each token.
        for number, mark in enumerate(compress(text, islice(edges, 1, None)), start=1):
            span = self._named(text, places, number, last) if mark in lasts else None
            if span is not None:
                spans.append(span)
                last = span.end
        spans += self._numbered(text, spans)
        return tuple(sorted(spans, key=lambda span: span.start))

    def name_of(self, text: str, span: Span) -> tuple[str, str]:
        """The name in a mention without the house numbers behind it, and what it names: "road", "estate" or
        "landmark"; "" and "" for a house by number only."""
        for end in range(span.end, span.start, -1):
            for length in range(min(self._longest, end - span.start - 1), 0, -1):
                kind = self._kinds.get(text[end - length : end])
                if kind is not None:
                    return text[span.start : end], kind
        return "", ""

    def _named(self, text: str, places: list[int], number: int, floor: int) -> Span | None:
        """The mention whose suffix ends with the token before ``places[number]``, if there is one."""
        end = places[number]
        suffix = self._suffix(text, places[number - 1], end)
        if suffix is None or end <= floor:
            return None
        start = self._begin(text, places, number, end - len(suffix), floor)
        if start >= end - len(suffix) or end - start < _SHORTEST or text[start:end] in self._generic:
            return None
        return Span(start, self._with_number(text, end), self._quiet[suffix])

    def _suffix(self, text: str, start: int, end: int) -> str | None:
        token = text[start:end]
        if token in self._generic and token not in self._quiet:
            return None
        for length in range(min(self._longest, end - start), 0, -1):
            if text[end - length : end] in self._quiet:
                return text[end - length : end]
        return None

    def _begin(self, text: str, places: list[int], number: int, suffix: int, floor: int) -> int:
        """Goes left from the suffix, token by token, as long as it still looks like a name."""
        start = suffix
        for place in reversed(places[:number]):
            if place >= suffix:
                continue
            token = text[place:start]
            if place < floor or suffix - place > self._name_length or token in self._stops:
                break
            if not _NAME_CHARACTER.fullmatch(token):
                break
            start = place
        return start

    def _with_number(self, text: str, end: int) -> int:
        found = self._number.match(text, end) if self._number else None
        return found.end() if found else end

    def _numbered(self, text: str, spans: list[Span]) -> Iterator[Span]:
        """Houses named by number only."""
        if self._alone is None:
            return
        starts = [span.start for span in spans]
        for found in self._alone.finditer(text):
            before = bisect_right(starts, found.start()) - 1
            if before < 0 or spans[before].end <= found.start():
                yield Span(found.start(), found.end(), True)


def _either(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
