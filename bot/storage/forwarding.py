"""Letters after they were decided: where they go when their room is gone or has moved, and when they are forgotten."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, or_, select, update

from bot.domain.notices import Notice
from bot.domain.originals import ORIGINAL
from bot.domain.rooms import Room
from bot.storage.gateway import Gateway
from bot.storage.notice_rows import to_json
from bot.storage.outbox import Letter, letter_of
from bot.storage.tables import outbox

_WAITS = and_(outbox.c.state.in_(("queued", "sending")), outbox.c.method != "answer")
"""Answers to presses are found by the number of the press, not by the chat."""
_WAITING = select(outbox.c.id, outbox.c.ticket_id, outbox.c.key).where(
    outbox.c.ticket_id.in_(bindparam("ids", expanding=True)), outbox.c.state == "queued"
)


class Forwarding(Gateway):
    async def to_new_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: what waits for it follows; message numbers of the old one mean nothing there."""
        await self._readdress(outbox.c.chat_id == old, {"chat_id": new})

    async def to_general(self, room: Room) -> None:
        """A topic is no more: what waits for it goes to the topic General of the same group."""
        await self._readdress(_in(room), {"thread_id": 0})

    async def _readdress(self, where: ColumnElement[bool], address: dict[str, Any]) -> None:
        """What can only be done to a message that is out of reach is dropped, all else becomes a message of its own."""
        on_a_message = or_(outbox.c.method.in_(("react", "delete")), outbox.c.card == "left")
        await self._connection.execute(update(outbox).where(where, _WAITS, on_a_message).values(state="recalled"))
        await self._connection.execute(
            update(outbox).where(where, _WAITS).values(message_id=None, reply_to=None, state="queued", **address)
        )

    async def waiting_for(self, room: Room, *, whole_chat: bool) -> list[tuple[int, Letter]]:
        """Letters about tickets that wait for a room, or under way to it, with their row ids."""
        return await self._waiting(room, whole_chat, outbox.c.ticket_id.is_not(None) & outbox.c.card.is_not(None))

    async def unfiled_for(self, room: Room, *, whole_chat: bool) -> list[tuple[int, Letter]]:
        """Messages about no ticket that wait for a room, or under way to it, with their row ids."""
        return await self._waiting(room, whole_chat, outbox.c.ticket_id.is_(None) & (outbox.c.method == "send"))

    async def _waiting(self, room: Room, whole_chat: bool, which: ColumnElement[bool]) -> list[tuple[int, Letter]]:
        where = outbox.c.chat_id == room.chat_id if whole_chat else _in(room)
        rows = await self._connection.execute(select(outbox).where(where, _WAITS, which).order_by(outbox.c.id))
        return [(row.id, letter_of(row)) for row in rows]

    async def overtake(self, heads: Mapping[int, str]) -> set[tuple[int, int]]:
        """Words about tickets, by id, whose keys begin so and still wait never leave: a newer one says it too. Returns
        their tickets with their chats.
        """
        waiting = await self._connection.execute(_WAITING, {"ids": list(heads)})
        found = [row.id for row in waiting if row.key.startswith(heads[row.ticket_id])]
        if not found:
            return set()
        query = update(outbox).where(outbox.c.id.in_(found), outbox.c.state == "queued").values(state="recalled")
        rows = await self._connection.execute(query.returning(outbox.c.ticket_id, outbox.c.chat_id))
        return {(row.ticket_id, row.chat_id) for row in rows}

    async def forget(self, ticket_id: int, instead: Notice) -> None:
        """What was said about a ticket is erased, that it was said stays. What still waits leaves, as its words are
        masked; an original never does, nor what was given up.
        """
        waits = outbox.c.state.in_(("queued", "sending"))
        mine = update(outbox).where(outbox.c.ticket_id == ticket_id, ~waits | (outbox.c.card == ORIGINAL))
        state = case((waits | (outbox.c.state == "undelivered"), "recalled"), else_=outbox.c.state)
        await self._connection.execute(mine.values(notice=to_json(instead), state=state))

    async def mark(self, ids: Collection[int], state: str) -> None:
        """``state``: rerouted (said elsewhere instead) or recalled (nobody needs it any more)."""
        await self._connection.execute(update(outbox).where(outbox.c.id.in_(list(ids))).values(state=state))

    async def coming(self, ticket_id: int) -> set[Room]:
        """Rooms for which a card of the ticket waits."""
        query = select(outbox.c.chat_id, outbox.c.thread_id).where(
            outbox.c.ticket_id == ticket_id, outbox.c.card == "card", outbox.c.method == "send", _WAITS
        )
        return {Room(row.chat_id, row.thread_id) for row in await self._connection.execute(query)}


def _in(room: Room) -> ColumnElement[bool]:
    return and_(outbox.c.chat_id == room.chat_id, outbox.c.thread_id == room.thread_id)
