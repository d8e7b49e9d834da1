"""Whatever bytes are given, the answer is rows or findings, never an exception."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people_rows import parse_people
from bot.places.grid_rows import parse_grids
from tests.unit.importing.files import NODES, grids, people

cells = st.text(max_size=20) | st.sampled_from(
    [
        "A",
        "A1",
        "county",
        "grid",
        "unit",
        "丹桂路1-9号|桂苑",
        "POLYGON ((115 25, 116 25, 116 26, 115 25))",
        "UNIT",
        "W",
        "7",
    ]
)
lines = st.lists(st.lists(cells, max_size=7).map(",".join), max_size=6)
files = st.binary(max_size=200) | lines.map(lambda some: grids(*some)) | lines.map(lambda some: people(*some))


@given(files)
def test_any_bytes_give_a_result(data: bytes) -> None:
    for outcome in (parse_grids(data), parse_people(data, NODES)):
        assert outcome.ok or outcome.rows == ()
        assert outcome.rows or outcome.findings


@given(lines)
def test_a_file_that_passed_passes_again_without_a_change(some: list[str]) -> None:
    first = parse_grids(grids("A,云溪县,county,,,", *some))
    stored = {row.code: row for row in first.rows}
    again = parse_grids(grids("A,云溪县,county,,,", *some), stored)
    assert again.rows == first.rows
