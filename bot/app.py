"""The one composition root: builds everything, owns the order of start and stop."""

import asyncio
import os
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog
from telegram.error import InvalidToken, NetworkError, RetryAfter
from telegram.ext import ExtBot

from bot.account import make_bot
from bot.chat.application import build
from bot.chat.inspector import Inspector
from bot.chat.lanes import Lanes
from bot.chat.limits import UNLIMITED, Limits
from bot.chat.measuring import SendMeter
from bot.chat.media import Fetcher
from bot.chat.receiver import Receiver
from bot.chat.render import Renderer
from bot.chat.rush import Rush
from bot.chat.sender import Sender
from bot.chat.webhook import Hook
from bot.chat.work import App
from bot.chinese import keep_in, script_of
from bot.clock import Clock
from bot.config import Settings
from bot.i18n import Wording
from bot.jobs import Ticks
from bot.measures import Measures
from bot.memory import undisturbed
from bot.presence import Presence
from bot.reloading import Reloader
from bot.rules_in_use import Rules, RulesInUse, load_rules
from bot.seat import Seat, keep_alone
from bot.storage.engine import Database
from bot.storage.media import Stored
from bot.storage.resealing import ensure_keys_fit
from bot.storage.sealing import Seal
from bot.storage.store import Store
from bot.upgrading import bring_up
from bot.usecases import sheets
from bot.web.front import Front

log = structlog.get_logger()

STOP_SECONDS = 7.0
START_PAUSE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class House:
    """Everything that runs, for whoever started it: the demo moves the clock and ticks at once."""

    database: Database
    bot: ExtBot[None]
    ticks: Ticks
    sender: Sender
    receiver: Receiver | Hook
    lanes: Lanes
    inspector: Inspector
    rules: RulesInUse
    reloader: Reloader
    presence: Presence
    wording: Wording


@dataclass(frozen=True, slots=True)
class _Means:
    """What there is before the rules are known."""

    settings: Settings
    clock: Clock
    database: Database
    bot: ExtBot[None]
    application: App
    measures: Measures
    pace: Limits


@dataclass(frozen=True, slots=True)
class _Learned:
    """What is read from files."""

    rules: Rules
    wording: Wording


@asynccontextmanager
async def running(
    settings: Settings,
    clock: Clock,
    *,
    limits: bool = True,
    migrate: bool = True,
    tick_every: timedelta = timedelta(seconds=5),
    rules: Rules | None = None,
    wording: Wording | None = None,
    web: socket.socket | None = None,
) -> AsyncIterator[House]:
    """Runs the whole bot while the block lasts. ``rules`` and ``wording``: where somebody has them already.
    ``web``: where to answer /healthz, /readyz, /metrics and, with WEBHOOK_URL, Telegram; without it nobody listens
    and updates are polled.

    Start: web; rules, database and Telegram side by side; then receiver, lanes, sender, ticks. Stop: the reverse,
    and at most STOP_SECONDS for what is under way. An exception in any of them ends the block loudly.
    """
    bot = make_bot(settings)
    pace = Limits() if limits else Limits(UNLIMITED)
    database = Database(settings.database_url, Seal(settings.seal_keys))
    means = _Means(settings, clock, database, bot, build(bot), Measures(), pace)
    alone = keep_alone(file) if (file := database.file) else None
    try:
        front = Front(settings, clock, means.database, means.measures, tick_every, _limited(pace), web)
        async with front.serving():
            learned = await _prepare(means, rules, wording, migrate=migrate)
            async with asyncio.TaskGroup() as tasks:
                house = _furnish(means, learned, front, tasks)
                await house.presence.join()
                tasks.create_task(house.presence.run(), name="presence")
                stop = asyncio.Event()
                fetcher = Fetcher(
                    means.database, bot, settings.data_dir, house.presence.speaking, _sheets(means, house)
                )
                loops = _start(house, fetcher, stop, tasks, tick_every)
                log.info("bot.ready", username=bot.username)
                try:
                    yield house
                finally:
                    await _stop(house, stop, loops)
                    await house.presence.leave()
            await means.application.shutdown()
    finally:
        await bot.shutdown()
        await means.database.close()
        if alone is not None:
            alone.close()


