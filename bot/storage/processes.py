"""Who works on this database, who is dead, and who does what only one may do.

Every time in here is the database's: the clocks of several machines differ, and a demo moves its own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Exists,
    Label,
    Select,
    Update,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    update,
)

from bot.storage.gateway import Gateway
from bot.storage.tables import inbox, leases, processes

BEATS = 0x59_47_54_04
"""Number of PostgreSQL's advisory lock that beats queue for, so that each sees what the one before it wrote."""

_TURN = text(
    "WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(:lock)) "
    "SELECT set_config('idle_in_transaction_session_timeout', '3s', true), clock_timestamp() AS now FROM turn"
)
"""The clock is read for the row that comes once the lock is ours."""

LIFE = timedelta(seconds=5)
"""So long a process counts as alive after its last beat."""

_HOLDING = (
    select(leases.c.name)
    .where(leases.c.name == bindparam("lease"), leases.c.owner == bindparam("of"))
    .with_for_update(read=True)
)

REMEMBERED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Process:
    """One life of a program. ``host`` is for people."""

    id: str
    bot_id: int
    host: str
    rules_version: str = ""


@dataclass(frozen=True, slots=True)
class Beat:
    """What a beat brought: the leases that are ours now, the processes it found dead, the versions of the rules that
    are in use beside ours, and whether anybody else is alive.
    """

    held: frozenset[str]
    buried: tuple[str, ...]
    versions: frozenset[str]
    company: bool


class Processes(Gateway):
    """PostgreSQL only: a SQLite file has one process, kept alone by a lock on the file."""

    async def join(self, me: Process, earlier: str) -> None:
        """``earlier``: the life before in the same place, known to be over; "" when none is."""
        now = await self._alone()
        if earlier:
            await self._connection.execute(_end(now).where(processes.c.id == earlier))
        await self._connection.execute(delete(processes).where(processes.c.ended_at < now - REMEMBERED))
        row = {"id": me.id, "bot_id": me.bot_id, "host": me.host, "rules_version": me.rules_version}
        await self._connection.execute(insert(processes).values(**row, started_at=now, until=now + LIFE))

    async def beat(self, me: Process, wanted: Collection[str]) -> Beat:
        """Renews our life, buries whoever let his end, frees what the dead held, takes what nobody holds.

        Whoever was late himself buries nobody: after an outage of the database all are late, and none is dead.
        """
        now = await self._alone()
        before = select(processes.c.until).where(processes.c.id == me.id, processes.c.ended_at.is_(None))
        values = {"until": now + LIFE, "ended_at": None, "rules_version": me.rules_version}
        renew = update(processes).where(processes.c.id == me.id).values(**values)
        renewed = (await self._connection.execute(renew.returning(_as_it_was(before)))).first()
        if renewed is None:
            await self.join(me, "")
        late = renewed is None or renewed.until is None or renewed.until < now
        buried = () if late else await self._bury(now)
        await self._free_claims()
        held = await self._take(frozenset(wanted), me.id, now)
        others = await self._others(me)
        return Beat(held, buried, frozenset(others) - {me.rules_version, ""}, others != [])

    async def leave(self, id_: str) -> None:
        """An orderly end: what we had is free at once."""
        now = await self._alone()
        await self._connection.execute(_end(now).where(processes.c.id == id_))
        await self._free_claims()

    async def holds(self, name: str, id_: str) -> bool:
        """Whether the lease is still ours; until this transaction ends nobody can take it."""
        return await self._connection.scalar(_HOLDING, {"lease": name, "of": id_}) is not None

    async def others(self, me: Process) -> int:
        """How many other processes of the same bot are alive."""
        mine = select(func.count()).select_from(processes).where(processes.c.bot_id == me.bot_id)
        query = mine.where(processes.c.id != me.id, processes.c.ended_at.is_(None), processes.c.until > func.now())
        return int(await self._connection.scalar(query) or 0)

    async def _alone(self) -> datetime:
        """One beat after the other; the time once it is our turn. Who freezes meanwhile loses his turn."""
        now: datetime = (await self._connection.execute(_TURN, {"lock": BEATS})).one().now
        return now.astimezone(UTC)

    async def _bury(self, now: datetime) -> tuple[str, ...]:
        dead = _end(now).where(processes.c.until < now).returning(processes.c.id)
        return tuple(await self._connection.scalars(dead))

    async def _free_claims(self) -> None:
        """What a dead process had taken and not handled. Rows of a frozen transaction wait for a later beat."""
        orphaned = select(inbox.c.id).where(inbox.c.state == "new", inbox.c.owner.is_not(None))
        orphaned = orphaned.where(~_alive(inbox.c.owner)).with_for_update(skip_locked=True, of=inbox)
        await self._connection.execute(update(inbox).where(inbox.c.id.in_(orphaned)).values(owner=None))

    async def _take(self, wanted: frozenset[str], id_: str, now: datetime) -> frozenset[str]:
        """Which of the leases are ours, now or since before. Mostly all are, and nothing is written."""
        ours = select(leases.c.name).where(leases.c.name.in_(wanted), leases.c.owner == id_)
        held = frozenset(await self._connection.scalars(ours))
        if missing := sorted(wanted - held):
            rows = [{"name": name, "owner": id_, "since": now} for name in missing]
            await self._connection.execute(self._insert(leases).on_conflict_do_nothing(), rows)
            free = select(leases.c.name).where(leases.c.name.in_(missing), ~_alive(leases.c.owner))
            free = free.with_for_update(skip_locked=True, of=leases)
            await self._connection.execute(update(leases).where(leases.c.name.in_(free)).values(owner=id_, since=now))
            held = frozenset(await self._connection.scalars(ours))
        return held

    async def _others(self, me: Process) -> list[str]:
        """The version of each other's rules."""
        query = select(processes.c.rules_version).where(processes.c.ended_at.is_(None), processes.c.id != me.id)
        return list(await self._connection.scalars(query))


def _end(now: datetime) -> Update:
    return update(processes).where(processes.c.ended_at.is_(None)).values(ended_at=now)


def _as_it_was(query: Select[tuple[datetime]]) -> Label[datetime | None]:
    """Asked by the statement that changes it: it sees what stood there before."""
    return query.scalar_subquery().label("until")


def _alive(owner: ColumnElement[str]) -> Exists:
    return exists().where(processes.c.id == owner, processes.c.ended_at.is_(None))
