"""Who lives where, and who is appointed."""

from datetime import datetime, timedelta

from bot.domain.errors import InvitationSpent, NotFound
from bot.domain.notices import Action, Notice, Press, in_rows
from bot.domain.org import HANDLERS, RANK, Level, Node, Role
from bot.domain.start_links import hashed, new_token
from bot.storage.store import Store
from bot.usecases.town import Town

INVITATION_LIVES = timedelta(days=7)


async def invite(
    tx: Store,
    role: Role,
    node: Node,
    now: datetime,
    *,
    person_id: int | None = None,
    lives: timedelta = INVITATION_LIVES,
) -> str:
    """A new one-use token that appoints whoever opens it; only its hash is stored."""
    token = new_token()
    await tx.people.invite(hashed(token), role, node.id, person_id, now, now + lives)
    return token


async def accept_invitation(tx: Store, town: Town, person_id: int, token: str, now: datetime) -> Notice:
    """The link was opened: the account that opened it holds the post from now on."""
    invitation = await tx.people.use_invitation(hashed(token), now)
    if invitation is None:
        raise InvitationSpent
    if invitation.person_id is not None:
        await tx.people.merge_into_account(invitation.person_id, person_id)
    await tx.org.appoint(person_id, invitation.role, invitation.node_id)
    node = town.node(invitation.node_id)
    return Notice("appointed", {"role": invitation.role.value, "place": node.name})


async def homes(tx: Store, town: Town, person_id: int) -> Notice:
    """/home: the registered grids, each with a button to leave it, and the way to add one."""
    nodes = [n for home in await tx.org.homes(person_id) if (n := town.tree.get(home))]
    leave = tuple((Press(Action.HOME_REMOVE, node.id, label=node.name),) for node in nodes)
    add = ((Press(Action.HOME_BROWSE, 0),),)
    places = "、".join(full_name(town, node) for node in nodes)
    return Notice("home", {"places": places}, (*leave, *add))


async def browse(town: Town, node_id: int) -> Notice:
    """One step down the tree towards a grid."""
    parent = town.tree.get(node_id)
    below = town.tree.children(parent)
    if parent is None and len(below) == 1:
        parent, below = below[0], town.tree.children(below[0])
    presses = [
        Press(Action.HOME_ADD if RANK[n.level] >= RANK[Level.GRID] else Action.HOME_BROWSE, n.id, label=n.name)
        for n in below
    ]
    rows = in_rows(presses, 2)
    return Notice("home-browse", {"place": parent.name if parent else ""}, rows)


async def add_home(tx: Store, town: Town, person_id: int, node_id: int) -> Notice:
    node = town.tree.get(node_id)
    if node is None or node.level is not Level.GRID:
        raise NotFound
    await tx.org.add_home(person_id, node.id)
    return Notice("home-added", {"place": full_name(town, node)})


async def scanned(tx: Store, town: Town, person_id: int, code: str) -> Notice:
    """The code on a poster was scanned: its grid becomes a home; one of a larger place asks which grid in it."""
    node = town.tree.by_code(code)
    if node is None or node.level is Level.UNIT:
        return Notice("code-unknown")
    if node.level is Level.GRID:
        return await add_home(tx, town, person_id, node.id)
    return await browse(town, node.id)


async def remove_home(tx: Store, town: Town, person_id: int, node_id: int) -> Notice:
    await tx.org.remove_home(person_id, node_id)
    return Notice("home-removed", {"place": town.node(node_id).name})


async def who(tx: Store, town: Town, node: Node, now: datetime) -> Notice:
    """/who: who answers for this group's node, and above it."""
    chain = town.tree.chain(node)
    held = await tx.org.holders([n.id for n in chain], list(Role), town.today(now))
    lines = tuple(
        Notice("who-line", {"place": level.name, "role": h.role.value, "name": h.name})
        for level in chain
        for h in held
        if h.node_id == level.id and h.role in HANDLERS
    )
    return Notice("who", {"place": node.name}, lines=lines[:12])


def full_name(town: Town, node: Node) -> str:
    """A grid with its community: names of grids repeat."""
    parent = town.tree.get(node.parent_id)
    if parent is None or node.level is not Level.GRID or node.name.startswith(parent.name):
        return node.name
    return f"{parent.name}{node.name}"
