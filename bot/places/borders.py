"""Polygons of nodes and the points in or near them."""

from collections.abc import Sequence
from math import cos, isfinite, radians

import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from bot.domain.org import Level, Node

NEAR_METRES = 500
NEAR_NODES = 3
METRES_PER_DEGREE = 111_320
"""Of latitude; WGS-84 varies by half a percent, which does not matter at half a kilometre."""


class Borders:
    """Which nodes hold a point. Coordinates are WGS-84 degrees; WKT has them as lon lat."""

    def __init__(self, polygons: Sequence[tuple[Node, str]]) -> None:
        self._nodes = [node for node, _ in polygons]
        self._shapes: list[BaseGeometry] = [shapely.from_wkt(wkt) for _, wkt in polygons]
        self._tree = STRtree(self._shapes)

    def containing(self, latitude: float, longitude: float) -> tuple[Node, ...]:
        """Nodes of every level whose polygon holds the point or has it on its edge."""
        if not _is_on_earth(latitude, longitude):
            return ()
        found = self._tree.query(shapely.Point(longitude, latitude), predicate="intersects")
        return tuple(self._nodes[index] for index in found)

    def nearest(self, latitude: float, longitude: float) -> tuple[Node, ...]:
        """Grids within NEAR_METRES, nearest first, at most NEAR_NODES."""
        if not _is_on_earth(latitude, longitude):
            return ()
        degrees = NEAR_METRES / METRES_PER_DEGREE / max(_shrink(latitude), 0.01)
        around = self._tree.query(shapely.Point(longitude, latitude).buffer(degrees))
        grids = ((self._metres(index, latitude, longitude), self._nodes[index]) for index in around)
        near = sorted(
            ((metres, node.code, node) for metres, node in grids if node.level is Level.GRID and metres <= NEAR_METRES),
            key=lambda entry: entry[:2],
        )
        return tuple(node for _, _, node in near[:NEAR_NODES])

    def _metres(self, index: int, latitude: float, longitude: float) -> float:
        """From the point to the polygon on a plane that is true to scale around the point."""
        scale = (METRES_PER_DEGREE * _shrink(latitude), METRES_PER_DEGREE)
        shape = shapely.transform(self._shapes[index], lambda lon_lat: lon_lat * scale)
        return float(shape.distance(shapely.Point(longitude * scale[0], latitude * scale[1])))


def _shrink(latitude: float) -> float:
    """How much shorter a degree of longitude is than one of latitude."""
    return cos(radians(latitude))


def _is_on_earth(latitude: float, longitude: float) -> bool:
    return isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180
