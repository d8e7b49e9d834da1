"""Words found in a text → the evidence for categories, in points.

A category's points are a sum of readable weights: each word or combination counts once in full, repetitions a little;
what stands in the title or early counts more; what only marks a place ("by the shop's door") hardly counts.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.domain.reading import Evidence
from bot.understanding.lexicon import Entry, Hit, Lexicon, Scan
from bot.understanding.rulefile import CategoryRules, Pattern

_STOPS = re.compile(r"[。!?;…\n]+")
_CLAUSES = re.compile(r"[。!?;…\n,:、~]+")
TITLE = 2.5  # a title says what the matter is, the body what surrounds it
FADES = ((80, 1.0), (250, 0.7), (10**9, 0.4))  # by the distance (characters) from the beginning
TOGETHER = 1.3  # words that stand together say more than one alone
REPEATED = 0.25
LANDMARK = 0.2


class Vote(NamedTuple):
    """``word`` at ``start`` moved the category ``number`` (a place in ``codes``) by ``weight``."""

    number: int
    word: str
    start: int
    weight: float


class Layout:
    """Where sentences and clauses of a text begin (worked out when asked for), and how much a place in it counts."""

    def __init__(self, text: str, title: int) -> None:
        self._text = text
        self._title = title

    @cached_property
    def _sentences(self) -> list[int]:
        return [found.end() for found in _STOPS.finditer(self._text)]

    @cached_property
    def _clauses(self) -> list[int]:
        return [found.end() for found in _CLAUSES.finditer(self._text)]

    def sentence(self, place: int) -> int:
        return bisect_right(self._sentences, place)

    def clause(self, place: int) -> int:
        return bisect_right(self._clauses, place)

    def weight(self, place: int) -> float:
        place -= self._title
        if place < 0:
            return TITLE
        for limit, weight in FADES:
            if place < limit:
                return weight
        return FADES[-1][1]


class Sought(NamedTuple):
    """A combination as it is looked for. ``number``: of its category; ``first``, ``others``, ``unless``: the numbers
    of its parts; ``all_parts``: bits of those that must stand, ``wanted``: with what excludes it; ``place``: its place
    among those of one first part."""

    number: int
    pattern: Pattern
    first: int
    others: tuple[int, ...]
    unless: int
    all_parts: int
    wanted: int
    place: int


class Classifier:
    """The compiled rules. Immutable; every method is pure."""

    def __init__(self, rules: Sequence[CategoryRules], lexicon: Lexicon) -> None:
        self.codes = tuple(rule.category.code for rule in rules)
        self._lexicon = lexicon
        self._combinations: dict[str, list[Sought]] = defaultdict(list)
        beginning: dict[int, int] = defaultdict(int)
        for index, rule in enumerate(rules):
            for pattern in rule.patterns:
                first, *others = numbers = [lexicon.part(part) for part in pattern.parts]
                bits = sum(1 << number for number in set(numbers))
                unless = lexicon.part(pattern.unless)
                one = Sought(index, pattern, first, tuple(others), unless, bits, bits | 1 << unless, beginning[first])
                beginning[first] += 1
                for word in min(pattern.parts, key=len):
                    self._combinations[word].append(one)

    def votes(self, text: str, scan: Scan, named: Sequence[tuple[int, int]], title: int = 0) -> list[Vote]:
        """Every reason in ``text`` (normalised). ``named``: spans of place names, whose words mean nothing.
        ``title``: how many characters at the beginning are the title."""
        hits = _visible(scan.telling, named)
        perhaps = self._perhaps(scan.found)
        if not hits and not perhaps:
            return []
        layout = Layout(text, title)
        found = []
        marks = {hit.start for hit in hits if hit.entry.landmark}
        for hit in hits:
            if hit.entry.votes and not hit.covered:
                weight = layout.weight(hit.start) * (LANDMARK if hit.end in marks else 1.0)
                found += [Vote(index, hit.word, hit.start, own * weight) for index, own in hit.entry.votes]
        if perhaps:
            everything = _visible(scan.hits, named)
            if sought := _sought_in(everything, perhaps):
                found += _strongest(self._pattern_votes(sought, everything, layout, marks))
        cancelled = {(layout.clause(hit.start), index) for hit in hits for index in hit.entry.cancels}
        if cancelled:
            found = [vote for vote in found if (layout.clause(vote.start), vote.number) not in cancelled]
        return found

    def _perhaps(self, found: Iterable[tuple[int, int, str, Entry]]) -> list[tuple[str, Sought]]:
        """The combinations of whose parts each has a word in the text, hidden or not, wherever they stand; each with
        the word it is found by."""
        present, tried, combinations = 0, [], self._combinations
        for word, entry in {word: entry for _, _, word, entry in found}.items():
            present |= entry.bits
            if word in combinations:
                tried += [(word, one) for one in combinations[word]]
        return [one for one in tried if one[1].all_parts & present == one[1].all_parts]

    @staticmethod
    def _pattern_votes(
        sought: Sequence[Sought], hits: Sequence[Hit], layout: Layout, marks: set[int]
    ) -> Iterator[Vote]:
        wanted = 0
        for one in sought:
            wanted |= one.wanted
        by_part: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            if hit.entry.bits & wanted:
                for part in hit.entry.parts:
                    by_part[part].append(hit)
        order = {part: place for place, part in enumerate(by_part)}
        for one in sorted(sought, key=lambda one: (order[one.first], one.place)):
            for first in by_part[one.first]:
                words = _together(first, one.pattern.gap, one.others, one.unless, by_part, layout)
                if words:
                    weight = layout.weight(first.start) * (LANDMARK if first.end in marks else 1.0)
                    yield Vote(one.number, " + ".join(words), first.start, one.pattern.weight * weight * TOGETHER)

    def evidence(self, votes: Sequence[Vote]) -> list[Evidence]:
        """One line for each word and category: its best place in full, the others a little; heaviest first."""
        if not votes:
            return []
        weights: dict[tuple[int, str], list[float]] = {}
        for number, word, _, weight in votes:
            weights.setdefault((number, word), []).append(weight)
        found = [Evidence(self.codes[index], word, _together_worth(found)) for (index, word), found in weights.items()]
        return sorted(found, key=importance) if len(found) > 1 else found


def _sought_in(hits: Sequence[Hit], perhaps: Iterable[tuple[str, Sought]]) -> list[Sought]:
    """Those that can stand in ``hits`` alone."""
    entries = {hit.word: hit.entry for hit in hits}
    present = 0
    for entry in entries.values():
        present |= entry.bits
    found = {id(one): one for word, one in perhaps if word in entries and one.all_parts & present == one.all_parts}
    return list(found.values())


def _together(
    first: Hit, gap: int, others: Sequence[int], unless: int, by_part: Mapping[int, Sequence[Hit]], layout: Layout
) -> list[str]:
    """The words that complete a combination near ``first``, itself in front; empty when one is missing."""
    sentence = layout.sentence(first.start)

    def near(hit: Hit) -> bool:
        between = hit.start - first.end if hit.start >= first.end else first.start - hit.end
        return 0 <= between <= gap and layout.sentence(hit.start) == sentence

    words = [first.word]
    for part in others:
        found = next((hit for hit in by_part[part] if near(hit)), None)
        if found is None:
            return []
        words.append(found.word)
    for hit in by_part.get(unless, ()):
        if near(hit) or (hit.start < first.end and first.start < hit.end):
            return []
    return words


def _strongest(votes: Iterable[Vote]) -> Iterable[Vote]:
    """Combinations of one category that begin with the same word say the same: the strongest counts."""
    best: dict[tuple[int, int], Vote] = {}
    for vote in votes:
        known = best.get((vote.number, vote.start))
        if known is None or vote.weight > known.weight:
            best[vote.number, vote.start] = vote
    return best.values()


def _together_worth(weights: list[float]) -> float:
    """The best place in full, three repetitions at most a little."""
    if len(weights) == 1:
        return round(weights[0], 3)
    best, *rest = sorted(weights, reverse=True)[:4]
    return round(best + REPEATED * sum(rest), 3)


def importance(reason: Evidence) -> tuple[float, str, str]:
    return -reason.weight, reason.category, reason.word


def _visible(hits: Sequence[Hit], named: Sequence[tuple[int, int]]) -> list[Hit]:
    return [hit for hit in hits if not hit.hidden and not (named and _inside(hit, named))]


def _inside(hit: Hit, named: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(named, (hit.start, 1 << 30)) - 1
    return place >= 0 and hit.end <= named[place][1]
