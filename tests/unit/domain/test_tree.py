"""The tree: up by chain, down by children, and the desk that several places share."""

from bot.domain.org import Level, Node
from bot.domain.tree import Tree

COUNTY = Node(1, "S", "松溪县", Level.COUNTY, None, "S/")
TOWN = Node(2, "S1", "河口镇", Level.TOWN, 1, "S/S1/")
PIER = Node(3, "S11", "码头社区", Level.COMMUNITY, 2, "S/S1/S11/")
BAMBOO = Node(4, "S12", "竹园村", Level.COMMUNITY, 2, "S/S1/S12/")
FIRST = Node(5, "S1101", "第一网格", Level.GRID, 3, "S/S1/S11/S1101/")
SECOND = Node(6, "S1102", "第二网格", Level.GRID, 3, "S/S1/S11/S1102/")
THIRD = Node(7, "S1201", "第三网格", Level.GRID, 4, "S/S1/S12/S1201/")
WATER = Node(8, "SW", "供水站", Level.UNIT, 2, "S/S1/SW/")

TREE = Tree([THIRD, WATER, SECOND, FIRST, BAMBOO, PIER, TOWN, COUNTY])


def test_finds_by_id_and_code() -> None:
    assert TREE[5] == TREE.get(5) == TREE.by_code("S1101") == FIRST
    assert TREE.get(None) is TREE.get(99) is TREE.by_code("s1101") is None
    assert len(TREE) == len(list(TREE)) == 8


def test_chain_leads_up_to_the_root() -> None:
    assert TREE.chain(FIRST) == [FIRST, PIER, TOWN, COUNTY]
    assert TREE.chain(COUNTY) == [COUNTY]


def test_children_stand_in_order_of_their_codes_without_units() -> None:
    assert TREE.children(None) == [COUNTY]
    assert TREE.children(TOWN) == [PIER, BAMBOO]
    assert TREE.children(PIER) == [FIRST, SECOND]
    assert TREE.children(FIRST) == []


def test_root_is_the_outermost_node() -> None:
    assert TREE.root() == COUNTY
    assert Tree([]).root() is None
    other = Node(20, "R", "另一县", Level.COUNTY, None, "R/")
    assert Tree([COUNTY, other]).root() == other


def test_the_desk_above_a_grid_is_its_community() -> None:
    assert TREE.desk_above(FIRST) == PIER
    assert TREE.desk_above(WATER) == TOWN
    assert TREE.desk_above(TOWN) == TOWN
    assert Tree([FIRST]).desk_above(FIRST) == FIRST


def test_the_shared_desk_is_the_lowest_above_all() -> None:
    assert TREE.shared_desk([FIRST, SECOND]) == PIER
    assert TREE.shared_desk([FIRST, THIRD]) == TOWN
    assert TREE.shared_desk([FIRST, PIER]) == PIER
    assert TREE.shared_desk([FIRST]) == PIER
    assert TREE.shared_desk([]) == COUNTY
    assert Tree([]).shared_desk([]) is None
