"""What a decision may look up without asking the database: loaded once, replaced when it changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.domain.catalogue import Category
from bot.domain.deadlines import DeadlinePolicy
from bot.domain.errors import NotFound
from bot.domain.escalation import LadderPolicy
from bot.domain.hotspots import HotspotPolicy
from bot.domain.intake import IntakePolicy
from bot.domain.life_policy import LifePolicy
from bot.domain.mediation import MediationPolicy
from bot.domain.meetings import MeetingPolicy
from bot.domain.names import name_of
from bot.domain.org import Node, Role
from bot.domain.similar import SimilarPolicy
from bot.domain.tree import Tree
from bot.domain.worktime import Calendar
from bot.places.gazetteer import Gazetteer

FALLBACK_CATEGORY = "1299"
"""其他: what nobody recognised goes to a person to sort out."""

PRAISE_CATEGORY = "1206"
"""表扬感谢: said of a ticket it is a word on it, never a matter of its own."""


def nothing_of(text: str) -> str:
    """The mask of whoever has no rules for it: nothing is left."""
    return ""


@dataclass(frozen=True, slots=True)
class Town:
    """Rules, numbers and places of one installation. ``numbers`` are those to call in a danger, by category;
    ``admins`` the accounts of ADMIN_IDS; ``mask`` hides in a text what identifies a person.
    """

    categories: Mapping[str, Category]
    policy: DeadlinePolicy
    calendar: Calendar
    tree: Tree
    gazetteer: Gazetteer
    intake: IntakePolicy
    life: LifePolicy
    similar: SimilarPolicy
    hotspots: HotspotPolicy
    meetings: MeetingPolicy
    numbers: Mapping[str, tuple[str, ...]]
    admins: frozenset[int]
    org_version: str = ""
    ladder: LadderPolicy = field(default_factory=LadderPolicy)
    disputes: MediationPolicy = field(default_factory=MediationPolicy)
    mask: Callable[[str], str] = nothing_of

    def category(self, code: str) -> Category:
        return self.categories.get(code) or self.categories[FALLBACK_CATEGORY]

    def reason_name(self, reason: str) -> str:
        return name_of(reason, self.life, self.ladder, self.meetings)

    def facts(self, code: str) -> dict[str, Any]:
        """What a ticket says of itself once somebody has chosen its category."""
        return {"category": code, "profile": self.category(code).profile.value, "sure": True}

    def node(self, node_id: int | None) -> Node:
        found = self.tree.get(node_id)
        if found is None:
            raise NotFound
        return found

    def calendar_at(self, owner: Node) -> Calendar:
        """The calendar of whoever answers: a grid, or what lies above it, may have hours of its own."""
        hours = self.policy.hours_at(self.tree.chain(owner)) if self.policy.place_hours else self.calendar.hours
        return self.calendar if hours == self.calendar.hours else replace(self.calendar, hours=hours)

    def today(self, now: datetime) -> date:
        return self.calendar.day_of(now)

    def readers_of_sealed(self, category: str) -> tuple[Role, ...]:
        """Roles that may see a sealed ticket: the category's own, or those for what a resident marks 保密."""
        return self.category(category).sealed_to or self.intake.sealed_to
