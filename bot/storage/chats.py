"""The chats we speak in, and whether they can be reached. What they stand for is in bindings.py."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, case, func, select, update

from bot.storage.gateway import Gateway
from bot.storage.tables import chats


@dataclass(frozen=True, slots=True)
class Chat:
    """``state``: ok, blocked (by the person), gone (we were removed), muted (we may not write), migrated.

    ``admin``: whether we are one there; ``migrated_to``: the supergroup that took its place.
    """

    chat_id: int
    type: str
    title: str
    state: str
    admin: bool
    migrated_to: int | None


class Chats(Gateway):
    async def seen(self, chat_id: int, type_: str, title: str = "") -> None:
        """Remembers a chat and that it can be reached; one that became a supergroup stays gone."""
        await self._put(
            chat_id,
            {"type": type_, "title": title[:256], "state": "ok"},
            {"state": case((chats.c.state == "migrated", "migrated"), else_="ok")},
        )

    async def unreachable(self, chat_id: int, state: str) -> None:
        """Remembers that nothing arrives there: ``state`` blocked, gone or muted."""
        type_ = "private" if chat_id > 0 else "group"
        await self._put(chat_id, {"type": type_, "state": state}, {"type": chats.c.type})

    async def _put(self, chat_id: int, values: dict[str, Any], otherwise: dict[str, Any]) -> None:
        """A new row, or ``values`` and then ``otherwise`` into the one that is there."""
        statement = self._insert(chats).values(chat_id=chat_id, **values)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["chat_id"], set_={**values, **otherwise})
        )

    async def get(self, chat_id: int) -> Chat | None:
        row = (await self._connection.execute(select(chats).where(chats.c.chat_id == chat_id))).first()
        return None if row is None else _chat(row)

    async def set_admin(self, chat_id: int, admin: bool) -> None:
        """Whether we are an admin there."""
        await self._connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(admin=admin))

    async def set_title(self, chat_id: int, title: str) -> None:
        await self._connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(title=title[:256]))

    async def set_general_closed(self, chat_id: int, closed: bool) -> None:
        """Whether the topic General of a forum group takes no messages."""
        await self._connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(general_closed=closed))

    async def closed_to_us(self, chat_ids: Collection[int]) -> set[int]:
        """Those of the chats where nothing arrives."""
        query = select(chats.c.chat_id).where(chats.c.chat_id.in_(list(chat_ids)), chats.c.state != "ok")
        return set((await self._connection.scalars(query)).all())

    async def may_hint(self, chat_id: int, now: datetime) -> bool:
        """Whether an unbound group may be told again how to bind it: once a day."""
        query = (
            update(chats)
            .where(chats.c.chat_id == chat_id)
            .where((chats.c.hinted_at.is_(None)) | (chats.c.hinted_at < now - timedelta(days=1)))
            .values(hinted_at=now)
        )
        return (await self._connection.execute(query)).rowcount == 1

    async def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: the new chat takes over its title and language."""
        before = await self.get(old)
        known = await self.get(new)
        title = (known.title if known else "") or (before.title if before else "")
        await self.seen(new, "supergroup", title)
        language = select(chats.c.locale).where(chats.c.chat_id == old).correlate(None).scalar_subquery()
        hinted = select(chats.c.hinted_at).where(chats.c.chat_id == old).correlate(None).scalar_subquery()
        await self._connection.execute(
            update(chats)
            .where(chats.c.chat_id == new)
            .values(locale=func.coalesce(chats.c.locale, language), hinted_at=func.coalesce(chats.c.hinted_at, hinted))
        )
        await self._connection.execute(
            update(chats).where(chats.c.chat_id == old).values(state="migrated", migrated_to=new)
        )


def _chat(row: Row[Any]) -> Chat:
    return Chat(row.chat_id, row.type, row.title or "", row.state, bool(row.admin), row.migrated_to)
