"""Words of the rules and leanings of the text, brought together: categories with their chances, danger, intent."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.domain.grounds import MOST_CANDIDATES, is_danger
from bot.domain.reading import Candidate, Danger, Evidence, Intent, Verdict
from bot.keeping import kept
from bot.understanding.danger import Heard
from bot.understanding.leanings import (
    Known,
    Leaning,
    Leanings,
    Numbering,
    Scores,
    Standing,
    Stretch,
    read_leanings,
)
from bot.understanding.wordfile import Opener, open_words

NOTHING = "-"  # the class of what is no matter at all
COUNTS = ("several", "one", NOTHING)  # how many matters a message has
INTENTS = (*(intent.value for intent in Intent), NOTHING)
CATEGORY_LEANINGS, INTENT_LEANINGS = Path("leanings/category.txt"), Path("leanings/intent.txt")
COUNT_LEANINGS = Path("leanings/count.txt")
JUDGING = Path("judging.yaml")
JUDGED = (JUDGING, CATEGORY_LEANINGS, INTENT_LEANINGS, COUNT_LEANINGS)
_TOLD = (Intent.CHASE, Intent.WITHDRAW)
_OPEN = tuple(intent for intent in Intent if intent is not Intent.WITHDRAW)
# Chances below which nothing is told apart.
_HARDLY, _SLIGHT, _SMALL = 1e-6, 1e-4, 1e-3
_UNCONFIRMED = 0.5  # what is left of an emergency's chance where no danger was found
_COVERED = {True: 1 / 3, False: 2 / 3}  # how much of a short cry words of danger cover, certain ones or doubtful


@dataclass(frozen=True, slots=True)
class Policy:
    """Numbers of ``judging.yaml``; chances are 0..1."""

    category_rules: float
    category_alone: float
    category_sure: float
    category_least: float
    category_nothing: float
    category_smalltalk: float
    chatter_start: float
    chatter_leaning: float
    chatter_intent: float
    chatter_outstanding: float
    chatter_named: float
    chatter_length: float
    sure_chance: float
    sure_ahead: float
    sure_length: float
    sure_needed: float
    matter_least: float
    danger_ask: float
    danger_dismissed: float
    danger_certain: float
    danger_chatter: float
    danger_short: float
    danger_pieces: float
    intent_rules: float

    @classmethod
    def load(cls, path: Path, opened: Opener = open_words) -> "Policy":
        """Raises :class:`~bot.domain.findings.FilesInvalid` with the line of the fault."""
        file = opened(path)
        numbers = {}
        wanted = [name.split("_", 1) for name in cls.__dataclass_fields__]
        file.only(*{section for section, _ in wanted})
        for name in file:
            file.section(name).only(*(key for section, key in wanted if section == name))
        for section, key in wanted:
            numbers[f"{section}_{key}"] = file.section(section).number(key)
        return cls(**numbers)


class Classes:
    """The names that chances are given to, in order. ``numbers``: name → place."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self.numbers = {name: number for number, name in enumerate(self.names)}
        matters = [name for name in self.names if name != NOTHING]
        self.matters = self._places(matters)
        self.calm = self._places([name for name in matters if not is_danger(name)])
        self.emergencies = self._places([name for name in self.names if is_danger(name)])

    def _places(self, names: Sequence[str]) -> NDArray[np.intp]:
        return np.array([self.numbers[name] for name in names], np.intp)


class Chances(NamedTuple):
    """The classes of a text with their chances; their sum is 1."""

    classes: Classes
    shares: Scores

    def of(self, name: str) -> float:
        number = self.classes.numbers.get(name)
        return 0.0 if number is None else float(self.shares[number])

    def common(self, other: "Chances") -> float:
        """How much of their chances two texts share, 0..1."""
        return float(np.minimum(self.shares, other.shares).sum())

    def matter(self, *, dangers: bool) -> str:
        """The likeliest category, of equal ones the first, or "". ``dangers``: whether it may be one."""
        among = self.classes.matters if dangers else self.classes.calm
        return self.classes.names[among[self.shares.take(among).argmax()]] if len(among) else ""

    def two_likeliest(self, *, dangers: bool) -> tuple[float, float]:
        """The chances of the likeliest category and of the next one. ``dangers``: whether they may be of level 01."""
        shares = self.shares.take(self.classes.matters if dangers else self.classes.calm)
        shares.sort()
        likeliest = [0.0, 0.0, *map(float, shares[-2:])]
        return likeliest[-1], likeliest[-2]

    def likeliest(self, count: int) -> list[tuple[str, float]]:
        """The first ``count`` classes; of equal ones the first in the order of the classes."""
        names, order = self.classes.names, (-self.shares).argsort(kind="stable")[:count]
        shares = self.shares.take(order).tolist()
        return [(names[number], share) for number, share in zip(order.tolist(), shares, strict=True)]


