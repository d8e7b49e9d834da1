"""Where a shared location lies."""

import math

import pytest

from bot.places.gazetteer import Gazetteer, Located, PlaceKind
from tests.unit.places.town import FIRST, GAZETTEER, NODES, OSMANTHUS, POLYGONS, SECOND, codes


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (25.105, 115.305, FIRST.code),
        (25.105, 115.315, SECOND.code),
        (25.105, 115.31, FIRST.code),  # on the edge of both: the smaller code
        (25.115, 115.305, OSMANTHUS.code),  # in the community, in none of its grids
    ],
)
def test_the_deepest_polygon_wins(latitude: float, longitude: float, code: str) -> None:
    located = GAZETTEER.at(latitude, longitude)
    assert (located.kind, codes(located)) == (PlaceKind.FOUND, [code])


def test_the_order_of_loading_does_not_decide_an_edge() -> None:
    turned = Gazetteer(NODES, (), POLYGONS[::-1])
    assert turned.at(25.105, 115.31) == GAZETTEER.at(25.105, 115.31)


def test_just_outside_the_nearest_grids_are_offered() -> None:
    assert GAZETTEER.at(25.097, 115.309) == Located(PlaceKind.AMBIGUOUS, (FIRST, SECOND))
    # 0.0049° of longitude are 494 m here, as many degrees of latitude would be 545 m.
    assert GAZETTEER.at(25.105, 115.2951).nodes == (FIRST,)
    assert GAZETTEER.at(25.0951, 115.305) == Located(PlaceKind.UNKNOWN)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0.0, 0.0), (115.305, 25.105), (90.0, 180.0), (math.nan, 115.3), (25.1, math.inf), (1e308, -1e308)],
)
def test_far_away_and_impossible_points_are_unknown(latitude: float, longitude: float) -> None:
    assert GAZETTEER.at(latitude, longitude) == Located(PlaceKind.UNKNOWN)


def test_a_town_without_polygons_knows_no_point() -> None:
    assert Gazetteer(NODES, (), ()).at(25.105, 115.305) == Located(PlaceKind.UNKNOWN)
