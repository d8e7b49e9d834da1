"""The sample county in the simulator and in the bot's database: its staff, their groups, residents of every grid."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.demo.run import COUNTY
from bot.domain.org import Level, Node, Role
from bot.domain.people_rows import parse_people
from bot.domain.rooms import Room
from bot.domain.tree import Tree
from bot.places.grid_rows import parse_grids
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from bot.usecases import importing
from tests.bench.control import Control

FIRST_RESIDENT = 730_000_001
_MIGRATING = asyncio.Lock()
"""Alembic knows one migration a process: of two databases that are made at once each would get half of the tables."""
GROUP_LEVELS = {Level.GRID, Level.COMMUNITY, Level.TOWN}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts: codes of the grids, and by group chat the account that answers there."""

    grids: tuple[str, ...]
    chiefs: Mapping[int, int]


async def settle(control: Control, database_url: str) -> Cast:
    """Imports the county, puts its staff into the simulator, ties groups to nodes. The bot is not running."""
    database = Database(database_url)
    try:
        async with _MIGRATING:
            await upgrade(database)
        async with database.begin() as tx:
            await _import(tx)
            tree = Tree(await tx.org.nodes())
            staff = await _staff(tx, control)
            chiefs = {}
            for node in tree:
                if node.level in GROUP_LEVELS and staff.get(node.id):
                    chat = await _group(tx, control, node, staff[node.id])
                    chiefs[chat] = staff[node.id][0]
    finally:
        await database.close()
    return Cast(tuple(sorted(node.code for node in tree if node.level is Level.GRID)), chiefs)


async def _import(tx: Store) -> None:
    now = datetime.now(UTC)
    grids = parse_grids((COUNTY / "grids.csv").read_bytes(), await importing.stored_grids(tx))
    await importing.import_grids(tx, grids.rows, now)
    people = parse_people((COUNTY / "people.csv").read_bytes(), await importing.stored_levels(tx))
    await importing.import_people(tx, people.rows, now)


async def _staff(tx: Store, control: Control) -> dict[int, list[int]]:
    """Accounts by node; each has opened the bot, so that it may write to them."""
    staff: dict[int, list[int]] = {}
    known: set[int] = set()
    for post in await tx.org.posts():
        if post.telegram_id is None:
            continue
        if post.telegram_id not in known:
            known.add(post.telegram_id)
            await control.post("people", id=post.telegram_id, first_name=post.name)
            await control.post("start", **{"from": post.telegram_id})
        if post.role in {Role.GRID_CHIEF, Role.COMMUNITY, Role.TOWN_DESK}:
            staff.setdefault(post.node_id, []).append(post.telegram_id)
    return staff


async def _group(tx: Store, control: Control, node: Node, members: list[int]) -> int:
    chat_id = int((await control.post("groups", title=node.name, members=members, admins=members[:1]))["id"])
    await tx.chats.seen(chat_id, "group", node.name)
    await tx.bindings.bind(Room(chat_id), node.id, datetime.now(UTC))
    return chat_id


async def register(control: Control, cast: Cast, count: int) -> None:
    """``count`` residents, spread evenly over the grids, each by the deep link of his grid."""
    for number in range(count):
        account = FIRST_RESIDENT + number
        await control.post("people", id=account, first_name=f"居民{number + 1}")
        await control.post("start", **{"from": account}, payload=f"g-{cast.grids[number % len(cast.grids)]}")
