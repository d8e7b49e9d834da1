"""Tickets and the texts that belong to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Executable,
    Integer,
    Row,
    bindparam,
    delete,
    desc,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from bot.domain.errors import Stale
from bot.domain.life import DROPPED, ENDED, OPEN, PAUSED, State
from bot.domain.org import Role
from bot.domain.ticket import Result, Ticket
from bot.storage.gateway import Gateway, inserting
from bot.storage.tables import counters, locations, notes, petitioners, tickets

COLUMNS = tuple(tickets.c[field.name] for field in fields(Ticket))
"""What a ticket is made of; see :func:`as_ticket`."""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a ticket. ``kind``: report, supplement, progress, result, comment, question."""

    id: int
    author_id: int | None
    kind: str
    body: str
    at: datetime


_ADD = insert(tickets).returning(*COLUMNS)
_GET = select(*COLUMNS).where(tickets.c.id == bindparam("ticket_id"))
_SEVERAL = select(*COLUMNS).where(tickets.c.id.in_(bindparam("ids", expanding=True)))
_FILED_SINCE = select(func.count()).where(
    tickets.c.petitioner_id == bindparam("person_id"),
    tickets.c.created_at > bindparam("since"),
    tickets.c.danger.is_(False),
)
_CHANGE = (
    update(tickets)
    .where(tickets.c.id == bindparam("of_id"), tickets.c.version == bindparam("of_version"))
    .returning(*COLUMNS)
)
_CHANGE_ALL = (
    update(tickets)
    .where(tickets.c.id.in_(bindparam("of_ids", expanding=True)))
    .where(tuple_(tickets.c.id, tickets.c.version).in_(bindparam("of_versions", expanding=True)))
    .values(version=tickets.c.version + 1)
    .returning(*COLUMNS)
)
_OF_PETITIONER = (
    select(*COLUMNS)
    .where(tickets.c.petitioner_id == bindparam("person_id"))
    .order_by(desc(tickets.c.id))
    .limit(bindparam("most", type_=Integer))
)
_JOINED = select(petitioners.c.ticket_id).where(petitioners.c.person_id == bindparam("person_id"))
_LATEST_LIVE = (
    select(*COLUMNS)
    .where(or_(tickets.c.petitioner_id == bindparam("person_id"), tickets.c.id.in_(_JOINED)))
    .where(tickets.c.state.not_in([state.value for state in ENDED]))
    .order_by(desc(tickets.c.id))
    .limit(1)
)
_ADD_NOTE = insert(notes).returning(notes.c.id)
_GIVE_LOCATIONS = (
    update(locations).where(locations.c.draft_id == bindparam("of_draft")).values(ticket_id=bindparam("new_ticket"))
)


@cache
def _counting(shared: bool) -> Executable:
    one_more = {"value": counters.c.value + 1}
    first = inserting(counters, shared).values(name=bindparam("of_name"), value=1)
    return first.on_conflict_do_update(index_elements=["name"], set_=one_more).returning(counters.c.value)


