"""One message, several matters: where a new matter begins, and which stretches speak of the same one.

Items of an enumeration are matters when each says what it is. Elsewhere every break (a mark, a blank, a word that turns
to something else) is a joint that points are given for and against (``split.yaml``): that both sides are sure of
themselves, have little in common, how the second one begins. Enough points: two matters; fewer: one tap asks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.joints import BEGINNINGS, Joint, JointRules, Told
from bot.understanding.normalise import fold
from bot.understanding.wordfile import Opener, open_words

# The grammar of enumerations, not wording: "1、", "(2)", "③" (already a digit), "一、" at a break.
_ITEM = re.compile(r"(?:(?<=[。!?;:\n,])|^)\(?(?:[1-9]|[一二三四五六七八九])(?:[、.)]|,(?=\D))")
_BREAK = re.compile(r"[,;。!?\n、~…]+")  # what a colon introduces belongs to it


@dataclass(frozen=True, slots=True)
class Stretch:
    """``[start, end)`` of the normalised text with the category it speaks of."""

    start: int
    end: int
    category: str
    score: float


@dataclass(frozen=True, slots=True)
class Split:
    """``matters``: one stretch each, in order, none when there is one matter; ``sure`` False: only perhaps several.
    ``joints``: where a matter begins or might, with the reasons."""

    matters: tuple[Stretch, ...] = ()
    sure: bool = True
    joints: tuple[Joint, ...] = ()


ONE = Split()


class Splitter:
    """Compiled from ``routing_rules/split.yaml``. Immutable; every method is pure."""

    def __init__(self, turns: Sequence[str], rules: JointRules) -> None:
        longest_first = sorted(map(re.escape, map(fold, turns)), key=lambda word: (-len(word), word))
        self._turn = re.compile("|".join(longest_first) or r"(?!)")
        self._rules = rules

    @classmethod
    def load(cls, path: Path, opened: Opener = open_words) -> "Splitter":
        """Raises :class:`~bot.domain.findings.FilesInvalid` with the line of the fault."""
        file = opened(path)
        file.only("turns", *BEGINNINGS.values(), "joints")
        return cls(file.words("turns"), JointRules.read(file))

    def split(self, told: Told, blanks: Iterable[int], least: float) -> Split:
        """The matters of a message. Its title belongs to all of them and is no matter itself; ``blanks``: where a blank
        stood; ``least``: the chance an item of an enumeration needs to be a matter."""
        if matters := self._items(told, least):
            return Split(matters)
        if len(told.text) - told.title > self._rules.longest or self._rules.hopeless(told):
            return ONE
        return self._joined(told, blanks)

    def _items(self, told: Told, least: float) -> tuple[Stretch, ...]:
        items = {found.start() for found in _ITEM.finditer(told.text, told.title)}
        best: dict[str, Stretch] = {}
        for stretch in _stretches(told, sorted({told.title, *items})) if len(items) > 1 else ():
            if stretch.score >= least:
                best[stretch.category] = max(best.setdefault(stretch.category, stretch), stretch, key=_score)
        return tuple(sorted(best.values(), key=_start)) if len(best) > 1 else ()

    def _joined(self, told: Told, blanks: Iterable[int]) -> Split:
        text, title = told.text, told.title
        turns = frozenset(found.start() for found in self._turn.finditer(text, title))
        found = {title, len(text), *turns, *blanks, *(mark.end() for mark in _BREAK.finditer(text, title))}
        bounds = sorted(place for place in found if title <= place <= len(text))
        if not 2 < len(bounds) <= self._rules.most + 2:
            return ONE
        joints = tuple(self._cut(told, bounds, turns))
        sure = [joint for joint in joints if joint.points >= self._rules.sure]
        if not joints:
            return ONE
        starts = [title, *sorted(joint.place for joint in sure or joints)]
        return Split(_stretches(told, starts), bool(sure), joints)

    def _cut(self, told: Told, bounds: Sequence[int], turns: frozenset[int]) -> Iterator[Joint]:
        """The best joint of a stretch, then those of its two sides."""
        start, *between, end = bounds
        if not between:
            return
        whole = told.look(start, end)
        places = self._rules.worth_a_look(told, whole, between, turns)
        if not places:
            return
        told.ahead([side for at in places for side in ((start, at), (at, end))])
        tried = (self._rules.joint(told, start, at, end, at in turns) for at in places)
        best = max((joint for joint in tried if joint is not None), key=_points, default=None)
        if best is None or best.points < self._rules.ask:
            return
        yield best
        if best.points >= self._rules.sure:
            middle = bounds.index(best.place)
            yield from self._cut(told, bounds[: middle + 1], turns)
            yield from self._cut(told, bounds[middle:], turns)


def _stretches(told: Told, starts: Sequence[int]) -> tuple[Stretch, ...]:
    spans = zip(starts, [*starts[1:], len(told.text)], strict=True)
    return tuple(_stretch(told, start, end) for start, end in spans)


def _stretch(told: Told, start: int, end: int) -> Stretch:
    side = told.look(start, end)
    category = side.category(dangers=told.danger)
    return Stretch(start, end, category, side.of(category))


def _points(joint: Joint) -> float:
    return joint.points


def _start(stretch: Stretch) -> int:
    return stretch.start


def _score(stretch: Stretch) -> float:
    return stretch.score
