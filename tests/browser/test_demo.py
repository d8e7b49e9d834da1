"""The demo as a newcomer sees it: the real bot, the sample county, three people in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import column, say

SLOW = 20_000
"""Milliseconds a step may take on a busy machine: in one chat a message a second, as in Telegram."""


@dataclass(frozen=True)
class Newcomer:
    """A page with the three columns of the demo."""

    page: Page

    @property
    def resident(self) -> Locator:
        return column(self.page, 0)

    @property
    def group(self) -> Locator:
        return column(self.page, 1)

    @property
    def supervisor(self) -> Locator:
        return column(self.page, 2)


@pytest.fixture
def newcomer(browser: Browser, demo_address: str) -> Iterator[Newcomer]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    page.goto(f"{demo_address}/chat")
    page.locator(".columns:not([aria-busy])").wait_for()
    yield Newcomer(page)
    expect.set_options(timeout=5_000)
    context.close()


def test_one_sentence_becomes_a_solved_ticket_and_a_figure_of_the_digest(newcomer: Newcomer) -> None:
    resident, group = newcomer.resident, newcomer.group
    say(resident, "丹桂路12号门口路灯不亮好几天了")
    expect(group.locator(".message").last).to_contain_text("路灯照明")
    expect(resident.locator(".message").last).to_contain_text(re.compile(r"收到了，编号 GD\d{8}-0001"))

    group.get_by_role("button", name="签收").click()
    expect(resident.locator(".message").last).to_contain_text("已经有人接手")
    group.get_by_role("button", name="办结").click()
    expect(group.locator(".message").last).to_contain_text("办得怎么样")
    group.get_by_role("button", name="已解决", exact=True).click()
    expect(group.locator(".message").last).to_contain_text("请回复这条消息")
    say(group, "无照片 换了灯泡，亮了")
    expect(resident.locator(".message").last).to_contain_text("换了灯泡，亮了")

    resident.get_by_role("button", name="已解决", exact=True).click()
    resident.get_by_role("button", name="非常满意", exact=True).click()
    expect(resident.locator(".message").last).to_contain_text("就此办结")

    say(resident, "停水了")
    expect(group.locator(".message").last).to_contain_text("供水故障")
    say(resident, "举报村干部吃回扣")
    expect(resident.locator(".message").last).to_contain_text("不会发到任何群里")

    newcomer.page.get_by_role("button", name="到 17:30").first.click()
    digest = newcomer.supervisor.locator(".message", has_text="日调度").last
    expect(digest).to_contain_text("今日新增 3 件，今日办结 1 件")
    expect(digest).to_contain_text("33.3%（1/3）")
    expect(group).not_to_contain_text("吃回扣")
    expect(newcomer.supervisor).not_to_contain_text("吃回扣")
