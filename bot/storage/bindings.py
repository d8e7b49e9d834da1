"""What groups and topics stand for, and whether they can be reached."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, select, update

from bot.domain.rooms import OF_TOPIC, Room, Trouble
from bot.storage.gateway import Gateway
from bot.storage.tables import bindings, chats, voices

CHECKED_EVERY = timedelta(hours=24)
ASKED_AGAIN_AFTER = timedelta(hours=1)
"""Where Telegram could not be asked."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A room and the node it stands for. ``chat_state`` as in Chat; ``state``: ok, no-topic or closed.

    ``bound_by``: the person who said so, None for an import.
    """

    room: Room
    node_id: int
    title: str
    chat_state: str
    state: str
    general_closed: bool
    bound_by: int | None

    @property
    def trouble(self) -> Trouble | None:
        """What keeps messages out of this very room."""
        if self.chat_state != "ok":
            return Trouble.MUTED if self.chat_state == Trouble.MUTED else Trouble.GONE
        if self.room.thread_id:
            return Trouble(self.state) if self.state in set(OF_TOPIC) else None
        return Trouble.CLOSED if self.general_closed else None

    @property
    def reach(self) -> Room | None:
        """Where its messages go now: a broken topic gives way to General; None when nothing arrives in that group."""
        match self.trouble:
            case None:
                return self.room
            case Trouble.NO_TOPIC | Trouble.CLOSED if not self.general_closed:
                return Room(self.room.chat_id)
            case _:
                return None


class Bindings(Gateway):
    async def bind(
        self, room: Room, node_id: int, at: datetime, *, by: int | None = None, check_at: datetime | None = None
    ) -> None:
        """From now on the room stands for the node, and for nothing else. ``check_at``: when to ask Telegram about it,
        a day later if not said.
        """
        values: dict[str, Any] = {
            "node_id": node_id,
            "state": "ok",
            "bound_at": at,
            "bound_by": by,
            "check_at": check_at or at + CHECKED_EVERY,
        }
        statement = self._insert(bindings).values(chat_id=room.chat_id, thread_id=room.thread_id, **values)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["chat_id", "thread_id"], set_=values)
        )

    async def unbind(self, room: Room) -> None:
        await self._connection.execute(delete(bindings).where(*_is(room)))

    async def at(self, room: Room) -> Binding | None:
        found = await self._found(_select().where(*_is(room)))
        return found[0] if found else None

    async def in_chat(self, chat_id: int) -> list[Binding]:
        return await self._found(_select().where(bindings.c.chat_id == chat_id))

    async def of(self, node_ids: Collection[int]) -> list[Binding]:
        """Rooms that stand for one of the nodes, those in trouble too, the oldest first."""
        rows = await self._connection.execute(_OF, {"nodes": list(node_ids)})
        return [_binding(row) for row in rows]

    async def all(self) -> list[Binding]:
        return await self._found(_select())

    async def set_state(self, room: Room, state: str) -> None:
        """``state``: ok, no-topic or closed."""
        await self._connection.execute(update(bindings).where(*_is(room)).values(state=state))

    async def claim_checks(self, now: datetime, limit: int, bot_id: int | None = None) -> list[int]:
        """Chats about which Telegram is to be asked now; nobody else asks about them for an hour. With ``bot_id``
        none in which another bot speaks.
        """
        due = select(bindings.c.chat_id).where(bindings.c.check_at <= now).order_by(bindings.c.check_at).limit(limit)
        if bot_id is not None:
            others = exists().where(voices.c.chat_id == bindings.c.chat_id, voices.c.bot_id != bot_id)
            due = due.where(~others)
        due = due.with_for_update(skip_locked=True)  # several copies ask about different chats
        claimed = (
            update(bindings)
            .where(bindings.c.check_at <= now, bindings.c.chat_id.in_(due))
            .values(check_at=now + ASKED_AGAIN_AFTER)
            .returning(bindings.c.chat_id)
        )
        return sorted(set((await self._connection.scalars(claimed)).all()))

    async def checked(self, chat_id: int, now: datetime) -> None:
        await self._connection.execute(
            update(bindings).where(bindings.c.chat_id == chat_id).values(check_at=now + CHECKED_EVERY)
        )

    async def moved(self, old: int, new: int) -> None:
        """The group has another number now. What was bound there already under the new one stays."""
        taken = bindings.alias()
        there = exists().where(taken.c.chat_id == new, taken.c.thread_id == bindings.c.thread_id)
        await self._connection.execute(update(bindings).where(bindings.c.chat_id == old, ~there).values(chat_id=new))
        await self._connection.execute(delete(bindings).where(bindings.c.chat_id == old))

    async def _found(self, query: Select[Any]) -> list[Binding]:
        return [_binding(row) for row in await self._connection.execute(query)]


def _is(room: Room) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return bindings.c.chat_id == room.chat_id, bindings.c.thread_id == room.thread_id


def _select() -> Select[Any]:
    return (
        select(
            bindings.c.chat_id,
            bindings.c.thread_id,
            bindings.c.node_id,
            bindings.c.state,
            bindings.c.bound_by,
            chats.c.title,
            chats.c.state.label("chat_state"),
            chats.c.general_closed,
        )
        .join(chats, chats.c.chat_id == bindings.c.chat_id)
        .order_by(bindings.c.bound_at, bindings.c.id)
    )


_OF = _select().where(bindings.c.node_id.in_(bindparam("nodes", expanding=True)))


def _binding(row: Any) -> Binding:
    room = Room(row.chat_id, row.thread_id)
    return Binding(
        room, row.node_id, row.title or "", row.chat_state, row.state, bool(row.general_closed), row.bound_by
    )
