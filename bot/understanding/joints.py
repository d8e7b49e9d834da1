"""A place in a message where a new matter may begin, and the points for and against it."""

import math
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.understanding.judging import NOTHING, Chances
from bot.understanding.normalise import fold
from bot.understanding.wordfile import Section

_FAINT = 0.001  # chances below are all the same


@dataclass(frozen=True, slots=True)
class Side:
    """What a stretch leans to: its chances, and how many pieces of it are known."""

    chances: Chances
    pieces: int

    def category(self, *, dangers: bool) -> str:
        """The likeliest, "" when there is nothing to go by. ``dangers``: whether it may be one, as nobody is called to
        a danger that the whole message does not speak of."""
        return self.chances.matter(dangers=dangers)

    def of(self, category: str) -> float:
        return self.chances.of(category)


@dataclass(frozen=True, slots=True)
class Joint:
    """``place``: where the second side begins; ``reasons``: name and points, weightiest first; ``points``: their sum,
    the logarithm of the odds that a new matter begins here."""

    place: int
    before: str
    after: str
    reasons: tuple[tuple[str, float], ...]
    points: float


@dataclass(frozen=True, slots=True)
class Told:
    """A message that may have several matters. ``text``: normalised; its first ``title`` characters are the title;
    ``look``: what a stretch leans to, and ``ahead``: work that out for many at once; ``danger``: there is one, of which
    most of a message speaks; ``tone``: how much the whole sounds like several matters."""

    text: str
    title: int
    look: Callable[[int, int], Side]
    ahead: Callable[[Sequence[tuple[int, int]]], None]
    danger: bool
    tone: float


WEIGHTS = (
    "start", "danger", "tone", "sure_before", "sure_after", "back", "common", "whole_before", "whole_after",
    "nothing_before", "nothing_after", "turn", "link", "same", "idle", "length_before", "length_after",
)  # fmt: skip
BEGINNINGS = {"link": "links", "same": "same", "idle": "idle"}
"""Weights by the words a side begins with, and where these stand."""

LIMITS = ("sure", "ask", "longest", "most", "least", "pieces")


