"""A whole town from one database to another, of either kind: all of it, compared row by row, or nothing."""

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Row, Table, bindparam, func, insert, inspect, literal, select, tuple_, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.columns import storable
from bot.storage.engine import Database
from bot.storage.failing import StorageFailed, failure
from bot.storage.migrate import current, newest, upgrade
from bot.storage.tables import metadata

BATCH = 500
"""Rows a statement."""

Progress = Callable[[str, int], None]
"""Told a table and how many of its rows have arrived, after every batch."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What a table holds. ``checksum``: 64 hex digits, the same for the same rows in whatever order and database."""

    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A table on both sides after the copy."""

    table: str
    source: Sum
    target: Sum

    @property
    def equal(self) -> bool:
        return self.source == self.target


class OtherVersion(Exception):
    """The source is at another revision of the tables; ``found`` is None where it has none."""

    def __init__(self, found: str | None) -> None:
        self.found = found
        super().__init__(found)


class NotEmpty(Exception):
    """The target holds something already, in ``table``."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(table)


class Differs(Exception):
    """What arrived is not what left; the target was rolled back."""

    def __init__(self, compared: Sequence[Compared]) -> None:
        self.compared = compared
        super().__init__(", ".join(one.table for one in compared if not one.equal))


async def count(source: Database) -> list[tuple[str, int]]:
    """Rows a table, in the order of copying. Raises OtherVersion, StorageFailed."""
    await _check(source)
    async with source.read() as tx:
        return [(table.name, await _count(tx.connection, table)) for table in metadata.sorted_tables]


async def copy(source: Database, target: Database, progress: Progress) -> list[Compared]:
    """Migrates the target and copies every table, in one transaction of it and one view of the source.

    Raises OtherVersion, NotEmpty, Differs, StorageFailed; then the target is as empty as it was.
    """
    await _check(source)
    async with target.read() as tx:
        await _ensure_empty(tx.connection)
    await upgrade(target)
    async with target.begin() as new:
        await _ensure_empty(new.connection)
        async with source.read() as old:
            left = {t.name: await _copy(t, old.connection, new.connection, progress) for t in metadata.sorted_tables}
        if not target.is_sqlite:
            await _set_counters(new.connection)
        compared = [Compared(t.name, left[t.name], await checksum(new.connection, t)) for t in metadata.sorted_tables]
        if not all(one.equal for one in compared):
            raise Differs(compared)
    return compared


async def _check(source: Database) -> None:
    found = await current(source)
    if found != newest():
        raise OtherVersion(found)


async def _ensure_empty(connection: AsyncConnection) -> None:
    there = set(await connection.run_sync(lambda c: inspect(c).get_table_names()))
    for table in metadata.sorted_tables:
        if table.name in there and await connection.scalar(select(literal(1)).select_from(table).limit(1)):
            raise NotEmpty(table.name)


async def _copy(table: Table, old: AsyncConnection, new: AsyncConnection, progress: Progress) -> Sum:
    left, links = _Adding(), list[dict[str, Any]]()
    own = _references_to_itself(table)
    try:
        async for page in _pages(old, table):
            rows = [dict(row._mapping) for row in page]
            left.add(page)
            # A row may refer to a later one of its own table: such references follow when all are there.
            links += [_link(table, row, own) for row in rows if any(row[column.name] is not None for column in own)]
            await new.execute(insert(table), [{**row, **{column.name: None for column in own}} for row in rows])
            progress(table.name, left.rows)
        if links:
            await new.execute(_linking(table, own), links)
    except SQLAlchemyError as error:
        reason = failure(error)
        raise StorageFailed(f"{table.name}: {reason}", reason.fault) from error
    return left.sum()


def _references_to_itself(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if any(key.column.table is table for key in column.foreign_keys)]


def _link(table: Table, row: dict[str, Any], own: Sequence[Column[Any]]) -> dict[str, Any]:
    return {f"to_{column.name}": row[column.name] for column in (*table.primary_key, *own)}


def _linking(table: Table, own: Sequence[Column[Any]]) -> Any:
    same = [column == bindparam(f"to_{column.name}", type_=column.type) for column in table.primary_key]
    values = {column.name: bindparam(f"to_{column.name}", type_=column.type) for column in own}
    return update(table).where(*same).values(values)


async def _pages(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row[Any]]]:
    """All rows by primary key, some at a time."""
    keys = list(table.primary_key)
    query = select(table).order_by(*keys).limit(BATCH)
    page = (await connection.execute(query)).all()
    while page:
        yield page
        if len(page) < BATCH:
            return
        last = [literal(page[-1]._mapping[key.name], key.type) for key in keys]
        page = (await connection.execute(query.where(tuple_(*keys) > tuple_(*last)))).all()


async def _set_counters(connection: AsyncConnection) -> None:
    """PostgreSQL's automatic numbers go on behind the copied ones."""
    for table in metadata.sorted_tables:
        if table.autoincrement_column is not None:
            sequence = func.pg_get_serial_sequence(table.name, "id")
            behind = func.coalesce(func.max(table.c.id), 0) + 1
            await connection.execute(select(func.setval(sequence, behind, False)))


async def _count(connection: AsyncConnection, table: Table) -> int:
    return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


async def checksum(connection: AsyncConnection, table: Table) -> Sum:
    adding = _Adding()
    async for page in _pages(connection, table):
        adding.add(page)
    return adding.sum()


class _Adding:
    """Digests of rows, added up: text sorts differently on different servers, so their order must not count."""

    def __init__(self) -> None:
        self.rows, self._total = 0, 0

    def add(self, page: Sequence[Row[Any]]) -> None:
        for row in page:
            digest = hashlib.sha256(repr([_plain(value) for value in row]).encode()).digest()
            self._total = (self._total + int.from_bytes(digest)) % 2**256
        self.rows += len(page)

    def sum(self) -> Sum:
        return Sum(self.rows, f"{self._total:064x}")


def _plain(value: Any) -> Any:
    match value:
        case str():
            return storable(value)
        case datetime():
            return value.astimezone(UTC).isoformat()
        case dict() | list():
            return json.dumps(value, sort_keys=True)
        case _:
            return value
