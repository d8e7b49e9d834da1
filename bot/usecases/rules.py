"""What the admins hear of a change of the rules: in use, or not and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.notices import Notice
from bot.storage.store import Store
from bot.usecases import telling
from bot.usecases.town import Town

SHOWN = 3
"""Findings that are named; whoever mends them has the command for the rest."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where something is wrong: the file below the rules' folder, and its line."""

    file: str
    line: int


async def in_use(tx: Store, town: Town, version: str, key: str, now: datetime) -> None:
    """New rules are used from now on. ``key``: the same for the same state of the files."""
    await telling.admins(tx, town, Notice("rules-in-use", {"version": version}), key, now)


async def refused(tx: Store, town: Town, faults: Sequence[Fault], key: str, now: datetime) -> None:
    """The new rules are wrong; those from before stay."""
    lines = tuple(Notice("rules-fault", {"file": fault.file, "line": str(fault.line)}) for fault in faults[:SHOWN])
    more = Notice("rules-refused-more", {"more": max(0, len(faults) - SHOWN)})
    notice = Notice("rules-refused", {"count": len(faults)}, lines=(*lines, more))
    await telling.admins(tx, town, notice, key, now)


async def needed(tx: Store, gone: Collection[str]) -> Mapping[str, int]:
    """How many tickets that have not ended each category has that would be ``gone``; those without any left out."""
    return await tx.tickets.live_in(gone) if gone else {}


async def kept(tx: Store, town: Town, needed: Mapping[str, int], key: str, now: datetime) -> None:
    """Categories with open tickets are missing in the new rules; those from before stay until the last has ended."""
    lines = tuple(Notice("rules-category", {"category": code, "count": count}) for code, count in needed.items())
    await telling.admins(tx, town, Notice("rules-needed", lines=lines), key, now)
