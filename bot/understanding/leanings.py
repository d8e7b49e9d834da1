"""What pieces of text lean to: one or two characters, how rare they are, and for which classes they speak.

The words of the rules say what a person thought of; the leanings say what was counted in many sentences ("坑" and "颠"
stand in messages about roads). ``rules fit`` writes them, a person may change them: a text file, one piece a line.
A class gets the sum of rarity × weight over the pieces of the text, divided by the length of the vector of rarities,
so that a long letter does not shout louder than a short sentence.
"""

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import add
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.domain.findings import FilesInvalid, Finding
from bot.understanding.keeping import kept

PRIOR = "*"  # a piece of every text: what a class has for it before anything is said
CALM = 8.0  # how much that counts; against it, the two pieces of a very short text do not decide alone
TITLE = 2.0  # a piece in the title counts so much more than one in the body
_HAN = re.compile(r"[\u4e00-\u9fff]+")

_CODES = 0x10000  # characters beyond are no Chinese characters of the files
_FIRST, _TRUE = np.zeros(1, np.intp), np.ones(1, np.bool_)

Scores = NDArray[np.float64]
Stretch = tuple[int, int]
"""``[start, end)`` of a text."""
Numbers = NDArray[np.intp]


class Span(NamedTuple):
    """``text``: neighbouring pieces that lean to a class, joined; ``weight``: what they add to its score."""

    text: str
    weight: float


def pieces(text: str, title: int = 0) -> dict[str, float]:
    """The pieces of ``text`` (normalised) and how often each counts; its first ``title`` characters are the title."""
    counts = {PRIOR: CALM}
    for run in _HAN.findall(text, title):
        counts.update(dict.fromkeys(run, 1.0))
        counts.update(dict.fromkeys(_pairs(run), 1.0))
    for piece in dict.fromkeys(piece for run in _HAN.findall(text, 0, title) for piece in (*run, *_pairs(run))):
        counts[piece] = counts.get(piece, 0.0) + TITLE
    return counts


def _pairs(run: str) -> Iterator[str]:
    return map(add, run, run[1:])


class Leaning(NamedTuple):
    """One line of the file. ``weights``: class → weight."""

    piece: str
    rarity: float
    weights: Mapping[str, float]


class Standing(NamedTuple):
    """Pieces of one text that stand in the files. ``rows``: their numbers, each once, that of :data:`PRIOR` first;
    ``counts``: how often each counts. ``singles`` and ``pairs``: which of ``rows`` begins at each place of the text,
    0 where none does."""

    rows: Numbers
    counts: Scores
    singles: Numbers
    pairs: Numbers


