"""/bind and /unbind: what a group, or one topic of it, stands for."""

from datetime import datetime

from bot.domain.errors import NotYours, Stale, Unbound
from bot.domain.notices import Action, Arg, Notice, Press, in_rows
from bot.domain.org import HANDLERS, Actor, Node, may_bind
from bot.domain.rooms import Room, Trouble
from bot.storage.bindings import Binding
from bot.storage.store import Store
from bot.usecases import rooms, telling
from bot.usecases.people import full_name
from bot.usecases.town import Town


async def current(tx: Store, room: Room) -> Room:
    """The room under its present number: words from before a group became a supergroup may come late."""
    chat = await tx.chats.get(room.chat_id)
    return room if chat is None or chat.migrated_to is None else Room(chat.migrated_to)


async def standing(tx: Store, room: Room) -> Binding:
    """What a room stands for; a topic that stands for nothing itself belongs to its group. Raises Unbound."""
    found = await tx.bindings.at(room) or await tx.bindings.at(Room(room.chat_id))
    if found is None:
        raise Unbound
    return found


async def bind(
    tx: Store, town: Town, actor: Actor, room: Room, code: str, now: datetime, *, hears_all: bool = False
) -> Notice:
    """/bind CODE: ties the room, or asks first where it stands for another node. A code or a full name will do."""
    wanted = code.strip()
    node = town.tree.by_code(wanted) or town.tree.by_code(wanted.upper())
    node = node or next((n for n in town.tree if wanted in {n.name, full_name(town, n)}), None)
    if node is None:
        return Notice("bind-unknown", {"code": code[:64]})
    return await choose(tx, town, actor, room, node, now, hears_all=hears_all)


async def choose(
    tx: Store, town: Town, actor: Actor, room: Room, node: Node, now: datetime, *, hears_all: bool = False
) -> Notice:
    """A node was named for the room."""
    if not may_bind(actor, node):
        raise NotYours(number=node.code)
    before = await tx.bindings.at(room)
    if before is None or before.node_id == node.id:
        return await tie(tx, town, actor, room, node, now, hears_all=hears_all)
    args = {"place": full_name(town, node), "before": full_name(town, town.node(before.node_id))}
    presses = (Press(Action.REBIND, node.id, label=node.name), Press(Action.KEEP_BOUND, node.id))
    return Notice("bind-confirm", args, (presses,))


async def tie(
    tx: Store, town: Town, actor: Actor, room: Room, node: Node, now: datetime, *, hears_all: bool = False
) -> Notice:
    """From now on the room stands for the node; open cards move with that. ``hears_all``: no privacy mode for us."""
    before = await tx.bindings.at(room)
    for concerned in {node.id, before.node_id if before else node.id}:
        if not may_bind(actor, town.node(concerned)):
            raise NotYours(number=node.code)
    await tx.bindings.bind(room, node.id, now, by=actor.person_id, check_at=now)
    for other in await tx.bindings.in_chat(room.chat_id):
        # The topic that took its place is this one: General need not stand in for it any longer.
        if other.node_id == node.id and other.trouble is Trouble.NO_TOPIC:
            await tx.bindings.unbind(other.room)
    if before is not None and before.node_id != node.id:
        await rooms.settle_node(tx, town, before.node_id, now)
    if before is None or before.node_id != node.id:
        await rooms.settle_node(tx, town, node.id, now, anew=room)
    return await _bound(tx, town, room, node, now, hears_all=hears_all)


async def _bound(tx: Store, town: Town, room: Room, node: Node, now: datetime, *, hears_all: bool) -> Notice:
    """For whom it stands, who answers there, and what we hear in the group."""
    held = await tx.org.holders([node.id], sorted(HANDLERS), town.today(now))
    lines = [Notice("who-line", {"place": node.name, "role": h.role.value, "name": h.name}) for h in held[:5]]
    chat = await tx.chats.get(room.chat_id)
    lines.append(Notice("bind-hears", {"all": int(hears_all or (chat is not None and chat.admin))}))
    others = [binding for binding in await tx.bindings.of([node.id]) if binding.room != room]
    args: dict[str, Arg] = {
        "place": full_name(town, node),
        "code": node.code,
        "topic": int(room.thread_id != 0),
        "others": len(others),
    }
    return Notice("bound", args, lines=tuple(lines))


async def browse(tx: Store, town: Town, actor: Actor, room: Room, node_id: int) -> Notice:
    """/bind without a code: what the room stands for now, and down the tree by buttons."""
    if not any(may_bind(actor, node) for node in town.tree):
        raise NotYours(number="")
    before = await tx.bindings.at(room)
    parent = town.tree.get(node_id)
    below = town.tree.children(parent)
    own = [parent] if parent else []
    presses = [Press(Action.BIND, n.id, choice="here" if n in own else "", label=n.name) for n in [*own, *below]]
    bound = full_name(town, town.node(before.node_id)) if before else ""
    return Notice("bind-choose", {"place": parent.name if parent else "", "bound": bound}, in_rows(presses, 2))


async def ask_unbind(tx: Store, town: Town, actor: Actor, room: Room) -> Notice:
    """/unbind: asks first."""
    node = await _own(tx, town, actor, room)
    presses = (Press(Action.UNBIND, node.id), Press(Action.KEEP_BOUND, node.id))
    return Notice("unbind-confirm", {"place": full_name(town, node)}, (presses,))


async def unbind(tx: Store, town: Town, actor: Actor, room: Room, node_id: int, now: datetime) -> Notice:
    """The room stands for nothing any more; open cards go where their handlers see them. A button undoes it."""
    node = await _own(tx, town, actor, room)
    if node.id != node_id:
        raise Stale(number=node.code)
    await tx.bindings.unbind(room)
    await rooms.settle_node(tx, town, node.id, now)
    undo = Press(Action.REBIND, node.id, label=node.name)
    return Notice("unbound", {"place": full_name(town, node)}, ((undo,),))


async def _own(tx: Store, town: Town, actor: Actor, room: Room) -> Node:
    """The node this very room stands for, if this person may untie it."""
    binding = await tx.bindings.at(room)
    if binding is None:
        raise Unbound
    node = town.node(binding.node_id)
    if not may_bind(actor, node):
        raise NotYours(number=node.code)
    return node


async def greet(tx: Store, chat_id: int, now: datetime) -> None:
    """A group that nobody bound yet is told how, once a day at most."""
    if not await tx.bindings.in_chat(chat_id) and await tx.chats.may_hint(chat_id, now):
        await telling.reply(tx, chat_id, Notice("group-hint"), f"group-hint:{chat_id}:{now:%Y%m%d}", now)
