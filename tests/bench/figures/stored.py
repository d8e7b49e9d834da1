"""A store (SQLite) that has grown: a filed ticket with everything that hangs on it, copied as often as wanted."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from bot.storage.tables import cards, clocks, fingerprints, history, notes, outbox, readings, tickets

HANGING = (history, notes, clocks, readings, fingerprints, cards, outbox)
Run = Callable[[str], Any]

AGE = "datetime(t.created_at, '-' || (copy.k % 1100 + 1) || ' days') || '.000000'"
"""Three years back, evenly."""

OPEN_OF = 50
"""One of so many stays open; the others were closed some time ago, as in a town of several years."""

_CLOSED = "state = 'closed', closed_at = created_at, completed_at = created_at, signed_at = created_at"


def grow(file: Path, count: int) -> None:
    """Copies the tickets there are, with new numbers, over three years, until there are ``count``. Nobody else has the
    file open. Without a log and with the indexes made afterwards a million take minutes, not hours."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        run = connection.execute
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-800000", "temp_store=MEMORY"):
            run(f"PRAGMA {pragma}")
        indexes = run("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
        first, known = run("SELECT max(id), count(*) FROM tickets").fetchone()
        run("BEGIN")
        _models(run)
        for name, _ in indexes:
            run(f"DROP INDEX {name}")
        _copy(run, first, max(0, count - known))
        for _, sql in indexes:
            run(sql)
        run("COMMIT")
        run("ANALYZE")
        run("PRAGMA journal_mode=WAL")


def _models(run: Run) -> None:
    """Tickets as intake leaves them: ordinary, no danger, not sealed; with what hangs on them."""
    plain = "state = 'dispatched' AND NOT danger AND sealed_role IS NULL"
    run("CREATE TEMPORARY TABLE model (place INTEGER PRIMARY KEY, id INTEGER)")
    run(f"INSERT INTO model SELECT row_number() OVER (ORDER BY id) - 1, id FROM tickets WHERE {plain}")
    for table in HANGING:
        run(
            f"CREATE TEMPORARY TABLE m_{table.name} AS SELECT * FROM {table.name} "
            "WHERE ticket_id IN (SELECT id FROM model)"
        )
        run(f"CREATE INDEX temp.ix_m_{table.name} ON m_{table.name} (ticket_id)")


def _copy(run: Run, first: int, copies: int) -> None:
    """The n-th copy has the id ``first`` + n; what hangs on the model hangs on it too."""
    numbers = f"WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {copies}) "
    run("CREATE TEMPORARY TABLE copy (id INTEGER PRIMARY KEY, model INTEGER, k INTEGER)")
    (models,) = run("SELECT count(*) FROM model").fetchone()
    run(f"INSERT INTO copy {numbers} SELECT {first} + k, model.id, k FROM n JOIN model ON place = k % {models}")
    own = {"id": "copy.id", "number": f"'GD20200101-' || (copy.k + {copies})", "created_at": AGE}
    _into(run, tickets, own, "tickets", "t.id = copy.model")
    for table in HANGING:
        _into(run, table, _hanging(table), f"m_{table.name}", "t.ticket_id = copy.model")
    ended = f"id > {first} AND id % {OPEN_OF} <> 0"
    run(f"UPDATE tickets SET {_CLOSED} WHERE {ended}")
    stopped = f"ticket_id > {first} AND ticket_id % {OPEN_OF} <> 0"
    run(f"UPDATE clocks SET stopped_at = started_at, next_at = NULL WHERE {stopped}")
    run(f"UPDATE outbox SET state = 'sent', sent_at = created_at WHERE ticket_id > {first}")


def _hanging(table: Table) -> dict[str, str]:
    own = {"ticket_id": "copy.id"}
    if table is outbox:
        own["key"] = "t.key || ':' || copy.id"
    if table is cards:
        own["message_id"] = "t.message_id + 10 * copy.id"
    if table is fingerprints:
        own["first_id"] = "NULL"
    if table is history:
        own["note_id"] = "NULL"
    return own


def _into(run: Run, table: Table, own: dict[str, str], source: str, joined: str) -> None:
    names = [column.name for column in table.c if column.name != "id" or "id" in own]
    values = ", ".join(own.get(name, f't."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    # CROSS JOIN keeps the order: the copies outside, so that rows come in the order of their keys.
    run(f"INSERT INTO {table.name} ({listed}) SELECT {values} FROM copy CROSS JOIN {source} t WHERE {joined}")