class Numbering:
    """The pieces of several files, each with one number, so that a text is looked through once for all of them.

    The numbers are 0 for :data:`PRIOR`, then the characters, then the pairs by the numbers of their characters; a text
    becomes an array of numbers, and no string is made for a piece."""

    def __init__(self, *files: Iterable[Leaning]) -> None:
        known = sorted({line.piece for line in chain(*files)} - {PRIOR})
        marks = sorted(set("".join(known)))
        self._marks = np.zeros(_CODES, np.intp)
        self._marks[[ord(mark) for mark in marks]] = range(1, len(marks) + 1)
        self._base = len(marks) + 1
        pairs = [piece for piece in known if len(piece) == 2]
        self._rows = {piece: row for row, piece in enumerate((PRIOR, *marks, *pairs))}
        # One more than any pair has, so that every search ends on something.
        self._keys = np.array([*(self._key(pair) for pair in pairs), self._base**2], np.intp)

    def _key(self, pair: str) -> int:
        return int(self._marks[ord(pair[0])]) * self._base + int(self._marks[ord(pair[1])])

    def __len__(self) -> int:
        return len(self._rows)

    def knows(self, piece: str) -> bool:
        return piece in self._rows

    def row(self, piece: str) -> int:
        """The number of a piece of the files."""
        return self._rows[piece]

    def standing(self, text: str, title: int = 0) -> Standing:
        """What of :func:`pieces` has a number."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        singles = self._marks.take(codes, mode="clip")
        keys = singles[:-1] * self._base + singles[1:]
        found = self._keys.searchsorted(keys)
        pairs = (found + self._base) * (self._keys.take(found) == keys)
        if 0 < title <= len(pairs):
            pairs[title - 1] = 0
        standing = np.concatenate((_FIRST, singles, pairs))
        rows = np.sort(standing)
        rows = rows[np.concatenate((_TRUE, rows[1:] != rows[:-1]))]
        places = rows.searchsorted(standing)
        at, pair_at = places[1 : len(text) + 1], places[len(text) + 1 :]
        counts = np.ones(len(rows))
        if title:
            counts[:] = 0.0
            counts[at[title:]] = counts[pair_at[title:]] = 1.0
            counts[np.concatenate((at[:title], pair_at[:title]))] += TITLE
        counts[0] = CALM
        return Standing(rows, counts, at, pair_at)


class Leanings:
    """The compiled lines. Immutable; ``known`` and ``spans`` are pure and take time linear in the text."""

    def __init__(self, classes: Sequence[str], lines: Sequence[Leaning], numbering: Numbering) -> None:
        """``classes``: the order of the scores. A line that names another class raises KeyError."""
        self.classes = tuple(classes)
        self._several = len(lines) > 1
        self._rarity = np.zeros(len(numbering))
        self._weights = np.zeros((len(numbering), len(classes)))
        place = {name: number for number, name in enumerate(classes)}
        rows = [numbering.row(line.piece) for line in lines]
        self._rarity[rows] = [line.rarity for line in lines]
        self._weights[
            np.repeat(np.array(rows, np.intp), [len(line.weights) for line in lines]),
            [place[name] for line in lines for name in line.weights],
        ] = [weight for line in lines for weight in line.weights.values()]

    def __bool__(self) -> bool:
        return self._several

    def known(self, found: Standing) -> "Known":
        """What those of the pieces say that stand in this file."""
        return _known(self._rarity.take(found.rows) * found.counts, self._weights.take(found.rows, axis=0))

    def scores(self, found: Standing) -> Scores:
        """The scores alone of :meth:`known`."""
        strength = self._rarity.take(found.rows) * found.counts
        scores: Scores = strength @ self._weights.take(found.rows, axis=0)
        length = math.sqrt(strength @ strength)
        return scores / length if length else scores

    def within(self, found: Standing, known: "Known", stretches: Sequence[Stretch]) -> "Within":
        """What is known of each of ``stretches`` by itself, all at once. They stand behind the title of the text
        ``found`` and ``known`` are of."""
        strength = self._rarity.take(found.rows)
        strength[0] *= CALM
        told = np.zeros((len(stretches), len(strength)))
        told[:, 0] = 1.0
        for row, (start, end) in zip(told, stretches, strict=True):
            row[found.singles[start:end]] = row[found.pairs[start : max(start, end - 1)]] = 1.0
        told *= strength
        length = np.sqrt(np.add.reduce(told * told, axis=1))
        told /= np.where(length, length, 1.0)[:, None]
        sizes = np.add.reduce(told != 0.0, axis=1).tolist()
        return Within(told @ known.weights, sizes, bool(strength[0]))

    @staticmethod
    def spans(text: str, found: Standing, known: "Known", number: int) -> list[Span]:
        """What in ``text``, the beginning of what ``found`` and ``known`` are of, leans to the class ``number``,
        heaviest first."""
        adding = np.maximum(known.strength * known.weights[:, number], 0.0)
        adding[0] = 0.0
        singles, pairs = adding[found.singles[: len(text)]].tolist(), adding[found.pairs[: len(text) - 1]].tolist()
        heaviest: dict[str, float] = {}
        for start, end in _neighbours([place for place, weight in enumerate(pairs) if weight]):
            weight = sum(pairs[start : end - 1], sum(singles[start:end]))
            if weight > heaviest.get(text[start:end], 0.0):
                heaviest[text[start:end]] = weight
        return [Span(*item) for item in sorted(heaviest.items(), key=_heaviest)]


def _heaviest(span: tuple[str, float]) -> tuple[float, str]:
    return -span[1], span[0]


class Known(NamedTuple):
    """Pieces of one text by a file of leanings: how strongly each speaks (0: not in this file), scaled so that the
    squares of all add up to 1, and its weight for each class. ``scores``: one number a class, in their order:
    logarithms of probabilities but for a constant. ``size``: how many stand in the file; ``telling``: whether any but
    what every text has."""

    strength: Scores
    weights: NDArray[np.float64]
    scores: Scores
    size: int
    telling: bool


class Within(NamedTuple):
    """Of several stretches of one text: a row of scores each, how many of their pieces stand in the file, and whether
    one of these is what every text has."""

    scores: Scores
    sizes: list[int]
    prior: bool


def _known(strength: Scores, weights: NDArray[np.float64]) -> Known:
    length = math.sqrt(strength @ strength)
    if length:
        strength /= length
    standing = int(np.count_nonzero(strength))
    return Known(strength, weights, strength @ weights, standing, standing > bool(strength[0]))


def _neighbours(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of a text where pairs begin at ``places``, overlapping and touching ones together."""
    if not places:
        return
    first = last = places[0]
    for place in places:
        if place > last + 2:
            yield first, last + 2
            first = place
        last = place
    yield first, last + 2


