"""Builds the Town: rule files at start, the tree of places again whenever it has changed in the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.calendar_cn import Overrides, build_calendar
from bot.dispute_files import load_disputes
from bot.domain.catalogue import Category
from bot.domain.deadlines import DeadlinePolicy
from bot.domain.escalation import LadderPolicy
from bot.domain.findings import FilesInvalid
from bot.domain.hotspots import HotspotPolicy
from bot.domain.intake import IntakePolicy
from bot.domain.life_policy import LifePolicy
from bot.domain.mediation import MediationPolicy
from bot.domain.meetings import MeetingPolicy
from bot.domain.similar import SimilarPolicy
from bot.domain.tree import Tree
from bot.domain.worktime import Calendar
from bot.ladder_files import load_ladder
from bot.life_files import load_life
from bot.meeting_files import load_meetings
from bot.places.gazetteer import Gazetteer
from bot.policy_files import load_deadlines, load_intake, load_overrides
from bot.similar_file import load_similar
from bot.storage.store import Store
from bot.usecases.importing import ORG_VERSION
from bot.usecases.town import Town, nothing_of

YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Policies:
    """The numbers of routing_rules/ beside the categories."""

    deadlines: DeadlinePolicy
    overrides: Overrides
    intake: IntakePolicy
    life: LifePolicy
    similar: SimilarPolicy
    hotspots: HotspotPolicy
    ladder: LadderPolicy
    meetings: MeetingPolicy
    disputes: MediationPolicy


def load_policies(rules_dir: Path) -> Policies:
    """Raises FilesInvalid with every finding of every file."""
    deadlines = load_deadlines(rules_dir / "deadlines.yaml")
    overrides = load_overrides(rules_dir / "holidays.yaml")
    intake = load_intake(rules_dir / "intake.yaml")
    life = load_life(rules_dir / "life.yaml")
    ladder = load_ladder(rules_dir / "escalation.yaml")
    meetings = load_meetings(rules_dir / "meetings.yaml")
    disputes = load_disputes(rules_dir / "disputes.yaml")
    alike = load_similar(rules_dir / "similar.yaml")
    loaded = (deadlines, overrides, intake, life, alike, ladder, meetings, disputes)
    findings = tuple(finding for part in loaded if isinstance(part, tuple) for finding in part)
    if (
        isinstance(deadlines, tuple)
        or isinstance(overrides, tuple)
        or isinstance(intake, tuple)
        or isinstance(life, tuple)
        or isinstance(alike, tuple)
        or isinstance(ladder, tuple)
        or isinstance(meetings, tuple)
        or isinstance(disputes, tuple)
    ):
        raise FilesInvalid(findings)
    return Policies(deadlines, overrides, intake, life, alike.similar, alike.hotspots, ladder, meetings, disputes)


class TownHall:
    """Keeps one Town; a new one when an import has changed the tree or a new year has begun."""

    def __init__(
        self,
        categories: Mapping[str, Category],
        numbers: Mapping[str, tuple[str, ...]],
        policies: Policies,
        zone: ZoneInfo,
        admins: frozenset[int],
        mask: Callable[[str], str] = nothing_of,
    ) -> None:
        self._mask = mask
        self._numbers = numbers
        self._categories = categories
        self._policies = policies
        self._zone = zone
        self._admins = admins
        self._town: Town | None = None
        self._year = 0
        self.guessed: tuple[int, ...] = ()
        """This year and the next, where nobody has published their holidays: reckoned by weekends and statute."""

    async def town(self, tx: Store, now: datetime) -> Town:
        """The town as this transaction sees it."""
        version = await tx.settings.get(ORG_VERSION)
        year = now.astimezone(self._zone).year
        if self._town is None or self._town.org_version != version or self._year != year:
            self._town, self._year = await self._build(tx, version, year), year
        return self._town

    async def _build(self, tx: Store, version: str, year: int) -> Town:
        nodes = await tx.org.nodes()
        gazetteer = Gazetteer(nodes, await tx.org.aliases(), await tx.org.polygons())
        return Town(
            categories=self._categories,
            policy=self._policies.deadlines,
            calendar=self._calendar(year),
            tree=Tree(nodes),
            gazetteer=gazetteer,
            intake=self._policies.intake,
            life=self._policies.life,
            similar=self._policies.similar,
            hotspots=self._policies.hotspots,
            numbers=self._numbers,
            admins=self._admins,
            org_version=version,
            ladder=self._policies.ladder,
            meetings=self._policies.meetings,
            disputes=self._policies.disputes,
            mask=self._mask,
        )

    def _calendar(self, year: int) -> Calendar:
        years = range(year - 1, year + YEARS_AHEAD + 1)
        built = build_calendar(years, self._policies.deadlines.working_hours, self._policies.overrides, self._zone)
        # The year after next is never published yet; nothing is wrong with that.
        self.guessed = tuple(found for found in built.unpublished if found <= year + 1)
        return built.calendar
