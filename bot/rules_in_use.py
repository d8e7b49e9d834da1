"""The rules a house works by: one compiled state of routing_rules/, exchanged whole."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot.clock import Clock
from bot.domain.names import name_of
from bot.measures import Measures
from bot.memory import undisturbed
from bot.storage.store import Store
from bot.town_hall import Policies, TownHall, load_policies
from bot.understanding.read import Reader
from bot.understanding.rules import rule_files
from bot.usecases.town import FALLBACK_CATEGORY, Town

log = structlog.get_logger()

Fingerprint = tuple[tuple[str, int, int], ...]
"""Name, time of the last change and size of every rule file: another one means that somebody wrote there."""


def fingerprint(folder: Path) -> Fingerprint:
    """Cheap: no file is opened. A file that vanishes meanwhile is left out; the next look sees the same."""
    found = []
    for file in rule_files(folder):
        try:
            stat = file.stat()
        except FileNotFoundError:
            continue
        found.append((file.relative_to(folder).as_posix(), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that was read from the folder together. ``seen``: how its files stood just before."""

    reader: Reader
    policies: Policies
    seen: Fingerprint

    @property
    def version(self) -> str:
        return self.reader.version


def load_rules(folder: Path, cache_dir: Path | None = None) -> Rules:
    """Takes a second. Raises FilesInvalid. ``cache_dir``: as for :class:`Reader`."""
    seen = fingerprint(folder)
    with undisturbed():
        return Rules(Reader(folder, cache_dir), load_policies(folder), seen)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a batch of updates works with from beginning to end: the rules, and the town made of these rules."""

    rules: Rules
    town: Town


class RulesInUse:
    """Hands out the rules. Whoever holds something of the old ones finishes with it."""

    def __init__(self, rules: Rules, zone: ZoneInfo, admins: frozenset[int], clock: Clock, measures: Measures) -> None:
        self._zone = zone
        self._admins = admins
        self._clock = clock
        self._measures = measures
        self._guessed: tuple[int, ...] = ()
        self.use(rules)

    def use(self, rules: Rules) -> None:
        """From now on these. Rules and hall are one value, so nobody ever sees one without the other."""
        reader = rules.reader
        hall = TownHall(
            reader.categories, reader.numbers, rules.policies, self._zone, self._admins, reader.redactor.redact
        )
        self._now = rules, hall
        self._measures.rules_version = rules.version

    @property
    def rules(self) -> Rules:
        return self._now[0]

    async def opened(self, tx: Store) -> Opened:
        """The rules, and the town as this transaction sees it."""
        rules, hall = self._now
        town = await hall.town(tx, self._clock.now())
        if hall.guessed != self._guessed:
            self._guessed = hall.guessed
            if hall.guessed:
                log.warning("calendar.guessed", years=hall.guessed)
        return Opened(rules, town)

    async def town(self, tx: Store) -> Town:
        return (await self.opened(tx)).town

    def suspects_danger(self, text: str) -> bool:
        """A cheap first look for the order of work: true for nearly every danger and for some that are none."""
        return self.rules.reader.suspects_danger(text)

    def reason_name(self, reason: str) -> str:
        policies = self.rules.policies
        return name_of(reason, policies.life, policies.ladder, policies.meetings)

    def category_name(self, code: str) -> str:
        """What an old ticket has may have left the rules since: then it is shown as what nobody recognised."""
        categories = self.rules.reader.categories
        return (categories.get(code) or categories[FALLBACK_CATEGORY]).name
