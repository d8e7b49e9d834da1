"""Import files against the stored town: findings, what would change, and who has to be invited."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from bot.domain.grid_rows import GridRow, plan_grids
from bot.domain.importing import Changes, Finding
from bot.domain.people_rows import PersonRow, parse_people, plan_people
from bot.places.grid_rows import parse_grids
from bot.storage.engine import Database
from bot.usecases import importing
from bot.usecases.importing import Invited

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """What an import did or would do; ``changes`` is None when an error among the findings stopped it."""

    findings: tuple[Finding, ...]
    changes: Changes[R] | None = None
    invited: tuple[Invited, ...] = ()


async def grids(database: Database, data: bytes, now: datetime, *, dry_run: bool) -> Outcome[GridRow]:
    """Reads, checks and, unless it is a dry run, writes a grids file: all of it or nothing."""
    async with database.begin() as tx:
        existing = await importing.stored_grids(tx)
        read = parse_grids(data, existing)
        if not read.ok:
            return Outcome(read.findings)
        if dry_run:
            return Outcome(read.findings, plan_grids(read.rows, existing))
        return Outcome(read.findings, await importing.import_grids(tx, read.rows, now))


async def people(database: Database, data: bytes, now: datetime, *, dry_run: bool) -> Outcome[PersonRow]:
    """Reads, checks and, unless it is a dry run, writes a people file: all of it or nothing."""
    async with database.begin() as tx:
        read = parse_people(data, await importing.stored_levels(tx))
        if not read.ok:
            return Outcome(read.findings)
        if dry_run:
            return Outcome(read.findings, plan_people(read.rows, await importing.stored_people(tx)))
        changes, invited = await importing.import_people(tx, read.rows, now)
        return Outcome(read.findings, changes, tuple(invited))
