"""Who is checked, what says nothing new, and 返工率."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.finishing import always_checked, needs_check, sampled, says_nothing_new, without_leading
from bot.domain.life import State
from bot.domain.org import Role
from bot.domain.rates import Standing, TicketFact, reworked
from tests.storage.county import MONDAY, town_hall
from tests.unit.domain.tickets import ticket

RULE = town_hall()._policies.life.finishing
NUMBERS = [f"GD20261116-{n:04d}" for n in range(1, 5001)]


@pytest.mark.parametrize("share", [0, 1, 5, 30, 100])
def test_the_sample_is_as_large_as_it_says_and_always_the_same(share: int) -> None:
    first = [sampled(number, share) for number in NUMBERS]
    assert first == [sampled(number, share) for number in NUMBERS]
    assert abs(sum(first) / len(NUMBERS) - share / 100) < 0.02


def test_a_larger_share_checks_all_that_a_smaller_one_did() -> None:
    small, large = ({n for n in NUMBERS if sampled(n, share)} for share in (5, 20))
    assert small < large


@pytest.mark.parametrize(
    ("category", "share", "sealed", "checked"),
    [("0203", 0, False, True), ("0202", 0, False, False), ("0202", 100, False, True), ("0203", 100, True, False)],
)
def test_categories_of_the_rule_and_the_sample_are_checked(
    category: str, share: int, sealed: bool, checked: bool
) -> None:
    found = ticket(State.PENDING_REVIEW, category=category, sealed_role=Role.DISCIPLINE if sealed else None)
    assert needs_check(replace(RULE, inspect_share=share), found) is checked
    assert always_checked(RULE, found) is (category == "0203")


@pytest.mark.parametrize(
    ("words", "nothing_new"),
    [
        ("", True),
        ("……", True),
        ("路灯不亮", True),
        ("门口路灯，不亮好几天了！", True),
        ("路灯又不亮了", False),
        ("昨晚下雨后灭的", False),
    ],
)
def test_only_new_words_reopen(words: str, nothing_new: bool) -> None:
    assert says_nothing_new(words, "丹桂路12号门口路灯不亮好几天了") is nothing_new


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("无照片 换了灯泡", ("换了灯泡", True)),
        ("無照片，換好了", ("換好了", True)),
        ("No photo: mended", ("mended", True)),
        ("无照片", ("", True)),
        ("换了灯泡，无照片", ("换了灯泡，无照片", False)),
    ],
)
def test_the_way_out_without_a_picture(text: str, rest: tuple[str, bool]) -> None:
    assert without_leading(text, RULE.no_photo) == rest


def _fact(standing: Standing, reworks: int = 0, rehandled: int = 0) -> TicketFact:
    due = MONDAY + timedelta(days=1)
    return TicketFact(
        "GD20261116-0001", "0203", "S1101", standing, MONDAY, due, due, due, reworks=reworks, rehandled=rehandled
    )


def test_rework_rate_by_hand() -> None:
    """Six came; one was dropped, one was never finished; of the other four a check sent two back, one of them twice."""
    facts = [
        _fact(Standing.DROPPED, reworks=1),
        _fact(Standing.OPEN),
        _fact(Standing.OPEN, reworks=1),
        _fact(Standing.DONE, reworks=2),
        _fact(Standing.DONE),
        _fact(Standing.OPEN, rehandled=1),
    ]
    rate = reworked(facts)
    assert (rate.fraction, rate.percent) == ("2/4", "50.0%")
    assert reworked([]).percent == "—"
