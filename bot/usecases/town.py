"""What a decision may look up without asking the database: loaded once, replaced when it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.catalogue import Category
from bot.domain.deadlines import DeadlinePolicy
from bot.domain.errors import NotFound
from bot.domain.hotspots import HotspotPolicy
from bot.domain.intake import IntakePolicy
from bot.domain.org import Node, Role
from bot.domain.similar import SimilarPolicy
from bot.domain.tree import Tree
from bot.domain.worktime import Calendar
from bot.places.gazetteer import Gazetteer

FALLBACK_CATEGORY = "1299"
"""其他: what nobody recognised goes to a person to sort out."""

PRAISE_CATEGORY = "1206"
"""表扬感谢: said of a ticket it is a word on it, never a matter of its own."""


@dataclass(frozen=True, slots=True)
class Town:
    """Rules, numbers and places of one installation. ``numbers`` are those to call in a danger, by category;
    ``admins`` the accounts of ADMIN_IDS.
    """

    categories: Mapping[str, Category]
    policy: DeadlinePolicy
    calendar: Calendar
    tree: Tree
    gazetteer: Gazetteer
    intake: IntakePolicy
    similar: SimilarPolicy
    hotspots: HotspotPolicy
    numbers: Mapping[str, tuple[str, ...]]
    admins: frozenset[int]
    org_version: str = ""

    def category(self, code: str) -> Category:
        return self.categories.get(code) or self.categories[FALLBACK_CATEGORY]

    def facts(self, code: str) -> dict[str, Any]:
        """What a ticket says of itself once somebody has chosen its category."""
        return {"category": code, "profile": self.category(code).profile.value, "sure": True}

    def node(self, node_id: int | None) -> Node:
        found = self.tree.get(node_id)
        if found is None:
            raise NotFound
        return found

    def today(self, now: datetime) -> date:
        return self.calendar.day_of(now)

    def readers_of_sealed(self, category: str) -> tuple[Role, ...]:
        """Roles that may see a sealed ticket: the category's own, or those for what a resident marks 保密."""
        return self.category(category).sealed_to or self.intake.sealed_to
