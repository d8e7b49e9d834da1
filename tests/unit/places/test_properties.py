"""Any text and any point has an answer, and the answer can be trusted."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reading import PlaceMention
from bot.places.address import Count, Number, Span, read_alias, spell
from bot.places.gazetteer import PlaceKind
from tests.unit.places.town import ALIASES, FIRST, GAZETTEER, NODES, SECOND

pieces = st.sampled_from(
    [node.name for node in NODES]
    + [alias for _, alias in ALIASES]
    + ["丹桂路", "12号", "三", "十", "百", "对面", "新", " "]
)
texts = st.text(max_size=60) | st.lists(pieces, max_size=8).map("".join)
chatter = st.text("的在我家路灯不亮,。 ", max_size=10)
spans = st.builds(
    lambda first, length, parity: Span(first, first + length, Count.HOUSE, parity),
    st.integers(1, 30),
    st.integers(0, 9),
    st.none() | st.integers(0, 1),
)


@given(texts, st.booleans())
def test_any_text_has_an_answer(text: str, mentioned: bool) -> None:
    located = GAZETTEER.locate(text, [PlaceMention(text, 0, len(text))] if mentioned else ())
    match located.kind:
        case PlaceKind.FOUND:
            assert len(located.nodes) == 1
        case PlaceKind.AMBIGUOUS:
            assert len(set(located.nodes)) == len(located.nodes) > 0
        case PlaceKind.UNKNOWN:
            assert mentioned and not located.nodes
        case PlaceKind.NOTHING:
            assert not mentioned and not located.nodes and not located.words
    assert all(word in text for word in located.words)


@given(
    st.integers(1, 99), st.text("的在我家门前路灯不亮,。 ", max_size=10), st.text("的在我家路灯不亮,。 ", max_size=10)
)
def test_a_house_number_is_found_in_any_surrounding(number: int, before: str, after: str) -> None:
    located = GAZETTEER.locate(f"{before}丹桂路{number}号{after}")
    assert (located.kind, located.nodes) == (PlaceKind.FOUND, (FIRST,))


@given(st.floats(), st.floats())
def test_any_point_has_an_answer(latitude: float, longitude: float) -> None:
    assert len(GAZETTEER.at(latitude, longitude).nodes) <= 3


@given(st.floats(25.1, 25.11), st.floats(115.31, 115.32))
def test_a_point_in_a_grid_is_in_that_grid_or_on_its_edge(latitude: float, longitude: float) -> None:
    node = GAZETTEER.at(latitude, longitude).nodes[0]
    assert node == SECOND or latitude == 25.11 or longitude == 115.31


@given(st.text(max_size=40))
def test_any_text_has_a_spelling_that_leads_back(text: str) -> None:
    spelling = spell(text)
    assert len(spelling.origin) == len(spelling.text) + 1
    assert list(spelling.origin) == sorted(spelling.origin)
    read_alias(text)


@given(spans, spans)
def test_spans_meet_exactly_where_they_share_a_number(left: Span, right: Span) -> None:
    shared = any(
        left.holds(number) and right.holds(number) for number in (Number(n, Count.HOUSE, 0) for n in range(50))
    )
    assert left.meets(right) is shared
