"""The tree of nodes with names, borders and appointments."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select, update

from bot.domain.org import Level, Node, Role
from bot.storage.gateway import Gateway
from bot.storage.tables import aliases, appointments, homes, nodes, people

_HOMES = select(homes.c.node_id).where(homes.c.person_id == bindparam("of_person")).order_by(homes.c.id)
_NODE = (nodes.c.id, nodes.c.code, nodes.c.name, nodes.c.level, nodes.c.parent_id, nodes.c.path)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role at a node; ``telegram_id`` is None until an invitation was opened."""

    person_id: int
    telegram_id: int | None
    name: str
    role: Role
    node_id: int


@dataclass(frozen=True, slots=True)
class Post:
    """An appointment with its days."""

    name: str
    role: Role
    node_id: int
    telegram_id: int | None
    since: date | None
    until: date | None


_HOLDERS = (
    select(people.c.id, people.c.telegram_id, people.c.name, appointments.c.role, appointments.c.node_id)
    .join(people, people.c.id == appointments.c.person_id)
    .where(
        appointments.c.node_id.in_(bindparam("at", expanding=True)),
        appointments.c.role.in_(bindparam("as_one_of", expanding=True)),
    )
    .where(or_(appointments.c.since.is_(None), appointments.c.since <= bindparam("day")))
    .where(or_(appointments.c.until.is_(None), appointments.c.until >= bindparam("day")))
    .order_by(appointments.c.id)
)


class Org(Gateway):
    async def nodes(self) -> list[Node]:
        """In the order of their paths; sorted here, for a database sorts by the language of its server."""
        rows = await self._connection.execute(select(*_NODE))
        return sorted(map(_node, rows), key=lambda node: node.path)

    async def by_code(self, code: str) -> Node | None:
        row = (await self._connection.execute(select(*_NODE).where(nodes.c.code == code))).first()
        return None if row is None else _node(row)

    async def aliases(self) -> list[tuple[int, str]]:
        rows = await self._connection.execute(select(aliases.c.node_id, aliases.c.alias).order_by(aliases.c.id))
        return [(row.node_id, row.alias) for row in rows]

    async def polygons(self) -> list[tuple[int, str]]:
        rows = await self._connection.execute(select(nodes.c.id, nodes.c.polygon).where(nodes.c.polygon.is_not(None)))
        return [(row.id, row.polygon) for row in rows]

    async def add_node(self, values: Mapping[str, Any]) -> int:
        """Adds a node (code, name, level, parent_id, path, polygon) and returns its id."""
        return int((await self._connection.execute(insert(nodes).values(values).returning(nodes.c.id))).scalar_one())

    async def change_node(self, node_id: int, values: Mapping[str, Any]) -> None:
        await self._connection.execute(update(nodes).where(nodes.c.id == node_id).values(values))

    async def set_aliases(self, node_id: int, names: Sequence[str]) -> None:
        await self._connection.execute(delete(aliases).where(aliases.c.node_id == node_id))
        if names:
            rows = [{"node_id": node_id, "alias": name} for name in names]
            await self._connection.execute(insert(aliases), rows)

    async def holders(self, node_ids: Collection[int], roles: Collection[Role], day: date) -> list[Holder]:
        """Who holds one of ``roles`` at one of the nodes on ``day``."""
        asked = {"at": list(node_ids), "as_one_of": [r.value for r in roles], "day": day}
        return [
            Holder(row.id, row.telegram_id, row.name or "", Role(row.role), row.node_id)
            for row in await self._connection.execute(_HOLDERS, asked)
        ]

    async def posts(self) -> list[Post]:
        """Every appointment, past and future ones too."""
        query = (
            select(
                people.c.telegram_id,
                people.c.name,
                appointments.c.role,
                appointments.c.node_id,
                appointments.c.since,
                appointments.c.until,
            )
            .join(people, people.c.id == appointments.c.person_id)
            .order_by(appointments.c.id)
        )
        return [
            Post(row.name or "", Role(row.role), row.node_id, row.telegram_id, row.since, row.until)
            for row in await self._connection.execute(query)
        ]

    async def appoint(
        self, person_id: int, role: Role, node_id: int, since: date | None = None, until: date | None = None
    ) -> None:
        """Appoints, or changes the days of an appointment that stands."""
        post = {"person_id": person_id, "node_id": node_id, "role": role.value}
        days = {"since": since, "until": until}
        statement = self._insert(appointments).values(**post, **days)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=list(post), set_=days))

    async def homes(self, person_id: int) -> list[int]:
        """Ids of the grids a resident says he lives in, in the order he said so."""
        return list((await self._connection.scalars(_HOMES, {"of_person": person_id})).all())

    async def add_home(self, person_id: int, node_id: int) -> None:
        statement = self._insert(homes).values(person_id=person_id, node_id=node_id)
        await self._connection.execute(statement.on_conflict_do_nothing())

    async def remove_home(self, person_id: int, node_id: int) -> None:
        await self._connection.execute(delete(homes).where(homes.c.person_id == person_id, homes.c.node_id == node_id))


def _node(row: Any) -> Node:
    return Node(row.id, row.code, row.name, Level(row.level), row.parent_id, row.path)
