"""House numbers in a text: which building, unit, floor or group of a village somebody speaks of."""

import re
from collections.abc import Mapping

# The grammar of numbers in addresses, not wording.
_NUMBER = r"(?P<number>\d{1,4}|[a-z](?=座|栋|幢|区)|[一二三四五六七八九十]{1,3})"
_NOT_COUNTED = r"(?<![这那整有每同几各第\da-z一二三四五六七八九十])第?"  # "this one building" names none
_MARKS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    kind: (needed, re.compile(_NOT_COUNTED + _NUMBER + counter))
    for kind, needed, counter in (
        ("building", "楼栋幢座#", r"(?:号楼|栋|幢|座|#)"),
        ("unit", "元洞", r"(?:号)?(?:单元|门洞)"),
        ("group", "组社队", r"(?:组|社|队)(?!织|区|会|伍|长)"),
        ("phase", "期", r"(?:期)"),
        ("floor", "楼层", r"(?:楼|层)"),
    )
}
"""Each with characters of which one must stand in the text."""
_HOUSE_ALONE = re.compile(
    r"(?<![\d月-])(\d{1,5})号(?=门|院|前|后|旁|对面|附近|那|路灯|灯|屋|家|的)"
)  # any other 12号 may be a day
_HOUSE = re.compile(r"(\d{1,5}|[一二三四五六七八九十]{1,3})号(?!楼)")
_SHORT_FORM = re.compile(r"(?<![\d-])(\d{1,3})-(\d{1,2})-(\d{3,4})(?![\d-])")
_COUNTED = re.compile(r"[\da-z一二三四五六七八九十](?:[号栋幢座#单门组社队期楼层]|-\d)")
"""Most texts have no such number, and need no closer look."""
_DIGIT = {numeral: value for value, numeral in enumerate("一二三四五六七八九", start=1)}


def numbered(text: str) -> dict[str, dict[str, str]]:
    """Kind of number → value → how it is written in the normalised ``text``; "house" is for :func:`houses` too. Where
    there is none at all, not even the kinds."""
    if not _COUNTED.search(text):
        return {}
    found: dict[str, dict[str, str]] = {kind: {} for kind in (*_MARKS, "house")}
    for kind, (needed, pattern) in _MARKS.items():
        if any(mark in text for mark in needed):
            for number in pattern.finditer(text):
                found[kind][_value(number["number"])] = number[0]
    for number in _SHORT_FORM.finditer(text) if "-" in text else ():
        found["building"][number[1]] = found["unit"][number[2]] = number[0]
    for number in _HOUSE_ALONE.finditer(text) if "号" in text else ():
        found["house"][_value(number[1])] = number[0]
    return found


def houses(text: str) -> dict[str, str]:
    """House numbers right behind the name of a road: value → how it is written."""
    return {_value(found[1]): found[0] for found in _HOUSE.finditer(text)}


def _value(number: str) -> str:
    """十二 → 12."""
    if number.isdecimal():
        return str(int(number))
    if number[0] not in _DIGIT and number[0] != "十":
        return number
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return "".join(str(_DIGIT[numeral]) for numeral in number)
    return str(10 * _DIGIT.get(tens[-1:], 1) + _DIGIT.get(ones[:1], 0))
