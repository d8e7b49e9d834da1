"""The promise in the resident's words: the receipt in three languages, whatever day it falls on."""

from datetime import datetime

import pytest

from bot.domain.notices import Arg, Notice
from tests.property.strict_wording import RENDERER
from tests.storage.county import ZONE

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)

PROMISES = {
    "today": (
        "2026-11-16 18:00",
        "最迟今天下午6点前给您答复",
        "最遲今天下午6點前給您答覆",
        "by 6 pm today",
    ),
    "tomorrow": (
        "2026-11-17 18:00",
        "最迟明天下午6点前给您答复",
        "最遲明天下午6點前給您答覆",
        "by 6 pm tomorrow",
    ),
    "this_week": (
        "2026-11-19 18:00",
        "最迟周四下午6点前给您答复",
        "最遲週四下午6點前給您答覆",
        "by 6 pm on Thursday",
    ),
    "next_week": (
        "2026-11-25 18:00",
        "最迟下周三下午6点前给您答复",
        "最遲下週三下午6點前給您答覆",
        "by 6 pm on Wednesday next week",
    ),
    "a_date": (
        "2026-12-09 18:00",
        "最迟12月9日（周三）下午6点前",
        "最遲12月9日（週三）下午6點前",
        "by 6 pm on Wednesday 9 Dec",
    ),
    "next_year": (
        "2027-01-15 18:00",
        "最迟2027年1月15日下午6点前",
        "最遲2027年1月15日下午6點前",
        "by 6 pm on 15 Jan 2027",
    ),
    "end_of_a_day": (
        "2026-11-26 00:00",
        "最迟下周三夜里12点前",
        "最遲下週三夜裡12點前",
        "by the end of Wednesday next week",
    ),
}
ARGS: dict[str, Arg] = {
    "number": "GD20261116-0001", "category": "0401", "place": "渡口路", "owner": "码头社区第一网格", "sure": 1,
}  # fmt: skip


def receipt(kind: str, due: str, locale: str, direct: int = 1) -> str:
    due_at = datetime.fromisoformat(due).replace(tzinfo=ZONE).isoformat()
    return RENDERER.speaking(locale).text(Notice(kind, {**ARGS, "due_at": due_at, "direct": direct}), MONDAY)


@pytest.mark.parametrize(("due", "simplified", "traditional", "english"), PROMISES.values(), ids=PROMISES.keys())
def test_the_receipt_says_by_when(due: str, simplified: str, traditional: str, english: str) -> None:
    for direct in (0, 1):
        assert simplified in receipt("receipt", due, "zh-Hans", direct)
        assert traditional in receipt("receipt", due, "zh-Hant", direct)
        assert english in receipt("receipt", due, "en", direct)


@pytest.mark.parametrize(
    ("locale", "promise"),
    [("zh-Hans", "最迟下周三下午6点前"), ("zh-Hant", "最遲下週三下午6點前"), ("en", "by 6 pm on")],
)
def test_a_sealed_matter_gets_the_same_promise(locale: str, promise: str) -> None:
    assert promise in receipt("receipt-sealed", "2026-11-25 18:00", locale)


@pytest.mark.parametrize(
    ("locale", "said"),
    [("zh-Hans", "以节假日安排公布后为准"), ("zh-Hant", "以節假日安排公布後為準"), ("en", "may move")],
)
def test_a_guess_is_owned_up_to(locale: str, said: str) -> None:
    assert said in RENDERER.speaking(locale).text(Notice("guess"), MONDAY)
