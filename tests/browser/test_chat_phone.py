"""The chat page on a phone: one chat at a time, everything within reach of the thumb."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, World, column, say
from tests.browser.served import ServedSimulator, TinyBot

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LONG = "丹".join(["https://example.org/" + "x" * 120, "长" * 200])


def tab(page: Page, name: str) -> None:
    page.locator(".tab", has_text=name).tap()


@pytest.mark.parametrize("width", [360, 390])
def test_nothing_reaches_beyond_the_screen(open_page: OpenPage, bot: TinyBot, world: World, width: int) -> None:
    page = open_page(width=width)
    rows = [[{"text": text, "callback_data": text} for text in ("签收", "到场", "办结", "上报")]]
    bot.call("sendMessage", chat_id=world.group, text=LONG, reply_markup={"inline_keyboard": rows})
    for name in ("居民", "网格群", "值班", "日志"):
        tab(page, name)
        assert page.evaluate(OVERFLOW) == 0, name
    tab(page, "网格群")
    box = column(page, 1).locator(".message").last.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width


def test_every_control_is_big_enough_and_no_field_makes_the_phone_zoom(open_page: OpenPage, world: World) -> None:
    page = open_page(width=390)
    assert page.locator(".column:visible").count() == 1
    for control in page.locator("button:visible:not(.inline-link)").all():
        box = control.bounding_box()
        assert box and min(box["width"], box["height"]) >= 40, (
            control.get_attribute("aria-label") or control.inner_text()
        )
    sizes = page.locator("textarea, select").evaluate_all(
        "fields => fields.map((f) => parseFloat(getComputedStyle(f).fontSize))"
    )
    assert min(sizes) >= 16


def test_a_tab_counts_what_waits_behind_it(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    page = open_page(width=390)
    for text in ("第一张", "第二张"):
        bot.call("sendMessage", chat_id=world.group, text=text)
    badge = page.locator(".tab", has_text="网格群").locator(".badge")
    expect(badge).to_have_text("2")
    tab(page, "网格群")
    expect(badge).to_be_hidden()
    expect(column(page, 1).locator(".message").last).to_be_in_viewport()
    say(column(page, 1), "看到了")
    expect(column(page, 1).locator(".message").last).to_contain_text("看到了")


def test_a_long_press_offers_the_reply(open_page: OpenPage, bot: TinyBot, world: World) -> None:
    page = open_page(width=390)
    bot.call("sendMessage", chat_id=world.resident, text="请补充地点")
    message = column(page, 0).locator(".message").last
    expect(message).to_contain_text("请补充地点")
    message.locator(".bubble").dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    expect(message).to_have_class(re.compile(r"\bpressed\b"))
    message.get_by_role("button", name="回复").tap()
    expect(column(page, 0).locator(".quoted")).to_contain_text("请补充地点")


def test_the_log_is_a_sheet_over_the_chat(open_page: OpenPage, simulator: ServedSimulator, world: World) -> None:
    page = open_page(width=390)
    tab(page, "日志")
    expect(page.get_by_role("log", name="机器人调用的接口")).to_be_visible()
    tab(page, "居民")
    expect(page.get_by_role("log", name="机器人调用的接口")).to_be_hidden()
