"""The one entry to understanding: ``Reader(rules_dir).read(text)`` → Reading. No network, no database, no clock."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import pairwise
from pathlib import Path

from bot.domain.catalogue import Category
from bot.domain.grounds import MOST_REASONS
from bot.domain.reading import Danger, Evidence, Intent, Matter, PlaceMention, Reading, Verdict
from bot.domain.similar import Fingerprint
from bot.understanding.classify import Classifier, Vote, importance
from bot.understanding.danger import DangerRules
from bot.understanding.explain import Explanation, explain
from bot.understanding.fingerprints import Fingerprints, Seen
from bot.understanding.intent import IntentRules
from bot.understanding.joints import Side, Told
from bot.understanding.judging import JUDGED, JUDGING, NOTHING, Judge, with_danger
from bot.understanding.leanings import Leaning, pieces
from bot.understanding.lexicon import Lexicon
from bot.understanding.mentions import Places, Span
from bot.understanding.normalise import Normal, Normaliser, fold
from bot.understanding.parts import Parts, digest
from bot.understanding.phrases import WordIndex
from bot.understanding.redact import Redactor
from bot.understanding.rules import LEXICON, category_files, load_rules
from bot.understanding.split import ONE, Split, Splitter, Stretch
from bot.understanding.wordfile import Opener, opener

LONGEST = 3000  # characters read closely; what a 20,000-character message is about stands in its beginning
_TITLE_LINE = 40  # a first line up to this length, with more below it, is a title
_EXPLAINED = 2  # categories that are explained: the likeliest and its rival
_SHOWN = 200  # characters in which the reasons are looked for that are shown to people
_IDLE = (Intent.COMPLAINT, Intent.PRAISE)  # what chatter is taken for; who asks, chases or withdraws means something
_MOST_SPANS = 3

DANGER, INTENTS = "danger.yaml", "intents.yaml"
PLACES, SPLIT, REDACTION, THINGS = "places.yaml", "split.yaml", "redaction.yaml", "things.yaml"
WORDS = "words"
"""The part that is made of all categories and the words about words."""


def _phrases(folder: Path, opened: Opener) -> tuple[WordIndex, DangerRules, IntentRules]:
    """What is looked for in one pass over a text."""
    index = WordIndex()
    danger = DangerRules.load(folder / DANGER, index, opened)
    return index, danger, IntentRules.load(folder / INTENTS, index, opened)


class Reader:
    """Every rule of a folder, compiled. Immutable; may be shared between threads."""

    def __init__(
        self, rules_dir: Path, cache_dir: Path | None = None, fast: bool = True, like: "Reader | None" = None
    ) -> None:
        """Raises :class:`FilesInvalid` with file and line of every fault. ``cache_dir``: where the dictionary, the
        leanings and the words may be kept as they are used; without it nothing is written and starting takes two
        seconds longer. ``fast``: cut with rjieba where it is installed; what is read is the same. ``like``: another
        reader; what the files of both say alike is not compiled again."""
        parts = Parts(rules_dir, like.parts if like else None)
        self.parts: Parts = parts
        files = {name: rules_dir / name for name in (PLACES, SPLIT, DANGER, str(JUDGING), INTENTS, REDACTION, THINGS)}
        # Of the few files that differ from the other reader's each is parsed by itself.
        kept_in = None if like else cache_dir
        opened = opener([*category_files(rules_dir), rules_dir / LEXICON, *files.values()], kept_in)
        book = load_rules(rules_dir, opened, parts)
        self.book = book
        self._normalise = Normaliser(book.lexicon.slips)
        words, codes = digest(book.words_key, fast), tuple(book.categories)
        self.lexicon: Lexicon = parts.part(WORDS, words, lambda: Lexicon(book.rules, book.lexicon, cache_dir, fast))
        self._classifier = Classifier(book.rules, self.lexicon)
        self._places = parts.of_files(lambda: Places.load(files[PLACES], opened), PLACES)
        self._splitter = parts.of_files(lambda: Splitter.load(files[SPLIT], opened), SPLIT)
        self._index, self._danger, self._intent = parts.of_files(lambda: _phrases(rules_dir, opened), DANGER, INTENTS)
        self._judge = parts.of_files(
            lambda: Judge.load(codes, rules_dir, cache_dir, opened), *map(str, JUDGED), beside=digest(codes)
        )
        self.redactor = parts.of_files(lambda: Redactor.load(files[REDACTION], opened), REDACTION)
        self._fingerprints = parts.of_files(
            lambda: Fingerprints.load(files[THINGS], self.lexicon.rarity, self._spoken_for, opened),
            THINGS,
            beside=words,
        )
        parts.whole()

    def _spoken_for(self, word: str) -> Iterable[str]:
        """Categories that rule words inside ``word`` speak for."""
        votes = (vote for hit in self.lexicon.scan(fold(word)).hits if not hit.hidden for vote in hit.entry.votes)
        return (self.book.rules[number].category.code for number, _ in votes)

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
        leaning, intent = study.leaning, self._intent.classify_in(folded)
        settled = self._judge.settled(study.chances, study.known, intent.signs, study.named)
        found, idle = self._judge.verdict(settled), settled.of(NOTHING)
        heard = self._danger.hear(folded)
        chance = self._judge.emergency(leaning)
        danger = self._judge.danger(study.normal.text, study.known, leaning, chance, heard, found, idle)
        verdict = with_danger(found, danger, chance)
        sure = self._judge.is_sure(verdict, leaning, danger, study.known.size)
        verdict = self._explained(study, verdict, danger, sure)
        smalltalk = danger is None and (
            intent.smalltalk or (intent.intent in _IDLE and not study.spans and self._judge.is_smalltalk(settled))
        )
        redacted = self.redactor.redact(whole)
        split = ONE if smalltalk else self._split(study, verdict, danger)
        parts = tuple(Matter(study.original(stretch), stretch.category) for stretch in split.matters)
        return Reading(
            text=whole,
            redacted=redacted,
            verdict=verdict,
            intent=intent.intent if intent.resolved else self._judge.intent(study.known, intent.intent),
            danger=danger,
            matters=() if smalltalk else parts if parts and split.sure else _single(study, verdict),
            perhaps=() if split.sure else parts,
            places=tuple(study.places()),
            resolved=intent.resolved,
            smalltalk=smalltalk,
            rules_version=self.version,
            fingerprint=self._fingerprint(study, redacted),
            follow=intent.follow,
        )

    def _fingerprint(self, study: "Study", redacted: str) -> Fingerprint:
        masked = redacted != study.whole or len(redacted) > LONGEST
        shown = self._normalise(redacted).text if masked else study.normal.text
        seen = Seen(study.normal.text, study.telling, study.scan.edges, study.spans, shown)
        return self._fingerprints.fingerprint(seen, self._places)

    def _explained(self, study: "Study", verdict: Verdict, danger: Danger | None, sure: bool) -> Verdict:
        """With the words that spoke for the likeliest categories, of the rules and of what leans to them."""
        shown = [one.category for one in verdict.candidates[:_EXPLAINED]]
        factor = self._judge.policy.category_rules
        reasons = [
            Evidence(category, word, round(weight * factor, 2))
            for category, word, weight in study.evidence
            if category in shown
        ]
        beginning = study.telling[:_SHOWN]
        for category in shown:
            known = [one.word for one in reasons if one.category == category]
            count = _MOST_SPANS
            for one in self._judge.spans(beginning, study.standing, study.known, category):
                if not count:
                    break
                if not any(one.word in word for word in known):
                    reasons.append(one)
                    count -= 1
        reasons.sort(key=importance)
        if danger is not None:
            reasons = [*(Evidence(danger.category, word, 1.0) for word in danger.words), *reasons]
        return Verdict(verdict.candidates, tuple(reasons[:MOST_REASONS]), sure)

    @property
    def key(self) -> str:
        """Changes with whatever could change a reading; unlike :attr:`version` not with numbers and examples."""
        return self.parts.key(WORDS, PLACES, SPLIT, DANGER, str(JUDGING), REDACTION, THINGS)

    @property
    def danger_rules(self) -> DangerRules:
        return self._danger

    def suspects_danger(self, text: str) -> bool:
        """A cheap first look for the order of work: true for nearly every danger and for some that are none."""
        return self._danger.suspect(text) or self._leans_to_danger(text)

    def _leans_to_danger(self, text: str) -> bool:
        normal = self._normalise(text[:LONGEST]).text
        known = self._judge.known(normal, _title_line(normal))
        return self._judge.emergency(self._judge.chances(known)) >= self._judge.policy.danger_ask

    @property
    def numbers(self) -> Mapping[str, tuple[str, ...]]:
        """Telephone numbers to call, by level-01 category."""
        return {category: advice.numbers for category, advice in self._danger.advice.items()}

    def leaning(self, categories: Sequence[Leaning], intents: Sequence[Leaning], counts: Sequence[Leaning]) -> "Reader":
        """The same reader with other leanings, to try them."""
        other = copy(self)
        other._judge = Judge.of(self._judge.policy, self._judge.categories.classes, categories, intents, counts)
        return other

    def pieces(self, text: str, title: str = "") -> dict[str, float]:
        """What of a message may lean to something, and how often each counts."""
        study = self._study(f"{title}\n{text}" if title else text, len(title) + 1 if title else 0)
        return pieces(study.telling, study.title)

    def explain(self, text: str, title: str = "") -> Explanation:
        """Why ``text`` gets its category."""
        whole = f"{title}\n{text}" if title else text
        study = self._study(whole, len(title) + 1 if title else 0)
        reading = self.read(text, title)
        split = self._split(study, reading.verdict, reading.danger)
        return explain(reading, self.categories, study.scan.hits, study.normal.text, split)

    def _study(self, whole: str, title: int) -> "Study":
        normal = self._normalise(whole[:LONGEST])
        head = bisect_left(normal.offsets, title) if title else _title_line(normal.text)
        return Study(whole, normal, head, self.lexicon, self._classifier, self._places, self._judge)

    def _split(self, study: "Study", verdict: Verdict, danger: Danger | None) -> Split:
        if not verdict.candidates:
            return ONE
        tone = self._judge.tone(study.known)
        told = Told(study.normal.text, study.title, study.side, study.ahead, danger is not None, tone)
        return self._splitter.split(told, study.blanks(), self._judge.policy.matter_least)


def _single(study: "Study", verdict: Verdict) -> tuple[Matter, ...]:
    return (Matter(study.whole.strip(), verdict.category),) if verdict.candidates else ()


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
        self._classifier, self._judge = classifier, judge
        self._votes: list[Vote] = classifier.votes(normal.text, self.scan, quiet, title)
        self.standing = judge.standing(self.telling, title)
        self.known = judge.categories.known(self.standing)
        self.evidence = classifier.evidence(self._votes)
        self.leaning = judge.chances(self.known)
        self.chances = judge.chances(self.known, self.evidence) if self.evidence else self.leaning
        self.named = bool(quiet)
        self._sides: dict[tuple[int, int], Side] = {}
        if not title:
            self._sides[0, len(normal.text)] = Side(self.chances, self.known.size - 1)

    def side(self, start: int, end: int) -> Side:
        """What ``[start, end)`` of the normalised text leans to."""
        self.ahead(((start, end),))
        return self._sides[start, end]

    def ahead(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Works out what each of ``stretches`` leans to, before :meth:`side` is asked."""
        if new := [one for one in stretches if one not in self._sides]:
            sides = self._judge.sides(self.standing, self.known, new, map(self._evidence_in, new))
            self._sides.update((one, Side(chances, size - 1)) for one, (chances, size) in zip(new, sides, strict=True))

    def _evidence_in(self, stretch: tuple[int, int]) -> list[Evidence]:
        start, end = stretch
        return self._classifier.evidence([vote for vote in self._votes if start <= vote.start < end])

    def blanks(self) -> Iterator[int]:
        """Where a blank stood between two characters."""
        offsets = self.normal.offsets
        if not offsets or offsets[-1] - offsets[0] == len(offsets) - 1:
            return
        for place, (one, other) in enumerate(pairwise(offsets), start=1):
            if other - one > 1 and any(mark.isspace() for mark in self.whole[one + 1 : other]):
                yield place

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
