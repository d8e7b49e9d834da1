"""A headless Chromium, a served simulator with three people and a grid group, and pages that may not complain."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, sync_playwright

from tests.browser.served import ServedSimulator, TinyBot, served_demo
from tests.conftest import Lend

OpenPage = Callable[..., Page]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_EXPECTED = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "status of 503")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file stay together: each worker that had some of them would start a browser of its own."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def demo_address(tmp_path_factory: pytest.TempPathFactory, lend_cache: Lend) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("demo")
    lend_cache(folder / "var" / "demo")
    with served_demo(folder) as address:
        yield address


@pytest.fixture
def simulator() -> Iterator[ServedSimulator]:
    served = ServedSimulator()
    yield served
    served.stop()
    served.http.close()


@dataclass(frozen=True)
class World:
    """Ids of the people and of their group."""

    resident: int
    chief: int
    supervisor: int
    group: int


@pytest.fixture
def world(simulator: ServedSimulator) -> World:
    resident, chief, supervisor = (
        simulator.act("people", first_name=name)["id"] for name in ("何秋月", "陆大川", "沈岚")
    )
    group = simulator.act("groups", title="青禾第二网格", members=[chief, supervisor], bot_admin=True)
    for person in (resident, chief, supervisor):
        simulator.act("start", **{"from": person})
    return World(resident, chief, supervisor, group["id"])


@pytest.fixture
def bot(simulator: ServedSimulator, world: World) -> TinyBot:
    """It has already seen how the world came about."""
    bot = TinyBot(simulator)
    bot.skip_waiting()
    return bot


@pytest.fixture
def open_page(browser: Browser, simulator: ServedSimulator) -> Iterator[OpenPage]:
    """open_page(width=1440, scheme="light", prepare=…): the chat page; any error on its console fails the test."""
    complaints: list[str] = []
    opened: list[Page] = []

    def open_page(width: int = 1440, scheme: str = "light", prepare: Callable[[Page], None] | None = None) -> Page:
        phone = width < 500
        context = browser.new_context(
            viewport={"width": width, "height": 844 if phone else 900},
            color_scheme="dark" if scheme == "dark" else "light",
            has_touch=phone,
            is_mobile=phone,
            reduced_motion="reduce",  # every frame is drawn by the processor; test_demo.py looks at it in motion
        )
        page = context.new_page()
        opened.append(page)
        page.on("console", lambda message: complaints.extend(_complaint(message)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.extend(_foreign(request.url, simulator)))
        if prepare:
            prepare(page)
        page.goto(f"{simulator.url}/chat")
        page.locator(".columns:not([aria-busy])").wait_for()
        return page

    yield open_page
    for page in opened:
        page.context.close()
    assert complaints == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """A bare simulator has no /demo/ paths; a server that is gone or broken is a test's own doing."""
    path = urlsplit(str(message.location.get("url", ""))).path
    expected = path.startswith("/demo/") or any(words in message.text for words in _EXPECTED)
    return [message.text] if message.type in ("error", "warning") and not expected else []


def _foreign(url: str, simulator: ServedSimulator) -> list[str]:
    own = url.startswith((simulator.url, "blob:", "data:"))
    return [] if own else [f"request to somebody else: {url}"]


def column(page: Page, number: int) -> Locator:
    """0 resident, 1 grid group, 2 supervisor."""
    return page.locator(".column").nth(number)


def say(seat: Locator, text: str) -> None:
    """Type and press Enter."""
    box = seat.get_by_role("textbox")
    box.fill(text)
    box.press("Enter")
