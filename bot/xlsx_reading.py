"""The first sheet of an .xlsx file as rows of text: what people send. Formulas give their last value."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

MOST_BYTES = 2_000_000
"""More of XML in one part is no list that a person wrote."""

_SHEET = re.compile(r"xl/worksheets/sheet[0-9]+\.xml")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_MOST_COLUMNS = 50
_MOST_CHARACTERS = 1000
"""Of a cell: a text that many cells refer to must not become as many long ones."""


class NotASheet(ValueError):
    """The bytes are no workbook that could be read."""


def rows(data: bytes) -> list[list[str]]:
    """Rows in order, trimmed cells; raises NotASheet."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            names = packed.namelist()
            sheets = sorted((name for name in names if _SHEET.fullmatch(name)), key=lambda name: (len(name), name))
            if not sheets:
                raise NotASheet("no sheet inside")
            shared = _shared(_part(packed, "xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
            return [_cells(row, shared) for row in _found(_part(packed, sheets[0]), "row")]
    except Exception as error:
        # Bytes of a stranger: unpacking and parsing raise whatever they like.
        raise NotASheet(str(error)) from error


def _part(packed: ZipFile, name: str) -> Element:
    if packed.getinfo(name).file_size > MOST_BYTES:
        raise NotASheet("too large")
    content = packed.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotASheet("declares entities")  # no program that makes sheets does
    return fromstring(content)


def _found(within: Element, name: str) -> Iterator[Element]:
    """Elements by their name in whatever namespace."""
    return (element for element in within.iter() if element.tag.rpartition("}")[2] == name)


def _shared(strings: Element) -> list[str]:
    return [_text(item)[:_MOST_CHARACTERS] for item in _found(strings, "si")]


def _text(element: Element) -> str:
    return "".join(part.text or "" for part in _found(element, "t"))


def _cells(row: Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in _found(row, "c"):
        place = _place(cell.get("r", ""), len(cells))
        if place < _MOST_COLUMNS:
            cells += [""] * (place - len(cells)) + [_value(cell, shared).strip()]
    return cells


def _place(reference: str, otherwise: int) -> int:
    """Empty cells are left out of the file: B7 is the second of its row."""
    letters = _COLUMN.match(reference)
    if letters is None:
        return otherwise
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return max(number - 1, otherwise)


def _value(cell: Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = next((found.text or "" for found in _found(cell, "v")), "")
    return shared[int(value)] if cell.get("t") == "s" and value else value
