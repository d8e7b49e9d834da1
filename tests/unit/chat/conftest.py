"""A real bot, speaking to the simulator over HTTP through our own request class."""

from collections.abc import AsyncIterator

import pytest
from telegram.ext import ExtBot

from bot.chat.http import AiohttpRequest
from tests.simulator.conftest import Telegram, clock, telegram

__all__ = ["clock", "telegram"]


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[ExtBot[None]]:
    speaking = ExtBot(
        telegram.simulator.token,
        base_url=f"{telegram.base}/bot",
        base_file_url=f"{telegram.base}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    await speaking.initialize()
    yield speaking
    await speaking.shutdown()
