"""One message, several matters: where a new matter begins, and which stretches speak of the same one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.domain.reading import Verdict
from bot.understanding.normalise import fold
from bot.understanding.wordfile import open_words

# The grammar of enumerations, not wording: "1、", "(2)", "③" (already a digit), "一、" at a break.
_ITEM = r"(?:(?<=[。!?;:\n,])|^)\(?(?:[1-9]|[一二三四五六七八九])(?:[、.)]|,(?=\D))"


@dataclass(frozen=True, slots=True)
class Stretch:
    """``[start, end)`` of the normalised text with what it speaks of."""

    start: int
    end: int
    verdict: Verdict

    @property
    def score(self) -> float:
        return self.verdict.candidates[0].score if self.verdict.candidates else 0.0


class Splitter:
    """Compiled from the ``turns`` of ``routing_rules/split.yaml``: words with which a new matter begins."""

    def __init__(self, turns: tuple[str, ...]) -> None:
        longest_first = sorted(map(re.escape, map(fold, turns)), key=lambda word: (-len(word), word))
        parts = [_ITEM, *(["|".join(longest_first)] if longest_first else [])]
        self._begin = re.compile("|".join(parts))

    @classmethod
    def load(cls, path: Path) -> "Splitter":
        """Raises :class:`~bot.domain.findings.FilesInvalid` with the line of the fault."""
        file = open_words(path)
        file.only("turns")
        return cls(file.words("turns"))

    def split(self, text: str, title: int, read: Callable[[int, int], Verdict], least: float) -> tuple[Stretch, ...]:
        """The matters of ``text`` when there are several, else nothing. ``read`` judges a stretch, which is a matter
        when its first choice has ``least`` as its chance; the ``title`` (characters at the beginning) belongs to all
        of them and is no matter itself."""
        starts = sorted({title, *(found.start() for found in self._begin.finditer(text, title))})
        if len(starts) < 2:
            return ()
        ends = [*starts[1:], len(text)]
        stretches = [Stretch(start, end, read(start, end)) for start, end in zip(starts, ends, strict=True)]
        matters: dict[str, Stretch] = {}
        for stretch in stretches:
            if stretch.score >= least:
                first = matters.setdefault(stretch.verdict.category, stretch)
                if stretch is not first and stretch.score > first.score:
                    matters[stretch.verdict.category] = stretch
        return tuple(sorted(matters.values(), key=_start)) if len(matters) > 1 else ()


def _start(stretch: Stretch) -> int:
    return stretch.start
