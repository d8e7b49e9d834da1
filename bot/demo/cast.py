"""The people and groups of the sample county, as Telegram accounts in the simulator."""

from bot.demo.page_file import page_file
from bot.domain.org import Level, Node, Role
from bot.domain.tree import Tree
from bot.simulator import acting, control, groups
from bot.simulator.state import Simulator
from bot.storage.store import Store

GROUP_IDS = -4_000_000
"""Group chats are numbered from here down, so that the same county gets the same groups again."""


async def gather(tx: Store, tree: Tree, simulator: Simulator) -> dict[int, int]:
    """Puts everybody into the simulator. Returns the group chat of each node that has one, by node id."""
    names = await _appointed(tx, simulator)
    for resident in page_file().residents:
        control.add_person(simulator, {"id": resident.id, "first_name": resident.name})
        acting.start(simulator, resident.id, f"g-{resident.grid}")
    chats = {}
    for number, node in enumerate(sorted(tree, key=lambda n: n.code)):
        members = _members(node, names)
        if members:
            chat = groups.found(simulator, node.name, members, members[:1], {"id": GROUP_IDS - number, "bot": False})
            chat.members[simulator.bot["id"]] = "member"
            chats[node.id] = chat.id
    return chats


async def _appointed(tx: Store, simulator: Simulator) -> dict[int, list[int]]:
    """Accounts of the appointed, by node; each has started the bot."""
    by_node: dict[int, list[int]] = {}
    for post in await tx.org.posts():
        if post.telegram_id is None:
            continue
        control.add_person(simulator, {"id": post.telegram_id, "first_name": post.name})
        # They met the bot long ago; nobody has to be welcomed again.
        simulator.people[post.telegram_id].started = True
        if post.role in {Role.GRID_CHIEF, Role.COMMUNITY, Role.TOWN_DESK, Role.UNIT}:
            by_node.setdefault(post.node_id, []).append(post.telegram_id)
    return by_node


def _members(node: Node, accounts: dict[int, list[int]]) -> list[int]:
    """A grid's group holds its chief and the community's secretary, a desk's group its own people."""
    own = accounts.get(node.id, [])
    if node.level is Level.GRID and node.parent_id is not None:
        return [*own, *accounts.get(node.parent_id, [])]
    return own if node.level in {Level.COMMUNITY, Level.TOWN} else []