class Judge:
    """Compiled numbers and leanings of one folder. Immutable; every method is pure."""

    def __init__(self, policy: Policy, numbering: Numbering, leanings: Leanings) -> None:
        """``leanings``: to the codes of the categories, in order, and :data:`NOTHING`; to :data:`INTENTS`; to
        :data:`COUNTS`."""
        self.policy = policy
        self._numbering = numbering
        self.categories = leanings
        self._classes = Classes(leanings.classes)
        self._numbers = self._classes.numbers
        self._nothing = self._numbers[NOTHING]

    @classmethod
    def of(
        cls,
        policy: Policy,
        classes: Sequence[str],
        categories: Sequence[Leaning],
        intents: Sequence[Leaning],
        counts: Sequence[Leaning] = (),
    ) -> "Judge":
        """``classes``: the codes of the categories, in order, and :data:`NOTHING`."""
        numbering = Numbering.of(categories, intents, counts)
        files = (classes, categories), (INTENTS, intents), (COUNTS, counts)
        return cls(policy, numbering, Leanings.of(numbering, *files))

    @classmethod
    def load(
        cls, codes: Sequence[str], folder: Path, cache_dir: Path | None = None, opened: Opener = open_words
    ) -> "Judge":
        """``codes``: of the categories, in order; ``cache_dir``: where the leanings may be kept in a form that is read
        back twenty times as fast. Raises :class:`~bot.domain.findings.FilesInvalid`."""
        policy, classes = Policy.load(folder / JUDGING, opened), (*codes, NOTHING)
        files = {
            folder / CATEGORY_LEANINGS: classes,
            folder / INTENT_LEANINGS: INTENTS,
            folder / COUNT_LEANINGS: COUNTS,
        }

        def make() -> tuple[Any, ...]:
            judge = cls.of(policy, classes, *(read_leanings(file, names, cache_dir) for file, names in files.items()))
            return judge._numbering.written, judge.categories.written()

        texts = [file.read_bytes() if file.exists() else b"" for file in files]
        numbering, leanings = kept(cache_dir, "leanings", (*map(" ".join, files.values()), *texts), make)
        return cls(policy, Numbering(*numbering), Leanings.read(leanings))

    def standing(self, text: str, title: int = 0) -> Standing:
        """What of ``text`` leans to any category or intent; its first ``title`` characters are the title."""
        return self._numbering.standing(text, title)

    def known(self, text: str, title: int = 0) -> Known:
        """What of ``text`` leans to any category."""
        return self.categories.known(self.standing(text, title))

    def sides(
        self, found: Standing, known: Known, stretches: Sequence[Stretch], evidence: Iterable[Sequence[Evidence]]
    ) -> list[tuple[Chances, int]]:
        """The :meth:`chances` of each of ``stretches`` by itself, and how many pieces of it are known. They stand
        behind the title of the text ``found`` and ``known`` are of; ``evidence``: that of each."""
        within = self.categories.within(found, known, stretches)
        heard = []
        for scores, size, reasons in zip(within.scores, within.sizes, evidence, strict=True):
            telling = size > within.prior
            if not telling:
                scores[:] = 0.0
            self._speak(scores, reasons, telling)
            heard.append(telling or bool(reasons))
        raised = np.exp(within.scores - np.maximum.reduce(within.scores, axis=1, keepdims=True))
        raised /= np.add.reduce(raised, axis=1, keepdims=True)
        raised *= np.array(heard)[:, None]
        return [(Chances(self._classes, shares), size) for shares, size in zip(raised, within.sizes, strict=True)]

    def chances(self, known: Known, evidence: Sequence[Evidence] = ()) -> Chances:
        """Of every category and of no matter at all. ``known``: what leans; ``evidence``: words of the rules with
        their points, which speak against its being nothing, and must do alone where nothing leans (another script).
        With neither, none of anything."""
        if not evidence and not known.telling:
            return Chances(self._classes, np.zeros(len(self._numbers)))
        scores = known.scores.copy() if known.telling else np.zeros(len(self._numbers))
        self._speak(scores, evidence, known.telling)
        raised = np.exp(scores - np.maximum.reduce(scores))
        return Chances(self._classes, raised / np.add.reduce(raised))

    def _speak(self, scores: Scores, evidence: Sequence[Evidence], telling: bool) -> None:
        """Adds the points of the rules' words. ``telling``: whether anything leans."""
        weight = self.policy.category_rules if telling else self.policy.category_alone
        for reason in evidence:
            scores[self._numbers[reason.category]] += reason.weight * weight
            scores[self._nothing] -= reason.weight * weight

    def emergency(self, found: Chances) -> float:
        """The chance that an emergency of level 01 is going on."""
        return float(np.add.reduce(found.shares.take(self._classes.emergencies)))

    def spans(self, text: str, found: Standing, known: Known, category: str) -> Iterator[Evidence]:
        """What in ``text`` leans to a category, heaviest first."""
        for span in self.categories.spans(text, found, known, self._numbers[category]):
            yield Evidence(category, span.text, round(span.weight, 2))

    def verdict(self, found: Chances) -> Verdict:
        """Candidates, no evidence yet. None where the message is most likely no matter, or nothing stands out."""
        policy = self.policy
        if found.of(NOTHING) >= policy.category_nothing:
            return Verdict()
        likeliest = found.likeliest(MOST_CANDIDATES + 1)
        ranked = tuple([Candidate(name, round(chance, 4)) for name, chance in likeliest if name != NOTHING])
        if not ranked or ranked[0].score < policy.category_least:
            return Verdict()
        return Verdict(ranked[:MOST_CANDIDATES], confident=ranked[0].score >= policy.category_sure)

    def settled(self, found: Chances, known: Known, signs: float, named: bool) -> Chances:
        """``found`` with the chance of its being no matter at all worked out from all that tells, each by itself: what
        it leans to, how little it asks for, that no category stands out, no road or estate is ``named``, little is
        said, and the ``signs`` in its words. The categories share the rest as before. Where nothing leans it stays as
        it was, and a short cry is not talked away."""
        nothing = found.of(NOTHING)
        matters = float(np.add.reduce(found.shares)) - nothing
        if not (known.telling and self.categories.has(1) and matters > 0.0):
            return found
        policy, (*intents, none) = self.policy, known.others[0]
        categories = found.shares.take(self._classes.matters)
        first = categories.argmax()
        points = policy.chatter_start + signs
        points += policy.chatter_leaning * math.log((nothing + _HARDLY) / (matters + _HARDLY))
        points += policy.chatter_intent * (none - math.log(sum(map(math.exp, intents))))
        points += policy.chatter_outstanding * float(categories[first]) / matters
        points += policy.chatter_named * named + policy.chatter_length * math.log(known.size + 1)
        chance = 1.0 / (1.0 + math.exp(-points))
        if known.size < policy.danger_pieces and is_danger(self._classes.names[self._classes.matters[first]]):
            chance = min(chance, nothing)
        shares = found.shares * ((1.0 - chance) / matters)
        shares[self._nothing] = chance
        return Chances(self._classes, shares)

    def is_sure(self, verdict: Verdict, leaning: Chances, danger: Danger | None, size: int) -> bool:
        """Whether the first choice is right so often that nobody need look: its chance is high, what leans to it by
        itself (``leaning``) puts it far ahead of all else, and enough pieces (``size``) are known. An emergency that
        is not certain never is."""
        likely = verdict.candidates
        if not likely or not (danger.certain if danger else not is_danger(verdict.category)):
            return False
        own, (first, second) = leaning.of(verdict.category), leaning.two_likeliest(dangers=True)
        others = first if own < first else second
        policy, score = self.policy, min(likely[0].score, 1.0)
        points = policy.sure_chance * math.log((score + _SLIGHT) / (1.0 - score + _SLIGHT))
        points += policy.sure_ahead * math.log((own + _SMALL) / (others + _SMALL))
        return points + policy.sure_length * math.log(size + 1) >= policy.sure_needed

    def is_smalltalk(self, found: Chances) -> bool:
        return bool(self.categories) and found.of(NOTHING) >= self.policy.category_smalltalk

    def danger(
        self,
        text: str,
        known: Known,
        leaning: Chances,
        chance: float,
        heard: Heard,
        otherwise: Verdict,
        idle: float = 0.0,
    ) -> Danger | None:
        """``leaning``: the chances by what is ``known`` to lean, without the words of the rules, and ``chance`` that of
        an emergency by them; ``heard``: what those of danger say; ``otherwise``: what the message is about, words
        and leanings together; ``idle``: the chance that it is no matter at all.

        A short cry that is little else than words of danger is one whatever it leans to: what others wrote cannot talk
        it away. Where no such word stands, a few pieces are too little, and a sure ordinary matter or chatter is no
        doubt. Where one stands and is explained away, more has to lean to an emergency.
        """
        suspicion = heard.danger
        if suspicion is not None and self._is_cry(text, suspicion):
            return suspicion
        policy = self.policy
        if chance < (policy.danger_dismissed if heard.dismissed else policy.danger_ask):
            return None
        likeliest = next(name for name, _ in leaning.likeliest(len(self._numbers)) if is_danger(name))
        if suspicion is None:
            ordinary = otherwise.confident and not is_danger(otherwise.category)
            chatter = idle >= policy.danger_chatter and chance < policy.danger_certain
            if known.size < policy.danger_pieces or ordinary or chatter:
                return None
            return Danger(likeliest, (), chance >= policy.danger_certain)
        own = leaning.of(suspicion.category) * 2 >= leaning.of(likeliest)
        certain = suspicion.certain or chance >= policy.danger_certain
        return Danger(suspicion.category if own else likeliest, suspicion.words, certain)

    def _is_cry(self, text: str, suspicion: Danger) -> bool:
        letters = sum(mark.isalnum() for mark in text)
        return (
            letters <= self.policy.danger_short
            and sum(map(len, suspicion.words)) >= letters * _COVERED[suspicion.certain]
        )

    def tone(self, known: Known) -> float:
        """How much the pieces of a message sound like several matters rather than one; 0 where nothing is known."""
        if not self.categories.has(2):
            return 0.0
        several, one, _ = known.others[1]
        return several - one

    def intent(self, known: Known, ruled: Intent) -> Intent:
        """``ruled``: what the words of ``intents.yaml`` say; they alone tell who chases or withdraws."""
        if ruled in _TOLD:
            return ruled
        scores = dict(zip(INTENTS, known.others[0], strict=True))
        scores[ruled] += self.policy.intent_rules
        return max(_OPEN, key=scores.__getitem__)


