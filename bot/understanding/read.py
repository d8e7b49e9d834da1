"""The one entry to understanding: ``Reader(rules_dir).read(text)`` → Reading. No network, no database, no clock."""

from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path

from bot.domain.catalogue import Category
from bot.domain.reading import Candidate, Danger, Evidence, Matter, PlaceMention, Reading, Verdict
from bot.understanding.classify import Classifier, Vote
from bot.understanding.danger import DangerRules
from bot.understanding.explain import Explanation, explain
from bot.understanding.intent import IntentRules
from bot.understanding.lexicon import Lexicon
from bot.understanding.mentions import Places, Span
from bot.understanding.normalise import Normal, Normaliser
from bot.understanding.redact import Redactor
from bot.understanding.rules import load_rules
from bot.understanding.split import Splitter, Stretch

LONGEST = 3000  # characters read closely; what a 20,000-character message is about stands in its beginning
_TITLE_LINE = 40  # a first line up to this length, with more below it, is a title
_EMERGENCY = "01"  # the group of level 01
_CERTAIN, _DOUBTFUL = 5.0, 2.0  # what a danger adds to the score of its category
_UNCONFIRMED = 0.5  # what is left of an emergency's score where no danger was found


class Reader:
    """Every rule of a folder, compiled. Immutable; may be shared between threads."""

    def __init__(self, rules_dir: Path, cache_dir: Path | None = None) -> None:
        """Raises :class:`FilesInvalid` with file and line of every fault. ``cache_dir``: where the tokenizer may
        keep its dictionary; without it nothing is written and starting takes a second longer."""
        book = load_rules(rules_dir)
        self._book = book
        self._normalise = Normaliser(book.lexicon.slips)
        self.lexicon = Lexicon(book.rules, book.lexicon, cache_dir)
        self._classifier = Classifier(book.rules, self.lexicon)
        self._places = Places.load(rules_dir / "places.yaml")
        self._splitter = Splitter.load(rules_dir / "split.yaml")
        self._danger = DangerRules.load(rules_dir / "danger.yaml")
        self._intent = IntentRules.load(rules_dir / "intents.yaml")
        self._redactor = Redactor.load(rules_dir / "redaction.yaml")

    @property
    def categories(self) -> Mapping[str, Category]:
        """By code, in the order of the codes."""
        return self._book.categories

    @property
    def version(self) -> str:
        """Names the rules that are used; changes with any rule file."""
        return self._book.version

    def read(self, text: str, title: str = "") -> Reading:
        """What a message means. Takes any string; reads the first :data:`LONGEST` characters closely."""
        whole = f"{title}\n{text}" if title else text
        study = self._study(whole, len(title) + 1 if title else 0)
        danger = self._danger.detect(whole[:LONGEST])
        verdict = _with_danger(study.verdict(0, len(study.normal.text)), danger)
        intent = self._intent.classify(whole[:LONGEST])
        smalltalk = intent.smalltalk and danger is None
        return Reading(
            text=whole,
            redacted=self._redactor.redact(whole),
            verdict=verdict,
            intent=intent.intent,
            danger=danger,
            matters=() if smalltalk else self._matters(study, verdict),
            places=tuple(study.places()),
            resolved=intent.resolved,
            smalltalk=smalltalk,
            rules_version=self.version,
        )

    def suspects_danger(self, text: str) -> bool:
        """A cheap first look, true for every danger and for some that are none."""
        return self._danger.suspect(text)

    @property
    def numbers(self) -> Mapping[str, tuple[str, ...]]:
        """Telephone numbers to call, by level-01 category."""
        return {category: advice.numbers for category, advice in self._danger.advice.items()}

    def explain(self, text: str, title: str = "") -> Explanation:
        """Why ``text`` gets its category."""
        whole = f"{title}\n{text}" if title else text
        study = self._study(whole, len(title) + 1 if title else 0)
        reading = self.read(text, title)
        return explain(reading, self.categories, study.scan.hits)

    def _study(self, whole: str, title: int) -> "Study":
        normal = self._normalise(whole[:LONGEST])
        head = bisect_left(normal.offsets, title) if title else _title_line(normal.text)
        return Study(whole, normal, head, self.lexicon, self._classifier, self._places)

    def _matters(self, study: "Study", verdict: Verdict) -> tuple[Matter, ...]:
        if not verdict.candidates:
            return ()
        stretches = self._splitter.split(study.normal.text, study.title, study.verdict)
        if stretches:
            return tuple(Matter(study.original(stretch), stretch.verdict.category) for stretch in stretches)
        return (Matter(study.whole.strip(), verdict.category),)


