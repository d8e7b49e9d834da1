"""The newest list of a node for the command line: the same words as in the chat, and its rows for a table."""

import html
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.render import Renderer
from bot.config import Settings
from bot.i18n import Wording
from bot.storage.meetings import Meeting
from bot.storage.store import Store
from bot.town_hall import TownHall, load_policies
from bot.understanding.rules import load_rules
from bot.usecases import meetings
from bot.usecases.town import Town


@dataclass(frozen=True, slots=True)
class Row:
    """One item: ``why`` and ``standing`` are codes, the rest is ready to read."""

    number: str
    category: str
    owner: str
    why: str
    carried: int
    lead: str
    together: str
    measure: str
    due: str
    standing: str


@dataclass(frozen=True, slots=True)
class MeetingList:
    text: str
    rows: Sequence[Row]


async def meeting_list(tx: Store, settings: Settings, now: datetime, code: str | None) -> MeetingList | None:
    """None when there is no such node, or no list of it was ever opened. Raises nothing else."""
    categories = load_rules(settings.rules_dir).categories
    policies = load_policies(settings.rules_dir)
    town = await TownHall(categories, {}, policies, settings.zone, settings.admin_ids).town(tx, now)
    node = town.tree.by_code(code) if code else town.tree.root()
    meeting = await tx.meetings.latest(node.id) if node else None
    if meeting is None:
        return None
    renderer = Renderer(Wording(settings.locales_dir), settings.zone, lambda c: town.category(c).name, town.reason_name)
    notice = await meetings.listed(tx, town, meeting)
    rows = [row async for row in _rows(tx, town, settings, meeting)]
    return MeetingList(html.unescape(renderer.text(notice, now)).replace("<b>", "").replace("</b>", ""), rows)


async def _rows(tx: Store, town: Town, settings: Settings, meeting: Meeting) -> AsyncIterator[Row]:
    for item in await tx.meetings.items(meeting.id):
        ticket = await tx.tickets.get(item.ticket_id)
        if ticket is None or ticket.sealed:
            continue
        notes = {note.id: note.body for note in await tx.tickets.notes(ticket.id)}
        told = meetings.facts(town, item, ticket)
        due = f"{item.due_at.astimezone(settings.zone):%Y-%m-%d %H:%M}" if item.due_at else ""
        yield Row(
            ticket.number, town.category(ticket.category).name, str(told["owner"]), item.why.value, item.carried,
            str(told["lead"]), item.together, notes.get(item.measure_id or 0, ""), due, str(told["standing"]),
        )  # fmt: skip
