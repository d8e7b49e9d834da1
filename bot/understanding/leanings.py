"""What pieces of text lean to: one or two characters, how rare they are, and for which classes they speak.

The words of the rules say what a person thought of; the leanings say what was counted in many sentences ("坑" and "颠"
stand in messages about roads). ``rules fit`` writes them, a person may change them: a text file, one piece a line.
A class gets the sum of rarity × weight over the pieces of the text, divided by the length of the vector of rarities,
so that a long letter does not shout louder than a short sentence.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import accumulate, chain, pairwise, repeat
from operator import add
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bot.domain.findings import FilesInvalid, Finding
from bot.keeping import kept

PRIOR = "*"  # a piece of every text: what a class has for it before anything is said
OPENING = "^"  # before the character a text without a title begins with: stories begin otherwise than complaints
CALM = 8.0  # how much that counts; against it, the two pieces of a very short text do not decide alone
TITLE = 2.0  # a piece in the title counts so much more than one in the body
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FIRST_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLASS = re.compile(r"(\S+)=")

_CODES = 0x10000  # characters beyond are no Chinese characters of the files
_FIRST, _NOTHING, _ONCE = (0,), repeat(0.0), [1.0]

Scores = NDArray[np.float64]
Stretch = tuple[int, int]
"""``[start, end)`` of a text."""


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
    if not title and (begins := _FIRST_HAN.search(text)):
        counts[OPENING + begins[0]] = 1.0
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
    ``counts``: how often each counts. ``singles`` and ``pairs``: the numbers of those that begin at each place of the
    text, 0 where none does. ``even``: whether each but the first counts once, as in any text without a title."""

    rows: list[int]
    counts: list[float]
    singles: list[int]
    pairs: list[int]
    even: bool


class Numbering:
    """The pieces of several files, each with one number, so that a text is looked through once for all of them.

    The numbers are 0 for :data:`PRIOR`, then the characters, then the pairs by the numbers of their characters; a text
    becomes an array of numbers, and no string is made for a piece."""

    def __init__(self, marks: str, pairs: str) -> None:
        """``marks``: every character of a piece; ``pairs``: the pieces of two, one behind the other; both in order."""
        self.written = marks, pairs
        self._marks = np.zeros(_CODES, np.intp)
        self._marks[_codes(marks)] = range(1, len(marks) + 1)
        self._base = len(marks) + 1
        both = self._marks[_codes(pairs)]
        # One more than any pair has, so that every search ends on something.
        self._keys = np.append(both[::2] * self._base + both[1::2], self._base**2)
        self._marks[ord(OPENING)] = 0  # where it stands in a text it opens nothing
        begun = enumerate(zip(pairs[::2], pairs[1::2], strict=True), start=self._base)
        self._begun = {mark: row for row, (opening, mark) in begun if opening == OPENING}

    @classmethod
    def of(cls, *files: Iterable[Leaning]) -> Self:
        known = sorted({line.piece for line in chain(*files)} - {PRIOR})
        return cls("".join(sorted(set("".join(known)))), "".join(piece for piece in known if len(piece) == 2))

    @cached_property
    def _rows(self) -> dict[str, int]:
        marks, pairs = self.written
        return {piece: row for row, piece in enumerate((PRIOR, *marks, *map(add, pairs[::2], pairs[1::2])))}

    def __len__(self) -> int:
        return self._base + len(self._keys) - 1

    def knows(self, piece: str) -> bool:
        return piece in self._rows

    def row(self, piece: str) -> int:
        """The number of a piece of the files."""
        return self._rows[piece]

    def standing(self, text: str, title: int = 0) -> Standing:
        """What of :func:`pieces` has a number."""
        marks = self._marks.take(_codes(text), mode="clip")
        keys = marks[:-1] * self._base
        keys += marks[1:]
        found = self._keys.searchsorted(keys)
        known = self._keys.take(found) == keys
        found += self._base
        found *= known
        singles, pairs = marks.tolist(), found.tolist()
        if not title:
            begins = _FIRST_HAN.search(text)
            begun = self._begun.get(begins[0], 0) if begins else 0
            rows = list(dict.fromkeys((0, *singles, *pairs, begun)))
            return Standing(rows, [CALM, *(_ONCE * (len(rows) - 1))], singles, pairs, even=True)
        if title <= len(pairs):
            pairs[title - 1] = 0
        counts = dict.fromkeys(chain(_FIRST, singles[title:], pairs[title:]), 1.0)
        for row in {*singles[:title], *pairs[:title]}:
            counts[row] = counts.get(row, 0.0) + TITLE
        counts[0] = CALM
        return Standing(list(counts), list(counts.values()), singles, pairs, even=False)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


