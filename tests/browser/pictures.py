"""The pictures of the README, taken from the running demo: ``python -m tests.browser.pictures``.

Each is played up to the step whose caption says it, so a changed script or page only needs another run.
"""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.config import ROOT
from tests.browser.conftest import ARGUMENTS, BROWSERS, column, say
from tests.browser.served import served_demo

PICTURES = ROOT / "docs" / "pictures"
SLOW = 60_000
DESK, PHONE = (1440, 900), (390, 844)
FILM = (1280, 720)
HIGH_WATER = 3_000_000
"""Bytes that the film may have."""


@dataclass(frozen=True)
class Shot:
    """A still: its file, the words of the caption at which it is taken, the size and scheme of the screen."""

    name: str
    caption: str
    size: tuple[int, int] = DESK
    scheme: str = "light"


SHOTS = (
    Shot("phone-light", "刘奶奶打错了字", PHONE),
    Shot("phone-dark", "到了现场", PHONE, "dark"),
    Shot("day-light", "有危险，先说怎么走"),
    Shot("day-dark", "由上一级督促", scheme="dark"),
    Shot("summary-light", "晚调度"),
    Shot("summary-phone", "晚调度", PHONE, "dark"),
)
"""In the order in which the day comes to them."""

# The dialog stays open, so nothing may wait for its answer.
_SUMMARY = """async () => {
  const { showSummary } = await import("/demo/static/summary.js");
  const answer = await fetch("/demo/day/summary");
  void showSummary(await answer.json());
}"""


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        with served_demo(Path(folder)) as address:
            _film(browser, address)
            _stills(browser, address)
        browser.close()


@contextmanager
def _page(browser: Browser, address: str, size: tuple[int, int], scheme: str) -> Iterator[Page]:
    phone = size == PHONE
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=2 if phone else 1,
        has_touch=phone,
        is_mobile=phone,
        base_url=address,
    )
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.goto("/chat")
    page.locator(".columns:not([aria-busy])").wait_for()
    yield page
    context.close()


def _stills(browser: Browser, address: str) -> None:
    """One day for all of them: a page is open while the step is played that it shows."""
    with _page(browser, address, DESK, "light") as page:
        page.request.post("/demo/day", data={"do": "reset"}, timeout=SLOW)
        for shot in SHOTS:
            _still(browser, address, shot, page)


def _still(browser: Browser, address: str, shot: Shot, remote: Page) -> None:
    with _page(browser, address, shot.size, shot.scheme) as page:
        while shot.caption not in _step(remote):
            pass
        page.wait_for_timeout(900)  # the light on the column and the progress bar come to rest
        if shot.name.startswith("summary"):
            page.evaluate(_SUMMARY)
            page.locator(".day-summary").wait_for()
            page.wait_for_timeout(500)  # it has faded in
        _keep(Image.open(io.BytesIO(page.screenshot())), shot.name)


def _step(page: Page) -> str:
    """Plays one step and gives the caption; the last one again when the day is over."""
    state = page.request.get("/demo/day").json()
    if not state["over"]:
        state = page.request.post("/demo/day", data={"do": "step"}, timeout=SLOW).json()
    return str(state["caption"])


def _keep(picture: Image.Image, name: str) -> None:
    """Few colours are enough for a page of flat colours, and a third of the bytes."""
    small = picture.convert("RGB").quantize(200, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


def _film(browser: Browser, address: str) -> None:
    """One complaint from the sentence to the survey and the digest, acted in the page itself."""
    frames: list[tuple[Image.Image, int]] = []
    with _page(browser, address, FILM, "light") as page:

        def frame(milliseconds: int) -> None:
            page.wait_for_timeout(350)
            frames.append((Image.open(io.BytesIO(page.screenshot())).convert("RGB"), milliseconds))

        for milliseconds in _complaint(page):
            frame(milliseconds)
    first, *others = [picture for picture, _ in frames]
    file = PICTURES / "complaint.webp"
    lengths = [milliseconds for _, milliseconds in frames]
    first.save(file, save_all=True, append_images=others, duration=lengths, loop=0, quality=80, method=6)
    assert file.stat().st_size <= HIGH_WATER, "the film is too big"


def _complaint(page: Page) -> Iterator[int]:
    """Acts; each yield is a frame that stays so many milliseconds."""
    resident, group, office = (column(page, number) for number in range(3))
    expect.set_options(timeout=SLOW)
    yield 1200
    sentence, box = "丹桂路12号门口路灯不亮好几天了", resident.get_by_role("textbox")
    for end in (4, 8, 12, len(sentence)):
        box.fill(sentence[:end])
        yield 250
    box.press("Enter")
    expect(resident.locator(".message").last).to_contain_text("收到了")
    expect(group.locator(".message").last).to_contain_text("路灯照明")
    yield 3200
    group.get_by_role("button", name="签收").click()
    expect(resident.locator(".message").last).to_contain_text("有人接手")
    yield 2400
    group.get_by_role("button", name="办结").click()
    expect(group.locator(".message").last).to_contain_text("办得怎么样")
    yield 1400
    group.get_by_role("button", name="已解决", exact=True).click()
    expect(group.locator(".message").last).to_contain_text("请回复这条消息")
    yield 1600
    say(group, "无照片 换了灯泡，亮了")
    expect(resident.locator(".message").last).to_contain_text("问题解决了吗")
    yield 2600
    resident.get_by_role("button", name="已解决", exact=True).click()
    expect(resident.locator(".message").last).to_contain_text("满意吗")
    yield 1400
    resident.get_by_role("button", name="非常满意", exact=True).click()
    expect(resident.locator(".message").last).to_contain_text("就此办结")
    yield 2200
    page.get_by_role("button", name="到 17:30").first.click()
    expect(office.locator(".message").last).to_contain_text("日调度")
    yield 4200


if __name__ == "__main__":
    main()
