"""The sample county with its groups and a few residents, made once; every test gets a copy of its database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.demo.run import COUNTY
from bot.domain.org import Level, Node, Role
from bot.domain.people_rows import parse_people
from bot.domain.rooms import Room
from bot.domain.tree import Tree
from bot.places.grid_rows import parse_grids
from bot.simulator import control, groups
from bot.simulator.serve import TOKEN
from bot.simulator.state import Simulator
from bot.storage.engine import Database
from bot.storage.migrate import upgrade
from bot.storage.store import Store
from bot.usecases import importing

ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 3, 10, 10, 0, tzinfo=ZONE)
"""A Tuesday far from any holiday."""

ADMIN = 713_000_009
"""The county's administrator, also named in ADMIN_IDS."""

GUIYING, ZHIQIANG, XIAOZHAO, LAOLIU = 720_000_001, 720_000_002, 720_000_003, 720_000_004
HOMES = {GUIYING: ("YX010101",), ZHIQIANG: ("YX010101",), XIAOZHAO: ("YX010101", "YX010302"), LAOLIU: ()}
NAMES = {GUIYING: "王桂英", ZHIQIANG: "陈志强", XIAOZHAO: "小赵", LAOLIU: "刘大爷"}


@dataclass(frozen=True)
class Gathering:
    """A group chat that stands for a node, and who sits in it."""

    chat_id: int
    title: str
    members: tuple[int, ...]


@dataclass(frozen=True)
class Town:
    """The finished town's tree, and who is in Telegram: accounts by id, groups by code of their node."""

    nodes: dict[str, Node]
    people: dict[int, str]
    posts: dict[tuple[Role, str], int]
    groups: dict[str, Gathering]

    def clock(self) -> Clock:
        """Ten on that Tuesday morning; it runs on by itself."""
        return Clock(MORNING - datetime.now(UTC))

    def telegram(self, clock: Clock) -> Simulator:
        """Everybody has met the bot before; nobody has said anything yet."""
        simulator = Simulator(TOKEN, limits=False, now=lambda: clock.now().timestamp())
        for account, name in self.people.items():
            control.add_person(simulator, {"id": account, "first_name": name})
            simulator.people[account].started = True
        for gathering in self.groups.values():
            options = {"id": gathering.chat_id, "bot": False}
            chat = groups.found(simulator, gathering.title, list(gathering.members), [gathering.members[0]], options)
            chat.members[simulator.bot["id"]] = "member"
        return simulator


async def build(url: str) -> Town:
    """Imports the county, binds a group to every grid, community and town, and registers the residents."""
    database = Database(url)
    await upgrade(database)
    async with database.begin() as tx:
        grids = parse_grids((COUNTY / "grids.csv").read_bytes(), await importing.stored_grids(tx))
        await importing.import_grids(tx, grids.rows, MORNING)
        staff = parse_people((COUNTY / "people.csv").read_bytes(), await importing.stored_levels(tx))
        await importing.import_people(tx, staff.rows, MORNING)
        town = await _describe(tx)
        for code, gathering in town.groups.items():
            await tx.chats.seen(gathering.chat_id, "group", gathering.title)
            await tx.bindings.bind(Room(gathering.chat_id), town.nodes[code].id, MORNING)
        for account, homes in HOMES.items():
            person_id = await tx.people.of_telegram(account)
            await tx.people.welcomed(person_id, MORNING)
            for code in homes:
                await tx.org.add_home(person_id, town.nodes[code].id)
        # The installation is a day old: it owes every digest from now on.
        await tx.settings.put("reports_since", (MORNING - timedelta(days=1)).isoformat())
        await tx.slots.take("report-morning", MORNING.date().isoformat(), MORNING)
    await database.close()
    return town


async def _describe(tx: Store) -> Town:
    tree = Tree(await tx.org.nodes())
    posts = [post for post in await tx.org.posts() if post.telegram_id is not None]
    accounts = {post.telegram_id: post.name for post in posts if post.telegram_id} | NAMES
    by_role = {(post.role, tree[post.node_id].code): post.telegram_id for post in posts if post.telegram_id}
    gatherings = {}
    for number, node in enumerate(sorted(tree, key=lambda n: n.code)):
        if node.level in {Level.GRID, Level.COMMUNITY, Level.TOWN}:
            gatherings[node.code] = Gathering(-4_000_000 - number, node.name, _members(tree, node, by_role))
    return Town({node.code: node for node in tree}, accounts, by_role, gatherings)


def _members(tree: Tree, node: Node, posts: dict[tuple[Role, str], int]) -> tuple[int, ...]:
    """The chief and the community's secretary; at a desk its own people."""
    wanted = (Role.GRID_CHIEF, Role.COMMUNITY, Role.TOWN_DESK)
    chain = tree.chain(node)[:2]
    return tuple(posts[role, n.code] for n in chain for role in wanted if (role, n.code) in posts)