class Leanings:
    """The compiled lines. Immutable; ``known`` and ``spans`` are pure and take time linear in the text."""

    def __init__(self, classes: Sequence[str], several: Sequence[bool], ends: Sequence[int], table: Scores) -> None:
        """``classes``: of the first file; ``several``: which files say anything; ``ends``: where the classes of each
        file begin, and where the last end. ``table``: of every piece rarity × weight for each class of all files,
        rarity² in each file (0: not in it), and 1 where it stands in the first; one look-up tells all."""
        self.classes = tuple(classes)
        self._several, self._ends = several, ends
        self._files = [slice(*ends) for ends in pairwise(ends)]
        self._table = table
        self._length, self._lengths = ends[-1], slice(ends[-1], ends[-1] + len(several))
        self._prior = bool(table[0, self._length])

    @classmethod
    def of(cls, numbering: Numbering, *files: tuple[Sequence[str], Sequence[Leaning]]) -> Self:
        """``files``: classes, in the order of the scores, and lines of each; of the first one all is told, of the
        others the scores. A line that names another class raises KeyError."""
        ends = list(accumulate((len(classes) for classes, _ in files), initial=0))
        table = np.zeros((len(numbering), ends[-1] + len(files) + 1))
        for file, (classes, lines) in enumerate(files):
            place = {name: ends[file] + number for number, name in enumerate(classes)}
            for line in lines:
                row = numbering.row(line.piece)
                table[row, ends[-1] + file] = line.rarity**2
                for name, weight in line.weights.items():
                    table[row, place[name]] = line.rarity * weight
        table[0, : ends[-1]] *= CALM
        table[0, ends[-1] :] *= CALM**2
        table[:, -1] = table[:, ends[-1]] != 0.0
        return cls(files[0][0], [len(lines) > 1 for _, lines in files], ends, table)

    def written(self) -> tuple[Any, ...]:
        """Numbers and strings that :meth:`read` makes the same of: most weights are 0 and are left out."""
        return self.classes, self._several, self._ends, _filled(self._table)

    @classmethod
    def read(cls, written: tuple[Any, ...]) -> Self:
        classes, several, ends, table = written
        return cls(classes, several, ends, _spread(table))

    def __bool__(self) -> bool:
        return self._several[0]

    def has(self, file: int) -> bool:
        """Whether the file with this number says anything."""
        return self._several[file]

    def known(self, found: Standing) -> "Known":
        """What those of the pieces say that stand in the files."""
        told = self._table.take(found.rows, axis=0)
        if found.even:
            sums = np.add.reduce(told, axis=0)
            *squares, size = sums[self._length :].tolist()
        else:
            counts = np.array([1.0, *found.counts[1:]])  # what the first counts is in the table already
            sums, squares = counts @ told, ((counts * counts) @ told[:, self._lengths]).tolist()
            size = float(np.count_nonzero(told[:, -1]))
        lengths = [math.sqrt(square) or 1.0 for square in squares]
        first, *files = self._files
        scored = zip(files, lengths[1:], strict=True)
        others = [[one / length for one in sums[file].tolist()] for file, length in scored]
        return Known(told, lengths[0], sums[first] / lengths[0], others, int(size), size > self._prior)

    def within(self, found: Standing, known: "Known", stretches: Sequence[Stretch]) -> "Within":
        """What is known of each of ``stretches`` by itself, all at once. They stand behind the title of the text
        ``found`` and ``known`` are of."""
        places = {row: place for place, row in enumerate(found.rows)}
        told = np.zeros((len(stretches), len(places)))
        told[:, 0] = 1.0
        for row, (start, end) in zip(told, stretches, strict=True):
            row[[places[one] for one in {*found.singles[start:end], *found.pairs[start : max(start, end - 1)]}]] = 1.0
        length = np.sqrt(told @ known.told[:, self._length])
        length[length == 0.0] = 1.0
        scores = (told @ known.told[:, self._files[0]]) / length[:, None]
        return Within(scores, (told @ known.told[:, -1]).astype(np.intp).tolist(), self._prior)

    @staticmethod
    def spans(text: str, found: Standing, known: "Known", number: int) -> list[Span]:
        """What in ``text``, the beginning of what ``found`` and ``known`` are of, leans to the class ``number``,
        heaviest first."""
        length = known.length
        said = zip(found.rows, known.told[:, number].tolist(), found.counts, strict=True)
        adding = {row: weight * count / length for row, weight, count in said if weight > 0.0}
        adding.pop(0, None)
        if not adding:
            return []
        weight_of = adding.get
        heaviest: dict[str, float] = {}
        begun = [place for place, row in enumerate(found.pairs[: max(0, len(text) - 1)]) if row in adding]
        for start, end in _neighbours(begun):
            singles = sum(map(weight_of, found.singles[start:end], _NOTHING))
            weight = sum(map(weight_of, found.pairs[start : end - 1], _NOTHING), singles)
            if weight > heaviest.get(text[start:end], 0.0):
                heaviest[text[start:end]] = weight
        return [Span(*item) for item in sorted(heaviest.items(), key=_heaviest)]


