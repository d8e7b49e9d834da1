"""Playing a day in the browser: play, pause, step, speed, start over; the page follows, and the viewer may write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import column, say

SLOW = 60_000
"""Milliseconds a step may take on a busy machine."""


@dataclass(frozen=True)
class Onlooker:
    """A page on which the day is watched."""

    page: Page

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def hour(self) -> Locator:
        return self.page.locator(".day-hour")

    @property
    def position(self) -> int:
        return int(json.loads(self.page.request.get("/demo/day").body())["position"])

    def steps_to(self, position: int) -> None:
        """Step by step; each press is answered when its step is over."""
        for wanted in range(self.position + 1, position + 1):
            self.button("走一步").click()
            expect(self.page.locator(".day-count")).to_have_text(re.compile(rf"^{wanted}/"))


@pytest.fixture
def watch(browser: Browser, demo_address: str) -> Iterator[Callable[[int], Onlooker]]:
    """watch(width): a fresh page; any error on its console fails the test, and the demo starts over beforehand."""
    complaints: list[str] = []
    opened: list[Page] = []

    def watch(width: int) -> Onlooker:
        phone = width < 500
        size = {"width": width, "height": 844 if phone else 900}
        context = browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            has_touch=phone,
            is_mobile=phone,
            base_url=demo_address,
            reduced_motion="reduce",
        )
        page = context.new_page()
        opened.append(page)
        page.set_default_timeout(SLOW)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.extend([message.text] if message.type == "error" else []))
        page.request.post("/demo/day", data={"do": "reset"}, timeout=SLOW)
        page.goto("/chat")
        page.locator(".day-open").wait_for()
        return Onlooker(page)

    expect.set_options(timeout=SLOW)
    yield watch
    expect.set_options(timeout=5_000)
    for page in opened:
        page.context.close()
    assert complaints == []


def _begin(onlooker: Onlooker) -> None:
    """Plays, and pauses as soon as grandmother has been heard."""
    onlooker.button("演示一天").click()
    expect(onlooker.hour).to_have_text("08:03")
    onlooker.button("暂停").click()
    expect(onlooker.button("播放")).to_be_visible()


def test_the_day_is_played_paused_and_followed(watch: Callable[[int], Onlooker]) -> None:
    onlooker = watch(1440)
    resident, group = column(onlooker.page, 0), column(onlooker.page, 1)
    _begin(onlooker)

    resting = onlooker.position
    onlooker.steps_to(5)
    assert resting < onlooker.position == 5
    expect(resident.locator(".column-head")).to_contain_text("骑手小韩")
    expect(group.locator(".column-head")).to_contain_text("文昌社区第二网格")
    expect(group.locator(".message").last).to_contain_text("井盖")

    # The viewer writes in between: his column stays with him.
    resident.get_by_role("textbox").fill("还有，路灯也歪了")
    onlooker.steps_to(8)
    expect(resident.locator(".column-head")).to_contain_text("骑手小韩")
    expect(group.locator(".column-head")).to_contain_text("江滨社区第三网格")
    say(resident, "还有，路灯也歪了")
    expect(resident.locator(".message.own").last).to_contain_text("路灯也歪了")

    onlooker.button("5 倍速").click()
    expect(onlooker.button("5 倍速")).to_have_attribute("aria-pressed", "true")
    onlooker.button("播放").click()
    expect(onlooker.hour).to_have_text(re.compile("08:[45]"))
    onlooker.button("暂停").click()

    onlooker.button("从头再来").click()
    dialog = onlooker.page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile(r"会清空 [1-9]\d* 件事、[1-9]\d* 条消息"))
    dialog.get_by_role("button", name="取消").click()
    assert onlooker.position > 8
    onlooker.button("从头再来").click()
    dialog.get_by_role("button", name="清空，从头再来").click()
    expect(onlooker.button("演示一天")).to_be_visible()
    assert onlooker.position == 0
    expect(resident.locator(".column-head")).to_contain_text("王桂英")
    expect(group).to_contain_text("群里还很安静")


def test_on_a_phone_the_tab_changes(watch: Callable[[int], Onlooker]) -> None:
    onlooker = watch(390)
    _begin(onlooker)
    for position, tab in ((8, "网格群"), (9, "居民"), (10, "网格群")):
        onlooker.steps_to(position)
        expect(onlooker.page.locator('.tab[aria-pressed="true"]')).to_contain_text(tab)
    assert onlooker.page.evaluate("document.documentElement.scrollWidth") <= 390
    onlooker.button("停止").click()
    expect(onlooker.button("演示一天")).to_be_visible()
