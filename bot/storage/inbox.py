"""Raw updates, stored before Telegram may forget them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from bot.storage.gateway import Gateway
from bot.storage.tables import inbox

MAX_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Arrival:
    """A raw update as it came: ``raw`` is its JSON, "" where only the id may be kept."""

    bot_id: int
    update_id: int
    chat_id: int | None
    priority: int
    raw: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored update that still has to be handled."""

    id: int
    chat_id: int | None
    priority: int
    raw: str
    attempts: int
    received_at: datetime


class Inbox(Gateway):
    async def store(self, arrivals: Sequence[Arrival]) -> int:
        """Keeps each update once, however often it is delivered; returns how many were new."""
        if not arrivals:
            return 0
        rows = [
            {
                "bot_id": a.bot_id,
                "update_id": a.update_id,
                "chat_id": a.chat_id,
                "priority": a.priority,
                "raw": a.raw,
                "received_at": a.received_at,
                "state": "new" if a.raw else "ignored",
            }
            for a in arrivals
        ]
        statement = self._insert(inbox).on_conflict_do_nothing(index_elements=["bot_id", "update_id"])
        return len((await self._connection.execute(statement.returning(inbox.c.id), rows)).all())

    async def next(self, limit: int) -> list[Waiting]:
        """What waits, most urgent first, else in order of arrival."""
        columns = (inbox.c.id, inbox.c.chat_id, inbox.c.priority, inbox.c.raw, inbox.c.attempts, inbox.c.received_at)
        query = select(*columns).where(inbox.c.state == "new").order_by(inbox.c.priority, inbox.c.id).limit(limit)
        return [Waiting(*row) for row in await self._connection.execute(query)]

    async def done(self, ids: Sequence[int], at: datetime) -> None:
        if ids:
            await self._connection.execute(
                update(inbox).where(inbox.c.id.in_(ids)).values(state="done", handled_at=at, error=None)
            )

    async def failed(self, waiting: Waiting, error: str, at: datetime) -> bool:
        """Counts the failure; True when the update is now parked for a person to look at."""
        attempts = waiting.attempts + 1
        parked = attempts >= MAX_ATTEMPTS
        values = {"attempts": attempts, "error": error[:500], "state": "parked" if parked else "new"}
        if parked:
            values["handled_at"] = at
        await self._connection.execute(update(inbox).where(inbox.c.id == waiting.id).values(**values))
        return parked

    async def park(self, waiting: Waiting, error: str, at: datetime) -> None:
        """Sets aside what cannot even be parsed: trying again would not help."""
        values = {"state": "parked", "error": error[:500], "handled_at": at, "attempts": waiting.attempts + 1}
        await self._connection.execute(update(inbox).where(inbox.c.id == waiting.id).values(**values))

    async def forget_payloads(self, before: datetime) -> int:
        """Empties handled payloads older than ``before`` (72 h, architecture §2); the ids stay."""
        result = await self._connection.execute(
            update(inbox).where(inbox.c.handled_at < before, inbox.c.raw != "", inbox.c.state == "done").values(raw="")
        )
        return int(result.rowcount)

    async def counts(self) -> dict[str, int]:
        query = select(inbox.c.state, func.count()).group_by(inbox.c.state)
        return {state: int(count) for state, count in await self._connection.execute(query)}
