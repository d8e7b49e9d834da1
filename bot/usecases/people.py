"""Who lives where, who is appointed, and which group stands for which node."""

import hashlib
import secrets
from datetime import datetime, timedelta

from bot.domain.errors import InvitationSpent, NotFound, NotYours
from bot.domain.notices import Action, Notice, Press, in_rows
from bot.domain.org import HANDLERS, RANK, Actor, Level, Node, Role, may_bind
from bot.storage.store import Store
from bot.usecases import telling
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
    token = secrets.token_urlsafe(24)
    await tx.people.invite(_hash(token), role, node.id, person_id, now, now + lives)
    return token


async def accept_invitation(tx: Store, town: Town, person_id: int, token: str, now: datetime) -> Notice:
    """The link was opened: the account that opened it holds the post from now on."""
    invitation = await tx.people.use_invitation(_hash(token), now)
    if invitation is None:
        raise InvitationSpent
    if invitation.person_id is not None:
        await tx.people.merge_into_account(invitation.person_id, person_id)
    await tx.org.appoint(person_id, invitation.role, invitation.node_id)
    node = town.node(invitation.node_id)
    return Notice("appointed", {"role": invitation.role.value, "place": node.name})


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


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


async def bind(tx: Store, town: Town, actor: Actor, chat_id: int, code: str, now: datetime) -> Notice:
    """/bind CODE: this group stands for that grid, desk or unit from now on. A code or a full name will do."""
    wanted = code.strip()
    node = town.tree.by_code(wanted) or town.tree.by_code(wanted.upper())
    node = node or next((n for n in town.tree if wanted in {n.name, full_name(town, n)}), None)
    if node is None:
        return Notice("bind-unknown", {"code": code[:64]})
    if not may_bind(actor, node):
        raise NotYours(number=node.code)
    await tx.chats.bind(chat_id, node.id, now)
    return Notice("bound", {"place": full_name(town, node), "code": node.code, "level": node.level.value})


def bindable(town: Town, actor: Actor) -> list[Node]:
    """Nodes this person may tie a group to."""
    return [node for node in town.tree if may_bind(actor, node)]


async def bind_choice(town: Town, actor: Actor, node_id: int) -> Notice:
    """/bind without a code: down the tree by buttons."""
    if not bindable(town, actor):
        raise NotYours(number="")
    parent = town.tree.get(node_id)
    below = town.tree.children(parent)
    own = [parent] if parent else []
    presses = [Press(Action.BIND, n.id, choice="here" if n in own else "", label=n.name) for n in [*own, *below]]
    rows = in_rows(presses, 2)
    return Notice("bind-choose", {"place": parent.name if parent else ""}, rows)


async def greet_group(tx: Store, town: Town, chat_id: int, now: datetime) -> None:
    """A group that nobody bound yet is told how, once a day at most."""
    chat = await tx.chats.get(chat_id)
    if chat is not None and chat.node_id is not None:
        await telling.reply(tx, chat_id, Notice("group-back"), f"group-back:{chat_id}:{now:%Y%m%d%H%M}", now)
    elif await tx.chats.may_hint(chat_id, now):
        await telling.reply(tx, chat_id, Notice("group-hint"), f"group-hint:{chat_id}:{now:%Y%m%d}", now)


async def lost_group(tx: Store, town: Town, chat_id: int, now: datetime) -> None:
    """We were put out of a group that stood for a node: the admins must know before a card is lost."""
    chat = await tx.chats.get(chat_id)
    if chat is not None and chat.node_id is not None:
        notice = Notice("group-lost", {"place": full_name(town, town.node(chat.node_id))})
        await telling.admins(tx, town, notice, f"group-lost:{chat_id}:{now:%Y%m%d%H}", now)


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
