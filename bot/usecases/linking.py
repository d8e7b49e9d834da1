"""归入项目: a ticket that one handling cannot end belongs to a plan, and its residents hear how far that is."""

from datetime import datetime

from bot.domain.errors import Forged, StaysSealed
from bot.domain.life import Event
from bot.domain.notices import Action, Notice, Press, in_rows
from bot.domain.org import Actor
from bot.domain.projects import Project, progress
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import acting, projects, telling
from bot.usecases.moving import move
from bot.usecases.town import Town


async def choose(tx: Store, town: Town, actor: Actor, ticket_id: int, version: int) -> Notice:
    """The plans it could belong to: those that run at or above its owner."""
    ticket, _ = await acting.may(tx, town, actor, ticket_id, Event.LINK, version)
    _open(ticket)
    return await offer(tx, town, ticket) or Notice("answer-no-project", {"number": ticket.number})


async def offer(tx: Store, town: Town, ticket: Ticket) -> Notice | None:
    """The question which plan it belongs to; None where there is none, or it belongs to one."""
    if ticket.sealed or await tx.projects.of_ticket(ticket.id) is not None:
        return None
    presses = [
        Press(Action.PROJECT_LINK, ticket.id, ticket.version, choice=str(one.id), label=one.title)
        for one in await _fitting(tx, town, ticket)
    ]
    return Notice("project-choose", {"number": ticket.number}, in_rows(presses, 1)) if presses else None


async def link(
    tx: Store, town: Town, actor: Actor, ticket_id: int, version: int, project_id: int, now: datetime
) -> Notice:
    """The tap: every resident of the ticket hears of the plan and how far it is."""
    ticket, who = await acting.may(tx, town, actor, ticket_id, Event.LINK, version)
    _open(ticket)
    project = next((one for one in await _fitting(tx, town, ticket) if one.id == project_id), None)
    if project is None:
        raise Forged
    if await tx.projects.link(project.id, ticket.id, now):
        await move(tx, ticket, Event.LINK, who, now, actor_id=actor.person_id, reason=f"project {project.id}")
        so_far = progress(await tx.projects.sites(project.id))
        args = projects.facts(project, so_far)
        await telling.everyone(tx, ticket, "project-linked", now, args, mark=f"project{project.id}")
    return Notice("answer-linked", {"number": ticket.number, "title": project.title})


async def makes_sense(tx: Store, ticket: Ticket) -> bool:
    """Whether the button is worth showing: it has no plan yet, and somewhere there is one."""
    return not ticket.sealed and await tx.projects.any_open() and await tx.projects.of_ticket(ticket.id) is None


async def _fitting(tx: Store, town: Town, ticket: Ticket) -> list[Project]:
    return await tx.projects.open_at([node.id for node in town.tree.chain(town.node(ticket.owner_id))])


def _open(ticket: Ticket) -> None:
    if ticket.sealed:
        raise StaysSealed(number=ticket.number)
