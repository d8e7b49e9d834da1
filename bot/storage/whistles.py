"""吹哨单 and the units they call; and where the messages about them stand."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, insert, select, update

from bot.domain.life import DROPPED
from bot.domain.notices import Notice
from bot.domain.rooms import Room
from bot.domain.whistle import Call, Grade, Whistle, WhistleState
from bot.storage.gateway import Gateway
from bot.storage.notice_rows import to_json
from bot.storage.places_below import BELOW, at_or_below
from bot.storage.tables import nodes, outbox, tickets, whistle_units, whistles

_WHISTLE = tuple(whistles.c[field.name] for field in fields(Whistle))
_CALL = tuple(whistle_units.c[field.name] for field in fields(Call))


_BLOWN = (
    select(*_WHISTLE, *(column.label(f"call_{column.name}") for column in _CALL))
    .join(whistle_units, whistle_units.c.whistle_id == whistles.c.id)
    .join(nodes, nodes.c.id == whistles.c.node_id)
    .where(BELOW, whistles.c.sent_at >= bindparam("since"))
    .order_by(whistle_units.c.id)
)


class Whistles(Gateway):
    async def add(self, values: Mapping[str, Any]) -> Whistle:
        row = await self._connection.execute(insert(whistles).values(**values).returning(*_WHISTLE))
        return _whistle(row.one())

    async def get(self, whistle_id: int) -> Whistle | None:
        row = (await self._connection.execute(select(*_WHISTLE).where(whistles.c.id == whistle_id))).first()
        return None if row is None else _whistle(row)

    async def change(self, whistle: Whistle, **values: Any) -> Whistle | None:
        """Only from the state it was read in: of two at once the first wins. None otherwise."""
        query = update(whistles).where(whistles.c.id == whistle.id, whistles.c.state == whistle.state.value)
        row = (await self._connection.execute(query.values(**values).returning(*_WHISTLE))).first()
        return None if row is None else _whistle(row)

    async def toggle(self, whistle_id: int, node_id: int) -> None:
        """Chooses a unit, or leaves it out again."""
        mine = (whistle_units.c.whistle_id == whistle_id, whistle_units.c.node_id == node_id)
        if (await self._connection.execute(delete(whistle_units).where(*mine))).rowcount == 0:
            await self._connection.execute(insert(whistle_units).values(whistle_id=whistle_id, node_id=node_id))

    async def calls(self, whistle_id: int) -> list[Call]:
        query = select(*_CALL).where(whistle_units.c.whistle_id == whistle_id).order_by(whistle_units.c.id)
        return [Call(**row._mapping) for row in await self._connection.execute(query)]

    async def call(self, call_id: int) -> Call | None:
        row = (await self._connection.execute(select(*_CALL).where(whistle_units.c.id == call_id))).first()
        return None if row is None else Call(**row._mapping)

    async def change_call(self, call: Call, only_if_empty: str = "", **values: Any) -> Call | None:
        """``only_if_empty``: a column that must still be; None when somebody was faster."""
        query = update(whistle_units).where(whistle_units.c.id == call.id)
        if only_if_empty:
            query = query.where(whistle_units.c[only_if_empty].is_(None))
        row = (await self._connection.execute(query.values(**values).returning(*_CALL))).first()
        return None if row is None else Call(**row._mapping)

    async def due(self, now: datetime, limit: int = 100) -> list[Call]:
        """Calls the clock must look at now, the earliest first."""
        query = select(*_CALL).where(whistle_units.c.next_at <= now).order_by(whistle_units.c.next_at).limit(limit)
        return [Call(**row._mapping) for row in await self._connection.execute(query)]

    async def waiting(self, now: datetime, limit: int = 100) -> list[Whistle]:
        """Whistles that wait for a consent or for reports and must be looked at now, the earliest first."""
        query = select(*_WHISTLE).where(whistles.c.next_at <= now).order_by(whistles.c.next_at, whistles.c.id)
        return [_whistle(row) for row in await self._connection.execute(query.limit(limit))]

    async def rest(self, whistle_id: int) -> None:
        """Its clocks say nothing more."""
        query = update(whistle_units).where(whistle_units.c.whistle_id == whistle_id)
        await self._connection.execute(query.values(next_at=None))

    async def blown_below(self, path: str, since: datetime) -> list[tuple[Whistle, Call]]:
        """Every call of whistles that desks at or below ``path`` have blown since."""
        found = []
        for row in await self._connection.execute(_BLOWN, {"below": path, "since": since}):
            values = {name.removeprefix("call_"): v for name, v in row._mapping.items() if name.startswith("call_")}
            found.append((_whistle(row), Call(**values)))
        return found

    async def accepted_below(self, path: str, since: datetime, among: Collection[int]) -> tuple[int, int]:
        """How many tickets were filed at or below ``path`` since, and how many of these are ``among`` the given;
        without those that ended without work owed, or that no rate counts.
        """
        query = select(func.count(), func.count().filter(tickets.c.id.in_(list(among))))
        query = query.select_from(tickets).join(nodes, nodes.c.id == tickets.c.node_id)
        query = query.where(at_or_below(path), tickets.c.created_at >= since, tickets.c.excluded.is_(None))
        query = query.where(tickets.c.state.not_in([state.value for state in DROPPED]))
        row = (await self._connection.execute(query)).one()
        return int(row[0]), int(row[1])

    async def excluded_below(self, path: str, since: datetime) -> set[int]:
        """Tickets that no rate counts (剔除), filed or whistled for since at or below ``path``."""
        blown = select(whistles.c.ticket_id).where(whistles.c.sent_at >= since, whistles.c.ticket_id.is_not(None))
        recent = (tickets.c.created_at >= since) | tickets.c.id.in_(blown)
        query = select(tickets.c.id).join(nodes, nodes.c.id == tickets.c.node_id)
        query = query.where(at_or_below(path), tickets.c.excluded.is_not(None), recent)
        return set(await self._connection.scalars(query))

    # Messages about a whistle: it may have no ticket, so they are found in the outbox by what they are (``card``).

    async def standing(self, card: str, rooms: Collection[Room]) -> list[tuple[Room, int]]:
        """The newest message of this kind in each of the rooms' chats, by number."""
        return list(dict(await self.every_standing(card, rooms)).items())

    async def every_standing(self, card: str, rooms: Collection[Room]) -> list[tuple[Room, int]]:
        """All of them, the oldest first; each once, however often it was edited."""
        query = select(outbox.c.chat_id, outbox.c.thread_id, outbox.c.message_id).where(
            _in(rooms), outbox.c.card == card, outbox.c.message_id.is_not(None), outbox.c.state == "sent"
        )
        rows = await self._connection.execute(query.order_by(outbox.c.id))
        return list(dict.fromkeys((Room(row.chat_id, row.thread_id), row.message_id) for row in rows))

    async def rewrite(self, card: str, rooms: Collection[Room], notice: Notice) -> set[Room]:
        """What still waits says the new words when it leaves. Gives the rooms it waits for."""
        query = update(outbox).where(_in(rooms), outbox.c.card == card, outbox.c.state == "queued")
        rows = await self._connection.execute(
            query.values(notice=to_json(notice)).returning(outbox.c.chat_id, outbox.c.thread_id)
        )
        return {Room(row.chat_id, row.thread_id) for row in rows}

    async def called_in(self, room: Room, *, whole_chat: bool) -> list[int]:
        """Calls whose card stands in a room (with ``whole_chat``: anywhere in its chat) or waits for it."""
        query = select(outbox.c.card).where(outbox.c.chat_id == room.chat_id, outbox.c.card.like("call:%"))
        query = query.where(outbox.c.state.in_(("queued", "sending", "sent")))
        query = query if whole_chat else query.where(outbox.c.thread_id == room.thread_id)
        numbers = {str(card).removeprefix("call:") for card in await self._connection.scalars(query)}
        return sorted(int(number) for number in numbers if number.isdigit())

    async def blown_in(self, room: Room, *, whole_chat: bool) -> list[Whistle]:
        """Whistles whose desk reads there, the ended ones too."""
        query = select(*_WHISTLE).where(whistles.c.chat_id == room.chat_id)
        query = query if whole_chat else query.where(whistles.c.thread_id == room.thread_id)
        return [_whistle(row) for row in await self._connection.execute(query.order_by(whistles.c.id))]

    async def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: the desk that blew there reads on there."""
        await self._connection.execute(update(whistles).where(whistles.c.chat_id == old).values(chat_id=new))

    async def leave(self, card: str, room: Room) -> None:
        """What waits for a room that takes nothing any more, or is under way to it, is said elsewhere."""
        query = update(outbox).where(outbox.c.chat_id == room.chat_id, outbox.c.card == card)
        query = query.where(outbox.c.state.in_(("queued", "sending")))
        await self._connection.execute(query.values(state="rerouted"))

    async def shown_at(self, chat_id: int, message_id: int, heads: Iterable[str]) -> str | None:
        """What a message of ours is, if its kind begins with one of ``heads``."""
        query = select(outbox.c.card).where(
            outbox.c.chat_id == chat_id, outbox.c.message_id == message_id, outbox.c.card.is_not(None)
        )
        for card in (await self._connection.scalars(query.order_by(outbox.c.id.desc()))).all():
            if card is not None and card.partition(":")[0] in set(heads):
                return str(card)
        return None


def _in(rooms: Collection[Room]) -> ColumnElement[bool]:
    return outbox.c.chat_id.in_([room.chat_id for room in rooms])


def _whistle(row: Row[Any]) -> Whistle:
    values = {column.name: row._mapping[column.name] for column in _WHISTLE}
    values["grade"], values["state"] = Grade(values["grade"]), WhistleState(values["state"])
    return Whistle(**values)
