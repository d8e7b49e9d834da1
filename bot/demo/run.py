"""The whole system on one port with no token: simulator, sample county, bot, chat page."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from shapely import from_wkt

from bot.app import House, running
from bot.clock import Clock
from bot.config import load
from bot.demo.cast import RESIDENTS, gather
from bot.demo.pages import Column, Spot, Stage, routes
from bot.domain.people_rows import parse_people
from bot.domain.tree import Tree
from bot.places.grid_rows import parse_grids
from bot.simulator.app import create_app
from bot.simulator.keeping import restore, save
from bot.simulator.serve import TOKEN, serving
from bot.simulator.state import Simulator
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from bot.usecases import importing

COUNTY = Path(__file__).parent / "county"
SAVE_SECONDS = 5
FIRST_HOUR, LAST_HOUR = 9, 16
OFFSET = "demo_offset_seconds"


@dataclass(frozen=True, slots=True)
class Demo:
    """The running demo, for whoever wants to look in: tests and the browser page."""

    address: str
    house: House
    simulator: Simulator
    clock: Clock


@asynccontextmanager
async def demo(folder: Path, port: int, *, limits: bool = True) -> AsyncIterator[Demo]:
    """Runs while the block lasts; state is kept below ``folder``."""
    _ready(folder, fresh=False)
    database_url = f"sqlite+aiosqlite:///{folder / 'yigetong.db'}"
    clock = Clock(await _prepare(database_url, load().zone))
    simulator = Simulator(TOKEN, limits=limits, now=lambda: clock.now().timestamp())
    kept = folder / "simulator.pickle"
    known = restore(simulator, kept)
    app = create_app(simulator)
    async with serving(app, port) as bound:
        address = f"http://127.0.0.1:{bound}"
        settings = load(
            bot_token=TOKEN, bot_api_base_url=address, database_url=database_url, data_dir=folder, admin_ids="713000009"
        )
        columns, spots = await _settle(database_url, simulator, clock, known=known)
        async with running(settings, clock, limits=limits, tick_every=timedelta(seconds=1)) as house:

            async def moved() -> None:
                async with house.database.begin() as tx:
                    await tx.settings.put(OFFSET, str(clock.offset.total_seconds()))
                await house.ticks.tick()

            app.routes[:0] = routes(Stage(clock, settings.zone, columns, spots, moved))
            keeping = asyncio.create_task(_keep(simulator, kept))
            try:
                yield Demo(address, house, simulator, clock)
            finally:
                keeping.cancel()
    save(simulator, kept)


def _ready(folder: Path, *, fresh: bool) -> None:
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)


async def _keep(simulator: Simulator, path: Path) -> None:
    """Saves every few seconds: a demo that is killed goes on too."""
    while True:
        await asyncio.sleep(SAVE_SECONDS)
        save(simulator, path)


async def _prepare(database_url: str, zone: ZoneInfo) -> timedelta:
    """Migrates, and gives the offset of the demo's clock: the one an earlier run left, or a good hour to begin."""
    database = Database(database_url)
    await upgrade(database)
    async with database.begin() as tx:
        kept = await tx.settings.get(OFFSET)
        offset = timedelta(seconds=float(kept)) if kept else _to_office_hours(Clock().now().astimezone(zone))
        await tx.settings.put(OFFSET, str(offset.total_seconds()))
    await database.close()
    return offset


def _to_office_hours(now: datetime) -> timedelta:
    """A new demo that is started in the evening begins in the morning, so that the evening digest is still to come."""
    if FIRST_HOUR <= now.hour < LAST_HOUR:
        return timedelta()
    return now.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0) - now


async def _settle(
    database_url: str, simulator: Simulator, clock: Clock, *, known: bool
) -> tuple[tuple[Column, ...], tuple[Spot, ...]]:
    """Imports the county and ties its groups, as a volunteer would, only faster."""
    database = Database(database_url)
    try:
        async with database.begin() as tx:
            await _import(tx, clock)
            tree = Tree(await tx.org.nodes())
            chats = {c.node_id: c.chat_id for c in await tx.chats.all_bound() if c.node_id} if known else {}
            for node_id, chat_id in (chats or await gather(tx, tree, simulator)).items():
                await tx.chats.seen(chat_id, "group", tree[node_id].name)
                await tx.chats.bind(chat_id, node_id, clock.now())
                chats[node_id] = chat_id
            spots = _spots(tree, await tx.org.polygons())
        return _columns(tree, chats), spots
    finally:
        await database.close()


async def _import(tx: Store, clock: Clock) -> None:
    grids = parse_grids((COUNTY / "grids.csv").read_bytes(), await importing.stored_grids(tx))
    await importing.import_grids(tx, grids.rows, clock.now())
    staff = parse_people((COUNTY / "people.csv").read_bytes(), await importing.stored_levels(tx))
    await importing.import_people(tx, staff.rows, clock.now())


def _spots(tree: Tree, polygons: list[tuple[int, str]]) -> tuple[Spot, ...]:
    """A point inside the first few residents' grids, to share as a location."""
    wanted = {resident.grid for resident in RESIDENTS}
    inside = [(tree[node_id], from_wkt(wkt).representative_point()) for node_id, wkt in polygons]
    return tuple(Spot(node.name, point.y, point.x) for node, point in inside if node.code in wanted)


def _columns(tree: Tree, chats: dict[int, int]) -> tuple[Column, ...]:
    grid = tree.by_code(RESIDENTS[0].grid)
    if grid is None:
        raise LookupError("the sample county lacks the first resident's grid")
    return (
        Column(RESIDENTS[0].id, RESIDENTS[0].id, "居民"),
        Column(710000001, chats[grid.id], "网格群"),
        Column(711000001, 711000001, "社区书记"),
    )


async def serve(folder: Path, port: int, *, fresh: bool) -> None:
    """What ``make demo`` runs: until Ctrl-C."""
    _ready(folder, fresh=fresh)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with demo(folder, port) as running_demo:
        print(f"Chat page   {running_demo.address}/chat", flush=True)  # noqa: T201
        print("Stop        Ctrl-C", flush=True)  # noqa: T201
        await stop.wait()
