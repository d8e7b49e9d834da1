"""Matters that are still being told. A conversation lives here, not in memory."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, desc, insert, select, update

from bot.domain import intake
from bot.domain.errors import Stale
from bot.domain.intake import Draft
from bot.storage.gateway import Gateway
from bot.storage.tables import drafts


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft with its row. ``state``: open, held (waits until it expires, asks nothing), filed or dropped.

    ``extras``: whether files or a shared location may hang on it.
    """

    id: int
    person_id: int
    chat_id: int
    state: str
    expires_at: datetime
    version: int
    draft: Draft
    ticket_id: int | None
    extras: bool = True


_ADD = insert(drafts).returning(drafts.c.id)
_OPEN_OF = (
    select(drafts)
    .where(drafts.c.person_id == bindparam("of_person"), drafts.c.state == "open")
    .order_by(desc(drafts.c.id))
    .limit(1)
)
_HELD_OF = (
    select(drafts)
    .where(drafts.c.person_id == bindparam("of_person"), drafts.c.state == "held")
    .order_by(drafts.c.expires_at, drafts.c.id)
)
_CHANGE = update(drafts).where(drafts.c.id == bindparam("of_id"), drafts.c.version == bindparam("of_version"))

_FORGOTTEN = {"state": "forgotten", "body": intake.to_json(Draft())}


class Drafts(Gateway):
    async def add(
        self, person_id: int, chat_id: int, draft: Draft, now: datetime, expires_at: datetime, state: str = "open"
    ) -> SavedDraft:
        new = {
            "person_id": person_id,
            "chat_id": chat_id,
            "state": state,
            "body": intake.to_json(draft),
            "version": 0,
            "created_at": now,
            "expires_at": expires_at,
        }
        id_ = (await self._connection.execute(_ADD, new)).scalar_one()
        return SavedDraft(id_, person_id, chat_id, state, expires_at, 0, draft, None)

    async def open_of(self, person_id: int) -> SavedDraft | None:
        row = (await self._connection.execute(_OPEN_OF, {"of_person": person_id})).first()
        return None if row is None else _saved(row)

    async def get(self, draft_id: int) -> SavedDraft | None:
        row = (await self._connection.execute(select(drafts).where(drafts.c.id == draft_id))).first()
        return None if row is None else _saved(row)

    async def keep(self, saved: SavedDraft, draft: Draft, expires_at: datetime) -> SavedDraft:
        version = await self._change(saved, body=intake.to_json(draft), expires_at=expires_at)
        return replace(saved, draft=draft, expires_at=expires_at, version=version)

    async def filed(self, saved: SavedDraft, ticket_id: int) -> None:
        await self._change(saved, state="filed", ticket_id=ticket_id)

    async def dropped(self, saved: SavedDraft) -> None:
        await self._change(saved, state="dropped")

    async def held_of(self, person_id: int) -> list[SavedDraft]:
        """Matters of somebody who told many, in the order in which they are filed."""
        return [_saved(row) for row in await self._connection.execute(_HELD_OF, {"of_person": person_id})]

    async def expired(self, now: datetime, limit: int = 50, state: str = "open") -> list[SavedDraft]:
        query = select(drafts).where(drafts.c.state == state, drafts.c.expires_at <= now)
        rows = await self._connection.execute(query.order_by(drafts.c.expires_at).limit(limit))
        return [_saved(row) for row in rows]

    async def forget_filed(self, person_id: int, ticket_id: int) -> None:
        """The words from which a ticket was made are masked there."""
        mine = (drafts.c.person_id == person_id, drafts.c.state == "filed", drafts.c.ticket_id == ticket_id)
        await self._connection.execute(update(drafts).where(*mine).values(**_FORGOTTEN))

    async def forget_dropped(self, before: datetime) -> list[int]:
        """What was never filed, so long ago; which it was."""
        old = (drafts.c.state == "dropped", drafts.c.expires_at < before)
        query = update(drafts).where(*old).values(**_FORGOTTEN).returning(drafts.c.id)
        return list(await self._connection.scalars(query))

    async def _change(self, saved: SavedDraft, **values: Any) -> int:
        """Its version now; raises Stale when somebody was faster."""
        version = saved.version + 1
        new = {**values, "version": version, "of_id": saved.id, "of_version": saved.version}
        if (await self._connection.execute(_CHANGE, new)).rowcount != 1:
            raise Stale
        return version


def _saved(row: Row[Any]) -> SavedDraft:
    return SavedDraft(
        row.id,
        row.person_id,
        row.chat_id,
        row.state,
        row.expires_at,
        row.version,
        intake.from_json(row.body),
        row.ticket_id,
    )