class JointRules:
    """The weights of ``split.yaml``, the words with which a side begins, and from how many points on."""

    def __init__(self, words: Mapping[str, Sequence[str]], numbers: Mapping[str, float]) -> None:
        self._words = {name: tuple(map(fold, words[name])) for name in BEGINNINGS}
        self._weights = {name: numbers[name] for name in WEIGHTS}
        most = {name: max(0.0, *(self._weights[name] * end for end in ends)) for name, ends in _RANGES.items()}
        self._most = sum(most.values())
        self._unseen = sum(most[name] for name in _RANGES if name not in _SEEN)
        self.sure, self.ask = numbers["sure"], numbers["ask"]
        self.longest, self.most = numbers["longest"], int(numbers["most"])
        self._least, self._pieces = numbers["least"], numbers["pieces"]

    @classmethod
    def read(cls, file: Section) -> "JointRules":
        """Raises :class:`~bot.domain.findings.FilesInvalid` with the line of the fault."""
        section = file.section("joints")
        section.only(*WEIGHTS, *LIMITS)
        numbers = {name: section.number(name) for name in (*WEIGHTS, *LIMITS)}
        if numbers["ask"] > numbers["sure"]:
            raise section.fail(section.line_of("ask"), "'ask' must not be above 'sure'")
        return cls({name: file.words(key) for name, key in BEGINNINGS.items()}, numbers)

    def hopeless(self, told: Told) -> bool:
        """Whether no joint of this message can have enough points, so that nobody need look for one."""
        return self._weighed(told) + self._most < self.ask

    def _weighed(self, told: Told) -> float:
        weights = self._weights
        return weights["start"] + weights["danger"] * told.danger + weights["tone"] * told.tone

    def worth_a_look(self, told: Told, whole: Side, places: Sequence[int], turns: Container[int]) -> list[int]:
        """Those of ``places``, in a stretch that leans as ``whole``, where a joint might have enough points. What its
        two sides lean to takes longer to work out than all else of a message, and seldom matters: a stretch that is
        sure of one category has little left for another."""
        weights = self._weights
        before, after = weights["whole_before"], weights["whole_after"]
        if before < 0 or after < 0:
            return list(places)
        first, second = map(_log, whole.chances.two_likeliest(dangers=told.danger))
        least = self.ask - self._weighed(told) - self._unseen - max(0.0, weights["length_after"] * _length(whole))
        least -= max(before * first + after * second, before * second + after * first) + _ROUNDED
        return [
            place
            for place in places
            if (weights["turn"] if place in turns else sum([weights[name] for name in self._begun(told, place)]))
            >= least
        ]

    def _begun(self, told: Told, place: int) -> list[str]:
        text = told.text
        return [name for name, words in self._words.items() if text.startswith(words, place)]

    def _says(self, side: Side, category: str) -> bool:
        """Whether there is enough in a side to be a matter."""
        return side.pieces >= self._pieces and side.of(category) >= self._least

    def joint(self, told: Told, start: int, place: int, end: int, turn: bool) -> Joint | None:
        """The joint at ``place`` between ``start`` and ``end``, None where both sides speak of the same or of nothing.
        ``turn``: a word that turns to something else stands there."""
        before, after = told.look(start, place), told.look(place, end)
        first, second = before.category(dangers=told.danger), after.category(dangers=told.danger)
        if first == second or not self._says(before, first) or not self._says(after, second):
            return None
        whole = told.look(start, end)
        found = dict(_sureness(before, after, whole, first, second)) | dict(_shape(before, after))
        found |= {
            "start": 1.0,
            "danger": float(told.danger),
            "tone": told.tone,
            "turn": float(turn),
        }
        if not turn:
            found |= dict.fromkeys(self._begun(told, place), 1.0)
        reasons = [(name, round(self._weights[name] * fact, 2)) for name, fact in found.items()]
        reasons = sorted((one for one in reasons if one[1]), key=lambda one: (-abs(one[1]), one[0]))
        return Joint(place, first, second, tuple(reasons), round(sum(p for _, p in reasons), 2))


def _sureness(before: Side, after: Side, whole: Side, first: str, second: str) -> Iterator[tuple[str, float]]:
    yield "sure_before", _log(before.of(first))
    yield "sure_after", _log(after.of(second))
    yield "back", _log(after.of(first))
    yield "whole_before", _log(whole.of(first))
    yield "whole_after", _log(whole.of(second))


def _shape(before: Side, after: Side) -> Iterator[tuple[str, float]]:
    yield "common", before.chances.common(after.chances)
    yield "nothing_before", before.of(NOTHING)
    yield "nothing_after", after.of(NOTHING)
    yield "length_before", _length(before)
    yield "length_after", _length(after)


_LOGARITHM, _SHARE, _LENGTH = (math.log(_FAINT), 0.0), (0.0, 1.0), (0.0, 4.0)
_RANGES = {
    **dict.fromkeys(("sure_before", "sure_after", "back", "whole_before", "whole_after"), _LOGARITHM),
    **dict.fromkeys(("common", "nothing_before", "nothing_after", "turn", *BEGINNINGS), _SHARE),
    **dict.fromkeys(("length_before", "length_after"), _LENGTH),
}
"""Between which numbers the facts lie that are only known after a look."""

_SEEN = frozenset(("whole_before", "whole_after", "turn", *BEGINNINGS, "length_after"))
"""Facts of which more is known before the two sides are looked at."""

_ROUNDED = 0.01 * len(WEIGHTS)
"""What the points of all reasons may gain by being rounded."""


def _length(side: Side) -> float:
    return min(side.pieces / 10, _LENGTH[1])


def _log(chance: float) -> float:
    return math.log(max(chance, _FAINT))
