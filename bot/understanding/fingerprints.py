"""What a text is known by when somebody else tells the same: rare words by their sound, things, marks of the place."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress, count, islice, pairwise
from pathlib import Path

from bot.domain.similar import SIDE, Fingerprint, Shown
from bot.understanding.marks import houses, numbered
from bot.understanding.mentions import Places, Span
from bot.understanding.normalise import fold
from bot.understanding.things import HALVES, Finder
from bot.understanding.wordfile import Opener, open_words

MOST_WORDS = 32  # pairs that are kept of a text: what a letter is about stands out by then
_CLOSELY = 600  # characters in which they are looked for: a letter says what it is about before that
_REMEMBERED = 50_000  # words whose rarity need not be worked out again
_COMMON = 3.0  # a word is rare by so many powers of ten before it tells anything
_RAREST = 3.0  # and beyond that by as many as count
_ALONE = 0.5  # what one syllable by itself counts of a pair
_LONGEST_ROAD = 5  # characters; what is longer and ends like a road is half a sentence
_TELLS = re.compile(r"[\u4e00-\u9fff]+|[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as it is looked at: normalised, its ``telling`` part without names of places and the like; ``edges``
    of its tokens, places found in it. ``shown``: the masked text, folded; what is not in there is not kept."""

    text: str
    telling: str
    edges: bytearray
    spans: Sequence[Span]
    shown: str


class Fingerprints:
    """The words of ``things.yaml``, compiled. Immutable; every method is pure."""

    def __init__(
        self,
        things: Mapping[str, str],
        wide: Iterable[str],
        apart: Mapping[str, str],
        ignore: Iterable[str],
        rarity: Callable[[str], float],
        codes: Callable[[str], Iterable[str]],
    ) -> None:
        """``things``: every word → the name of its line; ``apart``: the same. ``rarity``: how rare a word is, in powers
        of ten; ``codes``: the categories a word speaks for."""
        self._things, self._apart = Finder(things), Finder(apart)
        self._wide = Finder(dict.fromkeys(wide, ""))
        self._ignore = frozenset(ignore)
        self._rarity = rarity
        self._codes: dict[str, set[str]] = {}
        for word, line in things.items():
            self._codes.setdefault(line, set()).update(codes(word))
        self._told = lru_cache(_REMEMBERED)(self._tells)

    @classmethod
    def load(
        cls,
        path: Path,
        rarity: Callable[[str], float],
        codes: Callable[[str], Iterable[str]],
        opened: Opener = open_words,
    ) -> "Fingerprints":
        """Raises :class:`~bot.domain.findings.FilesInvalid` with the line of the fault."""
        file = opened(path)
        file.only("things", "wide", "apart", "ignore")
        rows: dict[str, dict[str, str]] = {"things": {}, "apart": {}}
        for key, named in rows.items():
            for line in file.lines(key):
                words = [fold(word) for word in line.text.split()]
                for word in words:
                    if not all(word.split(HALVES)):
                        raise file.fail(line.number, f"{word!r}: a word stands on both sides of {HALVES}")
                    if word in named:
                        raise file.fail(line.number, f"{word!r} stands in the line of {named[word]!r} already")
                    named[word] = words[0]
        wide, ignore = (tuple(fold(word) for word in file.words(key)) for key in ("wide", "ignore"))
        return cls(rows["things"], wide, rows["apart"], ignore, rarity, codes)

    def fingerprint(self, seen: Seen, places: Places) -> Fingerprint:
        words, shown, spelt = self._words(seen)
        things = sorted({name for _, name in self._things.find(seen.telling)})
        kept = sorted(words, key=words.__getitem__, reverse=True)[:MOST_WORDS]
        return Fingerprint(
            words={key: shown[key] for key in kept},
            spelt={key: spelt[key] for key in kept},
            things=tuple(things),
            codes=tuple(sorted({code for name in things for code in self._codes[name]})),
            marks={kind: shown for kind, shown in self._marks(seen, places) if shown},
            wide=bool(self._wide.find(seen.telling)),
        )

    def _words(self, seen: Seen) -> tuple[dict[str, float], dict[str, float], dict[str, str]]:
        """Pairs of syllables with weight, the same rounded, and the word: inside words, and across characters jieba
        left alone, as it does with what is misspelt."""
        words: dict[str, float] = {}
        shown: dict[str, float] = {}
        spelt: dict[str, str] = {}
        telling, told, masked = seen.telling, self._told, seen.shown != seen.text
        last = last_sound = ""
        start = 0
        for end in islice(compress(count(), seen.edges[:_CLOSELY]), 1, None):
            token = telling[start:end]
            alone, start = end - start == 1, end
            weight, full, half, sounds = told(token)
            if not weight or (masked and token not in seen.shown):
                last = ""
                continue
            if not alone:
                last = ""
                for sound in sounds:
                    if weight > words.get(sound, 0.0):
                        words[sound], shown[sound], spelt[sound] = weight, full, token
                continue
            sound = sounds[0]
            if weight * _ALONE > words.get(sound, 0.0):
                words[sound], shown[sound], spelt[sound] = weight * _ALONE, half, token
            if last:
                pair = last_sound + sound
                if weight > words.get(pair, 0.0):
                    words[pair], shown[pair], spelt[pair] = weight, full, last + token
            last, last_sound = token, sound
        return words, shown, spelt

    def _tells(self, token: str) -> tuple[float, float, float, tuple[str, ...]]:
        """How much a word counts, the same and half of it rounded, and the pairs of syllables in it; of one character
        its syllable."""
        weight = self._rare(token)
        sounds = (token,) if not weight or token.isascii() else tuple(map(_sound, token))
        pairs = tuple(one + other for one, other in pairwise(sounds)) or sounds
        return weight, round(weight, 2), round(weight * _ALONE, 2), pairs

    def _rare(self, token: str) -> float:
        if token in self._ignore or not _TELLS.fullmatch(token):
            return 0.0
        return min(max(self._rarity(token) - _COMMON, 0.0), _RAREST)

    def _marks(self, seen: Seen, places: Places) -> Iterator[tuple[str, Shown]]:
        counted = numbered(seen.text)
        named: dict[str, dict[str, str]] = {}
        for span in seen.spans:
            name, kind = places.name_of(seen.text, span)
            if kind and name in seen.shown and not (kind == "road" and len(name) > _LONGEST_ROAD):
                named.setdefault(kind, {})["".join(map(_sound, name))] = name
                counted.setdefault("house", {}).update(houses(seen.text[span.start + len(name) : span.end]))
        yield from counted.items()
        yield from named.items()
        for word, line in self._apart.find(seen.text):
            yield f"{SIDE} {line}", {word: word}


@cache
def _sound(mark: str) -> str:
    """The syllable of a character, without its tone: 躁 and 噪 are one. Anything else is itself."""
    # Its phrases tell nothing about a single character, and they are 46 MB.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin  # a while, which whoever only starts need not wait for

    return str(lazy_pinyin(mark)[0])