def _heaviest(span: tuple[str, float]) -> tuple[float, str]:
    return -span[1], span[0]


def _filled(table: Scores) -> tuple[tuple[int, ...], bytes, bytes]:
    """Its shape, the places that are not 0, and what stands there."""
    places = np.flatnonzero(table)
    return table.shape, places.astype("<u4").tobytes(), table.flat[places].astype("<f8").tobytes()


def _spread(filled: tuple[tuple[int, ...], bytes, bytes]) -> Scores:
    shape, places, values = filled
    table = np.zeros(shape)
    table.reshape(-1)[np.frombuffer(places, "<u4")] = np.frombuffer(values, "<f8")
    return table


class Known(NamedTuple):
    """Pieces of one text by files of leanings. ``told``: of each piece, its row of the table. ``scores``: by the first
    file, one number a class, in their order: logarithms of probabilities but for a constant; ``others``: those of the
    other files. ``length``: what the sums were divided by; ``size``: how many stand in the first file; ``telling``:
    whether any but what every text has."""

    told: Scores
    length: float
    scores: Scores
    others: Sequence[Sequence[float]]
    size: int
    telling: bool


class Within(NamedTuple):
    """Of several stretches of one text: a row of scores each, how many of their pieces stand in the file, and whether
    one of these is what every text has."""

    scores: Scores
    sizes: list[int]
    prior: bool


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
    """The lines of ``file``, none when there is no such file. ``cache_dir``: where they may be kept, to be read back
    when there are other classes. Raises :class:`FilesInvalid` with every fault found."""
    if not file.exists():
        return []
    known, text = frozenset(classes), file.read_bytes()
    kept_lines = kept(cache_dir, f"lines-{file.stem}", (text,), lambda: [tuple(line) for line in _read(file, known)])
    lines = list(map(Leaning._make, kept_lines))
    if not all(line.weights.keys() <= known for line in lines):
        raise FilesInvalid(list(_strange(file, known)))  # kept while there were other classes
    return lines


def _strange(file: Path, known: Set[str]) -> Iterator[Finding]:
    """Where classes stand that are none, in a file whose lines can be read."""
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        strange = [] if text.startswith("#") else sorted({*_CLASS.findall(text)} - known)
        if strange:
            yield _no_class(file, number, text, strange[0])


def _no_class(file: Path, number: int, text: str, name: str) -> Finding:
    return Finding(file, number, f"there is no {name!r} here", text.find(name) + 1)


def _read(file: Path, known: Set[str]) -> list[Leaning]:
    lines, findings = list[Leaning](), list[Finding]()
    seen = dict[str, int]()
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
            findings.append(_no_class(file, number, text, strange[0]))
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
    opening = len(piece) == 2 and piece[0] == OPENING
    if piece != PRIOR and not (len(piece) <= 2 and _HAN.fullmatch(piece[opening:])):
        raise ValueError(f"{piece!r} must be one or two Chinese characters, {OPENING} and one, or {PRIOR}")
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
