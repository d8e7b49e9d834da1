"""The bot's account at Telegram: made from the settings, and for the commands, who am I."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.chat.http import AiohttpRequest
from bot.config import Settings


class TokenRefused(Exception):
    """There is no token, or Telegram does not know it."""


class TelegramAway(Exception):
    """Telegram, or whatever ``BOT_API_BASE_URL`` names, did not answer as it should."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)


def make_bot(settings: Settings) -> ExtBot[None]:
    """The bot, speaking to ``BOT_API_BASE_URL``. Raises InvalidToken when there is no token at all."""
    base = settings.bot_api_base_url.rstrip("/")
    # A server on this machine is never reached through a proxy.
    abroad = urlsplit(base).hostname not in {"127.0.0.1", "localhost", "::1"}
    return ExtBot(
        settings.bot_token.get_secret_value(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(proxies=abroad),
        get_updates_request=AiohttpRequest(proxies=abroad),
    )


@asynccontextmanager
async def signed_in(settings: Settings) -> AsyncIterator[ExtBot[None]]:
    """The bot after a successful getMe. Raises TokenRefused or TelegramAway."""
    try:
        bot = make_bot(settings)
    except InvalidToken:
        raise TokenRefused from None
    try:
        await _get_me(bot, settings)
        yield bot
    finally:
        await bot.shutdown()


async def _get_me(bot: ExtBot[None], settings: Settings) -> None:
    try:
        await bot.initialize()
    except InvalidToken:
        raise TokenRefused from None  # its text holds the token
    except TelegramError:
        raise TelegramAway(settings.bot_api_base_url) from None


async def username_of(settings: Settings) -> str:
    """The bot's name without @. Raises TokenRefused or TelegramAway."""
    async with signed_in(settings) as bot:
        return bot.username
