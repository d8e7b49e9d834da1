"""The written form of limits."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.limits import Limit, LimitKind

READ = {
    "5min": (timedelta(minutes=5), LimitKind.URGENT_HOUR),
    "24h": (timedelta(hours=24), LimitKind.URGENT_HOUR),
    "4wh": (timedelta(hours=4), LimitKind.WORK_HOUR),
    "90wmin": (timedelta(minutes=90), LimitKind.WORK_HOUR),
    "5wd": (timedelta(days=5), LimitKind.WORK_DAY),
    "30d": (timedelta(days=30), LimitKind.NATURAL_DAY),
    "30d→60d": (timedelta(days=30), LimitKind.NATURAL_DAY),
}


@pytest.mark.parametrize(("text", "limit"), READ.items(), ids=READ.keys())
def test_reads(text: str, limit: tuple[timedelta, LimitKind]) -> None:
    assert Limit.parse(text) == Limit(*limit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "wd",
        "0d",
        "-5d",
        "1.5h",
        "5 wd",
        "5WD",
        "E0",
        "99999d",
        "５wd",
        "30d→",
        "60d→30d",
        "30d→6wd",
        "1d→2d→3d",
    ],
)
def test_refuses_with_the_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"limit"):
        Limit.parse(text)


def test_refuses_half_days_and_seconds() -> None:
    for span, kind in ((timedelta(hours=12), LimitKind.WORK_DAY), (timedelta(seconds=30), LimitKind.URGENT_HOUR)):
        with pytest.raises(ValueError, match="whole"):
            Limit(span, kind)


PORTIONS = [("5wd", "3wd"), ("1wd", "1wd"), ("24h", "12h"), ("1wh", "30wmin"), ("1min", "1min"), ("15d", "8d")]


@pytest.mark.parametrize(("whole", "half"), PORTIONS)
def test_half_is_rounded_up(whole: str, half: str) -> None:
    assert str(Limit.parse(whole).portion(50)) == half


@given(st.integers(1, 9999), st.sampled_from(["min", "h", "wmin", "wh", "wd", "d"]))
def test_what_is_written_reads_back(amount: int, unit: str) -> None:
    limit = Limit.parse(f"{amount}{unit}")
    assert Limit.parse(str(limit)) == limit
    assert len(str(limit)) <= 16
