"""Recognises emergencies of level 01 (handbook §9). The behaviour is here, the words are in ``routing_rules/``.

A word or combination found in the text is a suspicion. What stands around it may weaken it: an idiom hides it, a
negation, a drill, a film dismisses it, a far past or an "if" makes it doubtful or dismisses it, as its category says.
A cry for haste nearby lifts a dismissed suspicion to a doubtful one: then one tap asks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from bot.domain.findings import FilesInvalid, Finding
from bot.domain.reading import Danger
from bot.understanding.phrases import (
    STOP,
    Combination,
    Folded,
    Hit,
    Hits,
    PhraseBook,
    WordIndex,
    between,
    fold,
    parse_line,
)
from bot.understanding.wordfile import Line, Opener, Section, open_words

FLOOR = Path(__file__).with_name("floor.txt")
CATEGORIES = ("0101", "0102", "0103", "0104", "0105", "0106", "0107", "0108")


class Weight(IntEnum):
    """How sure a suspicion is."""

    DISMISSED = 0
    DOUBTFUL = 1
    CERTAIN = 2


_WEIGHTS = {"dismiss": Weight.DISMISSED, "doubt": Weight.DOUBTFUL, "keep": Weight.CERTAIN}


@dataclass(frozen=True, slots=True)
class Advice:
    """What a category tells the person at once: ``numbers`` to call, in order (may be empty), the message with the
    safety lines (a key of ``locales/``), and whether the wording must be easy to hide from someone looking on."""

    name: str
    numbers: tuple[str, ...]
    message: str
    discreet: bool


@dataclass(frozen=True, slots=True)
class Context:
    """Words that change what stands near them. ``before`` and ``after``: how many characters ahead of the suspicion
    and behind it they reach, never beyond its sentence; 0 and 0 means anywhere. ``firm``: haste does not lift it."""

    name: str
    number: int
    before: int
    after: int
    firm: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the file: the combination and what it means; ``ahead`` is its start before other categories."""

    category: str
    weight: Weight
    combination: Combination
    ahead: int


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A rule that was met, its place, and what its surroundings left of it."""

    rule: Rule
    words: tuple[Hit, ...]
    weight: Weight

    @property
    def rank(self) -> tuple[int, int]:
        return self.weight, self.rule.ahead + sum(hit.end - hit.start for hit in self.words)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the words of a text say: the danger, if any is left, or whether there was one that its surroundings (a past,
    a film, a "no") explain away."""

    danger: Danger | None = None
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Letters:
    """A text longer than ``length`` characters is a letter: it tells a story, so a suspicion that stands in its
    first or last ``ends`` characters counts one step less, elsewhere two, unless haste is cried within ``reach``."""

    length: int
    ends: int
    reach: int

    def steps(self, length: int, start: int) -> int:
        """How many steps a suspicion at ``start`` loses in a text of ``length`` characters."""
        if length <= self.length:
            return 0
        return 1 if start < self.ends or start >= length - self.ends else 2


