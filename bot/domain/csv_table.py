"""Bytes of a csv file → rows of named cells. Says what is wrong with the file as a table, not with its content."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.importing import Finding, Problem

MAX_TEXT = 100
"""Longest name or code in characters; far above real ones, below what breaks a message or a button."""

MAX_BYTES = 20_000_000
"""A province's grids with their borders take less."""

_PADDING = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
"""Clerks pad names of two characters to the width of three; that must not make another person."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: its spreadsheet number (header = 1) and its trimmed cells by column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def finding(self, column: str, problem: Problem, **args: str) -> Finding:
        return Finding(self.number, column, problem, args)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are not blank, and findings about the form. No rows when the columns are wrong."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def read_table(data: bytes, columns: Sequence[str]) -> Table:
    """Reads UTF-8 (with or without BOM) or GBK csv that has all of ``columns``, in any order and case."""
    text, findings = _decode(data)
    if text is None:
        return Table((), tuple(findings))
    lines, broken = _split(text)
    findings += broken
    if not lines:
        return Table((), (*findings, *([] if broken else [Finding(0, "", Problem.EMPTY)])))
    (head_number, head), *body = lines
    header = [cell.lower() for cell in head]
    findings += _check_header(head_number, header, columns)
    if broken or any(column not in header for column in columns):
        return Table((), tuple(findings))
    rows = tuple(Row(number, _name_cells(header, cells, columns)) for number, cells in body)
    if not rows:
        findings.append(Finding(0, "", Problem.EMPTY))
    findings += [
        Finding(number, "", Problem.CELLS_TOO_MANY, {"found": str(len(cells)), "expected": str(len(header))})
        for number, cells in body
        if any(cells[len(header) :])
    ]
    return Table(rows, tuple(findings))


def read_rows(data: bytes) -> list[list[str]]:
    """The lines of a csv or text file as trimmed cells, whatever they mean; none where the bytes are no text."""
    text, _ = _decode(data)
    return [] if text is None else [cells for _, cells in _split(text)[0]]


def check_text(row: Row, column: str) -> list[Finding]:
    """A cell that people will read: not empty, not endless, no control characters."""
    value = row[column]
    if not value:
        return [row.finding(column, Problem.CELL_EMPTY)]
    if len(value) > MAX_TEXT or not value.isprintable():
        return [row.finding(column, Problem.TEXT_BAD, limit=str(MAX_TEXT))]
    return []


def _decode(data: bytes) -> tuple[str | None, list[Finding]]:
    """Excel on Chinese Windows saves GBK; GB 18030 reads that and all that came after it."""
    if len(data) > MAX_BYTES:
        return None, [Finding(0, "", Problem.TOO_LARGE, {"limit": str(MAX_BYTES // 1_000_000)})]
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return None, [Finding(0, "", Problem.SPREADSHEET)]
    for encoding, findings in (("utf-8-sig", []), ("gb18030", [Finding(0, "", Problem.READ_AS_GBK)])):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, findings
    return None, [Finding(0, "", Problem.NOT_TEXT)]


def _split(text: str) -> tuple[list[tuple[int, list[str]]], list[Finding]]:
    """Numbered lines with trimmed cells, blank ones left out but counted as a spreadsheet counts them."""
    lines: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            trimmed = [_PADDING.sub("", cell.strip()) for cell in cells]
            if any(trimmed):
                lines.append((number, trimmed))
    except csv.Error:
        return lines, [Finding(number + 1, "", Problem.BROKEN_CSV)]
    return lines, []


def _check_header(number: int, header: Sequence[str], columns: Sequence[str]) -> list[Finding]:
    wanted = ",".join(columns)
    missing = [Finding(number, c, Problem.COLUMN_MISSING, {"wanted": wanted}) for c in columns if c not in header]
    twice = [Finding(number, c, Problem.COLUMN_TWICE) for c in columns if header.count(c) > 1]
    unknown = [Finding(number, c, Problem.COLUMN_UNKNOWN) for c in dict.fromkeys(header) if c and c not in columns]
    return missing + twice + unknown


def _name_cells(header: Sequence[str], cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Excel leaves out empty cells at the end of a line: they count as empty."""
    padded = [*cells, *[""] * (len(header) - len(cells))]
    return {column: padded[header.index(column)] for column in columns}
