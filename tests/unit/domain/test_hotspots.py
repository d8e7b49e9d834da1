"""高频: the same place and category three times in 7 days or five times in 30 (handbook §6)."""

from datetime import timedelta

import pytest

from bot.domain.hotspots import Filed, Hotspot, HotspotPolicy, HotspotRule, hotspots
from tests.unit.domain.tickets import NOW

POLICY = HotspotPolicy((HotspotRule(7, 3), HotspotRule(30, 5)), frozenset({"1299"}))

# Ages in days of what was filed at one place in one category → count and days, None: no hot spot.
AGES = {
    "nothing": ((), None),
    "two in a week": ((0, 6.9), None),
    "three in a week": ((0, 3, 6.9), (3, 7)),
    "one of three is a week old to the second": ((0, 3, 7), None),
    "three are enough, a fourth counts too": ((0, 1, 2, 3), (4, 7)),
    "older ones are not counted where a week is enough": ((0, 1, 2, 10, 20, 25), (3, 7)),
    "five in a month": ((0, 8, 15, 22, 29.9), (5, 30)),
    "four in a month": ((0, 8, 15, 22), None),
    "one of five is a month old": ((0, 8, 15, 22, 30), None),
    "all long ago": ((40, 41, 42, 43, 44), None),
    "what is not filed yet does not count": ((-1, 0, 1), None),
}


@pytest.mark.parametrize(("ages", "expected"), AGES.values(), ids=AGES.keys())
def test_how_often_in_how_long(ages: tuple[float, ...], expected: tuple[int, int] | None) -> None:
    filed = [Filed(4, "0202", NOW - timedelta(days=age)) for age in ages]
    found = hotspots(filed, NOW, POLICY)
    assert [(spot.count, spot.days) for spot in found] == ([] if expected is None else [expected])


def test_another_place_or_category_is_counted_apart() -> None:
    filed = [
        *[Filed(4, "0202", NOW)] * 2,
        *[Filed(5, "0202", NOW)] * 2,
        *[Filed(4, "0401", NOW)] * 2,
        *[Filed(5, "0401", NOW)] * 4,
        *[Filed(6, "0301", NOW)] * 3,
    ]
    assert hotspots(filed, NOW, POLICY) == (Hotspot(5, "0401", 4, 7), Hotspot(6, "0301", 3, 7))


def test_a_ticket_and_what_it_was_split_into_are_one_matter_as_of_its_first_day() -> None:
    old, new = NOW - timedelta(days=8), NOW - timedelta(days=1)
    family = [Filed(4, "0202", old, 7), Filed(4, "0202", new, 7), Filed(4, "0202", new, 7)]
    assert hotspots([*family, Filed(4, "0202", new, 8), Filed(4, "0202", new, 9)], NOW, POLICY) == ()
    three = [Filed(4, "0202", new, matter) for matter in (7, 7, 8, 9)]
    assert [spot.count for spot in hotspots(three, NOW, POLICY)] == [3]


def test_what_is_no_places_trouble_never_is_one() -> None:
    assert hotspots([Filed(4, "1299", NOW)] * 9, NOW, POLICY) == ()


def test_how_far_back_it_is_looked() -> None:
    assert timedelta(days=30) == POLICY.longest
