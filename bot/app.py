"""The one composition root: builds everything, owns the order of start and stop."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import structlog
from telegram.error import InvalidToken, NetworkError, RetryAfter
from telegram.ext import ExtBot

from bot.account import make_bot
from bot.chat.application import build
from bot.chat.lanes import Lanes
from bot.chat.limits import UNLIMITED, Limits
from bot.chat.media import Fetcher
from bot.chat.receiver import Receiver
from bot.chat.render import Renderer
from bot.chat.sender import Sender
from bot.clock import Clock
from bot.config import Settings
from bot.i18n import Wording
from bot.jobs import Ticks
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from bot.town_hall import TownHall, load_policies
from bot.understanding.read import Reader
from bot.usecases.town import Town

log = structlog.get_logger()

STOP_SECONDS = 8.0
START_PAUSE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class House:
    """Everything that runs, for whoever started it: the demo moves the clock and ticks at once."""

    database: Database
    bot: ExtBot[None]
    ticks: Ticks
    sender: Sender
    receiver: Receiver
    lanes: Lanes


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock,
    *,
    limits: bool = True,
    migrate: bool = True,
    tick_every: timedelta = timedelta(seconds=5),
    reader: Reader | None = None,
    wording: Wording | None = None,
) -> AsyncIterator[House]:
    """Runs the whole bot while the block lasts. ``reader`` and ``wording``: where somebody has them already.

    Start: database, rules, Telegram, then receiver, lanes, sender, ticks. Stop: the reverse, and at most
    STOP_SECONDS for what is under way. An exception in any of them ends the block loudly.
    """
    if reader is None:
        reader = await asyncio.to_thread(Reader, settings.rules_dir, settings.data_dir / "cache")
    hall = TownHall(
        reader.categories, reader.numbers, load_policies(settings.rules_dir), settings.zone, settings.admin_ids
    )
    wording = wording or Wording(settings.locales_dir)
    renderer = Renderer(wording, settings.zone, lambda code: reader.categories[code].name)
    database = Database(settings.database_url)
    bot = make_bot(settings)
    try:
        if migrate:
            await upgrade(database)
        application = build(bot)
        await _reach_telegram(application.initialize)
        async with asyncio.TaskGroup() as tasks:
            pace = Limits() if limits else Limits(UNLIMITED)
            sender = Sender(database, bot, renderer, clock, pace, sorted(settings.admin_ids), tasks)

            async def town(tx: Store) -> Town:
                return await hall.town(tx, clock.now())

            lanes = Lanes(database, application, reader, town, clock, sender.wake)
            receiver = Receiver(database, bot, clock, reader.suspects_danger, lanes.wake)
            house = House(database, bot, Ticks(database, town, clock, sender.wake), sender, receiver, lanes)
            stop = asyncio.Event()
            loops = _start(house, Fetcher(database, bot, settings.data_dir), stop, tasks, tick_every)
            log.info("bot.ready", username=bot.username)
            try:
                yield house
            finally:
                await _stop(house, stop, loops)
        await application.shutdown()
    finally:
        await bot.shutdown()
        await database.close()


def _start(
    house: House, fetcher: Fetcher, stop: asyncio.Event, tasks: asyncio.TaskGroup, tick_every: timedelta
) -> list[asyncio.Task[None]]:
    house.ticks.start(tick_every)
    return [
        tasks.create_task(house.receiver.run(stop), name="receiver"),
        tasks.create_task(house.lanes.run(), name="lanes"),
        tasks.create_task(house.sender.run(), name="sender"),
        tasks.create_task(fetcher.run(stop), name="media"),
    ]


async def _reach_telegram(initialize: Callable[[], Awaitable[None]]) -> None:
    """Telegram may be away when we start; a wrong token never gets better."""
    while True:
        try:
            await initialize()
            return
        except InvalidToken:
            raise
        except (NetworkError, RetryAfter) as error:
            log.warning("bot.telegram_away", error=type(error).__name__, mend="check the network and BOT_API_BASE_URL")
            await asyncio.sleep(START_PAUSE_SECONDS)


async def _stop(house: House, stop: asyncio.Event, loops: list[asyncio.Task[None]]) -> None:
    """Nothing new is taken in; what is under way may end, for a while."""
    house.ticks.stop()
    stop.set()
    house.lanes.stop()
    house.sender.stop()
    _done, pending = await asyncio.wait(loops, timeout=STOP_SECONDS)
    for task in pending:
        log.warning("bot.stop_cut_short", task=task.get_name())
        task.cancel()
