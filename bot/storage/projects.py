"""长期项目: plans, their sites, the tickets that belong to them, pictures and tables that were sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.domain.projects import NewSite, Project, Site
from bot.domain.rooms import Room
from bot.domain.ticket import Ticket
from bot.storage.gateway import Gateway
from bot.storage.tables import project_files, project_sites, project_tickets, projects, tickets
from bot.storage.tickets import COLUMNS, as_ticket

_PROJECT = tuple(projects.c[field.name] for field in fields(Project))
_SITE = tuple(project_sites.c[field.name] for field in fields(Site))


@dataclass(frozen=True, slots=True)
class Sent:
    """A table of sites that somebody sent, and where he did."""

    project_id: int
    room: Room


class Projects(Gateway):
    async def add(self, node_id: int, title: str, actor_id: int, now: datetime, review_at: datetime) -> Project:
        values = {
            "node_id": node_id, "title": title, "actor_id": actor_id, "created_at": now, "review_at": review_at
        }  # fmt: skip
        return _project((await self._connection.execute(insert(projects).values(values).returning(*_PROJECT))).one())

    async def get(self, project_id: int) -> Project | None:
        row = (await self._connection.execute(select(*_PROJECT).where(projects.c.id == project_id))).first()
        return None if row is None else _project(row)

    async def change(self, project_id: int, **values: Any) -> None:
        await self._connection.execute(update(projects).where(projects.c.id == project_id).values(**values))

    async def close(self, project_id: int, closer_id: int, now: datetime) -> bool:
        """By hand; whether it was still running."""
        query = update(projects).where(projects.c.id == project_id, projects.c.ended_at.is_(None))
        return (await self._connection.execute(query.values(ended_at=now, closer_id=closer_id))).rowcount == 1

    async def open_at(self, node_ids: Collection[int], limit: int = 10) -> list[Project]:
        """What runs at these nodes, the newest first."""
        query = select(*_PROJECT).where(projects.c.node_id.in_(list(node_ids)), projects.c.ended_at.is_(None))
        rows = await self._connection.execute(query.order_by(projects.c.id.desc()).limit(limit))
        return [_project(row) for row in rows]

    async def any_open(self) -> bool:
        return (
            await self._connection.scalar(select(projects.c.id).where(projects.c.ended_at.is_(None)).limit(1))
            is not None
        )

    async def at(self, node_ids: Collection[int]) -> list[Project]:
        """All of these nodes, also those that have ended, the oldest first."""
        query = select(*_PROJECT).where(projects.c.node_id.in_(list(node_ids))).order_by(projects.c.id)
        return [_project(row) for row in await self._connection.execute(query)]

    async def due(self, now: datetime, limit: int = 50) -> list[Project]:
        """Those that must be looked at."""
        query = select(*_PROJECT).where(projects.c.ended_at.is_(None), projects.c.review_at <= now)
        rows = await self._connection.execute(query.order_by(projects.c.review_at).limit(limit))
        return [_project(row) for row in rows]

    # Sites

    async def sites(self, project_id: int) -> list[Site]:
        """In the order they were entered."""
        query = select(*_SITE).where(project_sites.c.project_id == project_id).order_by(project_sites.c.id)
        return [_site(row) for row in await self._connection.execute(query)]

    async def enter(self, project_id: int, sites: Sequence[NewSite]) -> None:
        """New sites, and new totals of known ones; what is done stays done. None is ever taken off."""
        for site in sites:
            statement = self._insert(project_sites).values(project_id=project_id, name=site.name, total=site.total)
            await self._connection.execute(
                statement.on_conflict_do_update(index_elements=["project_id", "name"], set_={"total": site.total})
            )

    async def hold(self, site_id: int) -> Site | None:
        """As it is now; of two who count at once the second sees what the first has counted."""
        query = select(*_SITE).where(project_sites.c.id == site_id).with_for_update()
        row = (await self._connection.execute(query)).first()
        return None if row is None else _site(row)

    async def count(self, site_id: int, done: int, person_id: int, now: datetime) -> None:
        values = {"done": done, "person_id": person_id, "changed_at": now}
        await self._connection.execute(update(project_sites).where(project_sites.c.id == site_id).values(**values))

    # Tickets

    async def link(self, project_id: int, ticket_id: int, now: datetime) -> bool:
        """Whether it belonged to no project before."""
        statement = self._insert(project_tickets).values(project_id=project_id, ticket_id=ticket_id, at=now)
        done = await self._connection.execute(statement.on_conflict_do_nothing(index_elements=["ticket_id"]))
        return done.rowcount == 1

    async def of_ticket(self, ticket_id: int) -> Project | None:
        query = select(*_PROJECT).join(project_tickets, project_tickets.c.project_id == projects.c.id)
        row = (await self._connection.execute(query.where(project_tickets.c.ticket_id == ticket_id))).first()
        return None if row is None else _project(row)

    async def tickets(self, project_id: int) -> list[Ticket]:
        """Those that belong to it, in the order they came."""
        query = select(*COLUMNS).join(project_tickets, project_tickets.c.ticket_id == tickets.c.id)
        query = query.where(project_tickets.c.project_id == project_id).order_by(project_tickets.c.at, tickets.c.id)
        return [as_ticket(dict(row._mapping)) for row in await self._connection.execute(query)]

    async def linked(self, project_id: int) -> int:
        query = select(func.count()).where(project_tickets.c.project_id == project_id)
        return int(await self._connection.scalar(query) or 0)

    # Files

    async def sent(self, media_id: int, project_id: int, site_id: int | None, room: Room) -> None:
        """A picture of a site, or without one the table of all sites."""
        values = {
            "media_id": media_id, "project_id": project_id, "site_id": site_id, "chat_id": room.chat_id,
            "thread_id": room.thread_id,
        }  # fmt: skip
        await self._connection.execute(insert(project_files).values(values))

    async def table_of(self, media_id: int) -> Sent | None:
        """Whose list of sites a file is; None for anything else."""
        query = select(project_files).where(project_files.c.media_id == media_id, project_files.c.site_id.is_(None))
        row = (await self._connection.execute(query)).first()
        return None if row is None else Sent(row.project_id, Room(row.chat_id, row.thread_id))

    async def pictures(self, project_id: int) -> dict[int, int]:
        """How many pictures each site has."""
        query = select(project_files.c.site_id, func.count()).where(
            project_files.c.project_id == project_id, project_files.c.site_id.is_not(None)
        )
        rows = await self._connection.execute(query.group_by(project_files.c.site_id))
        return {int(site_id): int(count) for site_id, count in rows}


def _project(row: Row[Any]) -> Project:
    return Project(**row._mapping)


def _site(row: Row[Any]) -> Site:
    return Site(**row._mapping)
