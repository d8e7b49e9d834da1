"""Where a text says it is."""

import pytest

from bot.domain.org import Node
from bot.domain.reading import PlaceMention
from bot.places.gazetteer import Located, PlaceKind
from tests.unit.places.town import COUNTY, FIRST, GAZETTEER, LOWER, OSMANTHUS, SECOND, SPRING, THIRD, UPPER, codes


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("丹桂路12号门口路灯不亮好几天了", FIRST),
        ("丹桂路十二号楼下积水", FIRST),
        ("丹桂 路 １２ 号旁边井盖没了", FIRST),
        ("丹桂路99-2号漏水", FIRST),
        ("路灯坏在丹桂路12", FIRST),
        ("丹桂路101号", SECOND),
        ("丹桂路一百零二号", THIRD),
        ("丹桂路农贸市场太吵", THIRD),
        ("丹桂路12號門口路燈壞了", FIRST),
        ("錦繡花園3棟2單元停電", FIRST),
        ("锦绣花园3栋2单元停电", FIRST),
        ("锦绣花园八号楼电梯坏了", SECOND),
        ("石泉村三组的水渠堵了", UPPER),
        ("石泉村第9组", LOWER),
        ("石泉村的路烂了", SPRING),
        ("石泉大队", SPRING),
        ("石泉村88组", SPRING),
        ("丹桂社区第二网格没人管", SECOND),
        ("丹桂社区卫生差", OSMANTHUS),
        ("云溪县的公交太少", COUNTY),
        ("丹桂社区,丹桂路12号", FIRST),
        ("丹桂社区丹桂路900号", OSMANTHUS),
        ("桂香街和丹桂路12号交叉口", FIRST),
        ("丹桂小学对面的望江楼", SECOND),
        ("望江楼,就在丹桂小学旁边", SECOND),
        ("丹桂小学旁边", FIRST),
        ("供水公司不来修,丹桂路12号", FIRST),
        ("江滨路漏水", SECOND),
    ],
)
def test_one_place_is_found(text: str, node: Node) -> None:
    located = GAZETTEER.locate(text)
    assert (located.kind, codes(located)) == (PlaceKind.FOUND, [node.code])


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("丹桂路路灯不亮", [FIRST, SECOND, THIRD]),
        ("丹桂路12路公交不准点", [FIRST, SECOND, THIRD]),
        ("丹桂路5月12号起停水", [FIRST, SECOND, THIRD]),
        ("丹桂路900号", [FIRST, SECOND, THIRD]),
        ("江滨路900号", [SECOND]),
        ("桂香街", [FIRST, SECOND]),
        ("丹桂小学到望江楼一路没灯", [FIRST, SECOND]),
        ("石泉村丹桂路12号", [SPRING, FIRST]),
        ("新丹桂路12号", [FIRST]),
        ("锦绣花园噪音", [FIRST, SECOND]),
    ],
)
def test_when_unsure_all_possible_nodes_are_given(text: str, nodes: list[Node]) -> None:
    located = GAZETTEER.locate(text)
    assert (located.kind, codes(located)) == (PlaceKind.AMBIGUOUS, [node.code for node in nodes])


def test_the_reasons_are_the_words_of_the_text() -> None:
    assert GAZETTEER.locate("家住 丹桂 路 十二 号,停水").words == ("丹桂 路 十二 号",)
    assert GAZETTEER.locate("丹桂小学对面的望江楼").words == ("丹桂小学", "望江楼")


def test_a_place_we_do_not_know_is_not_the_same_as_no_place() -> None:
    mention = PlaceMention("望湖路8号", 0, 5)
    assert GAZETTEER.locate("望湖路8号停水", [mention]) == Located(PlaceKind.UNKNOWN, (), ("望湖路8号",))
    assert GAZETTEER.locate("停水了") == Located(PlaceKind.NOTHING)
    assert GAZETTEER.locate("供水公司态度差,水司没人接电话") == Located(PlaceKind.NOTHING)


def test_a_line_break_parts_names_and_numbers() -> None:
    assert GAZETTEER.locate("望江\n楼").kind is PlaceKind.NOTHING
    assert GAZETTEER.locate("丹桂路\n12号").kind is PlaceKind.AMBIGUOUS
