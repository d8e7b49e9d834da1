"""The demo's county in the gazetteer: its promises, and that every alias leads home."""

from pathlib import Path

import pytest
import shapely

import bot.demo
from bot.domain.grid_rows import GridRow
from bot.domain.org import Level, Node
from bot.places.gazetteer import Gazetteer, PlaceKind
from bot.places.grid_rows import parse_grids

ROWS = parse_grids((Path(bot.demo.__file__).parent / "county" / "grids.csv").read_bytes()).rows
GRIDS = [row for row in ROWS if row.level is Level.GRID]


@pytest.fixture(scope="module")
def county() -> Gazetteer:
    ids = {row.code: number for number, row in enumerate(ROWS, start=1)}
    paths: dict[str, str] = {}
    nodes = []
    for row in ROWS:
        paths[row.code] = f"{paths.get(row.parent, '')}{row.code}/"
        nodes.append(Node(ids[row.code], row.code, row.name, row.level, ids.get(row.parent), paths[row.code]))
    aliases = [(ids[row.code], alias) for row in ROWS for alias in row.aliases]
    return Gazetteer(nodes, aliases, [(ids[row.code], row.polygon) for row in ROWS if row.polygon])


def test_the_demo_sentence_has_its_grid(county: Gazetteer) -> None:
    located = county.locate("丹桂路12号门口路灯不亮好几天了")
    assert (located.kind, [node.code for node in located.nodes]) == (PlaceKind.FOUND, ["YX010101"])


@pytest.mark.parametrize("row", GRIDS, ids=lambda row: row.code)
def test_every_name_of_a_grid_leads_to_it(county: Gazetteer, row: GridRow) -> None:
    for name in (row.name, *row.aliases):
        spoken = name.replace("单号", "号").replace("双号", "号")
        located = county.locate(f"{spoken}有人乱扔垃圾")
        assert [node.code for node in located.nodes] == [row.code], name


@pytest.mark.parametrize("row", GRIDS, ids=lambda row: row.code)
def test_a_point_inside_a_grid_is_found_there(county: Gazetteer, row: GridRow) -> None:
    point = shapely.from_wkt(row.polygon).representative_point()
    assert [node.code for node in county.at(point.y, point.x).nodes] == [row.code]
