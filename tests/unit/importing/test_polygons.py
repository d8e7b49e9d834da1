"""Polygons of a grids file: each way to draw one wrongly is named."""

import pytest

from bot.domain.importing import Problem
from bot.places.grid_rows import parse_grids
from tests.unit.importing.files import grids, problems, square

COUNTY = "A,云溪县,county,,,"


@pytest.mark.parametrize(
    ("polygon", "problem"),
    [
        ("POLYGON (115 25", Problem.POLYGON_UNREADABLE),
        ('"POLYGON ((115 25, nan 25, 115.1 25.1, 115 25))"', Problem.POLYGON_UNREADABLE),
        ("POINT (115 25)", Problem.POLYGON_KIND),
        ("POLYGON EMPTY", Problem.POLYGON_KIND),
        ('"POLYGON ((115 25, 115.1 25.1, 115 25.1, 115.1 25, 115 25))"', Problem.POLYGON_INVALID),
        ('"POLYGON ((115 25, 115.1 25.1, 115 25))"', Problem.POLYGON_INVALID),
        (square(25, 115), Problem.POLYGON_SWAPPED),
        (square(615, 25), Problem.POLYGON_OFF_EARTH),
    ],
)
def test_a_bad_polygon_stops_the_import(polygon: str, problem: Problem) -> None:
    outcome = parse_grids(grids(COUNTY, f"A1,甲网格,grid,A,,{polygon}"))
    assert problems(outcome) == [(3, "polygon", problem)]
    assert outcome.rows == ()


def test_a_place_abroad_is_only_a_warning() -> None:
    outcome = parse_grids(grids(COUNTY, f"A1,甲网格,grid,A,,{square(2, 48)}"))
    assert problems(outcome) == [(3, "polygon", Problem.POLYGON_ABROAD)]
    assert len(outcome.rows) == 2


def test_neighbours_may_touch_and_overlap_a_little_but_not_more() -> None:
    left = f"A1,甲网格,grid,A,,{square(115, 25)}"
    assert parse_grids(grids(COUNTY, left, f"A2,乙网格,grid,A,,{square(115.01, 25)}")).ok
    assert parse_grids(grids(COUNTY, left, f"A2,乙网格,grid,A,,{square(115.00995, 25)}")).ok
    outcome = parse_grids(grids(COUNTY, left, f"A2,乙网格,grid,A,,{square(115.008, 25)}"))
    assert problems(outcome) == [(4, "polygon", Problem.POLYGON_OVERLAP)]
    assert dict(outcome.findings[0].args) == {"other": "A1", "percent": "20%"}


def test_a_parent_may_cover_its_children() -> None:
    county = f"A,云溪县,county,,,{square(115, 25, 0.1)}"
    assert parse_grids(grids(county, f"A1,甲网格,grid,A,,{square(115, 25)}")).findings == ()


def test_stored_grids_keep_their_ground_unless_the_file_moves_them() -> None:
    stored = parse_grids(grids(COUNTY, f"A1,甲网格,grid,A,,{square(115, 25)}")).rows
    existing = {row.code: row for row in stored}
    newcomer = f"A2,乙网格,grid,A,,{square(115, 25)}"
    assert problems(parse_grids(grids(newcomer), existing)) == [(2, "polygon", Problem.POLYGON_OVERLAP)]
    assert parse_grids(grids(newcomer, f"A1,甲网格,grid,A,,{square(115.02, 25)}"), existing).ok


def test_one_spelling_is_kept_whatever_the_file_wrote() -> None:
    wordy = '"polygon z((115.0 25.00 3,115.10 25 3, 115.1 25.1000000001 3,115 25 3 ))"'
    rows = parse_grids(grids(f"A,云溪县,county,,,{wordy}")).rows
    assert rows[0].polygon == "POLYGON ((115 25, 115.1 25, 115.1 25.1, 115 25))"
