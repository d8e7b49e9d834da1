"""Watches routing_rules/ while the house runs: new rules are used when they are right, else the old ones stay."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import structlog

from bot import memory
from bot.clock import Clock
from bot.domain.findings import FilesInvalid, Finding
from bot.linting import check_rules
from bot.rules_in_use import Fingerprint, Rules, RulesInUse, fingerprint
from bot.storage.engine import Database
from bot.storage.store import Store
from bot.town_hall import load_policies
from bot.understanding.read import Reader
from bot.usecases import rules as deciding
from bot.usecases.rules import Fault

log = structlog.get_logger()

TOLD = "rules told"
"""What the admins heard of the rules last, among the small facts of the installation."""

Findings = tuple[Finding, ...]


class Reloader:
    """Looks when it is told to. Each state of the files is decided about once, and the admins hear of it once."""

    def __init__(
        self,
        database: Database,
        in_use: RulesInUse,
        folder: Path,
        cache_dir: Path | None,
        clock: Clock,
        on_commit: Callable[[], None],
    ) -> None:
        self._database = database
        self._in_use = in_use
        self._folder = folder
        self._cache_dir = cache_dir
        self._clock = clock
        self._on_commit = on_commit
        self._last = self._settled = in_use.rules.seen
        self._wrong = False
        self._looking = False
        self._held: Rules | None = None
        """Right, but without a category that open tickets have: taken when the last of them has ended."""

    async def look(self) -> None:
        """A change is read at the look after it, so that files still being copied are not taken for wrong. Reading
        and checking happen in a thread; what is used is exchanged between two updates or not at all.
        """
        if self._looking:
            return
        self._looking = True
        try:
            await self._look()
        finally:
            self._looking = False

    async def _look(self) -> None:
        seen = await asyncio.to_thread(fingerprint, self._folder)
        rests, self._last = seen == self._last, seen
        if seen != self._settled and rests:
            await self._examine(seen)
        elif seen == self._settled and self._held is not None:
            await self._take(self._held)

    async def _examine(self, seen: Fingerprint) -> None:
        found = await asyncio.to_thread(_study, self._folder, self._cache_dir, self._in_use.rules.reader, seen)
        if await asyncio.to_thread(fingerprint, self._folder) != seen:
            return  # written to while it was read: the next look takes it up
        if not isinstance(found, Rules):
            await self._refuse(found, seen)
        elif found.version != self._in_use.rules.version or self._wrong:
            await self._take(found)
        self._settled = seen

    async def _take(self, new: Rules) -> None:
        """Uses them, unless open tickets need a category of the old ones."""
        known = self._held is not None and self._held.version == new.version
        gone = self._in_use.rules.reader.categories.keys() - new.reader.categories.keys()
        async with self._database.begin() as tx:
            now, town = self._clock.now(), await self._in_use.town(tx)
            needed = await deciding.needed(tx, gone)
            if not needed:
                if await _is_news(tx, f"in-use:{new.version}"):
                    await deciding.in_use(tx, town, new.version, _key("in-use", new.seen, now), now)
            elif known:
                return
            elif await _is_news(tx, f"kept:{new.version}"):
                await deciding.kept(tx, town, needed, _key("kept", new.seen, now), now)
        if needed:
            self._wrong, self._held = True, new
            log.warning("rules.kept", version=self._in_use.rules.version, needed=dict(needed))
        else:
            self._wrong, self._held = False, None
            self._in_use.use(new)
            memory.settle(anew=True)
            log.info("rules.in_use", version=new.version)
        self._on_commit()

    async def _refuse(self, findings: Findings, seen: Fingerprint) -> None:
        faults = [Fault(_name(finding.file, self._folder), finding.line) for finding in findings]
        async with self._database.begin() as tx:
            now, key = self._clock.now(), _key("refused", seen, self._clock.now())
            if await _is_news(tx, key.rpartition(":")[0]):
                await deciding.refused(tx, await self._in_use.town(tx), faults, key, now)
        log.warning("rules.refused", version=self._in_use.rules.version, findings=[str(f) for f in findings[:10]])
        self._wrong, self._held = True, None
        self._on_commit()


def _study(folder: Path, cache_dir: Path | None, used: Reader, seen: Fingerprint) -> Rules | Findings:
    """The rules of the folder, checked like ``yigetong rules check`` unless they are those ``used`` already; or what is
    wrong with them. What has not changed is neither compiled nor checked again."""
    like = used
    try:
        with memory.undisturbed():
            like = Reader(folder, cache_dir, like=used)
        rules = Rules(like, load_policies(folder), seen)
        return rules if rules.version == used.version else _errors(check_rules(folder, cache_dir, like)) or rules
    except FilesInvalid as invalid:
        return _errors(check_rules(folder, cache_dir, like)) or invalid.findings
    except Exception as error:
        # Whatever stands in the folder: the old rules go on, and it is not read again until it changes.
        log.exception("rules.unreadable")
        return (Finding(folder, 1, f"{type(error).__name__}: {error}"),)


def _errors(findings: Sequence[Finding]) -> Findings:
    return tuple(finding for finding in findings if finding.severity == "error")


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name


async def _is_news(tx: Store, state: str) -> bool:
    """Every process looks for itself and takes new rules itself; the first one tells the admins."""
    if await tx.settings.get(TOLD) == state:
        return False
    await tx.settings.put(TOLD, state)
    return True


def _key(kind: str, seen: Fingerprint, now: datetime) -> str:
    """One word about a state of the files; a later return to it is told again."""
    return f"rules-{kind}:{hashlib.sha256(repr(seen).encode()).hexdigest()[:12]}:{now:%Y%m%d%H%M}"
