"""A county of five grids, as small as it can be and still hold every way a ticket may go."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.catalogue import Category
from bot.domain.grid_rows import GridRow
from bot.domain.org import Level, Node, Role
from bot.domain.people_rows import PersonRow
from bot.domain.rooms import Room
from bot.storage.engine import Database
from bot.storage.store import Store
from bot.town_hall import TownHall, load_policies
from bot.understanding.redact import Redactor
from bot.understanding.rules import load_rules
from bot.usecases import importing

RULES = Path(__file__).parents[2] / "routing_rules"
ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
"""A working day, 09:00 in the county."""

ADMIN = 900

GRIDS = (
    GridRow("S", "松溪县", Level.COUNTY, ""),
    GridRow("S1", "河口镇", Level.TOWN, "S"),
    GridRow("S11", "码头社区", Level.COMMUNITY, "S1"),
    GridRow("S1101", "码头社区第一网格", Level.GRID, "S11", ("渡口路1-50号",)),
    GridRow("S1102", "码头社区第二网格", Level.GRID, "S11"),
    GridRow("S1103", "码头社区第三网格", Level.GRID, "S11"),
    GridRow("S12", "竹园村", Level.COMMUNITY, "S1"),
    GridRow("S1201", "竹园村第一网格", Level.GRID, "S12"),
    GridRow("S1202", "竹园村第二网格", Level.GRID, "S12"),
    GridRow("SW", "河口供水站", Level.UNIT, "S1"),
)

CHIEF, NEIGHBOUR, SECRETARY, VILLAGE, TOWN_DESK, COUNTY_DESK, DISCIPLINE, WATER = 11, 12, 21, 22, 31, 41, 42, 51
"""Telegram accounts of the appointed. Grid three has a chief without an account, the second village grid nobody."""

PEOPLE = (
    PersonRow("甲一", Role.GRID_CHIEF, "S1101", CHIEF, None, None),
    PersonRow("乙二", Role.GRID_CHIEF, "S1102", NEIGHBOUR, None, None),
    PersonRow("丙三", Role.GRID_CHIEF, "S1103", None, None, None),
    PersonRow("丁四", Role.COMMUNITY, "S11", SECRETARY, None, None),
    PersonRow("戊五", Role.COMMUNITY, "S12", VILLAGE, None, None),
    PersonRow("己六", Role.TOWN_DESK, "S1", TOWN_DESK, None, None),
    PersonRow("庚七", Role.COUNTY_DESK, "S", COUNTY_DESK, None, None),
    PersonRow("辛八", Role.DISCIPLINE, "S", DISCIPLINE, None, None),
    PersonRow("壬九", Role.UNIT, "SW", WATER, None, None),
)

GROUPS = {"S1101": -1101, "S11": -11, "S1201": -1201}
"""Bound groups: a grid with a chief, a community desk, and a grid without anybody."""


@cache
def categories() -> Mapping[str, Category]:
    """The shipped ones."""
    return load_rules(RULES).categories


@cache
def town_hall() -> TownHall:
    """One for all: what it keeps depends on the county alone."""
    numbers = {code: ("110", "119") for code in categories() if code.startswith("01")}
    redactor = Redactor.load(RULES / "redaction.yaml")
    return TownHall(categories(), numbers, load_policies(RULES), ZONE, frozenset({ADMIN}), redactor.redact)


async def settle(tx: Store, now: datetime = MONDAY) -> None:
    """Imports places and people and binds the groups, through the real use cases."""
    await importing.import_grids(tx, GRIDS, now)
    await importing.import_people(tx, PEOPLE, now)
    nodes = {node.code: node.id for node in await tx.org.nodes()}
    for code, chat_id in GROUPS.items():
        await tx.chats.seen(chat_id, "supergroup", code)
        await tx.bindings.bind(Room(chat_id), nodes[code], now)


async def nodes_of(database: Database) -> dict[str, Node]:
    """The nodes by code."""
    async with database.read() as tx:
        return {node.code: node for node in await tx.org.nodes()}


async def block(tx: Store, account: int) -> None:
    """Whoever has this account has blocked us."""
    await tx.chats.seen(account, "private")
    await tx.chats.unreachable(account, "blocked")
