"""回访: one row a round, asked at most three times."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from bot.storage.gateway import Gateway
from bot.storage.tables import surveys


@dataclass(frozen=True, slots=True)
class Survey:
    """``solved`` and ``rating`` are None until answered; ``next_at`` is when to ask again or to give up."""

    id: int
    ticket_id: int
    round: int
    tries: int
    asked_at: datetime
    solved: str | None
    rating: int | None
    ended_at: datetime | None


class Surveys(Gateway):
    async def start(self, ticket_id: int, round_: int, now: datetime, next_at: datetime | None) -> None:
        await self._connection.execute(
            insert(surveys).values(ticket_id=ticket_id, round=round_, tries=1, asked_at=now, next_at=next_at)
        )

    async def of(self, ticket_id: int, round_: int) -> Survey | None:
        query = select(surveys).where(surveys.c.ticket_id == ticket_id, surveys.c.round == round_)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _survey(row)

    async def due(self, now: datetime, limit: int = 100) -> list[Survey]:
        query = select(surveys).where(surveys.c.next_at <= now).order_by(surveys.c.next_at).limit(limit)
        return [_survey(row) for row in await self._connection.execute(query)]

    async def asked_again(self, survey: Survey, next_at: datetime | None) -> None:
        await self._set(survey, tries=survey.tries + 1, next_at=next_at)

    async def answered(self, survey: Survey, *, solved: str | None = None, rating: int | None = None) -> None:
        values: dict[str, Any] = {}
        if solved is not None:
            values["solved"] = solved
        if rating is not None:
            values["rating"] = rating
        await self._set(survey, **values)

    async def commented(self, survey: Survey, note_id: int) -> None:
        await self._set(survey, comment_id=note_id)

    async def ended(self, survey: Survey, now: datetime) -> None:
        await self._set(survey, ended_at=now, next_at=None)

    async def forget(self, survey: Survey) -> None:
        """It was started by a slip that was taken back."""
        await self._connection.execute(delete(surveys).where(surveys.c.id == survey.id))

    async def _set(self, survey: Survey, **values: Any) -> None:
        await self._connection.execute(update(surveys).where(surveys.c.id == survey.id).values(**values))


def _survey(row: Row[Any]) -> Survey:
    return Survey(row.id, row.ticket_id, row.round, row.tries, row.asked_at, row.solved, row.rating, row.ended_at)
