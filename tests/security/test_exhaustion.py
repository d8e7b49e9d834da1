"""Words and files made to use up processor or memory: no pattern can run away, and what is read has an end."""

import importlib
import pkgutil
import re
import sys
import tracemalloc
from collections.abc import Callable, Iterable
from io import BytesIO
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import bot
from bot.chat.buttons import decode
from bot.domain.contact import phones_in
from bot.domain.csv_table import read_rows
from bot.domain.errors import Forged
from bot.domain.projects import typed
from bot.understanding.normalise import fold
from bot.usecases.sheets import sites_in
from bot.xlsx_reading import MOST_BYTES

MANY = 50
"""A repeat of more is as good as one without end."""
LONGEST = 8000
"""Characters: twice as many as Telegram lets a message have."""
SHARE = 8
"""So small a part of the largest workbook tells as much: what it needs grows as it does."""
MEMORY = 150_000_000 // SHARE
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def patterns() -> dict[str, str]:
    """Every compiled pattern of the program, by where it stands."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if not module.name.startswith(("bot.storage.migrations", "bot.simulator")) and "__main__" not in module.name:
            importlib.import_module(module.name)
    found = {}
    for name, loaded in sys.modules.items():
        if name.startswith("bot.") and not name.startswith("bot.simulator"):
            for key, value in vars(loaded).items():
                for one in _inside(value):
                    found[f"{name}.{key}"] = one.pattern
    return found


def _inside(value: Any) -> Iterable[re.Pattern[str]]:
    values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else (value,)
    return [one for one in values if isinstance(one, re.Pattern) and isinstance(one.pattern, str)]


def runs_away(items: Any, within: bool = False) -> bool:
    """Whether a repeat without end stands within another, so that a text can be read in exponentially many ways. What
    never gives back what it took (x++) is read in one.
    """
    for kind, rest in items:
        if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            endless = rest[1] > MANY
            if (endless and within) or runs_away(rest[2], within or endless):
                return True
        if any(runs_away(one, within) for one in _parts(kind, rest)):
            return True
    return False


def _parts(kind: Any, rest: Any) -> list[Any]:
    if kind is _constants.SUBPATTERN:
        return [rest[-1]]
    if kind is _constants.BRANCH:
        return list(rest[1])
    return [rest[1]] if kind in (_constants.ASSERT, _constants.ASSERT_NOT) else []


@pytest.mark.parametrize("bad", [r"(a+)+b", r"(?:\w*,?)*!", r"((x|y+)*)z"])
def test_a_pattern_that_runs_away_is_known(bad: str) -> None:
    assert runs_away(_parser.parse(bad))


def test_no_pattern_runs_away() -> None:
    """Then the longest message costs a bounded number of steps: its length squared at the most."""
    found = patterns()
    assert len(found) > 30
    assert [where for where, pattern in found.items() if runs_away(_parser.parse(pattern))] == []


HOSTILE = [
    (unit * LONGEST)[:LONGEST] + end
    for unit in ("a", "1", "一", "1-", "１３８ ", "(", "[", "{", "*", " ", "\n", "\t", ",", "，", ":", "/start ", "“",
                 "😀", "1号楼", "栋", "138001380", "0x", "\\", '"', "='", "<b>", "%s", "\u202e", "é")
    for end in ("", "!", "\x00")
]  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "odd signs": fold,
    "phones": lambda text: phones_in([text]),
    "typed sites": typed,
    "a table": lambda text: read_rows(text.encode()),
    "a sheet": lambda text: sites_in(text.encode()),
    "a button": decode,
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_every_reader_comes_to_an_end_of_whatever_is_written(reader: Callable[[str], object]) -> None:
    for text in HOSTILE:
        try:
            reader(text)
        except Forged:
            assert reader is decode


def workbook(sheet: str, strings: str = "") -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as book:
        book.writestr(SHEET, sheet)
        if strings:
            book.writestr(STRINGS, strings)
    return packed.getvalue()


CELL = '<c t="s"><v>0</v></c>'
ROOM = MOST_BYTES // SHARE
BOOKS: dict[str, Callable[[], bytes]] = {
    "zeros": lambda: workbook("0" * (200 * MOST_BYTES)),
    "cells": lambda: workbook(f"<s>{'<row/>' * (ROOM // 6)}</s>"),
    "one text a million times": lambda: workbook(
        f"<s><row>{CELL * 40}</row>{f'<row>{CELL}</row>' * (ROOM // 40)}</s>", f"<s><si><t>{'x' * ROOM} </t></si></s>"
    ),
}


@pytest.mark.parametrize("pack", BOOKS.values(), ids=BOOKS)
def test_a_workbook_of_any_kind_stays_within_its_memory(pack: Callable[[], bytes]) -> None:
    book = pack()
    tracemalloc.start()
    try:
        sites_in(book)
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()
