"""Databases of PostgreSQL that are used again: after each use every table stands as it did in the beginning.

To copy a database is to copy some seven hundred files; to put back what a test has written takes a few statements.
What has changed is told by the transactions: each row of a table or of the catalogue names the one that wrote it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

MOST_USES = 50
"""Deleted rows stay in their files; then it begins anew."""

# Whoever alters the schema writes there. Counted too: what was dropped has left no row.
_CATALOGUE = ("class", "attribute", "attrdef", "constraint", "index", "trigger", "proc", "type", "namespace")
_SCHEMA = " UNION ALL ".join(
    f"SELECT '{name}', count(*), count(*) FILTER (WHERE xmin::text::bigint >= $1) FROM pg_{name}" for name in _CATALOGUE
)
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_SEQUENCES = "SELECT schemaname, sequencename, start_value, last_value FROM pg_sequences"
_NEXT = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
_ALONE = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
AND pid <> ALL ($1::integer[])
"""


@dataclass(frozen=True)
class Beginning:
    """How a database stood: the rows of each table, binary, and the statement that sets its sequences."""

    schema: dict[str, int]
    rows: dict[str, bytes]
    counts: dict[str, int]
    sequences: str


@dataclass
class Used:
    """A database and how it stood. Transactions from ``since`` on are those of its present use."""

    name: str
    beginning: Beginning
    since: int
    uses: int = 0

    async def put_back(self, connection: Any, but: Sequence[int] = ()) -> bool:
        """Whether it stands as in the beginning again. Whoever is still connected is cut off, ``but`` for these
        processes of the server.
        """
        self.uses += 1
        if self.uses >= MOST_USES:
            return False
        await connection.execute(_ALONE, list(but))
        schema = await _schema(connection, self.since)
        if schema != {name: (count, 0) for name, count in self.beginning.schema.items()}:
            return False
        async with connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            await self._rewrite(connection, await self._changed(connection))
            if self.beginning.sequences:
                await connection.execute(self.beginning.sequences)
        self.since = await connection.fetchval(_NEXT)
        return True

    async def _changed(self, connection: Any) -> list[str]:
        counted = await _counts(connection, list(self.beginning.counts), self.since)
        return [table for table, (count, new) in counted.items() if new or count != self.beginning.counts[table]]

    async def _rewrite(self, connection: Any, tables: list[str]) -> None:
        if tables:
            await connection.execute(";".join(f'DELETE FROM "{table}"' for table in tables))
        for table in tables:
            if self.beginning.counts[table]:
                source = BytesIO(self.beginning.rows[table])
                await connection.copy_to_table(table, source=source, format="binary")


async def first_use(name: str, connection: Any) -> Used:
    """Remembers how this new database stands."""
    since = await connection.fetchval(_NEXT)
    schema = {name: count for name, (count, _) in (await _schema(connection, since)).items()}
    tables = [row[0] for row in await connection.fetch(_TABLES)]
    counts = {table: count for table, (count, _) in (await _counts(connection, tables, since)).items()}
    rows = {table: await _copied(connection, table) for table, count in counts.items() if count}
    return Used(name, Beginning(schema, rows, counts, await _sequences(connection)), since)


async def _counts(connection: Any, tables: Sequence[str], since: int) -> dict[str, tuple[int, int]]:
    """By table: how many rows, and how many of them were written from ``since`` on."""
    if not tables:
        return {}
    new = "count(*) FILTER (WHERE xmin::text::bigint >= $1)"
    each = (f"SELECT '{table}', count(*), {new} FROM \"{table}\"" for table in tables)
    return {table: (count, new) for table, count, new in await connection.fetch(" UNION ALL ".join(each), since)}


async def _schema(connection: Any, since: int) -> dict[str, tuple[int, int]]:
    """The same of the catalogue."""
    return {name: (count, new) for name, count, new in await connection.fetch(_SCHEMA, since)}


async def _copied(connection: Any, table: str) -> bytes:
    held = BytesIO()
    await connection.copy_from_table(table, output=held, format="binary")
    return held.getvalue()


async def _sequences(connection: Any) -> str:
    each = []
    for schema, name, start, last in await connection.fetch(_SEQUENCES):
        value, called = (start, "false") if last is None else (last, "true")
        each.append(f'setval(\'"{schema}"."{name}"\', {value}, {called})')
    return f"SELECT {', '.join(each)}" if each else ""