def _sheets(means: _Means, house: House) -> Callable[[Store, Stored, bytes], Awaitable[None]]:
    """Tables that people send are read as soon as they are here."""

    async def came(tx: Store, stored: Stored, content: bytes) -> None:
        await sheets.read(tx, await house.rules.town(tx), stored.id, stored.author_id, content, means.clock.now())
        house.sender.wake()

    return came


def _limited(pace: Limits) -> Callable[[], dict[str, int]]:
    return lambda: pace.waiting(time.monotonic())


async def _prepare(means: _Means, rules: Rules | None, wording: Wording | None, *, migrate: bool) -> _Learned:
    """Files are read in a thread while the database is brought up to date and Telegram is reached."""

    def learn() -> _Learned:
        with undisturbed():
            known = rules or load_rules(means.settings.rules_dir, _cache(means.settings))
            means.measures.rules_version = known.version
            # What is loaded at first use is loaded now, while nobody waits for an answer.
            some_words = next(iter(known.reader.categories.values())).name
            known.reader.read(some_words)
            keep_in(_cache(means.settings))
            script_of(some_words)
            return _Learned(known, wording or Wording(means.settings.locales_dir))

    async with asyncio.TaskGroup() as tasks:
        learning = tasks.create_task(asyncio.to_thread(learn))
        tasks.create_task(_bring_up(means, migrate=migrate))
        tasks.create_task(_reach_telegram(means.application.initialize))
    return learning.result()


async def _bring_up(means: _Means, *, migrate: bool) -> None:
    if migrate:
        await bring_up(means.database, means.settings.database_url, means.settings.data_dir)
    else:
        await ensure_keys_fit(means.database)


def _furnish(means: _Means, learned: _Learned, front: Front, tasks: asyncio.TaskGroup) -> House:
    settings, clock, database, bot = means.settings, means.clock, means.database, means.bot
    rules = RulesInUse(learned.rules, settings.zone, settings.admin_ids, clock, means.measures)
    renderer = Renderer(learned.wording, settings.zone, rules.category_name, rules.reason_name)
    note = SendMeter(means.measures, clock).note
    host, seat = f"{socket.gethostname()}:{os.getpid()}", Seat(settings.data_dir)
    presence = Presence(database, bot.id, host, lambda: rules.rules.version, seat)
    speaking = presence.speaking
    town, suspect = rules.town, rules.suspects_danger
    sender = Sender(database, bot, renderer, clock, means.pace, sorted(settings.admin_ids), town, tasks, note, speaking)
    rush = Rush()
    application, idle = means.application, presence.idle_seconds
    lanes = Lanes(database, application, rules.opened, clock, sender.wake, presence.id, rush, idle)
    ticks = Ticks(database, town, clock, sender.wake, means.measures, lambda: presence.ticking.ours)
    receiver: Receiver | Hook
    if front.mailbox is None:
        receiver = Receiver(database, bot, clock, suspect, lanes.wake, means.measures.telegram, speaking, rush)
    else:
        front.mailbox.open(bot.id, suspect, lanes.wake)
        receiver = Hook(bot, settings.webhook_url, front.secret, means.measures, presence.last_of_its_bot)
    inspector = Inspector(database, bot, town, clock, sender.wake, speaking)
    reloader = Reloader(database, rules, settings.rules_dir, _cache(settings), clock, sender.wake)
    return House(database, bot, ticks, sender, receiver, lanes, inspector, rules, reloader, presence, learned.wording)


def _cache(settings: Settings) -> Path:
    """Where the tokenizer keeps its dictionary."""
    return settings.data_dir / "cache"


def _start(
    house: House, fetcher: Fetcher, stop: asyncio.Event, tasks: asyncio.TaskGroup, tick_every: timedelta
) -> list[asyncio.Task[None]]:
    house.ticks.start(tick_every, house.reloader.look)
    return [
        tasks.create_task(house.receiver.run(stop), name="receiver"),
        tasks.create_task(house.lanes.run(), name="lanes"),
        tasks.create_task(house.sender.run(), name="sender"),
        tasks.create_task(fetcher.run(stop), name="media"),
        tasks.create_task(house.inspector.run(stop), name="inspector"),
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
    house.sender.cut()
