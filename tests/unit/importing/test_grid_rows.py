"""Rows of a grids file: cells, the tree, aliases."""

import pytest

from bot.domain.grid_rows import GridRow, plan_grids
from bot.domain.importing import Problem, Severity
from bot.domain.org import Level
from bot.places.grid_rows import parse_grids
from tests.unit.importing.files import grids, problems

COUNTY = "A,云溪县,county,,,"


def test_a_good_file_gives_its_rows() -> None:
    outcome = parse_grids(grids(COUNTY, "A1,丹桂网格,GRID,A,丹桂路1-9号| 桂苑 |桂苑,", "W,水务局,unit,A,,"))
    assert outcome.findings == ()
    assert outcome.rows[1] == GridRow("A1", "丹桂网格", Level.GRID, "A", ("丹桂路1-9号", "桂苑"))


@pytest.mark.parametrize(
    ("line", "column", "problem"),
    [
        (",甲,grid,A,,", "code", Problem.CELL_EMPTY),
        ("A/1,甲,grid,A,,", "code", Problem.CODE_BAD),
        ("A,甲,county,,,", "code", Problem.CODE_TWICE),
        ("A1,,grid,A,,", "name", Problem.CELL_EMPTY),
        ("A1,甲\x07,grid,A,,", "name", Problem.TEXT_BAD),
        ("A1," + "甲" * 101 + ",grid,A,,", "name", Problem.TEXT_BAD),
        ("A1,甲,,A,,", "level", Problem.CELL_EMPTY),
        ("A1,甲,city,A,,", "level", Problem.LEVEL_UNKNOWN),
        ("A1,甲,grid,,,", "parent", Problem.PARENT_EMPTY),
        ("A1,甲,unit,,,", "parent", Problem.PARENT_EMPTY),
        ("A1,甲,grid,B,,", "parent", Problem.PARENT_UNKNOWN),
        ("A1,甲,county,A,,", "parent", Problem.PARENT_LEVEL),
        ("A1,甲,grid,A1,,", "parent", Problem.PARENT_CYCLE),
        ("A1,甲,grid,A,桂,", "aliases", Problem.ALIAS_SHORT),
        ("A1,甲,grid,A,桂1-9号,", "aliases", Problem.ALIAS_SHORT),
        ("A1,甲,grid,A,丹桂路9-1号,", "aliases", Problem.ALIAS_RANGE),
        ("A1,甲,grid,A,12号,", "aliases", Problem.ALIAS_RANGE),
        ("A1,甲,grid,A," + "桂" * 101 + ",", "aliases", Problem.TEXT_BAD),
    ],
)
def test_a_bad_cell_is_named_with_row_and_column_and_nothing_is_taken(line: str, column: str, problem: Problem) -> None:
    outcome = parse_grids(grids(COUNTY, "", line))
    assert problems(outcome) == [(4, column, problem)]
    assert outcome.rows == ()


def test_a_ring_of_parents_is_named_on_each_of_its_rows() -> None:
    outcome = parse_grids(grids(COUNTY, "B,甲镇,town,D,,", "C,乙社区,community,B,,", "D,丙网格,grid,C,,"))
    assert problems(outcome) == [(row, "parent", Problem.PARENT_CYCLE) for row in (3, 4, 5)]


def test_a_child_is_not_blamed_for_a_parent_whose_level_is_wrong() -> None:
    outcome = parse_grids(grids(COUNTY, "B,甲镇,twon,A,,", "C,乙社区,community,B,,"))
    assert problems(outcome) == [(3, "level", Problem.LEVEL_UNKNOWN)]


def test_nothing_hangs_below_a_unit() -> None:
    outcome = parse_grids(grids(COUNTY, "W,水务局,unit,A,,", "X,水务所,unit,W,,"))
    assert problems(outcome) == [(4, "parent", Problem.PARENT_LEVEL)]


def test_parents_may_be_stored_already_and_a_code_keeps_its_level() -> None:
    existing = {"A": GridRow("A", "云溪县", Level.COUNTY, ""), "B": GridRow("B", "甲镇", Level.TOWN, "A")}
    assert parse_grids(grids("C,乙社区,community,B,,"), existing).ok
    changed = parse_grids(grids("B,甲社区,community,A,,"), existing)
    assert problems(changed) == [(2, "level", Problem.LEVEL_CHANGED)]
    assert problems(parse_grids(grids("T,乙镇,town,,,"), existing)) == [(2, "parent", Problem.PARENT_EMPTY)]


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        ("丹桂路", "丹桂路", True),
        ("丹桂路", "丹桂路1-9号", False),
        ("丹桂路1-9号", "丹桂路9-20号", True),
        ("丹桂路单号1-9", "丹桂路2-10双号", False),
        ("丹桂路1-9号", "丹桂路1-9组", False),
    ],
)
def test_an_alias_of_two_grids_is_a_warning_unless_numbers_part_them(left: str, right: str, shared: bool) -> None:
    outcome = parse_grids(grids(COUNTY, f"A1,甲网格,grid,A,{left},", f"A2,乙网格,grid,A,{right},"))
    assert problems(outcome) == ([(4, "aliases", Problem.ALIAS_SHARED)] if shared else [])
    assert all(finding.severity is Severity.WARNING for finding in outcome.findings)
    assert len(outcome.rows) == 3


def test_the_plan_adds_from_the_outside_in_and_leaves_alone_what_is_missing() -> None:
    rows = parse_grids(grids("W,水务局,unit,A2,,", "A2,乙网格,grid,A,,", COUNTY, "A1,甲网格,grid,A,,")).rows
    existing = {
        "A": GridRow("A", "云溪县", Level.COUNTY, ""),
        "A1": GridRow("A1", "从前的甲网格", Level.GRID, "A"),
        "A9": GridRow("A9", "不在表里", Level.GRID, "A"),
    }
    plan = plan_grids(rows, existing)
    assert [row.code for row in plan.add] == ["A2", "W"]
    assert [row.code for row in plan.change] == ["A1"]
    assert [row.code for row in plan.keep] == ["A"]
