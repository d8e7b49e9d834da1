"""延期 and 挂起: how it is said, how long is allowed, when it goes on."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.delays import last_day, reason_meant, spoken_limit, too_long, wakes_at
from bot.domain.limits import Limit
from tests.storage.county import MONDAY, town_hall

LIFE = town_hall()._policies.life
CALENDAR = town_hall()._calendar(2026)


@pytest.mark.parametrize(
    ("text", "limit", "rest"),
    [
        ("2天 等配件", "2wd", "等配件"),
        ("2天", "2wd", ""),
        ("两天，等配件", "2wd", "等配件"),
        ("兩天", "2wd", ""),
        ("3个工作日 要报批", "3wd", "要报批"),
        ("十天", "10wd", ""),
        ("4小时 下雨", "4wh", "下雨"),
        ("2 days waiting for parts", "2wd", "waiting for parts"),
        ("1 day", "1wd", ""),
        ("0天", None, "0天"),
        ("等配件", None, "等配件"),
        ("2 等配件", None, "2 等配件"),
        ("", None, ""),
    ],
)
def test_a_length_said_by_word(text: str, limit: str | None, rest: str) -> None:
    found, left = spoken_limit(text, LIFE.units, LIFE.numbers)
    assert (str(found) if found else None, left) == (limit, rest)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("等配件", "parts"),
        ("等材料到货", "parts"),
        ("天气原因", "weather"),
        ("要报批", "approval"),
        ("车坏了", "other"),
        ("", ""),
    ],
)
def test_a_reason_said_by_word(words: str, code: str) -> None:
    assert reason_meant(words, LIFE.extension.reasons) == code


@pytest.mark.parametrize(
    ("by", "long"), [("10wd", False), ("11wd", True), ("11d", False), ("14d", True), ("80wh", False), ("90wh", True)]
)
def test_longer_than_the_rules_allow(by: str, long: bool) -> None:
    """Ten working days from a Monday end on the Monday after next."""
    assert too_long(Limit.parse(by), LIFE.extension, MONDAY, CALENDAR) is long


def test_a_pause_ends_as_the_next_working_day_opens() -> None:
    last = last_day(Limit.parse("3d"), MONDAY, CALENDAR)
    assert last == date(2026, 11, 19)
    assert wakes_at(last, CALENDAR) == datetime(2026, 11, 20, 0, tzinfo=UTC)
    assert wakes_at(date(2026, 11, 20), CALENDAR) == datetime(2026, 11, 23, 0, tzinfo=UTC)