def read_leanings(file: Path, classes: Sequence[str], cache_dir: Path | None = None) -> list[Leaning]:
    """The lines of ``file``, none when there is no such file. ``cache_dir``: where they may be kept in a form that is
    read back ten times as fast. Raises :class:`FilesInvalid` with every fault found."""
    if not file.exists():
        return []
    key = hashlib.sha256("\0".join(classes).encode() + b"\n" + file.read_bytes()).hexdigest()
    lines = kept(cache_dir, f"leanings-{file.stem}", key, lambda: [tuple(line) for line in _read(file, classes)])
    return list(map(Leaning._make, lines))


def _read(file: Path, classes: Sequence[str]) -> list[Leaning]:
    lines, findings = list[Leaning](), list[Finding]()
    known, seen = frozenset(classes), dict[str, int]()
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip() or text.startswith("#"):
            continue
        try:
            line = parse(text)
        except ValueError as error:
            findings.append(Finding(file, number, str(error)))
            continue
        if not line.weights.keys() <= known:
            strange = sorted(line.weights.keys() - known)
            findings.append(Finding(file, number, f"there is no {strange[0]!r} here", text.find(strange[0]) + 1))
        if line.piece in seen:
            findings.append(Finding(file, number, f"{line.piece!r} stands in line {seen[line.piece]} already"))
        seen[line.piece] = number
        lines.append(line)
    if findings:
        raise FilesInvalid(findings)
    return lines


def parse(text: str) -> Leaning:
    """``路灯 4.2 0202=3.1 0205=-0.4``: piece, rarity, weights. Raises ValueError with what is wrong."""
    piece, *rest = text.replace("=", " ").split()
    if piece != PRIOR and not (len(piece) <= 2 and _HAN.fullmatch(piece)):
        raise ValueError(f"{piece!r} must be one or two Chinese characters, or {PRIOR}")
    try:
        rarity = float(rest[0])
        weights = dict(zip(rest[1::2], map(float, rest[2::2]), strict=True))
        if len(weights) != text.count("="):
            raise ValueError
    except (ValueError, IndexError):
        raise ValueError(f"cannot read {text!r}: write piece, rarity, class=weight …, with blanks between") from None
    if not rarity > 0 or not math.isfinite(sum(weights.values(), rarity)):
        raise ValueError(f"{rest[0]!r}: the rarity must be above 0, and numbers must be finite")
    return Leaning(piece, rarity, weights)


def written(line: Leaning) -> str:
    """The line as it stands in a file; :func:`parse` reads it back."""
    weights = sorted(line.weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return " ".join([line.piece, f"{line.rarity:g}", *(f"{name}={weight:g}" for name, weight in weights)])
