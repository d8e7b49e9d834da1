"""What pieces of text lean to: one or two characters, how rare they are, and for which classes they speak.

The words of the rules say what a person thought of; the leanings say what was counted in many sentences ("坑" and "颠"
stand in messages about roads). ``rules fit`` writes them, a person may change them: a text file, one piece a line.
A class gets the sum of rarity × weight over the pieces of the text, divided by the length of the vector of rarities,
so that a long letter does not shout louder than a short sentence.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from operator import add
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.domain.findings import FilesInvalid, Finding

PRIOR = "*"  # a piece of every text: what a class has for it before anything is said
CALM = 8.0  # how much that counts; against it, the two pieces of a very short text do not decide alone
TITLE = 2.0  # a piece in the title counts so much more than one in the body
_HAN = re.compile(r"[\u4e00-\u9fff]+")

Scores = NDArray[np.float64]


class Span(NamedTuple):
    """``text``: neighbouring pieces that lean to a class, joined; ``weight``: what they add to its score."""

    text: str
    weight: float


def pieces(text: str, title: int = 0) -> dict[str, float]:
    """The pieces of ``text`` (normalised) and how often each counts; its first ``title`` characters are the title."""
    counts = {PRIOR: CALM, **dict.fromkeys(_pieces(text[title:]), 1.0)}
    for piece in _pieces(text[:title]):
        counts[piece] = counts.get(piece, 0.0) + TITLE
    return counts


def _pieces(text: str) -> set[str]:
    found: set[str] = set()
    for run in _HAN.findall(text):
        found.update(_pieces_of(run))
    return found


def _pieces_of(run: str) -> Iterator[str]:
    return chain(run, map(add, run, run[1:]))


@dataclass(frozen=True, slots=True)
class Leaning:
    """One line of the file. ``weights``: class → weight."""

    piece: str
    rarity: float
    weights: Mapping[str, float]


class Leanings:
    """The compiled lines. Immutable; ``known`` and ``spans`` are pure and take time linear in the text."""

    def __init__(self, classes: Sequence[str], lines: Iterable[Leaning] = ()) -> None:
        """``classes``: the order of the scores. A line that names another class raises KeyError."""
        self.classes = tuple(classes)
        place = {name: number for number, name in enumerate(classes)}
        self._rows: dict[str, int] = {}
        rarity, rows, columns, weights = list[float](), list[int](), list[int](), list[float]()
        for line in lines:
            row = self._rows.setdefault(line.piece, len(self._rows))
            rarity.append(line.rarity)
            rows += [row] * len(line.weights)
            columns += map(place.__getitem__, line.weights)
            weights += line.weights.values()
        self._rarity = np.array(rarity)
        self._weights = np.zeros((len(rarity), len(classes)))
        self._weights[rows, columns] = weights

    def __bool__(self) -> bool:
        return len(self._rows) > 1

    def known(self, found: Mapping[str, float]) -> "Known":
        """Those of the pieces that stand in the file."""
        standing = [piece for piece in found if piece in self._rows]
        rows = np.array([self._rows[piece] for piece in standing], np.intp)
        strength = self._rarity.take(rows) * [found[piece] for piece in standing]
        if standing:
            strength /= math.sqrt(strength @ strength)
        weights = self._weights.take(rows, axis=0)
        return Known(standing, strength, weights, strength @ weights)

    def spans(self, text: str, known: "Known", number: int) -> list[Span]:
        """What in ``text`` leans to the class ``number``, heaviest first; ``known`` are the pieces of the whole."""
        adding = (known.strength * known.weights[:, number]).tolist()
        leaning = {piece: weight for piece, weight in zip(known.pieces, adding, strict=True) if weight > 0}
        heaviest: dict[str, float] = {}
        for run in _HAN.findall(text):
            for span in _joined(run, leaning):
                heaviest[span.text] = max(span.weight, heaviest.get(span.text, 0.0))
        return [Span(*item) for item in sorted(heaviest.items(), key=lambda item: (-item[1], item[0]))]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Pieces of one text that a file of leanings has: how strongly each speaks, scaled so that the squares of all add
    up to 1, and its weight for each class. ``scores``: one number a class, in their order: logarithms of probabilities
    but for a constant."""

    pieces: Sequence[str]
    strength: Scores
    weights: NDArray[np.float64]
    scores: Scores

    def __bool__(self) -> bool:
        """Whether there is any but what every text has."""
        return any(piece != PRIOR for piece in self.pieces)


def _joined(run: str, leaning: Mapping[str, float]) -> Iterator[Span]:
    """Overlapping and touching pairs are one span; a single character adds its weight to the span it stands in."""
    places = [place for place, pair in enumerate(map(add, run, run[1:])) if pair in leaning]
    first = 0
    for number, place in enumerate(places, 1):
        if number == len(places) or places[number] > place + 2:
            inside = run[places[first] : place + 2]
            yield Span(inside, sum(map(leaning.get, _pieces_of(inside), repeat(0.0))))
            first = number


def read_leanings(file: Path, classes: Sequence[str]) -> Leanings:
    """The lines of ``file``, none when there is no such file. Raises :class:`FilesInvalid` with every fault found."""
    if not file.exists():
        return Leanings(classes)
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
    return Leanings(classes, lines)


def parse(text: str) -> Leaning:
    """``路灯 4.2 0202=3.1 0205=-0.4``: piece, rarity, weights. Raises ValueError with what is wrong."""
    piece, *rest = text.split()
    if piece != PRIOR and not (len(piece) <= 2 and _HAN.fullmatch(piece)):
        raise ValueError(f"{piece!r} must be one or two Chinese characters, or {PRIOR}")
    try:
        rarity = float(rest[0])
        weights = {name: float(weight) for name, weight in (pair.split("=") for pair in rest[1:])}
    except (ValueError, IndexError):
        raise ValueError(f"cannot read {text!r}: write piece, rarity, class=weight …, with blanks between") from None
    if not rarity > 0 or not math.isfinite(sum(weights.values(), rarity)):
        raise ValueError(f"{rest[0]!r}: the rarity must be above 0, and numbers must be finite")
    return Leaning(piece, rarity, weights)


def written(line: Leaning) -> str:
    """The line as it stands in a file; :func:`parse` reads it back."""
    weights = sorted(line.weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return " ".join([line.piece, f"{line.rarity:g}", *(f"{name}={weight:g}" for name, weight in weights)])
