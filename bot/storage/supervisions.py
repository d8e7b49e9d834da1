"""督办 orders and their answers."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, desc, func, insert, select, update

from bot.domain.supervision import Supervision
from bot.storage.gateway import Gateway
from bot.storage.tables import supervisions

_COLUMNS = tuple(supervisions.c[field.name] for field in fields(Supervision))


class Supervisions(Gateway):
    async def add(
        self,
        ticket_id: int,
        by_id: int,
        grade: str,
        now: datetime,
        due_at: datetime,
        *,
        note_id: int | None = None,
        actor_id: int | None = None,
    ) -> None:
        """A heavier one takes the place of what was unanswered: nobody is nagged twice for one thing."""
        pending = supervisions.c.ticket_id == ticket_id
        await self._connection.execute(update(supervisions).where(pending).values(next_at=None))
        await self._connection.execute(
            insert(supervisions).values(
                ticket_id=ticket_id, by_id=by_id, grade=grade, note_id=note_id, actor_id=actor_id, at=now,
                due_at=due_at, next_at=due_at,
            )
        )  # fmt: skip

    async def running(self, ticket_id: int) -> Supervision | None:
        """The one that waits for an answer."""
        query = select(*_COLUMNS).where(
            supervisions.c.ticket_id == ticket_id,
            supervisions.c.answered_at.is_(None),
            supervisions.c.next_at.is_not(None),
        )
        row = (await self._connection.execute(query.order_by(desc(supervisions.c.id)).limit(1))).first()
        return None if row is None else _supervision(row)

    async def answer(self, supervision: Supervision, note_id: int, now: datetime) -> None:
        query = update(supervisions).where(supervisions.c.id == supervision.id)
        await self._connection.execute(query.values(answered_at=now, answer_id=note_id, next_at=None))

    async def due(self, now: datetime, limit: int = 100) -> list[Supervision]:
        """Unanswered ones of which silence must be spoken now."""
        query = select(*_COLUMNS).where(supervisions.c.next_at <= now).order_by(supervisions.c.next_at).limit(limit)
        return [_supervision(row) for row in await self._connection.execute(query)]

    async def put_off(self, supervision: Supervision, next_at: datetime | None) -> None:
        query = update(supervisions).where(supervisions.c.id == supervision.id).values(next_at=next_at)
        await self._connection.execute(query)

    async def counts(self, since: datetime, until: datetime) -> dict[str, int]:
        """How many of each grade were issued in this time: for reports."""
        query = (
            select(supervisions.c.grade, func.count())
            .where(supervisions.c.at >= since, supervisions.c.at < until)
            .group_by(supervisions.c.grade)
        )
        return {grade: int(count) for grade, count in await self._connection.execute(query)}


def _supervision(row: Row[Any]) -> Supervision:
    return Supervision(**row._mapping)