class Tickets(Gateway):
    async def next_number(self, day: date) -> str:
        """The next number of a local day: ``GD20261122-0007``; gaps stay possible, doubles are not."""
        name = {"of_name": f"ticket-{day:%Y%m%d}"}
        value = (await self._connection.execute(_counting(self._shared), name)).scalar_one()
        return f"GD{day:%Y%m%d}-{value:04d}"

    async def add(self, values: Mapping[str, Any]) -> Ticket:
        row = (await self._connection.execute(_ADD, dict(values))).one()
        return _ticket(row)

    async def get(self, ticket_id: int) -> Ticket | None:
        row = (await self._connection.execute(_GET, {"ticket_id": ticket_id})).first()
        return None if row is None else _ticket(row)

    async def several(self, ids: Collection[int]) -> dict[int, Ticket]:
        """Tickets by id; one that is not there is left out."""
        return {row.id: _ticket(row) for row in await self._connection.execute(_SEVERAL, {"ids": list(ids)})}

    async def hold(self, ids: Collection[int]) -> dict[int, Ticket]:
        """Tickets as they are now; nobody else changes them before this transaction ends. Held in one order, so that
        two who want the same do not wait for each other."""
        query = select(*COLUMNS).where(tickets.c.id.in_(list(ids))).order_by(tickets.c.id).with_for_update()
        return {row.id: _ticket(row) for row in await self._connection.execute(query)}

    async def filed_since(self, person_id: int, since: datetime) -> int:
        """How many ordinary matters somebody told since then."""
        asked = {"person_id": person_id, "since": since}
        return int((await self._connection.execute(_FILED_SINCE, asked)).scalar_one())

    async def by_number(self, number: str) -> Ticket | None:
        row = (await self._connection.execute(select(*COLUMNS).where(tickets.c.number == number))).first()
        return None if row is None else _ticket(row)

    async def change(self, ticket: Ticket, **values: Any) -> Ticket:
        """Compare and set on the version; raises Stale when somebody was faster."""
        new = {**values, "version": ticket.version + 1, "of_id": ticket.id, "of_version": ticket.version}
        row = (await self._connection.execute(_CHANGE, new)).first()
        if row is None:
            raise Stale(number=ticket.number)
        return _ticket(row)

    async def change_all(self, those: Sequence[Ticket], values: Mapping[str, Any]) -> dict[int, Ticket]:
        """The same values for several tickets, by id; raises Stale when somebody was faster with one of them."""
        if len(those) == 1:
            return {those[0].id: await self.change(those[0], **values)}
        versions = [(ticket.id, ticket.version) for ticket in those]
        asked = {**values, "of_ids": [ticket.id for ticket in those], "of_versions": versions}
        found = {row.id: _ticket(row) for row in await self._connection.execute(_CHANGE_ALL, asked)}
        for ticket in those:
            if ticket.id not in found:
                raise Stale(number=ticket.number)
        return found

    async def of_petitioner(self, person_id: int, limit: int = 10) -> list[Ticket]:
        rows = await self._connection.execute(_OF_PETITIONER, {"person_id": person_id, "most": limit})
        return [_ticket(row) for row in rows]

    async def latest_live(self, person_id: int) -> Ticket | None:
        """The newest ticket of a petitioner that has not ended, or that his own was merged into."""
        row = (await self._connection.execute(_LATEST_LIVE, {"person_id": person_id})).first()
        return None if row is None else _ticket(row)

    async def open_at(self, node_ids: Collection[int], limit: int = 30) -> list[Ticket]:
        """Open tickets these nodes answer for, the earliest due first."""
        query = (
            select(*COLUMNS)
            .where(tickets.c.owner_id.in_(list(node_ids)), tickets.c.state.in_([s.value for s in OPEN]))
            .order_by(tickets.c.due_at.nulls_last(), tickets.c.id)
            .limit(limit)
        )
        return [_ticket(row) for row in await self._connection.execute(query)]

    async def waking(self, now: datetime, limit: int = 100, states: Collection[State] = PAUSED) -> list[Ticket]:
        """Tickets in these states (待补充, 挂起, 挂账) whose day has come, the earliest first."""
        query = (
            select(*COLUMNS)
            .where(tickets.c.wake_at <= now, tickets.c.state.in_([state.value for state in states]))
            .order_by(tickets.c.wake_at)
            .limit(limit)
        )
        return [_ticket(row) for row in await self._connection.execute(query)]

    async def quiet(self, closed_before: datetime, limit: int = 100) -> list[Ticket]:
        """Closed ones of which nothing more is expected, the earliest first."""
        query = (
            select(*COLUMNS)
            .where(tickets.c.state == State.CLOSED.value, tickets.c.closed_at <= closed_before)
            .where(tickets.c.wake_at.is_(None))
            .order_by(tickets.c.closed_at)
            .limit(limit)
        )
        return [_ticket(row) for row in await self._connection.execute(query)]

    async def unforgotten(self, ended_before: datetime, limit: int = 100) -> list[Ticket]:
        """Those that ended without work, or were put away, so long ago and whose words are still kept, the earliest
        first; a merged one follows the one that it was merged into.
        """
        head = tickets.alias("head")
        going_on = exists().where(head.c.id == tickets.c.merged_into_id, head.c.forgotten_at.is_(None))
        query = (
            select(*COLUMNS)
            .where(tickets.c.forgotten_at.is_(None), tickets.c.closed_at <= ended_before)
            .where(tickets.c.state.in_([state.value for state in DROPPED | {State.ARCHIVED}]))
            .where((tickets.c.state != State.MERGED.value) | ~going_on)
            .order_by(tickets.c.closed_at)
            .limit(limit)
        )
        return [_ticket(row) for row in await self._connection.execute(query)]

    async def forgotten(self, ticket_id: int, at: datetime) -> None:
        """Its words are masked for good."""
        await self._connection.execute(update(tickets).where(tickets.c.id == ticket_id).values(forgotten_at=at))

    async def invalid_of(self, person_id: int) -> int:
        """How many of a petitioner's tickets were set aside as 无效件."""
        query = select(func.count()).where(tickets.c.petitioner_id == person_id, tickets.c.state == State.INVALID.value)
        return int(await self._connection.scalar(query) or 0)

    async def live_in(self, categories: Collection[str]) -> dict[str, int]:
        """How many tickets that have not ended are in these categories, in the order of the codes."""
        query = (
            select(tickets.c.category, func.count())
            .where(tickets.c.category.in_(list(categories)), tickets.c.state.not_in([s.value for s in ENDED]))
            .group_by(tickets.c.category)
            .order_by(tickets.c.category)
        )
        return {category: int(count) for category, count in await self._connection.execute(query)}

    async def add_note(self, ticket_id: int, author_id: int | None, kind: str, body: str, at: datetime) -> int:
        new = {"ticket_id": ticket_id, "author_id": author_id, "kind": kind, "body": body, "at": at}
        return int((await self._connection.execute(_ADD_NOTE, new)).scalar_one())

    async def notes(self, ticket_id: int) -> list[Note]:
        query = select(notes).where(notes.c.ticket_id == ticket_id).order_by(notes.c.id)
        return [
            Note(row.id, row.author_id, row.kind, row.body, row.at) for row in await self._connection.execute(query)
        ]

    async def mask_note(self, note_id: int, body: str) -> None:
        """What was written goes for good; this stands in its place."""
        await self._connection.execute(update(notes).where(notes.c.id == note_id).values(body=body))

    async def forget_locations(self, ticket_id: int) -> None:
        await self._connection.execute(delete(locations).where(locations.c.ticket_id == ticket_id))

    async def forget_unfiled_locations(self, drafts: Collection[int]) -> None:
        """Locations shared for drafts that became no ticket."""
        mine = locations.c.draft_id.in_(list(drafts)) & locations.c.ticket_id.is_(None)
        await self._connection.execute(delete(locations).where(mine))

    async def add_location(self, draft_id: int, latitude: float, longitude: float, at: datetime) -> None:
        await self._connection.execute(
            insert(locations).values(draft_id=draft_id, latitude=latitude, longitude=longitude, at=at)
        )

    async def locate(self, ticket_id: int, latitude: float, longitude: float, at: datetime) -> None:
        """A location that was shared for a ticket that exists already."""
        await self._connection.execute(
            insert(locations).values(ticket_id=ticket_id, latitude=latitude, longitude=longitude, at=at)
        )

    async def give_locations(self, draft_id: int, ticket_id: int) -> None:
        """Locations shared while the matter was a draft now belong to its ticket."""
        await self._connection.execute(_GIVE_LOCATIONS, {"of_draft": draft_id, "new_ticket": ticket_id})

    async def location(self, ticket_id: int) -> tuple[float, float] | None:
        query = select(locations.c.latitude, locations.c.longitude).where(locations.c.ticket_id == ticket_id)
        row = (await self._connection.execute(query.order_by(desc(locations.c.id)).limit(1))).first()
        return None if row is None else (row.latitude, row.longitude)

    async def count(self) -> int:
        return int((await self._connection.execute(select(func.count()).select_from(tickets))).scalar_one())


def _ticket(row: Row[Any]) -> Ticket:
    return as_ticket(dict(row._mapping))


def as_ticket(values: dict[str, Any]) -> Ticket:
    """The ticket of a row with its :data:`COLUMNS`."""
    values["state"] = State(values["state"])
    values["result"] = Result(values["result"]) if values["result"] else None
    values["sealed_role"] = Role(values["sealed_role"]) if values["sealed_role"] else None
    return Ticket(**values)
