"""Whether the keys at hand open what is stored, and sealing everything anew with the first of them."""

from collections.abc import Iterator

from sqlalchemy import Column, Table, select, update

from bot.storage.engine import Database
from bot.storage.sealing import SealedJson, SealedWords, Shut
from bot.storage.store import Store
from bot.storage.tables import metadata

BATCH = 200
"""Rows a transaction: the running bot waits no longer than for these."""

_PROBE = "seal_probe"
_SAID = "open"


async def keys_fit(database: Database) -> bool:
    """Whether the keys open what was sealed with them before. Raises StorageFailed."""
    async with database.read() as tx:
        stored = await tx.settings.get(_PROBE)
    try:
        return database.seal.open(stored) in {"", _SAID}
    except Shut:
        return False


async def ensure_keys_fit(database: Database) -> None:
    """Before anything is sealed: what only other keys open must not become unreadable by and by.

    Raises Shut, StorageFailed.
    """
    if not await keys_fit(database):
        raise Shut("the keys do not open what is stored")
    if database.seal:
        async with database.begin() as tx:
            if not await tx.settings.get(_PROBE):
                await _probe(tx, database)


async def reseal(database: Database) -> int:
    """Seals every text with the first key; without keys, what is plain stays so. Rows looked at.

    May run beside the bot when that has the same keys. Raises Shut, StorageFailed.
    """
    await ensure_keys_fit(database)
    done = 0
    for table, column in sealed_columns():
        done += await _column(database, table, column)
    async with database.begin() as tx:
        await _probe(tx, database)
    return done


def sealed_columns() -> Iterator[tuple[Table, Column[str]]]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, SealedWords | SealedJson):
                yield table, column


async def _column(database: Database, table: Table, column: Column[str]) -> int:
    last, done = 0, 0
    while True:
        async with database.begin() as tx:
            query = select(table.c.id, column).where(table.c.id > last).order_by(table.c.id).limit(BATCH)
            rows = (await tx.connection.execute(query.with_for_update())).all()
            for number, text in rows:
                await tx.connection.execute(update(table).where(table.c.id == number).values({column.name: text}))
        if not rows:
            return done
        last, done = rows[-1][0], done + len(rows)


async def _probe(tx: Store, database: Database) -> None:
    await tx.settings.put(_PROBE, database.seal.close(_SAID))
