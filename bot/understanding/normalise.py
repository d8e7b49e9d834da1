"""One spelling for every message: half width, lower case, simplified characters, no spaces, known slips mended."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from bot.chinese import simplified

# Where half and full width, capitals, marks and odd letters live; ideographs and Hangul have no second form here.
_FOLDED = (
    range(0x3400),
    range(0xA000, 0xAC00),
    range(0xD7A4, 0x10000),
    range(0x1D400, 0x1D800),
    range(0x1F100, 0x1F200),
)
_STOPS = "\n\r\u2028\u2029\v\f"


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in one spelling; ``offsets[i]`` is where its i-th character stood in the original."""

    text: str
    offsets: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that ``text[start:end]`` (not empty) came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


class Normaliser:
    """Folds texts and mends slips. ``slips``: wrong → right, both of one length, so that places stay true."""

    def __init__(self, slips: Mapping[str, str]) -> None:
        self._slips = {fold(wrong): fold(right) for wrong, right in slips.items()}
        longest_first = sorted(self._slips, key=lambda wrong: (-len(wrong), wrong))
        self._pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def __call__(self, text: str) -> Normal:
        table = folding()
        folded = text.translate(table)
        if len(folded) == len(text):
            offsets = tuple(range(len(text)))
        else:
            offsets = tuple(place for place, mark in enumerate(text) if table.get(ord(mark), mark) is not None)
        return Normal(self._mend(folded), offsets)

    def _mend(self, folded: str) -> str:
        if self._pattern is None:
            return folded
        return self._pattern.sub(lambda found: self._slips[found.group()], folded)


def fold(text: str) -> str:
    """``text`` in one spelling, slips left as they are."""
    return text.translate(folding())


@cache
def folding() -> dict[int, str | None]:
    """Character by character, one to one or to nothing: the cost is linear and no composed text can explode."""
    table: dict[int, str | None] = {}
    for code in chain(*_FOLDED):
        mark = chr(code)
        if _is_invisible(mark):
            table[code] = None
            continue
        plain = unicodedata.normalize("NFKC", mark).lower()
        if len(plain) == 1 and plain != mark:
            table[code] = None if plain.isspace() else plain
    table.update({ord(mark): "\n" for mark in _STOPS})
    table.update(simplified())
    return table


def _is_invisible(mark: str) -> bool:
    return (mark.isspace() and mark not in _STOPS) or unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Mn"}
