"""Notices as Telegram gets them: everyday times, escaped words, captions."""

from datetime import datetime, timedelta

import pytest
from telegram import ForceReply, InlineKeyboardMarkup

from bot.chat.render import LONGEST_ANSWER
from bot.domain.notices import Action, Arg, Notice, Press
from tests.property.strict_wording import RENDERER
from tests.storage.county import MONDAY, ZONE


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "simplified", "traditional", "english"),
    [
        ("2026-11-16 18:00", "今天下午6点", "今天下午6點", "6 pm today"),
        ("2026-11-15 08:05", "昨天上午8点05分", "昨天上午8點05分", "8:05 am yesterday"),
        ("2026-11-17 10:00", "明天上午10点", "明天上午10點", "10 am tomorrow"),
        ("2026-11-18 09:30", "后天上午9点半", "後天上午9點半", "9:30 am the day after tomorrow"),
        ("2026-11-20 12:00", "周五中午12点", "週五中午12點", "12 noon on Friday"),
        ("2026-11-20 12:30", "周五中午12点半", "週五中午12點半", "12:30 pm on Friday"),
        ("2026-11-22 19:00", "周日晚上7点", "週日晚上7點", "7 pm on Sunday"),
        ("2026-11-23 18:00", "下周一下午6点", "下週一下午6點", "6 pm on Monday next week"),
        ("2026-11-30 18:00", "11月30日（周一）下午6点", "11月30日（週一）下午6點", "6 pm on Monday 30 Nov"),
        ("2027-01-04 06:15", "2027年1月4日早上6点15分", "2027年1月4日早上6點15分", "6:15 am on 4 Jan 2027"),
        ("2026-11-17 00:00", "今天夜里12点", "今天夜裡12點", "the end of today"),  # midnight ends the day
        ("2027-01-01 00:00", "12月31日（周四）夜里12点", "12月31日（週四）夜裡12點", "the end of Thursday 31 Dec"),
        ("2026-11-17 00:01", "明天凌晨0点01分", "明天凌晨0點01分", "12:01 am tomorrow"),
    ],
)
def test_says_times_as_people_do(moment: str, simplified: str, traditional: str, english: str) -> None:
    said = {locale: RENDERER.speaking(locale).when(local(moment), MONDAY) for locale in ("zh-Hans", "zh-Hant", "en")}
    assert said == {"zh-Hans": simplified, "zh-Hant": traditional, "en": english}


def test_today_is_the_local_day() -> None:
    late_evening_utc = local("2026-11-16 07:30")  # still the 15th in UTC
    assert RENDERER.when(late_evening_utc, MONDAY) == "今天早上7点半"


def test_several_names_are_joined_as_the_language_does() -> None:
    english = RENDERER.speaking("en")
    assert "第一网格, 第二网格" in english.text(Notice("home", {"places": "第一网格、第二网格"}), MONDAY)


def test_escapes_words_of_people_once() -> None:
    notice = Notice("progress", {"number": "GD1", "text": "<b>1 & 2</b>"})
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in RENDERER.text(notice, MONDAY)


def test_an_answer_is_plain_and_short_enough() -> None:
    notice = Notice("answer-dispatched", {"danger": 0, "number": "GD1", "owner": "A&B<" + "长" * 300})
    answer = RENDERER.answer(notice, MONDAY)
    assert "A&B<" in answer
    assert len(answer) == LONGEST_ANSWER


def test_lines_stand_below_the_text() -> None:
    lines = (Notice("who-line", {"place": "一网格", "role": "GRID_CHIEF", "name": "甲"}),)
    assert RENDERER.text(Notice("who", {"place": "一网格"}, lines=lines), MONDAY).splitlines() == [
        "一网格 由谁负责：",
        "一网格 网格长 甲",
    ]


def test_empty_lines_of_absent_facts_vanish() -> None:
    args: dict[str, Arg] = {
        "number": "GD1", "category": "0401", "state": "dispatched", "danger": 0, "sealed": 0, "sure": 1, "round": 1,
        "text": "灯坏了", "place": "一网格", "owner": "一网格", "created_at": MONDAY.isoformat(), "note": "",
        "sign_due_at": (MONDAY + timedelta(hours=4)).isoformat(), "due_at": MONDAY.isoformat(), "pictures": 0,
        "grade": "", "answer_at": "", "excluded": 0,
    }  # fmt: skip
    shown = RENDERER.text(Notice("card", args), MONDAY).splitlines()
    assert len(shown) == 4
    assert all(line.strip() for line in shown)


@pytest.mark.parametrize(
    ("press", "caption"),
    [
        (Press(Action.SIGN, 1), "签收"),
        (Press(Action.SOLVED, 1, choice="unsolved"), "没解决"),
        (Press(Action.RATE, 1, choice="5"), "非常满意"),
        (Press(Action.DRAFT_DANGER, 1, choice="no"), "没有，是别的事"),
        (Press(Action.HOME_ADD, 1, label="一网格"), "一网格"),
        (Press(Action.HOME_REMOVE, 1, label="一网格"), "✕ 一网格"),
        (Press(Action.HOME_BROWSE, 0), "＋ 加一个"),
        (Press(Action.HOME_BROWSE, 3, label="码头社区"), "码头社区"),
        (Press(Action.DRAFT_PLACE, 1, choice="0"), "都不是／说不清"),
    ],
)
def test_captions(press: Press, caption: str) -> None:
    assert RENDERER.caption(press) == caption


def test_category_buttons_carry_the_name() -> None:
    assert RENDERER.caption(Press(Action.SET_CATEGORY, 1, choice="0101")) == "火情爆炸"


def test_buttons_or_an_open_reply() -> None:
    rows = ((Press(Action.DETAIL, 1, 2),),)
    assert isinstance(RENDERER.render(Notice("help", buttons=rows), MONDAY).markup, InlineKeyboardMarkup)
    assert isinstance(RENDERER.render(Notice("help", reply=True), MONDAY).markup, ForceReply)
    assert RENDERER.render(Notice("help"), MONDAY).markup is None
