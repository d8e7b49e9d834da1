"""The one entry to understanding: ``Reader(rules_dir).read(text)`` → Reading. No network, no database, no clock."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bot.domain.catalogue import Category
from bot.domain.grounds import MOST_REASONS
from bot.domain.reading import Danger, Evidence, Intent, Matter, PlaceMention, Reading, Verdict
from bot.understanding.classify import Classifier, Vote, importance
from bot.understanding.danger import DangerRules
from bot.understanding.explain import Explanation, explain
from bot.understanding.intent import IntentRules
from bot.understanding.judging import Judge, with_danger
from bot.understanding.leanings import Leanings, pieces
from bot.understanding.lexicon import Lexicon
from bot.understanding.mentions import Places, Span
from bot.understanding.normalise import Normal, Normaliser
from bot.understanding.phrases import WordIndex
from bot.understanding.redact import Redactor
from bot.understanding.rules import load_rules
from bot.understanding.split import Splitter, Stretch

LONGEST = 3000  # characters read closely; what a 20,000-character message is about stands in its beginning
_TITLE_LINE = 40  # a first line up to this length, with more below it, is a title
_EXPLAINED = 2  # categories that are explained: the likeliest and its rival
_SHOWN = 200  # characters in which the reasons are looked for that are shown to people
_IDLE = (Intent.COMPLAINT, Intent.PRAISE)  # what chatter is taken for; who asks, chases or withdraws means something
_MOST_SPANS = 3


class Reader:
    """Every rule of a folder, compiled. Immutable; may be shared between threads."""

    def __init__(self, rules_dir: Path, cache_dir: Path | None = None) -> None:
        """Raises :class:`FilesInvalid` with file and line of every fault. ``cache_dir``: where the tokenizer may
        keep its dictionary; without it nothing is written and starting takes a second longer."""
        book = load_rules(rules_dir)
        self.book = book
        self._normalise = Normaliser(book.lexicon.slips)
        self.lexicon = Lexicon(book.rules, book.lexicon, cache_dir)
        self._classifier = Classifier(book.rules, self.lexicon)
        self._places = Places.load(rules_dir / "places.yaml")
        self._splitter = Splitter.load(rules_dir / "split.yaml")
        self._index = WordIndex()
        self._danger = DangerRules.load(rules_dir / "danger.yaml", self._index)
        self._judge = Judge.load(tuple(book.categories), rules_dir)
        self._intent = IntentRules.load(rules_dir / "intents.yaml", self._index)
        self._redactor = Redactor.load(rules_dir / "redaction.yaml")

    @property
    def categories(self) -> Mapping[str, Category]:
        """By code, in the order of the codes."""
        return self.book.categories

    @property
    def version(self) -> str:
        """Names the rules that are used; changes with any rule file."""
        return self.book.version

    def read(self, text: str, title: str = "") -> Reading:
        """What a message means. Takes any string; reads the first :data:`LONGEST` characters closely."""
        whole = f"{title}\n{text}" if title else text
        study = self._study(whole, len(title) + 1 if title else 0)
        folded = self._index.read(whole[:LONGEST])
        found, leaning = study.verdict(), self._judge.chances(study.known)
        suspicion = self._danger.detect_in(folded)
        danger = self._judge.danger(study.normal.text, study.known, leaning, suspicion, found)
        verdict = self._explained(study, with_danger(found, danger, self._judge.emergency(leaning)), danger)
        intent = self._intent.classify_in(folded)
        smalltalk = danger is None and (
            intent.smalltalk or (intent.intent in _IDLE and not study.spans and self._judge.is_smalltalk(study.chances))
        )
        return Reading(
            text=whole,
            redacted=self._redactor.redact(whole),
            verdict=verdict,
            intent=intent.intent if intent.resolved else self._judge.intent(study.pieces, intent.intent),
            danger=danger,
            matters=() if smalltalk else self._matters(study, verdict),
            places=tuple(study.places()),
            resolved=intent.resolved,
            smalltalk=smalltalk,
            rules_version=self.version,
        )

    def _explained(self, study: "Study", verdict: Verdict, danger: Danger | None) -> Verdict:
        """With the words that spoke for the likeliest categories, of the rules and of what leans to them."""
        shown = [one.category for one in verdict.candidates[:_EXPLAINED]]
        factor = self._judge.policy.category_rules
        reasons = [
            Evidence(one.category, one.word, round(one.weight * factor, 2))
            for one in study.evidence
            if one.category in shown
        ]
        for category in shown:
            known = [one.word for one in reasons if one.category == category]
            spans = self._judge.spans(study.telling[:_SHOWN], study.known, category)
            reasons += islice((one for one in spans if not any(one.word in word for word in known)), _MOST_SPANS)
        reasons.sort(key=importance)
        if danger is not None:
            reasons = [*(Evidence(danger.category, word, 1.0) for word in danger.words), *reasons]
        return replace(verdict, evidence=tuple(reasons[:MOST_REASONS]))

    def suspects_danger(self, text: str) -> bool:
        """A cheap first look for the order of work: true for nearly every danger and for some that are none."""
        return self._danger.suspect(text) or self._leans_to_danger(text)

    def _leans_to_danger(self, text: str) -> bool:
        normal = self._normalise(text[:LONGEST]).text
        known = self._judge.categories.known(pieces(normal, _title_line(normal)))
        return self._judge.emergency(self._judge.chances(known)) >= self._judge.policy.danger_ask

    @property
    def numbers(self) -> Mapping[str, tuple[str, ...]]:
        """Telephone numbers to call, by level-01 category."""
        return {category: advice.numbers for category, advice in self._danger.advice.items()}

    def leaning(self, categories: Leanings, intents: Leanings) -> "Reader":
        """The same reader with other leanings, to try them."""
        other = copy(self)
        other._judge = Judge(self._judge.policy, categories, intents)
        return other

    def pieces(self, text: str, title: str = "") -> dict[str, float]:
        """What of a message may lean to something, and how often each counts."""
        return self._study(f"{title}\n{text}" if title else text, len(title) + 1 if title else 0).pieces

    def explain(self, text: str, title: str = "") -> Explanation:
        """Why ``text`` gets its category."""
        whole = f"{title}\n{text}" if title else text
        study = self._study(whole, len(title) + 1 if title else 0)
        reading = self.read(text, title)
        return explain(reading, self.categories, study.scan.hits)

    def _study(self, whole: str, title: int) -> "Study":
        normal = self._normalise(whole[:LONGEST])
        head = bisect_left(normal.offsets, title) if title else _title_line(normal.text)
        return Study(whole, normal, head, self.lexicon, self._classifier, self._places, self._judge)

    def _matters(self, study: "Study", verdict: Verdict) -> tuple[Matter, ...]:
        if not verdict.candidates:
            return ()
        stretches = self._splitter.split(study.normal.text, study.title, study.stretch, self._judge.policy.matter_least)
        if stretches:
            return tuple(Matter(study.original(stretch), stretch.verdict.category) for stretch in stretches)
        return (Matter(study.whole.strip(), verdict.category),)


class Study:
    """One message under examination: normalised, scanned once, its reasons found once."""

    def __init__(self, whole: str, normal: Normal, title: int, lexicon: Lexicon, classifier: Classifier,
                 places: Places, judge: Judge) -> None:  # fmt: skip
        self.whole = whole
        self.normal = normal
        self.title = title
        self.scan = lexicon.scan(normal.text)
        self.spans: tuple[Span, ...] = places.find(normal.text, self.scan.edges)
        quiet = [(span.start, span.end) for span in self.spans if span.quiet]
        self.telling = _without(normal.text, [*quiet, *self.scan.meaningless()])
        self.pieces = pieces(self.telling, title)
        self._classifier, self._judge = classifier, judge
        self._votes: list[Vote] = classifier.votes(normal.text, self.scan, quiet, title)
        self.known = judge.categories.known(self.pieces)
        self.evidence = classifier.evidence(self._votes)
        self.chances = judge.chances(self.known, self.evidence)

    def verdict(self) -> Verdict:
        """What the whole message speaks of."""
        return self._judge.verdict(self.chances)

    def stretch(self, start: int, end: int) -> Verdict:
        """What ``[start, end)`` of the normalised text speaks of."""
        votes = [vote for vote in self._votes if start <= vote.start < end]
        known = self._judge.categories.known(pieces(self.telling[start:end]))
        return self._judge.verdict(self._judge.chances(known, self._classifier.evidence(votes)))

    def original(self, stretch: Stretch) -> str:
        start, end = self.normal.original_span(stretch.start, stretch.end)
        return self.whole[start:end].strip(" \n\t,，;；。、")

    def places(self) -> list[PlaceMention]:
        spans = (self.normal.original_span(span.start, span.end) for span in self.spans)
        return [PlaceMention(self.whole[start:end], start, end) for start, end in spans]


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with blanks in place of the spans: words in a name or a saying lean to nothing."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _title_line(text: str) -> int:
    end = text.find("\n")
    return end + 1 if 0 < end <= _TITLE_LINE else 0