def with_danger(verdict: Verdict, danger: Danger | None, chance: float) -> Verdict:
    """A certain danger decides the category, a doubtful one is a candidate with its ``chance``; where none stands,
    the words of an emergency are mostly words (the past, a saying, a fear)."""
    if danger is None:
        return _unconfirmed(verdict)
    others = tuple(one for one in verdict.candidates if one.category != danger.category)
    first = max([chance, *(one.score for one in verdict.candidates)]) if danger.certain else chance
    candidates = (Candidate(danger.category, round(first, 4)), *others)
    ranked = candidates if danger.certain else tuple(sorted(candidates, key=_likeliest))
    return Verdict(ranked[:MOST_CANDIDATES], verdict.evidence, confident=danger.certain)


def _unconfirmed(verdict: Verdict) -> Verdict:
    candidates = verdict.candidates
    if any(is_danger(one.category) for one in candidates):
        candidates = tuple(
            Candidate(one.category, one.score * _UNCONFIRMED) if is_danger(one.category) else one for one in candidates
        )
    ranked = tuple(sorted(candidates, key=_likeliest))
    same = verdict.category == (ranked[0].category if ranked else "")
    sure = verdict.confident and same and not is_danger(verdict.category)
    return Verdict(ranked, verdict.evidence, sure)


def _likeliest(candidate: Candidate) -> tuple[float, str]:
    return -candidate.score, candidate.category
