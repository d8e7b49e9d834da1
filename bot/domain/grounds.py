"""Why a ticket has its category: what was likely when it was told, kept with it; and what may be chosen instead."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.reading import Candidate, Evidence, Reading, Verdict

MOST_CANDIDATES, MOST_REASONS = 6, 12
LIKELIEST = 3
MOST_WORDS, MOST_OTHER_WORDS = 4, 2
LONGEST_WORD = 16
DANGER = "01"
"""The group of level 01: its categories begin with it."""

NOTHING = Verdict()
"""Nothing was recognised, or nothing is known of it."""

_AND = " + "
"""Between the words of a combination."""


def kept(reading: Reading, fold: Callable[[str], str]) -> Verdict:
    """The verdict as it may stand with a ticket: bounded, and without words that were masked in its text. ``fold``
    spells a text as the evidence does.
    """
    verdict, told, shown = reading.verdict, fold(reading.text), fold(reading.redacted)
    reasons = [reason for reason in verdict.evidence if not _masked(reason.word, told, shown)]
    return Verdict(verdict.candidates[:MOST_CANDIDATES], tuple(reasons[:MOST_REASONS]), verdict.confident)


def _masked(word: str, told: str, shown: str) -> bool:
    return any(part in told and part not in shown for part in word.split(_AND))


def to_json(verdict: Verdict) -> dict[str, Any]:
    """``candidates``: [code, score]; ``evidence``: [code, word, weight]; ``confident``."""
    return {
        "candidates": [[one.category, one.score] for one in verdict.candidates],
        "evidence": [[one.category, one.word, one.weight] for one in verdict.evidence],
        "confident": verdict.confident,
    }


def from_json(data: Mapping[str, Any] | None) -> Verdict:
    """What :func:`to_json` gave; nothing recognised for what was stored before there were readings."""
    if not data:
        return NOTHING
    return Verdict(
        tuple(Candidate(*one) for one in data["candidates"]),
        tuple(Evidence(*one) for one in data["evidence"]),
        bool(data["confident"]),
    )


def offered(verdict: Verdict, current: str, common: Sequence[str], fallback: str, *, dangers: bool) -> tuple[str, ...]:
    """What 改类别 shows: the three likeliest, then the common ones, then ``fallback``; each once, never the current.

    ``dangers``: whether categories of level 01 may be chosen too.
    """
    likely = [one.category for one in verdict.candidates if one.category != current]
    likely = [code for code in likely if dangers or not is_danger(code)]
    codes = dict.fromkeys([*likely[:LIKELIEST], *common, fallback])
    return tuple(code for code in codes if code != current)


def is_danger(category: str) -> bool:
    return category.startswith(DANGER)


@dataclass(frozen=True, slots=True)
class Why:
    """The words that spoke for a category, and the likeliest other one ("" for none) with some of its own."""

    words: tuple[str, ...]
    other: str
    other_words: tuple[str, ...]


def why(verdict: Verdict, category: str) -> Why:
    other = next((one.category for one in verdict.candidates if one.category != category), "")
    return Why(
        _words(verdict.evidence, category)[:MOST_WORDS],
        other,
        _words(verdict.evidence, other)[:MOST_OTHER_WORDS],
    )


def _words(evidence: Iterable[Evidence], category: str) -> tuple[str, ...]:
    """Weightiest first, as a person reads them; a word that stands in a combination already is not said again."""
    reasons = sorted((r for r in evidence if r.category == category and r.weight > 0), key=lambda r: -r.weight)
    shown: list[str] = []
    for reason in reasons:
        if not any(reason.word in word for word in shown):
            shown.append(reason.word)
    return tuple(word.replace(_AND, "…")[:LONGEST_WORD] for word in shown)
