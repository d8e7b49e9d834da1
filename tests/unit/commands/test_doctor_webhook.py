"""doctor on the webhook: what Telegram says of it, beside what the settings say."""

import asyncio
import time
from pathlib import Path

import pytest

from bot.simulator.app import create_app
from bot.simulator.serve import TOKEN, serving
from bot.simulator.state import Simulator, Webhook
from tests.unit.commands.conftest import Command
from tests.unit.commands.test_doctor import examined, settle

URL = "http://127.0.0.1:9/telegram"
MINUTES = 60


@pytest.mark.parametrize(
    ("wanted", "there", "found", "state"),
    [
        (URL, Webhook(URL), "webhook-ok", "ok"),
        (URL, Webhook(), "webhook-unset", "warning"),
        ("", Webhook(URL), "webhook-left", "warning"),
        ("", Webhook(), None, None),
        (URL, Webhook(URL, last_error_at=-5 * MINUTES, last_error="502 Bad Gateway"), "webhook-failing", "warning"),
        (URL, Webhook(URL, last_error_at=-500 * MINUTES, last_error="502 Bad Gateway"), "webhook-ok", "ok"),
    ],
)
async def test_the_webhook(
    yigetong: Command, folder: Path, wanted: str, there: Webhook, found: str | None, state: str | None
) -> None:
    simulator = Simulator(TOKEN)
    ago = there.last_error_at
    simulator.webhook = Webhook(there.url, None, 40, None if ago is None else int(time.time()) + ago, there.last_error)
    async with serving(create_app(simulator, page=False)) as port:
        settle(folder, f"http://127.0.0.1:{port}", WEBHOOK_URL=wanted)
        _code, checks = await asyncio.to_thread(examined, yigetong)
    about = {name: check["state"] for name, check in checks.items() if name.startswith("webhook-")}
    assert about == ({} if found is None else {found: state})
    if found == "webhook-failing":
        assert "502 Bad Gateway" in checks[found]["text"]
