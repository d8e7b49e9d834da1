"""Whoever handles tickets of a 长期项目 reads that it is complete, has ended or goes on: they stay his to end."""

from datetime import datetime
from enum import StrEnum

from bot.domain.life import OPEN
from bot.domain.notices import Arg, Notice, Priority
from bot.domain.projects import Project
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import telling
from bot.usecases.town import Town


class How(StrEnum):
    """All of it is done; it was ended by hand; that was a slip."""

    DONE = "done"
    CLOSED = "closed"
    REOPENED = "reopened"


async def tell(tx: Store, town: Town, project: Project, how: How, now: datetime) -> None:
    """Each room reads of all its open tickets in one message."""
    for ticket in await tx.projects.tickets(project.id):
        if ticket.sealed or ticket.state not in OPEN:
            continue
        about: dict[str, Arg] = {
            "number": ticket.number, "category": ticket.category, "owner": town.node(ticket.owner_id).name,
        }  # fmt: skip
        args: dict[str, Arg] = {"title": project.title, "how": how.value, "count": 1, "more": 0}
        notice = Notice("project-handlers", args, lines=(Notice("project-handlers-line", about),))
        for room in await telling.handlers(tx, town, ticket, now):
            key = f"project-{how}:{project.id}:{now.timestamp()}:{ticket.id}:{room}"
            card = f"project-{how}:{project.id}"
            letter = Letter(key, room.chat_id, notice, Priority.CARD, card=card, thread_id=room.thread_id)
            await tx.outbox.join_list(letter, now)
