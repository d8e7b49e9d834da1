"""Why a text gets its category, for the person who tends the rules and for the chief who asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.catalogue import Category
from bot.domain.reading import Evidence, Reading
from bot.understanding.lexicon import Hit
from bot.understanding.split import Split


@dataclass(frozen=True, slots=True)
class Choice:
    """A category with its score and the words that spoke for it, weightiest first."""

    category: str
    name: str
    score: float
    words: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A word that stood in the text and did not count: inside ``by``, a longer word or one that means nothing."""

    word: str
    by: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """``choices``: likeliest first, at most three; ``left_out``: words that did not count; ``split``: where another
    matter begins or might, and why, in places of the ``normal`` text."""

    text: str
    choices: tuple[Choice, ...]
    confident: bool
    margin: float
    left_out: tuple[Left, ...]
    rules_version: str
    normal: str
    split: Split


def explain(
    reading: Reading, categories: Mapping[str, Category], hits: Sequence[Hit], normal: str, split: Split
) -> Explanation:
    """Puts a reading and the words found in its text side by side."""
    choices = tuple(
        Choice(
            candidate.category,
            categories[candidate.category].name if candidate.category in categories else "",
            candidate.score,
            tuple(reason for reason in reading.verdict.evidence if reason.category == candidate.category),
        )
        for candidate in reading.verdict.candidates[:3]
    )
    verdict = reading.verdict
    return Explanation(
        text=reading.text,
        choices=choices,
        confident=verdict.confident,
        margin=verdict.margin,
        left_out=tuple(_left_out(hits)),
        rules_version=reading.rules_version,
        normal=normal,
        split=split,
    )


def _left_out(hits: Sequence[Hit]) -> list[Left]:
    counting = [hit for hit in hits if hit.entry.votes or hit.entry.neutral]
    found = []
    for hit in counting:
        if (hit.covered or hit.hidden) and hit.entry.votes:
            longer = [
                other for other in counting if other is not hit and other.start <= hit.start and other.end >= hit.end
            ]
            found.append(Left(hit.word, max(longer, key=_length).word))
    return found


def _length(hit: Hit) -> int:
    return hit.end - hit.start
