"""The chats we speak in: whether they can be reached, and what a group stands for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.gateway import Gateway
from bot.storage.tables import chats


@dataclass(frozen=True, slots=True)
class Chat:
    """``state``: ok, blocked (by the person), gone (we were removed), migrated. ``node_id``: what it stands for."""

    chat_id: int
    type: str
    title: str
    state: str
    node_id: int | None


class Chats(Gateway):
    async def seen(self, chat_id: int, type_: str, title: str = "") -> None:
        """Remembers a chat and that it can be reached."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(chats).values(chat_id=chat_id, type=type_, title=title[:256], state="ok")
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["chat_id"], set_={"type": type_, "title": title[:256], "state": "ok"}
            )
        )

    async def get(self, chat_id: int) -> Chat | None:
        row = (await self._connection.execute(select(chats).where(chats.c.chat_id == chat_id))).first()
        return None if row is None else _chat(row)

    async def set_state(self, chat_id: int, state: str) -> None:
        await self._connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(state=state))

    async def bind(self, chat_id: int, node_id: int, at: datetime) -> None:
        await self._connection.execute(
            update(chats).where(chats.c.chat_id == chat_id).values(node_id=node_id, bound_at=at)
        )

    async def bound_to(self, node_ids: Collection[int]) -> list[Chat]:
        """Groups that stand for one of the nodes and can be reached."""
        query = (
            select(chats)
            .where(chats.c.node_id.in_(list(node_ids)), chats.c.state == "ok")
            .order_by(chats.c.bound_at, chats.c.chat_id)
        )
        return [_chat(row) for row in await self._connection.execute(query)]

    async def all_bound(self) -> list[Chat]:
        query = select(chats).where(chats.c.node_id.is_not(None)).order_by(chats.c.chat_id)
        return [_chat(row) for row in await self._connection.execute(query)]

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
        """A group became a supergroup: the new chat takes over what the old one stood for."""
        before = await self.get(old)
        await self.seen(new, "supergroup", before.title if before else "")
        if before is None or before.state == "migrated":
            return
        if before.node_id is not None:
            bound_at = await self._connection.scalar(select(chats.c.bound_at).where(chats.c.chat_id == old))
            await self._connection.execute(
                update(chats).where(chats.c.chat_id == new).values(node_id=before.node_id, bound_at=bound_at)
            )
        await self._connection.execute(
            update(chats).where(chats.c.chat_id == old).values(state="migrated", migrated_to=new, node_id=None)
        )


def _chat(row: Row[Any]) -> Chat:
    return Chat(row.chat_id, row.type, row.title or "", row.state, row.node_id)
