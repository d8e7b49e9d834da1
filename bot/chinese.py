"""The two scripts of Chinese, by opencc's tables: which one a text is in, and characters in their simplified form."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import opencc

from bot.domain.languages import Script
from bot.keeping import kept

_IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_\u3400-\u4dbf\u4e00-\u9fff]+")
_LONGEST = 3000
"""Characters looked at; the script of a longer text shows in its beginning."""


def script_of(text: str) -> Script:
    """The script of ``text``. An English sentence with a Chinese address in it is none."""
    text = text[:_LONGEST]
    chinese = _IDEOGRAPH.findall(text)
    if not chinese or len(chinese) < len(_WORD.findall(text)):
        return Script.OTHER
    traditional = sum(ord(mark) in simplified() for mark in chinese)
    only_simplified = sum(mark in _only_simplified() for mark in chinese)
    if traditional == only_simplified:
        return Script.HAN
    return Script.TRADITIONAL if traditional > only_simplified else Script.SIMPLIFIED


@cache
def simplified() -> Mapping[int, str]:
    """Traditional character → simplified one, for str.translate: one to one, so that places in a text stay true."""
    return _table("t2s", map(chr, range(0x3400, 0xA000)))


def keep_in(folder: Path) -> None:
    """Before :func:`script_of` is first asked: its table comes with opencc's phrases, which take a tenth of a second
    and thirty megabytes, unless it was kept in ``folder``."""
    _KEPT_IN[:] = [folder]


_KEPT_IN: list[Path] = []


@cache
def _only_simplified() -> frozenset[str]:
    """Simplified characters that have a traditional form."""
    # Only what the other table leads to can be simplified at all.
    marks = sorted(set(simplified().values()))
    folder = _KEPT_IN[0] if _KEPT_IN else None
    made_of = (opencc.__version__, "".join(marks))
    return frozenset(kept(folder, "simplified", made_of, lambda: "".join(map(chr, _table("s2t", marks)))))


def _table(name: str, marks: Iterable[str]) -> Mapping[int, str]:
    before = list(marks)
    after = opencc.OpenCC(name).convert("\n".join(before)).split("\n")
    return {ord(old): new for old, new in zip(before, after, strict=True) if old != new and len(new) == 1}
