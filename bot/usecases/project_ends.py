"""长期项目: another name, and its end by hand: shown before it happens, told to the residents, taken back in time."""

from datetime import datetime

from bot.domain.errors import CannotUndo, NoWords, ProjectOver
from bot.domain.notices import Action, Arg, Notice, Press
from bot.domain.org import Actor
from bot.domain.projects import LONGEST_TITLE, Project, progress
from bot.storage.store import Store
from bot.usecases import cards, project_handlers, projects
from bot.usecases.project_handlers import How
from bot.usecases.town import Town

RENAME = "rename"
"""Stands behind a project's number in the kind of card of our question for its name."""


async def ask_name(tx: Store, town: Town, actor: Actor, project_id: int) -> Notice:
    project = await projects.own(tx, town, actor, project_id)
    return Notice("project-rename-prompt", {"title": project.title}, reply=True)


async def rename(tx: Store, town: Town, actor: Actor, project_id: int, words: str) -> Notice:
    """Everybody reads the new name from here on. Raises NoWords."""
    project = await projects.own(tx, town, actor, project_id)
    title = cards.shorten(words, LONGEST_TITLE)
    if not title:
        raise NoWords(number="")
    await tx.projects.change(project.id, title=title)
    return await projects.shown(tx, town, await projects.again(tx, project))


async def preview(tx: Store, town: Town, actor: Actor, project_id: int) -> Notice:
    """结束项目: what is not ready yet, and how many residents will hear it. Nothing has happened."""
    project = await projects.own(tx, town, actor, project_id)
    so_far = progress(await tx.projects.sites(project.id))
    args: dict[str, Arg] = {
        **projects.facts(project, so_far), "count": await tx.projects.linked(project.id),
        "left": so_far.parts - so_far.parts_done,
    }  # fmt: skip
    buttons = ((Press(Action.PROJECT_CLOSE_NOW, project.id), Press(Action.PROJECT_OPEN, project.id)),)
    return Notice("project-close-preview", args, buttons)


async def close(tx: Store, town: Town, actor: Actor, project_id: int, now: datetime) -> Notice:
    """It ends as it stands; of two who close it the first counts. Residents, handlers and the lead hear it at once."""
    project = await projects.own(tx, town, actor, project_id)
    if not await tx.projects.close(project.id, actor.person_id, now):
        raise ProjectOver(title=project.title)
    project = await projects.again(tx, project)
    so_far, mark = progress(await tx.projects.sites(project.id)), f"closed{now.timestamp()}"
    await projects.tell_residents(tx, project, so_far, "project-closed-told", now, mark)
    await _tell(tx, town, project, Notice("project-closed", projects.facts(project, so_far)), mark, now)
    await project_handlers.tell(tx, town, project, How.CLOSED, now)
    shown = await projects.shown(tx, town, project)
    back = (Press(Action.PROJECT_CLOSE_BACK, project.id),)
    return Notice(shown.kind, shown.args, (*shown.buttons, back), shown.lines)


async def take_back(tx: Store, town: Town, actor: Actor, project_id: int, now: datetime) -> Notice:
    """撤回 by whoever closed it, within two minutes: it runs on, and whoever heard of its end hears that."""
    project = await projects.known(tx, town, actor, project_id)
    mine = project.ended_at is not None and project.closer_id == actor.person_id
    if not mine or project.ended_at is None or now > project.ended_at + town.life.undo_within:
        raise CannotUndo(number=project.title)
    await tx.projects.change(project.id, ended_at=None, closer_id=None)
    project = await projects.again(tx, project)
    so_far, mark = progress(await tx.projects.sites(project.id)), f"reopened{now.timestamp()}"
    await projects.tell_residents(tx, project, so_far, "project-reopened-told", now, mark)
    await _tell(tx, town, project, Notice("project-reopened", projects.facts(project, so_far)), mark, now)
    await project_handlers.tell(tx, town, project, How.REOPENED, now)
    return await projects.shown(tx, town, project)


async def _tell(tx: Store, town: Town, project: Project, here: Notice, mark: str, now: datetime) -> None:
    """Another word for the lead, where that is not the desk itself."""
    if project.lead_id not in {None, project.node_id}:
        await projects.post(tx, town, project, town.node(project.lead_id), here, mark, now)