class DangerRules:
    """The compiled word file. Immutable after :meth:`load`; ``detect`` and ``suspect`` are pure."""

    def __init__(self, file: Section, index: WordIndex) -> None:
        file.only("letter", "haste", "idioms", "negation", "contexts", "groups", "categories")
        self._index = index
        self._groups = {name: file.section("groups").words(name) for name in file.section("groups")}
        self._idioms = self._index.number(file.words("idioms"))
        self._haste = self._index.number(file.words("haste"))
        self._negation = tuple(fold(word) for word in file.words("negation"))
        letter = file.section("letter")
        self._letters = Letters(*(letter.whole_number(key, 0) for key in ("length", "ends", "reach")))
        self._contexts = tuple(_contexts(file.section("contexts"), self._index))
        self.advice: dict[str, Advice] = {}
        self._effects: dict[str, Mapping[str, Weight]] = {}
        rules: list[Rule] = []
        for category in file.section("categories"):
            rules += self._category(category, file.section("categories").section(category))
        self._book: PhraseBook[Rule] = PhraseBook(self._index)
        for rule in rules:
            self._book.add(rule.combination, rule)

    @classmethod
    def load(cls, path: Path, index: WordIndex | None = None, opened: Opener = open_words) -> "DangerRules":
        """The rules in the file ``path``, their words added to ``index``. Raises :class:`FilesInvalid` with the line
        of the fault."""
        return cls(opened(path), index or WordIndex())

    def _category(self, category: str, section: Section) -> Iterator[Rule]:
        section.only("name", "call", "message", "discreet", "ahead", "contexts", "certain", "doubtful")
        if category not in CATEGORIES:
            raise section.fail(section.line, f"{category!r} is no danger category")
        self.advice[category] = Advice(
            section.text("name"), section.words("call"), section.text("message"), section.text("discreet") == "yes"
        )
        ahead = section.whole_number("ahead", 0)
        self._effects[category] = dict(self._effects_of(section.section("contexts")))
        for key, weight in (("certain", Weight.CERTAIN), ("doubtful", Weight.DOUBTFUL)):
            for line in section.lines(key):
                for combination in self._combinations(section, line):
                    yield Rule(category, weight, combination, ahead)

    def _effects_of(self, section: Section) -> Iterator[tuple[str, Weight]]:
        known = {context.name for context in self._contexts}
        for name in section:
            effect = section.text(name)
            if name not in known or effect not in _WEIGHTS:
                raise section.fail(section.line_of(name), f"{name}: {effect}: unknown context or effect")
            yield name, _WEIGHTS[effect]

    def _combinations(self, section: Section, line: Line) -> Iterator[Combination]:
        try:
            yield from parse_line(line.text, self._index, self._groups)
        except ValueError as error:
            raise section.fail(line.number, str(error)) from error

    def detect(self, text: str) -> Danger | None:
        """The danger ``text`` speaks of, or None. Any string is answered, in time linear in its length."""
        return self.hear(self._index.read(text)).danger

    def hear(self, folded: Folded) -> Heard:
        """What the words say of a text that was read by the index already."""
        found = max(self._suspicions(*folded), key=lambda suspicion: suspicion.rank, default=None)
        if found is None or found.weight is Weight.DISMISSED:
            return Heard(dismissed=found is not None)
        words = tuple(hit.word for hit in sorted(found.words))
        return Heard(Danger(found.rule.category, words, found.weight is Weight.CERTAIN))

    def suspect(self, text: str) -> bool:
        """Whether ``text`` might be a danger: true at least wherever :meth:`detect` finds one, without weighing."""
        return bool(self._book.candidates(self._index.read(text).hits))

    def _suspicions(self, folded: str, everything: Hits) -> Iterator[Suspicion]:
        rules = self._book.candidates(everything)
        if not rules:
            return
        visible = everything.without(everything[self._idioms])
        for _, rule in self._book.candidates(visible):
            yield from self._places(folded, visible, everything, rule)

    def _places(self, folded: str, hits: Hits, everything: Hits, rule: Rule) -> Iterator[Suspicion]:
        """Where the rule is met; after the first sure place the others add nothing."""
        for words in rule.combination.find(hits, everything):
            weight = self._weigh(folded, hits, rule, words)
            yield Suspicion(rule, words, weight)
            if weight is Weight.CERTAIN:
                return

    def _weigh(self, folded: str, hits: Hits, rule: Rule, words: tuple[Hit, ...]) -> Weight:
        start, end = min(hit.start for hit in words), max(hit.end for hit in words)
        weight, firm = rule.weight, False
        if folded.endswith(self._negation, 0, words[0].start):
            weight = Weight.DISMISSED
        effects = self._effects[rule.category]
        for context in self._contexts:
            effect = min(weight, effects.get(context.name, Weight.DISMISSED))
            if effect < weight and _reaches(folded, hits, context, words):
                weight, firm = effect, firm or context.firm
        if self._haste_near(hits, words, start, end):
            lifted = weight is Weight.DISMISSED and rule.weight is Weight.CERTAIN and not firm
            return Weight.DOUBTFUL if lifted and len(folded) <= self._letters.length else weight
        return Weight(max(weight - self._letters.steps(len(folded), start), 0))

    def _haste_near(self, hits: Hits, words: tuple[Hit, ...], start: int, end: int) -> bool:
        near = between(hits[self._haste], start - self._letters.reach, end + self._letters.reach)
        return any(_apart(cry, words) for cry in near)


def _reaches(folded: str, hits: Hits, context: Context, words: tuple[Hit, ...]) -> bool:
    found = hits[context.number]
    if not found or not (context.before or context.after):
        return bool(found)
    start, end = min(hit.start for hit in words), max(hit.end for hit in words)
    low = max(start - context.before, folded.rfind(STOP, max(start - context.before, 0), start) + 1)
    stop = folded.find(STOP, end, end + context.after)
    near = between(found, low, end + context.after if stop < 0 else stop)
    return any(not _within_one(hit, words) for hit in near)


def _within_one(inner: Hit, words: tuple[Hit, ...]) -> bool:
    return any(word.start <= inner.start and inner.end <= word.end for word in words)


def _apart(hit: Hit, words: tuple[Hit, ...]) -> bool:
    return all(hit.end <= word.start or word.end <= hit.start for word in words)


def _contexts(section: Section, index: WordIndex) -> Iterator[Context]:
    for name in section:
        entry = section.section(name)
        entry.only("before", "after", "firm", "words")
        number = index.number(entry.words("words"))
        firm = entry.text("firm") == "yes"
        yield Context(name, number, entry.whole_number("before", 0), entry.whole_number("after", 0), firm)


@lru_cache(maxsize=1)
def floor() -> tuple[tuple[str, str], ...]:
    """The shipped words of level 01, each a danger by itself: (category, word). A deployment may add, never lose."""
    rows = (line.split() for line in FLOOR.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple((category, word) for category, *words in rows for word in words)


def check(path: Path, known: DangerRules | None = None) -> list[Finding]:
    """Everything wrong with the danger file ``path``: faults of form, categories without words, number or message,
    and words of the floor that it no longer takes for a danger. Empty when all is well. ``known``: its rules, where it
    was read already."""
    try:
        rules = known or DangerRules.load(path)
    except FilesInvalid as error:
        return list(error.findings)
    findings = [Finding(path, 1, f"{category} is missing") for category in CATEGORIES if category not in rules.advice]
    findings += [
        Finding(path, 1, f"{category} needs a name and a message")
        for category, advice in rules.advice.items()
        if not (advice.name and advice.message)
    ]
    return findings + [
        Finding(path, 1, f"{category} has lost {word!r}: words of level 01 may be added, not taken away")
        for category, word in floor()
        if (found := rules.detect(word)) is None or found.category != category
    ]
