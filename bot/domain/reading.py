"""What understanding returns: the meaning of one message, with its reasons."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.similar import UNKNOWN, Fingerprint


class Intent(StrEnum):
    """诉求性质 (handbook §1), orthogonal to the category."""

    COMPLAINT = "投诉"
    HELP = "求助"
    QUESTION = "咨询"
    SUGGESTION = "建议"
    REPORT = "举报"
    PRAISE = "表扬"
    CHASE = "催办"
    WITHDRAW = "撤诉"


class Follow(StrEnum):
    """What a word on an earlier matter says of it; NEW says that it is none."""

    NOTHING = ""
    CHASE = "chase"
    AGAIN = "again"
    UNMENDED = "unmended"
    ADDITION = "addition"
    RESOLVED = "resolved"
    NEW = "new"


class Evidence(NamedTuple):
    """One reason for a verdict: ``word`` stood in the text and moved ``category`` by ``weight``."""

    category: str
    word: str
    weight: float


class Candidate(NamedTuple):
    """A category (4-digit code) with its score; higher is likelier, comparable only within one message."""

    category: str
    score: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Candidates, likeliest first (may be empty), why, and whether the first one is sure enough to act on."""

    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confident: bool = False

    @property
    def category(self) -> str:
        """The first choice, or "" when nothing was recognised."""
        return self.candidates[0].category if self.candidates else ""

    @property
    def margin(self) -> float:
        """How far the first choice stands before the second, 0..1 of the first one's score."""
        if not self.candidates:
            return 0.0
        second = self.candidates[1].score if len(self.candidates) > 1 else 0.0
        first = self.candidates[0].score
        return (first - second) / first if first > 0 else 0.0


class Matter(NamedTuple):
    """One of the matters a message speaks of, in its own words."""

    text: str
    category: str


@dataclass(frozen=True, slots=True)
class Danger:
    """An emergency of level 01. ``certain`` is False where one tap should ask; ``words`` are the reasons."""

    category: str
    words: tuple[str, ...]
    certain: bool = True


class PlaceMention(NamedTuple):
    """A stretch of the text that names a place: ``text[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything understood of one message. Pure value: no database, no network behind it.

    ``redacted`` is the text fit for a group: phones, identity and bank numbers and names masked.
    ``smalltalk`` means greeting, thanks or advertisement: no ticket. ``resolved`` means "it is mended".
    ``perhaps``: the matters it has if it is several, where only the resident can say; then ``matters`` has one.
    ``follow``: what it says of an earlier matter, if it speaks of one.
    ``rules_version`` names the rule files that were used. ``fingerprint`` is what it is known by when somebody else
    tells the same.
    """

    text: str
    redacted: str
    verdict: Verdict
    intent: Intent
    danger: Danger | None
    matters: tuple[Matter, ...]
    places: tuple[PlaceMention, ...]
    resolved: bool
    smalltalk: bool
    rules_version: str
    fingerprint: Fingerprint = UNKNOWN
    perhaps: tuple[Matter, ...] = ()
    follow: Follow = Follow.NOTHING
