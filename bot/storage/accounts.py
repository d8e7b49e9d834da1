"""挂账: what cannot be solved for now, why, and when it is looked at again."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from bot.domain.escalation import Trigger
from bot.storage.escalations import climbed
from bot.storage.gateway import Gateway
from bot.storage.tables import accounts, tickets


@dataclass(frozen=True, slots=True)
class Account:
    """One stay on the account. ``desk_id`` is asked at ``look_at``; ``times`` counts how often it was put there."""

    id: int
    ticket_id: int
    desk_id: int
    reason: str
    note_id: int
    times: int
    at: datetime
    look_at: datetime


_COLUMNS = tuple(accounts.c[field.name] for field in fields(Account))


class Accounts(Gateway):
    async def running(self, ticket_id: int) -> Account | None:
        query = select(*_COLUMNS).where(accounts.c.ticket_id == ticket_id, accounts.c.ended_at.is_(None))
        row = (await self._connection.execute(query)).first()
        return None if row is None else _account(row)

    async def put(
        self, ticket_id: int, desk_id: int, reason: str, note_id: int, actor_id: int, look_at: datetime, now: datetime
    ) -> None:
        """Puts it there, or there again for a new reason."""
        values = {"reason": reason, "note_id": note_id, "actor_id": actor_id, "look_at": look_at, "asked_at": None}
        again = (
            update(accounts)
            .where(accounts.c.ticket_id == ticket_id, accounts.c.ended_at.is_(None))
            .values(**values, times=accounts.c.times + 1)
        )
        if (await self._connection.execute(again)).rowcount == 0:
            await self._connection.execute(
                insert(accounts).values(**values, ticket_id=ticket_id, desk_id=desk_id, at=now)
            )

    async def due(self, now: datetime, limit: int = 100) -> list[Account]:
        """Those that must be looked at, the earliest first."""
        query = select(*_COLUMNS).where(accounts.c.look_at <= now, accounts.c.ended_at.is_(None))
        return [
            _account(row) for row in await self._connection.execute(query.order_by(accounts.c.look_at).limit(limit))
        ]

    async def asked(self, account: Account, now: datetime, look_at: datetime) -> None:
        """The desk was asked; it is asked again at ``look_at`` unless it has decided."""
        query = update(accounts).where(accounts.c.id == account.id)
        await self._connection.execute(query.values(asked_at=now, look_at=look_at))

    async def end(self, ticket_id: int, now: datetime) -> None:
        query = update(accounts).where(accounts.c.ticket_id == ticket_id, accounts.c.ended_at.is_(None))
        await self._connection.execute(query.values(ended_at=now))

    async def long(self, owners: Collection[int], since: datetime, limit: int = 100) -> list[Account]:
        """There for so long with one of ``owners``, and nobody higher was told yet; the longest there first."""
        query = (
            select(*_COLUMNS)
            .join(tickets, tickets.c.id == accounts.c.ticket_id)
            .where(accounts.c.at <= since, accounts.c.ended_at.is_(None), ~climbed(Trigger.ON_ACCOUNT))
            .where(tickets.c.owner_id.in_(list(owners)))
            .order_by(accounts.c.at, accounts.c.id)
        )
        return [_account(row) for row in await self._connection.execute(query.limit(limit))]


def _account(row: Row[Any]) -> Account:
    return Account(**row._mapping)
