"""A grids file → rows whose tree, aliases and polygons hold together, or findings that say what does not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.domain.csv_table import MAX_TEXT, Row
from bot.domain.grid_rows import GridRow, NumberedGrid, read_grid_rows
from bot.domain.importing import Finding, ImportResult, Problem, result
from bot.domain.org import Level
from bot.places.address import Alias, Span, read_alias
from bot.places.names import MIN_LENGTH
from bot.places.polygons import Shape, find_overlaps, read_polygon, write_polygon

NO_NODES: Mapping[str, GridRow] = MappingProxyType({})


def parse_grids(data: bytes, existing: Mapping[str, GridRow] = NO_NODES) -> ImportResult[GridRow]:
    """Reads a grids file against the ``existing`` nodes by code, as an earlier import left them."""
    read, findings = read_grid_rows(data, existing)
    rows = []
    shapes: dict[str, Shape] = {}
    for row in read:
        shape, doubts = _read_polygon(row)
        findings += doubts
        findings += _check_aliases(row)
        if shape is not None:
            shapes[row.grid.code] = shape
        rows.append(row if shape is None else replace(row, grid=replace(row.grid, polygon=write_polygon(shape))))
    lines = {row.grid.code: row.line for row in rows}
    others = [grid for grid in existing.values() if grid.code not in lines]
    grids = [*others, *(row.grid for row in rows)]
    findings += _check_overlaps(grids, shapes, lines)
    findings += _check_shared_aliases(grids, lines)
    return result((row.grid for row in rows), findings)


def _read_polygon(row: NumberedGrid) -> tuple[Shape | None, list[Finding]]:
    if not row.grid.polygon:
        return None, []
    shape, doubts = read_polygon(row.grid.polygon)
    return shape, [row.line.finding("polygon", problem, **args) for problem, args in doubts]


def _check_aliases(row: NumberedGrid) -> Iterator[Finding]:
    for text in row.grid.aliases:
        if len(text) > MAX_TEXT or not text.isprintable():
            yield row.line.finding("aliases", Problem.TEXT_BAD, limit=str(MAX_TEXT))
        elif (alias := read_alias(text)) is None:
            yield row.line.finding("aliases", Problem.ALIAS_RANGE, alias=text)
        elif len(alias.name) < MIN_LENGTH:
            yield row.line.finding("aliases", Problem.ALIAS_SHORT, alias=text)


def _check_overlaps(
    grids: Sequence[GridRow], shapes: Mapping[str, Shape], lines: Mapping[str, Row]
) -> Iterator[Finding]:
    """Two nodes of one level may not claim the same ground; one of the two at least is in the file."""
    by_level: dict[Level, dict[str, Shape]] = defaultdict(dict)
    for grid in grids:
        shape = shapes.get(grid.code) if grid.code in lines else _stored_shape(grid)
        if shape is not None:
            by_level[grid.level][grid.code] = shape
    for level_shapes in by_level.values():
        codes = list(level_shapes)
        for left, right, share in find_overlaps(list(level_shapes.values())):
            if codes[right] in lines:
                args = {"other": codes[left], "percent": f"{share:.0%}"}
                yield lines[codes[right]].finding("polygon", Problem.POLYGON_OVERLAP, **args)


def _stored_shape(grid: GridRow) -> Shape | None:
    return read_polygon(grid.polygon)[0] if grid.polygon else None


def _check_shared_aliases(grids: Sequence[GridRow], lines: Mapping[str, Row]) -> Iterator[Finding]:
    """The same name (and a common number) for two nodes of one level: the resident will be asked which is meant."""
    seen: dict[tuple[Level, str], list[tuple[Span | None, str]]] = defaultdict(list)
    for grid in grids:
        if grid.level is Level.UNIT:
            continue
        for text, alias in _names(grid):
            earlier = seen[grid.level, alias.name]
            other = next((code for span, code in earlier if code != grid.code and _clash(span, alias.span)), None)
            if other is not None and grid.code in lines:
                yield lines[grid.code].finding("aliases", Problem.ALIAS_SHARED, alias=text, other=other)
            earlier.append((alias.span, grid.code))


def _names(grid: GridRow) -> Iterator[tuple[str, Alias]]:
    for text in grid.aliases:
        if len(text) <= MAX_TEXT and (alias := read_alias(text)) is not None:
            yield text, alias


def _clash(left: Span | None, right: Span | None) -> bool:
    """A whole road beside a range of it is no clash: the range takes its numbers, the road the rest."""
    if left is None or right is None:
        return left is right
    return left.meets(right)
