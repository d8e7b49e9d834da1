"""A small town of our own: two communities in one county, roads that cross grids, a village by groups."""

from bot.domain.org import Level, Node
from bot.places.gazetteer import Gazetteer, Located


def _node(number: int, code: str, name: str, level: Level, parent: Node | None = None) -> Node:
    path = f"{parent.path if parent else ''}{code}/"
    return Node(number, code, name, level, parent.id if parent else None, path)


COUNTY = _node(1, "Y", "云溪县", Level.COUNTY)
OSMANTHUS = _node(2, "Y1", "丹桂社区", Level.COMMUNITY, COUNTY)
SPRING = _node(3, "Y2", "石泉村", Level.COMMUNITY, COUNTY)
FIRST = _node(11, "Y101", "丹桂社区第一网格", Level.GRID, OSMANTHUS)
SECOND = _node(12, "Y102", "丹桂社区第二网格", Level.GRID, OSMANTHUS)
THIRD = _node(13, "Y103", "丹桂社区第三网格", Level.GRID, OSMANTHUS)
UPPER = _node(21, "Y201", "石泉村第一网格", Level.GRID, SPRING)
LOWER = _node(22, "Y202", "石泉村第二网格", Level.GRID, SPRING)
WATER = _node(31, "U1", "供水公司", Level.UNIT, COUNTY)

NODES = (COUNTY, OSMANTHUS, SPRING, FIRST, SECOND, THIRD, UPPER, LOWER, WATER)
ALIASES = (
    (FIRST.id, "丹桂路1-99号"),
    (SECOND.id, "丹桂路单号101-199"),
    (THIRD.id, "丹桂路102-200双号"),
    (FIRST.id, "桂香街"),
    (SECOND.id, "桂香街"),
    (SECOND.id, "江滨路1-50号"),
    (FIRST.id, "锦绣花园1-6栋"),
    (SECOND.id, "锦绣花园7-12栋"),
    (FIRST.id, "丹桂小学"),
    (SECOND.id, "望江楼"),
    (THIRD.id, "丹桂路农贸市场"),
    (SPRING.id, "石泉大队"),
    (UPPER.id, "石泉村1-4组"),
    (LOWER.id, "石泉村5-9组"),
    (WATER.id, "水司"),
)


def _square(west: float, south: float) -> str:
    east, north = round(west + 0.01, 6), round(south + 0.01, 6)
    return f"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"


POLYGONS = (
    (FIRST.id, _square(115.30, 25.10)),
    (SECOND.id, _square(115.31, 25.10)),
    (THIRD.id, _square(115.31, 25.11)),
    (OSMANTHUS.id, "POLYGON ((115.3 25.1, 115.32 25.1, 115.32 25.12, 115.3 25.12, 115.3 25.1))"),
)

GAZETTEER = Gazetteer(NODES, ALIASES, POLYGONS)


def codes(located: Located) -> list[str]:
    return [node.code for node in located.nodes]
