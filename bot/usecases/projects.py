"""长期项目: a plan at a town or the county, its list of sites, how far it is, and who hears of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.errors import Forged, NotCounted, NotFound, NotYours, ProjectOver, SitesUnread
from bot.domain.notices import Action, Arg, Notice, Press, Priority, in_rows, instant
from bot.domain.org import HANDLERS, RANK, Actor, Level, Node, Role
from bot.domain.projects import (
    LONGEST_TITLE,
    MOST_SITES,
    NewSite,
    Progress,
    Project,
    Site,
    is_list,
    progress,
    read_tick,
    typed,
)
from bot.domain.rooms import Room
from bot.domain.worktime import due
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.usecases import apart, cards, project_handlers, telling
from bot.usecases.town import Town

CARD = "project"
"""Kind of card of every message about a project, with its number behind a colon: a reply to any of them counts."""

DESKS = frozenset({Role.TOWN_DESK, Role.COUNTY_DESK})
"""Who makes a plan; at their own place or below it they change it."""

PAGE = 8
STEPS = (1, 5, 10)


def card_of(project: Project) -> str:
    return f"{CARD}:{project.id}"


async def begin(
    tx: Store, town: Town, actor: Actor, node: Node | None, title: str, now: datetime
) -> tuple[Project | None, Notice]:  # fmt: skip
    """/project with a title, at the town or county that the chat stands for (None: that of his own desk); without a
    title what runs there.
    """
    desk = _desk(actor, node)
    title = " ".join(title.split())
    if not title:
        running = await tx.projects.open_at([desk.id])
        presses = [Press(Action.PROJECT_OPEN, one.id, label=one.title) for one in running]
        return None, Notice("project-usage", {"count": len(running)}, in_rows(presses, 1))
    review_at = due(now, town.life.projects.review, town.calendar)
    project = await tx.projects.add(desk.id, cards.shorten(title, LONGEST_TITLE), actor.person_id, now, review_at)
    return project, await shown(tx, town, project)


async def show(tx: Store, town: Town, actor: Actor, project_id: int) -> Notice:
    return await shown(tx, town, await known(tx, town, actor, project_id))


async def shown(tx: Store, town: Town, project: Project, kind: str = "project") -> Notice:
    """The plan as it stands: title, lead, date, progress with its denominators."""
    so_far = progress(await tx.projects.sites(project.id))
    args: dict[str, Arg] = {
        **facts(project, so_far),
        "place": town.node(project.node_id).name,
        "lead": town.node(project.lead_id).name if project.lead_id is not None else "",
        "due_at": instant(project.due_at),
        "review_at": instant(project.review_at),
        "count": await tx.projects.linked(project.id),
        "over": int(project.ended_at is not None),
    }
    actions = (Action.PROJECT_SITES,) if project.ended_at else (
        Action.PROJECT_SITES, Action.PROJECT_LEAD, Action.PROJECT_DUE, Action.PROJECT_RENAME, Action.PROJECT_CLOSE
    )  # fmt: skip
    if kind == "project" and project.ended_at:
        kind = "project-over" if project.closer_id is None else "project-closed-here"
    buttons = in_rows([Press(action, project.id) for action in actions], 3)
    return Notice("project-head", args, buttons, (Notice(kind, args),))


def facts(project: Project, so_far: Progress) -> dict[str, Arg]:
    """Title and progress, as everybody may read them."""
    return {
        "title": project.title,
        "unit": project.unit,
        "sites": so_far.sites,
        "sites_done": so_far.sites_done,
        "parts": so_far.parts,
        "parts_done": so_far.parts_done,
    }


async def choose_lead(tx: Store, town: Town, actor: Actor, project_id: int) -> Notice:
    project = await own(tx, town, actor, project_id)
    presses = [
        Press(Action.PROJECT_LEAD_IS, project.id, choice=str(node.id), label=node.name)
        for node in _leads(town, project)
    ]
    return Notice("project-choose-lead", {"title": project.title}, in_rows(presses, 2))


async def lead_is(tx: Store, town: Town, actor: Actor, project_id: int, node_id: int, now: datetime) -> Notice:
    """The lead hears of it once, with what there is to do."""
    project = await own(tx, town, actor, project_id)
    lead = town.tree.get(node_id)
    if lead is None or lead not in _leads(town, project):
        raise Forged
    await tx.projects.change(project.id, lead_id=lead.id)
    project = await again(tx, project)
    await post(tx, town, project, lead, await shown(tx, town, project, "project-led"), f"lead:{lead.id}", now)
    return await shown(tx, town, project)


async def choose_due(tx: Store, town: Town, actor: Actor, project_id: int) -> Notice:
    project = await own(tx, town, actor, project_id)
    presses = [
        Press(Action.PROJECT_DUE_IN, project.id, choice=str(days), label=str(days)) for days in town.life.projects.days
    ]
    return Notice("project-choose-due", {"title": project.title}, in_rows(presses, 2))


async def due_in(tx: Store, town: Town, actor: Actor, project_id: int, days: int, now: datetime) -> Notice:
    """So many days from today, at the end of a working day."""
    project = await own(tx, town, actor, project_id)
    if days not in town.life.projects.days:
        raise Forged
    day = town.calendar.first_workday(town.today(now) + timedelta(days=days))
    await tx.projects.change(project.id, due_at=town.calendar.at(day, town.calendar.hours[-1].closes))
    return await shown(tx, town, await again(tx, project))


# Sites


async def list_sites(tx: Store, town: Town, actor: Actor, project_id: int, page: int) -> Notice:
    """A page of the list, what is not ready first."""
    project = await known(tx, town, actor, project_id)
    sites = sorted(await tx.projects.sites(project.id), key=lambda site: (site.ready, site.id))
    pages = max(1, -(-len(sites) // PAGE))
    number = min(max(page, 1), pages)
    chosen = sites[(number - 1) * PAGE : number * PAGE]
    pictures = await tx.projects.pictures(project.id)
    lines = tuple(_line(project, site, pictures.get(site.id, 0)) for site in chosen)
    presses = [
        Press(Action.PROJECT_SITE, project.id, number, choice=str(site.id), label=_label(site.name, site))
        for site in chosen
    ]  # fmt: skip
    turns = [(Action.PROJECT_PREV, number - 1)] * (number > 1) + [(Action.PROJECT_NEXT, number + 1)] * (number < pages)
    last = (*(Press(action, project.id, to) for action, to in turns), Press(Action.PROJECT_OPEN, project.id))
    args: dict[str, Arg] = {**facts(project, progress(sites)), "page": number, "pages": pages}
    return Notice("project-sites", args, (*in_rows(presses, 1), last), lines)


async def show_site(tx: Store, town: Town, actor: Actor, project_id: int, site_id: int, page: int) -> Notice:
    """One place: how many parts are done by now?"""
    project = await known(tx, town, actor, project_id)
    return _site_notice(project, await _site(tx, project, site_id), page)


async def count(
    tx: Store, town: Town, actor: Actor, project_id: int, choice: str, page: int, now: datetime
) -> Notice:  # fmt: skip
    """A press says how many are done now, so pressing twice counts once."""
    first, _, second = choice.partition("-")
    if not first.isdigit() or not second.isdigit():
        raise Forged
    project = await _countable(tx, town, actor, project_id)
    site = await _site(tx, project, int(first))
    site = await _count(tx, town, actor, project, site, int(second), now)
    return _site_notice(project, site, page)


async def told(
    tx: Store, town: Town, actor: Actor, project_id: int, text: str, media_id: int | None, room: Room, now: datetime
) -> Notice:
    """A reply, line by line: 城东小学 12间 counts where that site is known, with its picture; else the desk enters a
    new site. Raises NotCounted where a line is neither: a thank-you is no site.
    """
    project = await _countable(tx, town, actor, project_id)
    sites = await tx.projects.sites(project.id)
    lines = [line for line in text.splitlines() if line.strip()]
    read = [(line, read_tick(line, sites, town.life.projects.whole)) for line in lines]
    new = "\n".join(line for line, tick in read if tick is None)
    may_enter = actor.reaches(town.node(project.node_id), DESKS) and is_list(new, first=not sites)
    if not lines or (new and not may_enter):
        raise NotCounted
    entered = await enter(tx, town, actor, project.id, typed(new), now) if new else None
    counted: list[Site] = []
    for tick in (tick for _, tick in read if tick is not None):
        if media_id is not None and not counted:
            await tx.projects.sent(media_id, project.id, tick.site.id, room)
        counted.append(await _count(tx, town, actor, await again(tx, project), tick.site, tick.done, now))
    if entered is not None:
        return entered
    so_far = progress(await tx.projects.sites(project.id))
    args: dict[str, Arg] = {**facts(project, so_far), "picture": int(media_id is not None)}
    return Notice("project-counted", args, lines=tuple(_line(project, site, 0) for site in counted))


async def enter(
    tx: Store, town: Town, actor: Actor, project_id: int, sites: Sequence[NewSite], now: datetime
) -> Notice:  # fmt: skip
    """The list, typed or from a table. Raises SitesUnread where there is nothing to enter, or too much."""
    project = await own(tx, town, actor, project_id)
    known = {site.name for site in await tx.projects.sites(project.id)}
    wanted = {site.name for site in sites}
    if not wanted or len(known | wanted) > MOST_SITES:
        raise SitesUnread(most=MOST_SITES)
    await tx.projects.enter(project.id, sites)
    unit = next((site.unit for site in sites if site.unit), "")
    if unit and not project.unit:
        await tx.projects.change(project.id, unit=unit)
    project = await again(tx, project)
    so_far = progress(await tx.projects.sites(project.id))
    await _reached(tx, town, project, so_far, now)
    return Notice("project-entered", {**facts(project, so_far), "count": len(wanted), "new": len(wanted - known)})


async def may_send_list(tx: Store, town: Town, actor: Actor, project_id: int) -> Project:
    return await own(tx, town, actor, project_id)


# Time


async def tick(tx: Store, town: Town, now: datetime) -> int:
    """The day of review has come: desk and lead read how far it is."""

    async def look(project: Project) -> None:
        at = project.review_at
        await tx.projects.change(project.id, review_at=due(now, town.life.projects.review, town.calendar))
        notice = await shown(tx, town, await again(tx, project), "project-review")
        for node in dict.fromkeys((project.node_id, project.lead_id or project.node_id)):
            await post(tx, town, project, town.node(node), notice, f"review:{at.isoformat()}", now)

    return await apart.each(tx, await tx.projects.due(now), look)


async def _count(
    tx: Store, town: Town, actor: Actor, project: Project, site: Site, done: int, now: datetime
) -> Site:  # fmt: skip
    held = await tx.projects.hold(site.id) or site
    await tx.projects.count(held.id, min(done, held.total), actor.person_id, now)
    sites = await tx.projects.sites(project.id)
    await _reached(tx, town, project, progress(sites), now)
    return next(one for one in sites if one.id == held.id)


async def _reached(tx: Store, town: Town, project: Project, so_far: Progress, now: datetime) -> None:
    """Half and end are told once each; what comes to its end at one stroke only the end."""
    if project.ended_at is not None:
        return
    if so_far.complete:
        await tx.projects.change(project.id, ended_at=now, half_at=project.half_at or now)
        await tell_residents(tx, project, so_far, "project-done-told", now)
        notice = await shown(tx, town, await again(tx, project), "project-done")
        for node in dict.fromkeys((project.node_id, project.lead_id or project.node_id)):
            await post(tx, town, project, town.node(node), notice, "done", now)
        await project_handlers.tell(tx, town, project, project_handlers.How.DONE, now)
    elif so_far.half and project.half_at is None:
        await tx.projects.change(project.id, half_at=now)
        await tell_residents(tx, project, so_far, "project-half-told", now)


async def tell_residents(
    tx: Store, project: Project, so_far: Progress, kind: str, now: datetime, mark: str = ""
) -> None:
    for ticket in await tx.projects.tickets(project.id):
        if not ticket.sealed:
            await telling.everyone(tx, ticket, kind, now, facts(project, so_far), mark=f"project{project.id}{mark}")


async def post(
    tx: Store, town: Town, project: Project, node: Node, notice: Notice, mark: str, now: datetime
) -> None:  # fmt: skip
    for above in town.tree.chain(node):
        if rooms := await telling.reach(tx, town, above, now):
            break
    else:
        rooms = [Room(account) for account in sorted(town.admins)]
    letters = [
        Letter(
            f"project:{project.id}:{mark}:{room}", room.chat_id, notice, Priority.CARD, card=card_of(project),
            thread_id=room.thread_id,
        )
        for room in rooms
    ]  # fmt: skip
    await tx.outbox.put(letters, now)


def _desk(actor: Actor, node: Node | None) -> Node:
    """The town or county where the plan is made. Raises NotYours for anybody but its desk."""
    held = [post.node for post in actor.appointments if post.role in DESKS and _plans(post.node)]
    fitting = held if node is None else [node] if _plans(node) and actor.reaches(node, DESKS) else []
    if not fitting:
        raise NotYours(number="")
    return max(fitting, key=lambda one: len(one.path))


def _plans(node: Node) -> bool:
    return RANK[node.level] <= RANK[Level.TOWN]


def _leads(town: Town, project: Project) -> list[Node]:
    """Its units and those of the levels above it, then whoever stands below it."""
    node = town.node(project.node_id)
    chain = {above.id for above in town.tree.chain(node)}
    units = [unit for unit in town.tree if unit.level is Level.UNIT and (unit.within(node) or unit.parent_id in chain)]
    return list(dict.fromkeys([*units, node, *town.tree.children(node)]))


async def again(tx: Store, project: Project) -> Project:
    return await tx.projects.get(project.id) or project


async def known(tx: Store, town: Town, actor: Actor, project_id: int) -> Project:
    """For its desk, whoever stands above it, and whoever handles something at the lead or inside its area."""
    project = await tx.projects.get(project_id)
    if project is None:
        raise NotFound
    nodes = [town.node(project.node_id), *([town.node(project.lead_id)] if project.lead_id is not None else [])]
    inside = any(post.role in HANDLERS and any(post.node.within(n) for n in nodes) for post in actor.appointments)
    if not inside and not actor.is_admin and not any(actor.reaches(node, HANDLERS) for node in nodes):
        raise NotYours(number="")
    return project


async def _countable(tx: Store, town: Town, actor: Actor, project_id: int) -> Project:
    project = await known(tx, town, actor, project_id)
    if project.ended_at is not None:
        raise ProjectOver(title=project.title)
    return project


async def own(tx: Store, town: Town, actor: Actor, project_id: int) -> Project:
    """To be changed: only by its desk or one above it, and while it runs."""
    project = await _countable(tx, town, actor, project_id)
    if not actor.reaches(town.node(project.node_id), DESKS):
        raise NotYours(number="")
    return project


async def _site(tx: Store, project: Project, site_id: int) -> Site:
    site = next((one for one in await tx.projects.sites(project.id) if one.id == site_id), None)
    if site is None:
        raise NotFound
    return site


def _site_notice(project: Project, site: Site, page: int) -> Notice:
    steps = dict.fromkeys(min(site.done + step, site.total) for step in STEPS if site.done < site.total)
    back = [site.done - 1] if site.done else []
    presses = [
        Press(Action.PROJECT_TICK, project.id, page, choice=f"{site.id}-{to}", label=f"{to}/{site.total}")
        for to in (*back, *dict.fromkeys((*steps, site.total)))
        if to != site.done
    ]
    turn = Press(Action.PROJECT_SITES, project.id, page)
    return Notice("project-site", dict(_line(project, site, 0).args), (*in_rows(presses, 3), (turn,)))


def _line(project: Project, site: Site, pictures: int) -> Notice:
    args: dict[str, Arg] = {
        "site": site.name, "done": site.done, "total": site.total, "unit": project.unit, "pictures": pictures,
        "ready": int(site.ready),
    }  # fmt: skip
    return Notice("project-site-line", args)


def _label(name: str, site: Site) -> str:
    return f"{cards.shorten(name, 24)} {site.done}/{site.total}"
