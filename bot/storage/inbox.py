"""Raw updates, stored before Telegram may forget them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import BigInteger, Executable, Integer, String, bindparam, func, or_, select, update

from bot.storage.gateway import Gateway, inserting
from bot.storage.tables import inbox, voices

MAX_ATTEMPTS = 3

CLAIMS = 0x59_47_54_03
"""First number of PostgreSQL's advisory lock that claims queue for; the second is the bot's."""


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


_DANGER, _ANY = 0, 2**31 - 1
"""Priorities."""

_WAITING = (inbox.c.id, inbox.c.chat_id, inbox.c.priority, inbox.c.raw, inbox.c.attempts, inbox.c.received_at)


_NEXT = (
    select(*_WAITING)
    .where(inbox.c.state == "new", inbox.c.priority <= bindparam("least"))
    .order_by(inbox.c.priority, inbox.c.id)
    .limit(bindparam("most", type_=Integer))
)
_TURN = select(func.pg_advisory_xact_lock(bindparam("first", type_=Integer), bindparam("second", type_=Integer)))
_STILL = (
    select(inbox.c.id)
    .where(inbox.c.id.in_(bindparam("ids", expanding=True)), inbox.c.state == "new", inbox.c.owner == bindparam("me"))
    .with_for_update()
)
_DONE = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(state="done", handled_at=bindparam("now"), error=None)
)


@cache
def _storing(shared: bool) -> Executable:
    new = inserting(inbox, shared).on_conflict_do_nothing(index_elements=["bot_id", "update_id"])
    return new.returning(inbox.c.id)


@cache
def _noting(shared: bool) -> Executable:
    new = inserting(voices, shared)
    other = voices.c.bot_id != new.excluded.bot_id
    return new.on_conflict_do_update(index_elements=["chat_id"], set_={"bot_id": new.excluded.bot_id}, where=other)


@cache
def _claiming() -> Executable:
    """Takes the next for ``me``, of chats of which nobody else has taken anything."""
    me, theirs = bindparam("me", type_=String), inbox.alias()
    taken = select(theirs.c.chat_id).where(theirs.c.state == "new", theirs.c.owner.is_not(None))
    taken = taken.where(theirs.c.owner != me, theirs.c.chat_id.is_not(None))
    free = select(inbox.c.id).where(inbox.c.state == "new", inbox.c.bot_id == bindparam("bot", type_=BigInteger))
    free = free.where(or_(inbox.c.owner.is_(None), inbox.c.owner == me), inbox.c.priority <= bindparam("least"))
    free = free.where(or_(inbox.c.chat_id.is_(None), inbox.c.chat_id.not_in(taken)))
    free = free.order_by(inbox.c.priority, inbox.c.id).limit(bindparam("most", type_=Integer))
    return update(inbox).where(inbox.c.id.in_(free)).values(owner=me).returning(*_WAITING)


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
        kept = len((await self._connection.execute(_storing(self._shared), rows)).all())
        await self._note_voices({a.chat_id: a.bot_id for a in arrivals if a.chat_id is not None})
        return kept

    async def _note_voices(self, heard: Mapping[int, int]) -> None:
        """In order of the chats, so that two who store at once never wait for each other in a circle."""
        rows = [{"chat_id": chat_id, "bot_id": bot_id} for chat_id, bot_id in sorted(heard.items())]
        if not rows:
            return
        await self._connection.execute(_noting(self._shared), rows)

    async def next(self, limit: int, least: int = _ANY) -> list[Waiting]:
        """What waits, most urgent first, else in order of arrival; nothing less urgent than ``least``."""
        return [Waiting(*row) for row in await self._connection.execute(_NEXT, {"most": limit, "least": least})]

    async def claim(self, limit: int, bot_id: int, owner: str, *, urgent: bool = False) -> list[Waiting]:
        """The next for a process, as ``next`` orders them, of chats of which no other process handles anything. With
        ``urgent`` dangers alone.

        Claims of one bot queue for each other: each sees the one before it, so that no chat is handled by two. They
        last until the process dies, not for some time, so that a slow transaction is not taken over. The file of
        SQLite has one process: nothing is written there.
        """
        if not self._shared:
            return await self.next(limit, _DANGER if urgent else _ANY)
        await self._connection.execute(_TURN, {"first": CLAIMS, "second": bot_id % 2**31})
        asked = {"me": owner, "bot": bot_id, "least": _DANGER if urgent else _ANY, "most": limit}
        found = [Waiting(*row) for row in await self._connection.execute(_claiming(), asked)]
        return sorted(found, key=lambda waiting: (waiting.priority, waiting.id))

    async def still(self, claimed: Sequence[int], owner: str) -> set[int]:
        """Which of them are still ours. Nobody else gets them before this transaction ends."""
        if not self._shared:
            return set(claimed)
        return set(await self._connection.scalars(_STILL, {"ids": list(claimed), "me": owner}))

    async def done(self, ids: Sequence[int], at: datetime) -> None:
        if ids:
            await self._connection.execute(_DONE, {"ids": list(ids), "now": at})

    async def failed(self, waiting: Waiting, error: str, at: datetime) -> bool:
        """Counts the failure; True when the update is now parked for a person to look at."""
        attempts = waiting.attempts + 1
        parked = attempts >= MAX_ATTEMPTS
        values = {"attempts": attempts, "error": error[:500], "state": "parked" if parked else "new", "owner": None}
        if parked:
            values["handled_at"] = at
        await self._connection.execute(update(inbox).where(inbox.c.id == waiting.id).values(**values))
        return parked

    async def park(self, waiting: Waiting, error: str, at: datetime) -> None:
        """Sets aside what cannot even be parsed: trying again would not help."""
        values = {"state": "parked", "error": error[:500], "handled_at": at, "attempts": waiting.attempts + 1}
        await self._connection.execute(update(inbox).where(inbox.c.id == waiting.id).values(**values))

    async def forget_payloads(self, before: datetime) -> int:
        """Empties handled payloads older than ``before`` (72 h, architecture §2); the ids stay. What is set aside for
        a person to look at goes with :meth:`forget_parked`.
        """
        result = await self._connection.execute(
            update(inbox).where(inbox.c.handled_at < before, inbox.c.raw != "", inbox.c.state == "done").values(raw="")
        )
        return int(result.rowcount)

    async def forget_parked(self, before: datetime) -> int:
        """What was set aside so long ago is not looked at any more: words and reason go, the ids stay."""
        query = update(inbox).where(inbox.c.state == "parked", inbox.c.handled_at < before)
        return int((await self._connection.execute(query.values(raw="", error=None, state="ignored"))).rowcount)

    async def counts(self) -> dict[str, int]:
        query = select(inbox.c.state, func.count()).group_by(inbox.c.state)
        return {state: int(count) for state, count in await self._connection.execute(query)}
