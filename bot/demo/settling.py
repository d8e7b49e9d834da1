"""The sample county is moved in: places, people in office, their groups; all as a volunteer would, only faster."""

from dataclasses import dataclass

from shapely import from_wkt

from bot.clock import Clock
from bot.demo.cast import gather
from bot.demo.deeds import Cast, Point
from bot.demo.page_file import COUNTY, page_file
from bot.demo.script import DAY, County, Script, load
from bot.domain.org import Level
from bot.domain.people_rows import parse_people
from bot.domain.rooms import Room
from bot.domain.tree import Tree
from bot.places.grid_rows import parse_grids
from bot.simulator.state import Simulator
from bot.storage.engine import Database
from bot.storage.org import Post
from bot.storage.store import Store
from bot.usecases import importing


@dataclass(frozen=True, slots=True)
class Settled:
    """The county as it lives in the simulator: its tree, group chats by node, who is who and in which office, and the
    day it can play.
    """

    tree: Tree
    chats: dict[int, int]
    cast: Cast
    script: Script
    office: tuple[Post, ...]


async def settle(database_url: str, simulator: Simulator, clock: Clock, *, known: bool) -> Settled:
    """Imports the county and ties its groups. ``known``: the simulator kept its chats from an earlier run."""
    database = Database(database_url)
    try:
        async with database.begin() as tx:
            await _import(tx, clock)
            tree = Tree(await tx.org.nodes())
            chats = {b.node_id: b.room.chat_id for b in await tx.bindings.all()} if known else {}
            for node_id, chat_id in (chats or await gather(tx, tree, simulator)).items():
                await tx.chats.seen(chat_id, "group", tree[node_id].name)
                await tx.bindings.bind(Room(chat_id), node_id, clock.now())
                chats[node_id] = chat_id
            groups = {tree[node_id].name: chat_id for node_id, chat_id in chats.items()}
            posts = tuple(post for post in await tx.org.posts() if post.telegram_id is not None)
            people = {post.name: post.telegram_id for post in posts if post.telegram_id is not None}
            grids = [node.code for node in tree if node.level is Level.GRID]
            script = load(DAY, County(people, groups, grids))
            people |= {name: account for name, (account, _) in script.residents.items()}
            cast = Cast(people, groups, _points(tree, await tx.org.polygons()))
            return Settled(tree, chats, cast, script, posts)
    finally:
        await database.close()


async def _import(tx: Store, clock: Clock) -> None:
    grids = parse_grids((COUNTY / "grids.csv").read_bytes(), await importing.stored_grids(tx))
    await importing.import_grids(tx, grids.rows, clock.now())
    staff = parse_people((COUNTY / "people.csv").read_bytes(), await importing.stored_levels(tx))
    await importing.import_people(tx, staff.rows, clock.now())


def _points(tree: Tree, polygons: list[tuple[int, str]]) -> dict[str, Point]:
    """A point inside each grid, to share as a location."""
    inside = {tree[node_id].code: from_wkt(wkt).representative_point() for node_id, wkt in polygons}
    return {code: Point(point.y, point.x) for code, point in inside.items()}


def sample_points(settled: Settled) -> list[tuple[str, Point]]:
    """Names and points of the grids where the first residents live."""
    homes = dict.fromkeys(resident.grid for resident in page_file().residents)
    nodes = [node for code in homes if (node := settled.tree.by_code(code))]
    return [(node.name, settled.cast.points[node.code]) for node in nodes if node.code in settled.cast.points]
