"""Requests to the desk above, and what it decided."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.domain.requests import Kind, Request
from bot.storage.gateway import Gateway
from bot.storage.tables import requests

_COLUMNS = tuple(requests.c[field.name] for field in fields(Request))


class Requests(Gateway):
    async def add(self, values: Mapping[str, Any]) -> Request:
        """``values``: columns; the desk is reminded at ``due_at`` for the first time."""
        row = await self._connection.execute(
            insert(requests).values(**values, next_at=values["due_at"]).returning(*_COLUMNS)
        )
        return _request(row.one())

    async def get(self, request_id: int) -> Request | None:
        row = (await self._connection.execute(select(*_COLUMNS).where(requests.c.id == request_id))).first()
        return None if row is None else _request(row)

    async def pending(self, ticket_id: int, kind: Kind) -> Request | None:
        """The undecided one of a kind."""
        query = select(*_COLUMNS).where(
            requests.c.ticket_id == ticket_id, requests.c.kind == kind.value, requests.c.decided_at.is_(None)
        )
        row = (await self._connection.execute(query)).first()
        return None if row is None else _request(row)

    async def of(self, ticket_id: int) -> list[Request]:
        query = select(*_COLUMNS).where(requests.c.ticket_id == ticket_id).order_by(requests.c.id)
        return [_request(row) for row in await self._connection.execute(query)]

    async def waiting_at(self, desk_ids: Collection[int], limit: int = 30) -> list[Request]:
        """Undecided ones of these desks, the earliest due first."""
        query = (
            select(*_COLUMNS)
            .where(requests.c.desk_id.in_(list(desk_ids)), requests.c.decided_at.is_(None))
            .order_by(requests.c.due_at, requests.c.id)
            .limit(limit)
        )
        return [_request(row) for row in await self._connection.execute(query)]

    async def due(self, now: datetime, limit: int = 100) -> list[Request]:
        """Undecided ones that must be looked at now."""
        query = select(*_COLUMNS).where(requests.c.next_at <= now).order_by(requests.c.next_at).limit(limit)
        return [_request(row) for row in await self._connection.execute(query)]

    async def put_off(self, request_id: int, next_at: datetime | None) -> None:
        await self._connection.execute(update(requests).where(requests.c.id == request_id).values(next_at=next_at))

    async def decide(
        self, request: Request, *, granted: bool, decider_id: int | None, now: datetime, answer_id: int | None = None
    ) -> bool:
        """Whether it was this one that decided: of two at once the first wins."""
        query = (
            update(requests)
            .where(requests.c.id == request.id, requests.c.decided_at.is_(None))
            .values(granted=granted, decider_id=decider_id, decided_at=now, next_at=None, answer_id=answer_id)
        )
        return (await self._connection.execute(query)).rowcount == 1

    async def withdraw(self, request: Request, now: datetime) -> bool:
        """It is pointless now: the ticket moved on, or whoever asked thought better of it. Whether it still waited."""
        query = update(requests).where(requests.c.id == request.id, requests.c.decided_at.is_(None))
        return (await self._connection.execute(query.values(decided_at=now, next_at=None))).rowcount == 1

    async def drop(self, ticket_ids: Collection[int], now: datetime) -> None:
        """What was asked of tickets that moved on needs no answer any more."""
        query = update(requests).where(
            requests.c.ticket_id.in_(list(ticket_ids)),
            requests.c.decided_at.is_(None),
            # Whether it counts is another question than how it goes on.
            requests.c.kind != Kind.EXCLUSION.value,
        )
        await self._connection.execute(query.values(decided_at=now, next_at=None))

    async def wait_again(self, request: Request) -> None:
        """What was decided was a slip: it waits as before."""
        values = {"granted": None, "decider_id": None, "decided_at": None, "answer_id": None, "next_at": request.due_at}
        await self._connection.execute(update(requests).where(requests.c.id == request.id).values(**values))

    async def count(self, ticket_id: int, kind: Kind, round_: int) -> int:
        """How many of a kind were granted or are asked for in this round."""
        query = select(func.count()).where(
            requests.c.ticket_id == ticket_id,
            requests.c.kind == kind.value,
            requests.c.round == round_,
            requests.c.granted.is_not(False),
        )
        return int(await self._connection.scalar(query) or 0)


def _request(row: Row[Any]) -> Request:
    values = dict(row._mapping)
    values["kind"] = Kind(values["kind"])
    return Request(**values)
