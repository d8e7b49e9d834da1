"""Writing imported grids and people: all or nothing, and the same file again changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.grid_rows import GridRow, plan_grids
from bot.domain.importing import Changes
from bot.domain.org import Level, Role
from bot.domain.people_rows import PersonRow, plan_people
from bot.storage.store import Store
from bot.usecases import people

ORG_VERSION = "org_version"
"""The setting that tells every running process to read the tree anew."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A person without an account yet, with the one-use token of his invitation."""

    name: str
    role: Role
    node: str
    token: str


async def stored_grids(tx: Store) -> dict[str, GridRow]:
    """What the database holds, in the form of the import file."""
    nodes = {node.id: node for node in await tx.org.nodes()}
    names: dict[int, list[str]] = {}
    for node_id, alias in await tx.org.aliases():
        names.setdefault(node_id, []).append(alias)
    polygons = dict(await tx.org.polygons())
    return {
        node.code: GridRow(
            code=node.code,
            name=node.name,
            level=node.level,
            parent=nodes[node.parent_id].code if node.parent_id is not None else "",
            aliases=tuple(sorted(names.get(node.id, []))),
            polygon=polygons.get(node.id, ""),
        )
        for node in nodes.values()
    }


async def stored_levels(tx: Store) -> dict[str, Level]:
    return {node.code: node.level for node in await tx.org.nodes()}


async def import_grids(tx: Store, rows: Sequence[GridRow], now: datetime) -> Changes[GridRow]:
    """Adds and changes nodes, parents first; nodes that the file leaves out stay."""
    changes = plan_grids(rows, await stored_grids(tx))
    ids = {node.code: node.id for node in await tx.org.nodes()}
    paths = {node.code: node.path for node in await tx.org.nodes()}
    for row in (*changes.add, *changes.change):
        paths[row.code] = f"{paths.get(row.parent, '')}{row.code}/"
        values = {
            "code": row.code,
            "name": row.name,
            "level": row.level.value,
            "parent_id": ids.get(row.parent) if row.parent else None,
            "path": paths[row.code],
            "polygon": row.polygon or None,
        }
        if row.code in ids:
            await tx.org.change_node(ids[row.code], values)
        else:
            ids[row.code] = await tx.org.add_node(values)
        await tx.org.set_aliases(ids[row.code], row.aliases)
    if changes.add or changes.change:
        await touch(tx, now)
    return changes


async def stored_people(tx: Store) -> list[PersonRow]:
    codes = {node.id: node.code for node in await tx.org.nodes()}
    return [
        PersonRow(
            name=post.name,
            role=post.role,
            node=codes[post.node_id],
            telegram_id=post.telegram_id,
            since=post.since,
            until=post.until,
        )
        for post in await tx.org.posts()
    ]


async def import_people(
    tx: Store, rows: Sequence[PersonRow], now: datetime
) -> tuple[Changes[PersonRow], list[Invited]]:
    """Appoints; whoever has no account yet gets an invitation instead, to be opened once."""
    changes = plan_people(rows, await stored_people(tx))
    nodes = {node.code: node for node in await tx.org.nodes()}
    invited = []
    for row in (*changes.add, *changes.change):
        node = nodes[row.node]
        known = await tx.people.named(row.name, row.role, node.id)
        if row.telegram_id is not None:
            person_id = await tx.people.add(row.name, row.telegram_id)
            if known is not None:
                await tx.people.merge_into_account(known, person_id)
        else:
            person_id = known if known is not None else await tx.people.add(row.name, None)
        await tx.org.appoint(person_id, row.role, node.id, row.since, row.until)
        if row.telegram_id is None and await tx.people.chat_of(person_id) is None:
            token = await people.invite(tx, row.role, node, now, person_id=person_id)
            invited.append(Invited(row.name, row.role, row.node, token))
    return changes, invited


async def touch(tx: Store, now: datetime) -> None:
    """Tells running processes that the tree has changed."""
    await tx.settings.put(ORG_VERSION, now.isoformat())
