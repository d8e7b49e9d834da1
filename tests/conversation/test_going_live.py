"""Going live as a volunteer does it: an empty folder, real commands, and the simulator in Telegram's place."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.config import ROOT, Settings
from bot.simulator.app import create_app
from bot.simulator.serve import TOKEN, serving
from bot.simulator.state import Simulator
from tests.conftest import Lend

PATIENCE_SECONDS = 60
ADMIN, CHIEF, RESIDENT = 713000001, 713000002, 713000003

GRIDS = """code,name,level,parent,aliases,polygon
HL,河柳县,county,,,
HL01,柳岸镇,town,HL,,
HL0101,双井社区,community,HL01,,
HL010101,第一网格,grid,HL0101,石榴巷1-99号|双井小区,
"""
PEOPLE = """name,role,node,telegram_id,from,to
葛明亮,GRID_CHIEF,HL010101,,,
"""

Message = dict[str, Any]


@dataclass
class Telegram:
    """The simulator over HTTP, and its transcript."""

    simulator: Simulator
    address: str
    http: aiohttp.ClientSession

    async def act(self, what: str, **body: Any) -> Any:
        body = {name.rstrip("_"): value for name, value in body.items()}
        async with self.http.post(f"{self.address}/sim/{what}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def hears(self, chat: int, words: str) -> Message:
        """The bot's newest message in a chat with these words; waits for it."""
        changed = self.simulator.events.watch()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while (found := self._said(chat, words)) is None:
                    changed.clear()
                    await changed.wait()
                return found
        except TimeoutError:
            said = [m.get("text") for m in self.simulator.chats[chat].messages.values()]
            raise AssertionError(f"nobody said {words!r} in {chat}: {said}") from None
        finally:
            self.simulator.events.unwatch(changed)

    def _said(self, chat: int, words: str) -> Message | None:
        messages = reversed(self.simulator.chats[chat].messages.values())
        own = (m for m in messages if m.get("from", {}).get("is_bot"))
        return next((m for m in own if words in m.get("text", "")), None)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    simulator = Simulator(limits=False)
    async with serving(create_app(simulator, page=False)) as port, aiohttp.ClientSession() as http:
        yield Telegram(simulator, f"http://127.0.0.1:{port}", http)


async def start(folder: Path, *words: str) -> asyncio.subprocess.Process:
    """``python -m bot`` in a folder of its own, with none of this machine's settings."""
    settings = {name.upper() for name in Settings.model_fields}
    clean = {name: value for name, value in os.environ.items() if name.upper() not in settings}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def command(folder: Path, *words: str) -> str:
    """What a command that must succeed printed."""
    process = await start(folder, *words)
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    assert TOKEN not in f"{out!r}{err!r}"
    return out.decode()


async def installed(folder: Path, telegram: Telegram) -> str:
    """init and the two imports; gives the payload of the chief's invitation."""
    answers = ("--token", TOKEN, "--admin", str(ADMIN), "--api-base-url", telegram.address)
    assert "@yigetong_bot" in await command(folder, "init", "--yes", "--timezone", "Asia/Shanghai", *answers)
    assert (folder / ".env").stat().st_mode & 0o777 == 0o600
    (folder / "grids.csv").write_text(GRIDS, encoding="utf-8")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    assert "新增 4，" in await command(folder, "import", "grids", "grids.csv")
    printed = await command(folder, "import", "people", "people.csv")
    link = re.search(r"https://t\.me/yigetong_bot\?start=([\w-]{20,64})", printed)
    assert link is not None, printed
    return link[1]


async def test_from_an_empty_folder_to_the_first_signed_ticket(
    tmp_path: Path, telegram: Telegram, lend_cache: Lend
) -> None:
    invitation = await installed(tmp_path, telegram)
    lend_cache(tmp_path / "var")
    house = await start(tmp_path, "run", "--limits", "off")
    try:
        await first_ticket(telegram, invitation)
        assert "✗" not in await command(tmp_path, "doctor")
    finally:
        house.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE_SECONDS):
            out, err = await house.communicate()
    assert house.returncode == 0, err.decode()
    assert TOKEN not in f"{out!r}{err!r}"
    assert list(telegram.simulator.journal.violations) == []


async def first_ticket(telegram: Telegram, invitation: str) -> None:
    for account, name in ((ADMIN, "站长"), (CHIEF, "老葛"), (RESIDENT, "小陶")):
        await telegram.act("people", id=account, first_name=name)
    group = (await telegram.act("groups", title="双井一格", admins=[ADMIN], members=[CHIEF]))["id"]
    await telegram.hears(group, "/bind")
    await telegram.act("send", from_=ADMIN, chat=group, text="/bind HL010101")
    await telegram.hears(group, "这个群现在代表双井社区第一网格")

    await telegram.act("start", from_=CHIEF, payload=invitation)
    await telegram.hears(CHIEF, "您已担任第一网格的网格长")
    await telegram.act("start", from_=RESIDENT, payload="g-HL010101")
    await telegram.hears(RESIDENT, "登记好了：双井社区第一网格")

    await telegram.act("send", from_=RESIDENT, text="石榴巷8号门口的路灯不亮，晚上看不见路")
    receipt = await telegram.hears(RESIDENT, "收到了，编号")
    number = re.search(r"GD\d{8}-\d{4,}", receipt["text"])
    assert number is not None
    card = await telegram.hears(group, number[0])
    await telegram.act(
        "press", from_=CHIEF, chat=group, message_id=card["message_id"], data=button(card, lambda text: "签收" in text)
    )
    await telegram.hears(RESIDENT, f"{number[0]}：")
    await telegram.hears(RESIDENT, "已经有人接手了")


def button(message: Message, wanted: Callable[[str], bool]) -> str:
    """The callback data of the first button whose caption is wanted."""
    row = (b for row in message["reply_markup"]["inline_keyboard"] for b in row)
    return next(str(b["callback_data"]) for b in row if wanted(b["text"]))
