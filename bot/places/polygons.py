"""Is a polygon of an import file one that a grid can have? Each doubt is a problem with its arguments."""

import re
from collections.abc import Mapping, Sequence

import numpy
import shapely
from shapely import MultiPolygon, Polygon, STRtree

from bot.domain.importing import Problem

Shape = Polygon | MultiPolygon
Bounds = tuple[float, float, float, float]
Doubt = tuple[Problem, Mapping[str, str]]

OVERLAP_TOLERANCE = 0.01
"""Share of the smaller polygon that may lie in its neighbour: borders drawn by hand never meet exactly."""
_CHINA = (73.0, 3.0, 136.0, 54.0)
"""West, south, east, north in degrees: a coarse box, enough to notice a wrong map or swapped numbers."""
_DECIMALS = 7
"""Of a degree: a centimetre. One spelling of a polygon makes the same file import without a change."""
_POINT = re.compile(r"\[([^]]*)]")


def read_polygon(wkt: str) -> tuple[Shape | None, list[Doubt]]:
    """The polygon with what is doubtful about it, or None with the reason why it is no use."""
    try:
        with numpy.errstate(invalid="ignore"):
            shape = shapely.force_2d(shapely.from_wkt(wkt))
    except shapely.errors.ShapelyError:
        return None, [(Problem.POLYGON_UNREADABLE, {"text": wkt[:40]})]
    if not isinstance(shape, Polygon | MultiPolygon) or shape.is_empty:
        return None, [(Problem.POLYGON_KIND, {"found": shape.geom_type})]
    if not numpy.isfinite(shapely.get_coordinates(shape)).all():
        return None, [(Problem.POLYGON_UNREADABLE, {"text": wkt[:40]})]
    if misplaced := _find_misplacement(shape.bounds):
        return None, [(misplaced, {})]
    shape = shapely.set_precision(shape, 10**-_DECIMALS, mode="pointwise")
    if not shape.is_valid or shape.area == 0:
        point = _POINT.search(shapely.is_valid_reason(shape))
        return None, [(Problem.POLYGON_INVALID, {"point": point[1] if point else "?"})]
    return shape, [(Problem.POLYGON_ABROAD, {})] if _is_abroad(shape.bounds) else []


def write_polygon(shape: Shape) -> str:
    """WKT in one spelling, whatever the file's: two dimensions, at most seven decimals."""
    return shapely.to_wkt(shape, rounding_precision=_DECIMALS)


def find_overlaps(shapes: Sequence[Shape]) -> list[tuple[int, int, float]]:
    """Pairs of indices (smaller first) that overlap beyond OVERLAP_TOLERANCE, with the share of the smaller polygon."""
    pairs = []
    touching = STRtree(shapes).query(shapes, predicate="intersects")
    for left, right in sorted(zip(*touching.tolist(), strict=True)):
        if left >= right:
            continue
        share = shapes[left].intersection(shapes[right]).area / min(shapes[left].area, shapes[right].area)
        if share > OVERLAP_TOLERANCE:
            pairs.append((left, right, share))
    return pairs


def _find_misplacement(bounds: Bounds) -> Problem | None:
    west, south, east, north = bounds
    if _is_abroad(bounds) and not _is_abroad((south, west, north, east)):
        return Problem.POLYGON_SWAPPED
    on_earth = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    return None if on_earth else Problem.POLYGON_OFF_EARTH


def _is_abroad(bounds: Bounds) -> bool:
    west, south, east, north = bounds
    return not (_CHINA[0] <= west <= east <= _CHINA[2] and _CHINA[1] <= south <= north <= _CHINA[3])
