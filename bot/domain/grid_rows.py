"""Rows of a grids file: what a node is and under which node it hangs. Aliases and polygons are judged in bot/places."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.csv_table import Row, check_text, read_table
from bot.domain.importing import Changes, Finding, Problem, compare
from bot.domain.org import RANK, Level

COLUMNS = ("code", "name", "level", "parent", "aliases", "polygon")
ALIAS_SEPARATOR = "|"
_CODE = re.compile(r"[A-Za-z0-9._-]{1,32}")
"""No "/", which joins codes to a path, and nothing that a link or a command line would have to quote."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One node of the tree as the file gives it.

    ``parent`` is a code or "", ``aliases`` are sorted and each there once, ``polygon`` is WKT (lon lat) or "".
    """

    code: str
    name: str
    level: Level
    parent: str
    aliases: tuple[str, ...] = ()
    polygon: str = ""


@dataclass(frozen=True, slots=True)
class NumberedGrid:
    """A grid row with the line of the file it stands in."""

    line: Row
    grid: GridRow


def read_grid_rows(data: bytes, existing: Mapping[str, GridRow]) -> tuple[list[NumberedGrid], list[Finding]]:
    """Rows whose code and level could be read, and what is wrong with cells and tree.

    ``existing`` are the nodes already stored, by code; parents may be among them.
    """
    table = read_table(data, COLUMNS)
    findings = [*table.findings, *(f for line in table.rows for f in _check_cells(line))]
    rows = [NumberedGrid(line, grid) for line in table.rows if (grid := _grid(line)) is not None]
    findings += _find_double_codes(table.rows)
    findings += _check_tree(rows, existing, {line["code"] for line in table.rows})
    return rows, findings


def plan_grids(rows: Iterable[GridRow], existing: Mapping[str, GridRow]) -> Changes[GridRow]:
    """What an import would do, each parent before its children."""
    outside_in = sorted(rows, key=lambda row: (RANK[row.level], row.level is Level.UNIT))
    return compare(outside_in, lambda row: existing.get(row.code))


def _check_cells(line: Row) -> list[Finding]:
    findings = check_text(line, "name")
    if not line["code"]:
        findings.append(line.finding("code", Problem.CELL_EMPTY))
    elif not _CODE.fullmatch(line["code"]):
        findings.append(line.finding("code", Problem.CODE_BAD, code=line["code"]))
    if _level(line) is None:
        problem = Problem.LEVEL_UNKNOWN if line["level"] else Problem.CELL_EMPTY
        findings.append(line.finding("level", problem, level=line["level"], known=", ".join(Level)))
    return findings


def _level(line: Row) -> Level | None:
    try:
        return Level(line["level"].lower())
    except ValueError:
        return None


def _grid(line: Row) -> GridRow | None:
    level = _level(line)
    if level is None or not line["code"]:
        return None
    aliases = (alias.strip() for alias in line["aliases"].split(ALIAS_SEPARATOR))
    unique = tuple(sorted({alias for alias in aliases if alias}))
    return GridRow(line["code"], line["name"], level, line["parent"], unique, line["polygon"])


def _find_double_codes(lines: Sequence[Row]) -> list[Finding]:
    first: dict[str, int] = {}
    findings = []
    for line in lines:
        code = line["code"]
        if code and first.setdefault(code, line.number) != line.number:
            findings.append(line.finding("code", Problem.CODE_TWICE, code=code, first=str(first[code])))
    return findings


def _check_tree(rows: Sequence[NumberedGrid], existing: Mapping[str, GridRow], named: set[str]) -> list[Finding]:
    """``named`` are all codes of the file, also of wrong rows: a child is not blamed for its parent's fault."""
    tree = {**existing, **{row.grid.code: row.grid for row in rows}}
    top = min((RANK[grid.level] for grid in tree.values() if grid.level is not Level.UNIT), default=0)
    findings = []
    for row in rows:
        old = existing.get(row.grid.code)
        if old is not None and old.level is not row.grid.level:
            args = {"old": old.level.value, "new": row.grid.level.value}
            findings.append(row.line.finding("level", Problem.LEVEL_CHANGED, **args))
        findings += _check_parent(row, tree, named, top)
    return findings


def _check_parent(row: NumberedGrid, tree: Mapping[str, GridRow], named: set[str], top: int) -> list[Finding]:
    grid, parent = row.grid, tree.get(row.grid.parent)
    if not grid.parent:
        is_root = grid.level is not Level.UNIT and RANK[grid.level] == top
        return [] if is_root else [row.line.finding("parent", Problem.PARENT_EMPTY, level=grid.level.value)]
    if parent is None:
        if grid.parent in named:
            return []
        return [row.line.finding("parent", Problem.PARENT_UNKNOWN, parent=grid.parent)]
    if _is_on_cycle(grid, tree):
        return [row.line.finding("parent", Problem.PARENT_CYCLE, code=grid.code, parent=grid.parent)]
    if not _may_hang_below(grid.level, parent.level):
        args = {"level": grid.level.value, "parent": grid.parent, "parent_level": parent.level.value}
        return [row.line.finding("parent", Problem.PARENT_LEVEL, **args)]
    return []


def _is_on_cycle(grid: GridRow, tree: Mapping[str, GridRow]) -> bool:
    seen = set()
    above = tree.get(grid.parent)
    while above is not None and above.code not in seen:
        if above.code == grid.code:
            return True
        seen.add(above.code)
        above = tree.get(above.parent)
    return False


def _may_hang_below(level: Level, parent: Level) -> bool:
    """Levels may be skipped (handbook §2: each is optional) but never reversed; a unit hangs below any place."""
    if parent is Level.UNIT:
        return False
    return level is Level.UNIT or RANK[parent] < RANK[level]
