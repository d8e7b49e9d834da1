"""The grammar of Chinese addresses: spelling, house numbers, and the notation of aliases in a grids file.

The patterns below are grammar and not vocabulary, so they stand in code: no clerk would tune them.

Notation of an alias (spaces, full-width forms and Chinese numerals are alike: 十二号 = 12号 = １２ 号):

    丹桂路              the whole road, compound, market ...
    丹桂路1-99号        its numbers 1 to 99, both included
    丹桂路单号1-99      the odd ones of them; also 丹桂路1-99单号
    丹桂路2-98双号      the even ones; also 丹桂路双号2-98
    丹桂路12号          that number alone
    锦绣花园1-6栋       blocks (栋 幢 号楼) count like house numbers
    石泉村1-4组         groups of a village (组 队), a count of their own
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.chinese import simplified


class Count(StrEnum):
    """What is counted: houses and blocks, or groups of a village."""

    HOUSE = "house"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Number:
    """A number said right after a name; ``end`` is where the text goes on."""

    value: int
    count: Count
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers ``first`` to ``last`` of a road or village, both included; ``parity`` 1 odd, 0 even, None all."""

    first: int
    last: int
    count: Count = Count.HOUSE
    parity: int | None = None

    def holds(self, number: Number) -> bool:
        fits = self.parity is None or number.value % 2 == self.parity
        return fits and number.count is self.count and self.first <= number.value <= self.last

    def meets(self, other: "Span") -> bool:
        """Whether a number can lie in both."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        if self.count is not other.count or first > last:
            return False
        parities = {parity for parity in (self.parity, other.parity) if parity is not None}
        if len(parities) == 2:
            return False
        return not parities or last > first or first % 2 in parities


@dataclass(frozen=True, slots=True)
class Alias:
    """A name in normal spelling, and the numbers of it that are meant; None: all of it."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """Text in normal spelling; ``origin[i]`` is where its character i stood, with one more for the end."""

    text: str
    origin: Sequence[int]


_FULL_WIDTH = ord("！") - ord("!")
_NUMERALS = "零〇一二两三四五六七八九十百"
_NUMERAL = re.compile(f"[{_NUMERALS}]+(?=号|组|队|栋|幢|弄|网格|单元|期)")
_DIGITS = {numeral: str(value) for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": "0", "两": "2"}
_NUMBER = re.compile(
    r"第?([0-9]{1,5})(?:[-之][0-9]{1,5})?(?:号|#|栋|幢|弄|(?P<group>组|队)|(?=[^\w-]|$|门|对面|旁|隔壁|附近))"
)
_DASH = re.compile(r"(?<=[0-9])号?[-~–—至到](?=[0-9])")
_ALIAS = re.compile(
    r"(?P<name>.*?[^\d第-])?第?(?:(?P<before>[单双])号)?(?P<first>\d{1,5})(?:-(?P<last>\d{1,5}))?"
    r"(?:(?P<house>号楼|号|栋|幢|弄)|(?P<group>组|队))?(?:\(?(?P<after>[单双])号?\)?)?",
    re.ASCII,
)


def spell(text: str) -> Spelling:
    """Full-width → plain, traditional → simplified, lower case, no spaces inside a line, Chinese numerals before a
    counter → digits.
    """
    chars, origin = _plain(text)
    plain = "".join(chars)
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for found in _NUMERAL.finditer(plain):
        digits = _digits(found[0])
        pieces += [plain[done : found.start()], digits]
        places += [*origin[done : found.start()], *[origin[found.start()]] * len(digits)]
        done = found.end()
    return Spelling("".join([*pieces, plain[done:]]), [*places, *origin[done:], len(text)])


def _plain(text: str) -> tuple[list[str], list[int]]:
    chars: list[str] = []
    origin: list[int] = []
    gap = False
    for index, char in enumerate(text):
        plain = _plain_character(char)
        if plain and gap and chars and plain.isascii() and chars[-1].isascii():
            # 12 3号楼 is not 123号楼: a space between digits or letters parts them.
            chars.append(" ")
            origin.append(index)
        gap = char.isspace() or (gap and not plain)
        if plain:
            chars.append(plain)
            origin.append(index)
    return chars, origin


def _plain_character(char: str) -> str:
    """Nothing for spaces and invisible characters; a line break stays, it parts addresses."""
    if char in "\r\n":
        return "\n"
    if char.isspace() or unicodedata.category(char) == "Cf":
        return ""
    plain = chr(ord(char) - _FULL_WIDTH) if "！" <= char <= "～" else simplified().get(ord(char), char)
    return plain.lower() if plain.isascii() else plain


def _digits(numeral: str) -> str:
    """十二 → 12, 一百零五 → 105, 二〇三 → 203."""
    if not {"十", "百"} & set(numeral):
        return "".join(_DIGITS[char] for char in numeral)
    total = last = 0
    for char in numeral:
        if char in "十百":
            total += (last or 1) * (10 if char == "十" else 100)
            last = 0
        else:
            last = int(_DIGITS[char])
    return str(total + last)


def number_at(text: str, start: int) -> Number | None:
    """The house or group number that begins at ``start`` of normal spelling, if one does."""
    found = _NUMBER.match(text, start)
    if found is None:
        return None
    return Number(int(found[1]), Count.GROUP if found["group"] else Count.HOUSE, found.end())


def read_alias(text: str) -> Alias | None:
    """An alias in the notation above; None when its range runs backwards or it is a bare number (12号, 3组)."""
    name = spell(text).text
    found = _ALIAS.fullmatch(_DASH.sub("-", name))
    if found is None:
        return Alias(name) if name else None
    if not found["name"]:
        return None
    if not any(found[part] for part in ("last", "house", "group", "before", "after")):
        return Alias(name)
    first, last = int(found["first"]), int(found["last"] or found["first"])
    side = found["before"] or found["after"]
    parity = None if side is None else int(side == "单")
    if first > last:
        return None
    return Alias(found["name"], Span(first, last, Count.GROUP if found["group"] else Count.HOUSE, parity))
