"""The whole system on one port with no token: simulator, sample county, bot, chat page, and a day to be played."""

import asyncio
import logging
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import House
from bot.clock import Clock
from bot.config import Settings, load
from bot.demo import day_pages, pages
from bot.demo.guard import OwnPagesOnly
from bot.demo.keeper import Keeper
from bot.demo.page_file import COUNTY, page_file
from bot.demo.pages import Column, Person, Spot, Stage
from bot.demo.player import Player, Scene
from bot.demo.settling import Settled, sample_points
from bot.demo.summary import Office
from bot.domain.meetings import Every
from bot.rules_in_use import Rules, load_rules
from bot.simulator.app import chat_page, create_app
from bot.simulator.keeping import restore, save
from bot.simulator.serve import TOKEN, serving
from bot.simulator.state import Simulator

__all__ = ["COUNTY", "Demo", "demo", "serve"]

SAVE_SECONDS = 5
ADMIN = "713000009"
MONTHLY = "county_assigns"
"""Of the meetings in routing_rules/meetings.yaml the one whose list the played day shows."""


@dataclass(frozen=True, slots=True)
class Demo:
    """The running demo, for whoever wants to look in: tests and the browser page."""

    address: str
    simulator: Simulator
    clock: Clock
    keeper: Keeper
    player: Player
    office: Office

    @property
    def house(self) -> House:
        return self.keeper.house


@asynccontextmanager
async def demo(
    folder: Path,
    port: int,
    *,
    limits: bool = True,
    clock: Clock | None = None,
    tick_every: timedelta = timedelta(seconds=1),
) -> AsyncIterator[Demo]:
    """Runs while the block lasts; state is kept below ``folder``."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    clock = clock or Clock()
    simulator = Simulator(TOKEN, limits=limits, now=lambda: clock.now().timestamp())
    kept = folder / "simulator.pickle"
    known = restore(simulator, kept)
    app, ready = create_app(simulator), asyncio.Event()
    app.add_middleware(OwnPagesOnly)
    app.routes[:0] = [_patient_page(ready)]
    async with serving(app, port) as bound:
        settings = _settings(folder, f"http://127.0.0.1:{bound}")
        rules = _met_daily(await asyncio.to_thread(load_rules, settings.rules_dir, folder / "cache"))
        keeper = Keeper(settings, simulator, clock, rules, limits, tick_every, known)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(keeper.run(), name="demo")
            await keeper.opened.wait()
            open_demo = await _assemble(settings, keeper)
            app.routes[:0] = [
                *pages.routes(_stage(settings, keeper)),
                *day_pages.routes(open_demo.player, keeper, open_demo.office),
            ]
            ready.set()
            keeping = asyncio.create_task(keeper.keep(kept, SAVE_SECONDS))
            try:
                yield open_demo
            finally:
                keeping.cancel()
                await open_demo.player.pause()
                keeper.close()
    save(simulator, kept)


def _met_daily(rules: Rules) -> Rules:
    """There is one day to be shown: the county's monthly meeting is held on it, whatever the date."""
    meetings = rules.policies.meetings
    held = {
        kind: replace(rule, every=Every.DAY) if kind == MONTHLY else rule for kind, rule in meetings.meetings.items()
    }
    return replace(rules, policies=replace(rules.policies, meetings=replace(meetings, meetings=held)))


def _patient_page(ready: asyncio.Event) -> Route:
    """Whoever opens the page while the county still moves in waits a moment, instead of seeing half of it."""

    async def page(request: Request) -> Response:
        await ready.wait()
        return await chat_page(request)

    return Route("/chat", page)


def _settings(folder: Path, address: str) -> Settings:
    return load(
        bot_token=TOKEN,
        bot_api_base_url=address,
        database_url=f"sqlite+aiosqlite:///{folder / 'yigetong.db'}",
        data_dir=folder,
        admin_ids=ADMIN,
        data_keys="",
        webhook_url="",
    )


async def _assemble(settings: Settings, keeper: Keeper) -> Demo:
    async with keeper.house.database.begin() as tx:
        town = await keeper.house.rules.town(tx)
    scene = Scene(
        simulator=keeper.simulator,
        clock=keeper.clock,
        zone=settings.zone,
        calendar=town.calendar,
        cast=keeper.settled.cast,
        script=keeper.settled.script,
        advance=keeper.advance,
        settled=keeper.at_rest,
    )
    return Demo(settings.bot_api_base_url, keeper.simulator, keeper.clock, keeper, Player(scene), Office(keeper))


def _stage(settings: Settings, keeper: Keeper) -> Stage:
    settled = keeper.settled
    spots = tuple(Spot(name, point.latitude, point.longitude) for name, point in sample_points(settled))
    residents = [
        Person(account, resident.name, "resident", f"{page_file().columns.resident} · {resident.temper}")
        for account, resident in settled.script.residents.values()
    ]
    office = [
        Person(post.telegram_id, post.name, post.role.value.lower()) for post in settled.office if post.telegram_id
    ]
    return Stage(keeper.clock, settings.zone, _columns(settled), spots, (*residents, *office), keeper.advance)


def _columns(settled: Settled) -> tuple[Column, ...]:
    captions, first = page_file().columns, page_file().residents[0]
    grid = settled.tree.by_code(first.grid)
    if grid is None:
        raise LookupError("the sample county lacks the first resident's grid")
    return (
        Column(first.id, first.id, captions.resident),
        Column(710000001, settled.chats[grid.id], captions.group),
        Column(711000001, 711000001, captions.secretary),
    )


async def serve(folder: Path, port: int, *, fresh: bool) -> None:
    """What ``make demo`` runs: until Ctrl-C."""
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    # A tick that is skipped on a busy machine is made up for by the next; nobody has to read about it.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with demo(folder, port) as running_demo:
        print(f"Chat page   {running_demo.address}/chat", flush=True)  # noqa: T201
        print(f"            a whole day in two minutes: the button {page_file().day_button}", flush=True)  # noqa: T201
        print("Stop        Ctrl-C", flush=True)  # noqa: T201
        await stop.wait()
