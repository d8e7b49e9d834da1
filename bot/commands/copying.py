"""copy-db."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.words import complain, misused, refuse, say, text

if TYPE_CHECKING:
    from bot.storage.copying import Compared

From = Annotated[str, typer.Argument(metavar="FROM", help=text("argument-copy-from"))]
To = Annotated[str, typer.Argument(metavar="TO", help=text("argument-copy-to"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=text("option-copy-dry-run"))]

_ADDRESS = re.compile(r"(sqlite\+aiosqlite|postgresql\+asyncpg)://.")
SHOWN = 12
"""So many digits of a checksum tell two tables apart for the eye; all of them were compared."""


def copy_db(source: From, target: To, dry_run: DryRun = False) -> None:
    from bot.commands.opening import settings

    found = settings()
    _check(source, target)
    if dry_run:
        asyncio.run(_preview(source))
        return
    compared = asyncio.run(_copy(source, target, found.seal_keys))
    _show(compared)
    say("copy-done", rows=str(sum(one.target.rows for one in compared)), tables=len(compared))
    say("copy-next", media=str(found.data_dir))


def _check(source: str, target: str) -> None:
    """Addresses are never repeated: they may hold a password."""
    file = _file_of("FROM", source)
    _file_of("TO", target)
    if source == target:
        misused("copy-same")
    if file is not None and not file.is_file():
        refuse("copy-no-source", file=str(file))


def _file_of(name: str, url: str) -> Path | None:
    from bot.storage.address import sqlite_file
    from bot.storage.failing import StorageFailed

    if _ADDRESS.match(url) is None:
        misused("copy-address", name=name)
    try:
        return sqlite_file(url)
    except StorageFailed:  # a port that is no number, SQLite without a file
        misused("copy-address", name=name)


async def _preview(source: str) -> None:
    from bot.storage.copying import OtherVersion, count
    from bot.storage.engine import Database

    database = Database(source)
    try:
        for table, rows in await count(database):
            say("copy-count", table=table, rows=str(rows))
    except OtherVersion as other:
        refuse("copy-version", revision=other.found or "-")
    finally:
        await database.close()


async def _copy(source: str, target: str, keys: Sequence[str]) -> "list[Compared]":
    from bot.storage.copying import Differs, NotEmpty, OtherVersion, copy
    from bot.storage.engine import Database
    from bot.storage.sealing import Seal

    seal = Seal(keys)
    databases = Database(source, seal), Database(target, seal)
    try:
        return await copy(*databases, _progress)
    except OtherVersion as other:
        refuse("copy-version", revision=other.found or "-")
    except NotEmpty as occupied:
        refuse("copy-not-empty", table=occupied.table)
    except Differs as differs:
        _show(differs.compared)
        refuse("copy-differs", tables=str(differs))
    finally:
        for database in databases:
            await database.close()


def _progress(table: str, rows: int) -> None:
    complain("copy-progress", table=table, rows=str(rows))


def _show(compared: "Sequence[Compared]") -> None:
    for one in compared:
        say(
            "copy-line",
            mark="✓" if one.equal else "✗",
            table=one.table,
            source=str(one.source.rows),
            target=str(one.target.rows),
            left=one.source.checksum[:SHOWN],
            arrived=one.target.checksum[:SHOWN],
        )