class Study:
    """One message under examination: normalised, scanned once, its reasons found once."""

    def __init__(self, whole: str, normal: Normal, title: int, lexicon: Lexicon, classifier: Classifier,
                 places: Places) -> None:  # fmt: skip
        self.whole = whole
        self.normal = normal
        self.title = title
        self.scan = lexicon.scan(normal.text)
        self.spans: tuple[Span, ...] = places.find(normal.text, self.scan.edges)
        quiet = [(span.start, span.end) for span in self.spans if span.quiet]
        self._classifier = classifier
        self._votes: list[Vote] = classifier.votes(normal.text, self.scan, quiet, title)

    def verdict(self, start: int, end: int) -> Verdict:
        """What ``[start, end)`` of the normalised text speaks of."""
        votes = [vote for vote in self._votes if start <= vote.start < end]
        named = sum(span.end - span.start for span in self.spans if start <= span.start < end)
        return self._classifier.verdict(votes, end - start - named)

    def original(self, stretch: Stretch) -> str:
        start, end = self.normal.original_span(stretch.start, stretch.end)
        return self.whole[start:end].strip(" \n\t,，;；。、")

    def places(self) -> list[PlaceMention]:
        spans = (self.normal.original_span(span.start, span.end) for span in self.spans)
        return [PlaceMention(self.whole[start:end], start, end) for start, end in spans]


def _title_line(text: str) -> int:
    end = text.find("\n")
    return end + 1 if 0 < end <= _TITLE_LINE else 0


def _with_danger(verdict: Verdict, danger: Danger | None) -> Verdict:
    """A certain danger decides the category, a doubtful one is a candidate; where none stands, the words of an
    emergency are mostly words (the past, a saying, a fear)."""
    if danger is None:
        return _without_danger(verdict)
    others = tuple(candidate for candidate in verdict.candidates if candidate.category != danger.category)
    own = next((one.score for one in verdict.candidates if one.category == danger.category), 0.0)
    reasons = (*(Evidence(danger.category, word, 1.0) for word in danger.words), *verdict.evidence)
    if danger.certain:
        top = verdict.candidates[0].score if verdict.candidates else 0.0
        return Verdict((Candidate(danger.category, top + _CERTAIN), *others), reasons, confident=True)
    candidates = (Candidate(danger.category, own + _DOUBTFUL), *others)
    return Verdict(tuple(sorted(candidates, key=_likeliest)), reasons, confident=False)


def _without_danger(verdict: Verdict) -> Verdict:
    if not any(candidate.category.startswith(_EMERGENCY) for candidate in verdict.candidates):
        return verdict
    candidates = tuple(
        Candidate(one.category, one.score * (_UNCONFIRMED if one.category.startswith(_EMERGENCY) else 1.0))
        for one in verdict.candidates
    )
    ranked = tuple(sorted(candidates, key=_likeliest))
    first = ranked[0].category
    sure = verdict.confident and first == verdict.category and not first.startswith(_EMERGENCY)
    return Verdict(ranked, verdict.evidence, sure)


def _likeliest(candidate: Candidate) -> tuple[float, str]:
    return -candidate.score, candidate.category
