"""Words found in a text → the evidence for categories, in points.

A category's points are a sum of readable weights: each word or combination counts once in full, repetitions a little;
what stands in the title or early counts more; what only marks a place ("by the shop's door") hardly counts.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.domain.reading import Evidence
from bot.understanding.lexicon import Hit, Lexicon, Scan
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
    """Where sentences and clauses of a text begin, and how much a place in it counts."""

    def __init__(self, text: str, title: int) -> None:
        self._sentences = [found.end() for found in _STOPS.finditer(text)]
        self._clauses = [found.end() for found in _CLAUSES.finditer(text)]
        self._title = title

    def sentence(self, place: int) -> int:
        return bisect_right(self._sentences, place)

    def clause(self, place: int) -> int:
        return bisect_right(self._clauses, place)

    def weight(self, place: int) -> float:
        if place < self._title:
            return TITLE
        return next(weight for limit, weight in FADES if place - self._title < limit)


class Classifier:
    """The compiled rules. Immutable; every method is pure."""

    def __init__(self, rules: Sequence[CategoryRules], lexicon: Lexicon) -> None:
        self.codes = tuple(rule.category.code for rule in rules)
        self._lexicon = lexicon
        self._patterns: dict[int, list[tuple[int, Pattern, tuple[int, ...], frozenset[int], int]]] = defaultdict(list)
        for index, rule in enumerate(rules):
            for pattern in rule.patterns:
                numbers = tuple(lexicon.part(part) for part in pattern.parts)
                entry = (index, pattern, numbers[1:], frozenset(numbers), lexicon.part(pattern.unless))
                self._patterns[numbers[0]].append(entry)

    def votes(self, text: str, scan: Scan, named: Sequence[tuple[int, int]], title: int = 0) -> list[Vote]:
        """Every reason in ``text`` (normalised). ``named``: spans of place names, whose words mean nothing.
        ``title``: how many characters at the beginning are the title."""
        hits = [hit for hit in scan.hits if not hit.hidden and not _inside(hit, named)]
        if not hits:
            return []
        layout = Layout(text, title)
        cancelled = {(layout.clause(hit.start), index) for hit in hits for index in hit.entry.cancels}
        marks = {hit.start for hit in hits if hit.entry.landmark}
        found = list(self._word_votes(hits, layout, marks))
        found += _strongest(self._pattern_votes(hits, layout, marks))
        return [vote for vote in found if (layout.clause(vote.start), vote.number) not in cancelled]

    @staticmethod
    def _word_votes(hits: Sequence[Hit], layout: Layout, marks: set[int]) -> Iterator[Vote]:
        for hit in hits:
            if hit.covered or not hit.entry.votes:
                continue
            weight = layout.weight(hit.start) * (LANDMARK if hit.end in marks else 1.0)
            for index, own in hit.entry.votes:
                yield Vote(index, hit.word, hit.start, own * weight)

    def _pattern_votes(self, hits: Sequence[Hit], layout: Layout, marks: set[int]) -> Iterator[Vote]:
        by_part: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            for part in hit.entry.parts:
                by_part[part].append(hit)
        present = frozenset(by_part)
        for part in tuple(by_part):
            for number, pattern, others, parts, unless in self._patterns.get(part, ()):
                if parts <= present:
                    for first in by_part[part]:
                        words = _together(first, pattern.gap, others, unless, by_part, layout)
                        if words:
                            weight = layout.weight(first.start) * (LANDMARK if first.end in marks else 1.0)
                            yield Vote(number, " + ".join(words), first.start, pattern.weight * weight * TOGETHER)

    def evidence(self, votes: Sequence[Vote]) -> list[Evidence]:
        """One line for each word and category: its best place in full, the others a little; heaviest first."""
        weights: dict[tuple[int, str], list[float]] = defaultdict(list)
        for vote in votes:
            weights[vote.number, vote.word].append(vote.weight)
        found = [
            Evidence(self.codes[index], word, round(max(found) + REPEATED * _rest(found), 3))
            for (index, word), found in weights.items()
        ]
        return sorted(found, key=importance)


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


def _rest(found: list[float]) -> float:
    """The repetitions, three at most."""
    return sum(sorted(found, reverse=True)[1:4])


def importance(reason: Evidence) -> tuple[float, str, str]:
    return -reason.weight, reason.category, reason.word


def _inside(hit: Hit, named: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(named, (hit.start, 1 << 30)) - 1
    return place >= 0 and hit.end <= named[place][1]
