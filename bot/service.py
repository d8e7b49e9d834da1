"""``yigetong run``: the bot until somebody stops it."""

import asyncio
import signal
import socket
from contextlib import closing, suppress

from bot import memory
from bot.app import running
from bot.chat import menu
from bot.clock import Clock
from bot.config import Settings, WrongSetting
from bot.web.server import listen


async def serve(settings: Settings, *, limits: bool = True, migrate: bool = True) -> None:
    """Runs until SIGINT or SIGTERM. Raises what stops the bot from starting: WrongSetting without a token,
    CannotListen where HOST and PORT are taken.
    """
    if not settings.bot_token.get_secret_value():
        raise WrongSetting("BOT_TOKEN", "is empty")
    with closing(listen(settings.host, settings.port)) as web:
        await _serve(settings, web, limits=limits, migrate=migrate)


async def _serve(settings: Settings, web: socket.socket, *, limits: bool, migrate: bool) -> None:
    stop = asyncio.Event()
    ready = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)

    async def work() -> None:
        async with running(settings, Clock(), limits=limits, migrate=migrate, web=web) as house:
            ready.set()
            memory.settle()
            offering = asyncio.create_task(menu.offer(house.bot, house.wording))
            await stop.wait()
            offering.cancel()

    working = asyncio.ensure_future(work())
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if ready.is_set() or working.done():
        await working
        return
    # Still starting, perhaps waiting for Telegram: nothing is under way that would have to end well.
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working
