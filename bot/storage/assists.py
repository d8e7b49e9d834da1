"""协办单: slips of co-handlers."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.domain.assist import Slip
from bot.storage.gateway import Gateway
from bot.storage.tables import assists

_COLUMNS = tuple(assists.c[field.name] for field in fields(Slip))


class Assists(Gateway):
    async def add(self, values: Mapping[str, Any]) -> Slip:
        row = await self._connection.execute(insert(assists).values(**values).returning(*_COLUMNS))
        return Slip(**row.one()._mapping)

    async def get(self, slip_id: int) -> Slip | None:
        row = (await self._connection.execute(select(*_COLUMNS).where(assists.c.id == slip_id))).first()
        return None if row is None else Slip(**row._mapping)

    async def of(self, ticket_id: int) -> list[Slip]:
        query = select(*_COLUMNS).where(assists.c.ticket_id == ticket_id).order_by(assists.c.id)
        return [Slip(**row._mapping) for row in await self._connection.execute(query)]

    async def due(self, now: datetime, limit: int = 100) -> list[Slip]:
        """Those the clock must look at now, the earliest first."""
        query = select(*_COLUMNS).where(assists.c.next_at <= now).order_by(assists.c.next_at, assists.c.id)
        return [Slip(**row._mapping) for row in await self._connection.execute(query.limit(limit))]

    async def change(self, slip: Slip, **values: Any) -> Slip | None:
        """Only if nobody was faster: an open slip that is signed or not as this one was. None otherwise."""
        unsigned = assists.c.signed_at.is_(None) if slip.signed_at is None else assists.c.signed_at.is_not(None)
        query = update(assists).where(assists.c.id == slip.id, assists.c.closed_at.is_(None), unsigned)
        row = (await self._connection.execute(query.values(**values).returning(*_COLUMNS))).first()
        return None if row is None else Slip(**row._mapping)
