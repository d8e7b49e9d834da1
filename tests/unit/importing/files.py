"""Import files as a clerk's spreadsheet writes them."""

from collections.abc import Mapping
from typing import Any

from bot.domain.importing import ImportResult, Problem
from bot.domain.org import Level

GRIDS_HEAD = "code,name,level,parent,aliases,polygon"
PEOPLE_HEAD = "name,role,node,telegram_id,from,to"

NODES: Mapping[str, Level] = {"A": Level.COUNTY, "A1": Level.GRID, "W": Level.UNIT}


def grids(*lines: str) -> bytes:
    return "\n".join([GRIDS_HEAD, *lines]).encode()


def people(*lines: str) -> bytes:
    return "\n".join([PEOPLE_HEAD, *lines]).encode()


def problems(outcome: ImportResult[Any]) -> list[tuple[int, str, Problem]]:
    """Findings as (row, column, problem), easy to compare."""
    return [(finding.row, finding.column, finding.problem) for finding in outcome.findings]


def square(west: float, south: float, side: float = 0.01) -> str:
    """A quoted cell with a square in WKT, degrees."""
    east, north = west + side, south + side
    return f'"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"'
