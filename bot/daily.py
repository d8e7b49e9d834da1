"""The daily digest for the command line: the same figures and words as in the chat."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.chat.render import Renderer
from bot.config import Settings
from bot.domain.notices import Arg
from bot.i18n import Wording
from bot.storage.store import Store
from bot.town_hall import TownHall, load_policies
from bot.understanding.rules import load_rules
from bot.usecases import reports


@dataclass(frozen=True, slots=True)
class Daily:
    """The text as supervisors read it, and its figures by name."""

    text: str
    figures: Mapping[str, Arg]


async def daily(tx: Store, settings: Settings, now: datetime, code: str | None) -> Daily | None:
    """日调度 of a node, of the outermost one without ``code``; None when there is no such node."""
    categories = load_rules(settings.rules_dir).categories
    policies = load_policies(settings.rules_dir)
    town = await TownHall(categories, {}, policies, settings.zone, settings.admin_ids).town(tx, now)
    node = town.tree.by_code(code) if code else town.tree.root()
    if node is None:
        return None
    notice = await reports.digest(tx, town, node, now, "now")
    renderer = Renderer(Wording(settings.locales_dir), settings.zone, lambda c: town.category(c).name, town.reason_name)
    return Daily(html.unescape(renderer.text(notice, now)), notice.args)
