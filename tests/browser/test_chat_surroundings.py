"""Around the chats: light and dark, the demo's clock and hints, an empty simulator, a server that goes away."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage, World, column, say
from tests.browser.served import ServedSimulator

BRIGHTNESS = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, part) => sum + part) / 765;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_until_one_is_chosen(open_page: OpenPage, world: World, scheme: str) -> None:
    page = open_page(scheme=scheme)
    assert (page.evaluate(BRIGHTNESS) < 0.3) is (scheme == "dark")
    page.get_by_role("button", name="明暗：跟随系统").click()
    assert page.evaluate(BRIGHTNESS) > 0.7
    page.get_by_role("button", name="明暗：浅色").click()
    assert page.evaluate(BRIGHTNESS) < 0.3
    page.reload()
    expect(page.get_by_role("button", name="明暗：深色")).to_be_visible()
    assert page.evaluate(BRIGHTNESS) < 0.3


class DemoPaths:
    """What the demo serves beside the simulator, in its smallest form."""

    def __init__(self, world: World) -> None:
        self.now = "2026-11-22T16:05:00+08:00"
        self.moves: list[Any] = []
        self.hints = [
            {"label": "停水", "person": world.resident, "text": "我家停水了"},
            {"label": "办结", "person": world.chief, "text": "办结 已处理"},
        ]
        self.story = {
            "people": [{"id": world.resident, "name": "何阿姨", "role": "resident", "label": "居民"}],
            "columns": [
                {"person": world.resident, "chat": world.resident, "label": "住户"},
                {"person": world.chief, "chat": world.group, "label": "第二网格"},
                {"person": world.supervisor, "chat": world.supervisor, "label": "值班员"},
            ],
        }

    def install(self, page: Page) -> None:
        page.route("**/demo/clock", self._clock)
        page.route("**/demo/hints", lambda route: route.fulfill(json=self.hints))
        page.route("**/demo/story", lambda route: route.fulfill(json=self.story))

    def _clock(self, route: Route) -> None:
        if route.request.method == "POST":
            self.moves.append(json.loads(route.request.post_data or "null"))
            self.now = "2026-11-22T17:30:00+08:00"
        route.fulfill(json={"now": self.now})


def test_the_demo_gives_clock_hints_and_labels(open_page: OpenPage, world: World) -> None:
    demo = DemoPaths(world)
    page = open_page(prepare=demo.install)
    expect(page.locator("#clock-time")).to_have_text(re.compile(r"11月22日 周日 16:05:\d\d"))
    page.get_by_role("button", name="到 17:30").click()
    expect(page.locator("#clock-time")).to_have_text(re.compile(r"17:30:\d\d"))
    page.get_by_role("button", name="+1 小时").click()
    page.get_by_role("button", name="到明早 8:00").click()
    expect(page.locator("#clock-buttons .waiting")).to_have_count(0)
    assert demo.moves == [{"to": "17:30"}, {"advance_seconds": 3600}, {"to": "08:00"}]

    resident = column(page, 0)
    expect(resident.locator(".pick").first).to_contain_text("住户")
    expect(resident.locator(".pick").first).to_contain_text("何阿姨")
    resident.get_by_role("button", name="停水").click()
    expect(resident.get_by_role("textbox")).to_have_value("我家停水了")
    expect(column(page, 1).locator(".hint")).to_have_text(["办结"])
    expect(column(page, 2).locator(".hints")).to_be_hidden()


def test_on_a_phone_the_clock_is_moved_from_the_sheet(open_page: OpenPage, world: World) -> None:
    demo = DemoPaths(world)
    page = open_page(width=390, prepare=demo.install)
    expect(page.get_by_role("button", name="到 17:30")).to_be_hidden()
    page.locator(".tab").last.tap()
    page.get_by_role("button", name="到 17:30").tap()
    expect(page.locator("#clock-time")).to_have_text(re.compile(r"17:30:\d\d"))


def test_a_bare_simulator_shows_neither_clock_nor_hints(open_page: OpenPage, world: World) -> None:
    page = open_page()
    expect(page.locator("#clock")).to_be_hidden()
    expect(page.locator(".hint")).to_have_count(0)


def test_with_nobody_there_the_page_says_what_to_do(open_page: OpenPage, simulator: ServedSimulator) -> None:
    resident = column(open_page(), 0)
    expect(resident.get_by_role("log")).to_contain_text("先添加一个人")
    expect(resident.get_by_role("textbox")).to_be_disabled()
    simulator.act("people", first_name="第一位")
    expect(resident.locator(".pick").first).to_contain_text("第一位")
    resident.get_by_role("button", name="开始").click()
    expect(resident.locator(".message").last).to_contain_text("/start")


def test_a_lost_line_is_shown_and_found_again(open_page: OpenPage, simulator: ServedSimulator, world: World) -> None:
    page = open_page()
    resident = column(page, 0)
    simulator.stop()
    expect(page.locator("#link-line")).to_contain_text("正在重新连接")
    say(resident, "还在吗")
    expect(resident.locator(".toast")).to_contain_text("连不上演示服务")
    expect(resident.get_by_role("textbox")).to_have_value("还在吗")
    simulator.start()
    person = simulator.act("people", first_name="何秋月", id=world.resident)
    expect(page.locator("#link-line")).to_be_hidden()
    expect(resident.locator(".message")).to_have_count(0)
    simulator.act("send", **{"from": person["id"], "text": "回来了"})
    expect(resident.locator(".message").last).to_contain_text("回来了")


def test_a_refusal_is_explained(open_page: OpenPage, world: World) -> None:
    page = open_page(prepare=lambda page: page.route("**/sim/send", lambda route: route.fulfill(status=503)))
    resident = column(page, 0)
    say(resident, "在吗")
    expect(resident.locator(".toast")).to_contain_text("演示服务出错了（503）")
    expect(resident.get_by_role("textbox")).to_have_value("在吗")


def test_after_a_reset_everybody_is_gone(open_page: OpenPage, simulator: ServedSimulator, world: World) -> None:
    page = open_page()
    expect(column(page, 0).locator(".message")).to_have_count(1)
    simulator.act("reset")
    for number in range(3):
        expect(column(page, number).get_by_role("log")).to_contain_text("先添加一个人")
