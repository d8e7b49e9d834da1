"""What kind of request a message is, whether it says the matter is mended, and whether it is no matter at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.reading import Follow, Intent
from bot.understanding.phrases import STOP, Combination, Folded, Hits, PhraseBook, WordIndex, fold, parse_line
from bot.understanding.wordfile import Opener, Section, open_words

_TITLE_FACTOR, _BODY_FACTOR = 2.0, 0.6  # of a text with a title: what is wanted stands there
_TITLE = 60  # a first line longer than this is no title
_LONGEST_RESOLVED = 90  # characters; a longer text has more to say than "mended"
_LONGEST_SMALLTALK = 40
_LONGEST_ADVERT = 300
_ADVERT_STEP = 80
_SAID = (Follow.NEW, Follow.ADDITION, Follow.UNMENDED, Follow.AGAIN, Follow.CHASE)  # the first that is said counts
_INTENTS = tuple(Intent)
_SILENT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class IntentReading:
    """``resolved``: the message says the matter is mended. ``smalltalk``: greeting, thanks, advertisement, chatter.
    ``signs``: points for its being no matter at all, below 0 against it, as other words tell."""

    intent: Intent
    resolved: bool
    smalltalk: bool
    follow: Follow = Follow.NOTHING
    signs: float = 0.0


@dataclass(frozen=True, slots=True)
class _Cue:
    intent: Intent
    weight: float


class IntentRules:
    """The compiled word file. Immutable; ``classify`` is pure and answers any string in linear time."""

    def __init__(self, file: Section, index: WordIndex) -> None:
        file.only("prior", "intents", "sarcasm", "resolved", "smalltalk", "follow")
        self._index = index
        self._prior = _prior(file)
        self._cues: PhraseBook[_Cue] = PhraseBook(self._index)
        self._read_cues(file.section("intents"))
        self._sarcasm: PhraseBook[None] = PhraseBook(self._index)
        for combination in self._combinations(file, "sarcasm"):
            self._sarcasm.add(combination, None)
        resolved = file.section("resolved")
        self._says = self._index.number(resolved.words("says"))
        self._denied = tuple(fold(word) for word in resolved.words("denied"))
        self._unless = self._index.number(resolved.words("unless"))
        follow = file.section("follow")
        follow.only(*_SAID)
        self._follow = tuple((said, self._index.number(follow.words(said))) for said in _SAID)
        smalltalk = file.section("smalltalk")
        fillers = sorted({_SILENT.sub("", fold(word)) for word in smalltalk.words("fillers")}, key=len, reverse=True)
        self._fillers = re.compile("|".join(re.escape(word) for word in fillers if word))
        self._left = smalltalk.whole_number("left", 1)
        self._adverts = self._index.number(smalltalk.words("adverts"))
        self._adverts_needed = smalltalk.whole_number("adverts_needed", 2)
        self._matter = self._index.number(smalltalk.words("matter"))
        self._signs = tuple(self._read_signs(smalltalk.section("signs")))

    @classmethod
    def load(cls, path: Path, index: WordIndex | None = None, opened: Opener = open_words) -> "IntentRules":
        """The rules in the file ``path``, their words added to ``index``. Raises :class:`FilesInvalid` with the line
        of the fault."""
        return cls(opened(path), index or WordIndex())

    def _read_cues(self, section: Section) -> None:
        section.only(*Intent)
        for name in section:
            weights = section.section(name)
            for weight in weights:
                if not weight.isdecimal():
                    raise weights.fail(weights.line_of(weight), f"{weight!r} is no weight")
                for combination in self._combinations(weights, weight):
                    self._cues.add(combination, _Cue(Intent(name), float(weight)))

    def _read_signs(self, section: Section) -> Iterator[tuple[int, float]]:
        for name in section:
            kind = section.section(name)
            kind.only("points", "words")
            yield 1 << self._index.number(kind.words("words")), kind.number("points")

    def _combinations(self, section: Section, key: str) -> Iterator[Combination]:
        for line in section.lines(key):
            try:
                yield from parse_line(line.text, self._index, {})
            except ValueError as error:
                raise section.fail(line.number, str(error)) from error

    def classify(self, text: str) -> IntentReading:
        """The kind of ``text``; 投诉 when nothing speaks for another."""
        return self.classify_in(self._index.read(text))

    def classify_in(self, read: Folded) -> IntentReading:
        """The same for a text that was read by the index already."""
        folded, hits = read
        resolved = self._resolved(folded, hits)
        intent = self._intent(folded, hits)
        if resolved and intent is not Intent.PRAISE:
            intent = Intent.WITHDRAW
        follow = next((said for said, number in self._follow if hits[number]), Follow.NOTHING)
        if resolved:
            follow = Follow.RESOLVED
        elif follow is Follow.NOTHING and intent is Intent.CHASE:
            follow = Follow.CHASE
        smalltalk = not resolved and self._smalltalk(folded, hits)
        signs = sum([points for kind, points in self._signs if hits.present & kind])
        return IntentReading(intent, resolved, smalltalk, follow, signs)

    def _intent(self, folded: str, hits: Hits) -> Intent:
        title = folded.find(STOP)
        title = title if 0 < title <= _TITLE else 0
        scores = dict.fromkeys(_INTENTS, 0.0)
        scores[self._prior[0]] = self._prior[1]
        for combination, cue in self._cues.candidates(hits):
            words = next(combination.find(hits, hits), None)
            if words:
                scores[cue.intent] += cue.weight * _factor(words[0].start, title)
        if scores[Intent.PRAISE] and self._sarcastic(hits):
            scores[Intent.PRAISE] = 0.0
        return max(scores, key=scores.__getitem__)

    def _sarcastic(self, hits: Hits) -> bool:
        return any(next(combination.find(hits, hits), None) for combination, _ in self._sarcasm.candidates(hits))

    def _resolved(self, folded: str, hits: Hits) -> bool:
        if len(folded) > _LONGEST_RESOLVED or hits[self._unless]:
            return False
        return any(not folded.endswith(self._denied, 0, hit.start) for hit in hits[self._says])

    def _smalltalk(self, folded: str, hits: Hits) -> bool:
        if len(folded) <= _LONGEST_SMALLTALK and len(self._fillers.sub("", _SILENT.sub("", folded))) <= self._left:
            return True
        if len(folded) > _LONGEST_ADVERT or hits[self._matter]:
            return False
        wanted = self._adverts_needed + len(folded) // _ADVERT_STEP
        return len({hit.word for hit in hits[self._adverts]}) >= wanted


def _prior(file: Section) -> tuple[Intent, float]:
    match file.words("prior"):
        case (intent, weight) if intent in tuple(Intent) and weight.isdecimal():
            return Intent(intent), float(weight)
        case _:
            raise file.fail(file.line_of("prior") if "prior" in file else 1, "prior must be an intent and a weight")


def _factor(start: int, title: int) -> float:
    """How loud a cue at ``start`` speaks in a text whose title ends at ``title`` (0: it has none)."""
    if not title:
        return 1.0
    return _TITLE_FACTOR if start < title else _BODY_FACTOR
