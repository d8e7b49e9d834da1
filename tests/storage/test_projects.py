"""长期项目 in the books of both databases: who may, what is counted, what is told once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.errors import CannotUndo, NotCounted, NotYours, NoWords, ProjectOver, SitesUnread
from bot.domain.life import Event
from bot.domain.notices import Action
from bot.domain.org import Actor
from bot.domain.projects import NewSite, Project
from bot.domain.rooms import Room
from bot.storage.engine import Database
from bot.storage.store import Store
from bot.storage.tables import outbox
from bot.usecases import linking, project_ends, projects
from bot.usecases.town import Town
from tests.storage.county import CHIEF, MONDAY, NEIGHBOUR, SECRETARY, TOWN_DESK, VILLAGE, town_hall
from tests.storage.test_merging import add, county

__all__ = ["county"]

ROOM = Room(TOWN_DESK)
LIST = (NewSite("城东小学", 4, "间"), NewSite("第三中学", 6, "间"))


async def begun(tx: Store, *sites: NewSite) -> tuple[Town, Actor, Project]:
    town = await town_hall().town(tx, MONDAY)
    actor = await tx.people.actor(TOWN_DESK, town.today(MONDAY), is_admin=False)
    project, _ = await projects.begin(tx, town, actor, None, "学校饮水改造", MONDAY)
    assert project is not None
    if sites:
        await projects.enter(tx, town, actor, project.id, sites, MONDAY)
    return town, actor, project


async def said(tx: Store, kind: str) -> list[dict[str, Any]]:
    rows = (await tx.connection.execute(select(outbox.c.notice).order_by(outbox.c.id))).scalars()
    told = [part for notice in rows for part in (notice, *notice.get("lines", ()))]
    return [dict(part["args"]) for part in told if part["kind"] == kind]


async def test_from_the_list_to_the_end(county: Database) -> None:
    async with county.begin() as tx:
        town, actor, project = await begun(tx, *LIST)
        ticket = await add(tx, 71)
        chief = await tx.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
        await linking.link(tx, town, chief, ticket.id, 0, project.id, MONDAY)
        await linking.link(tx, town, chief, ticket.id, 0, project.id, MONDAY)
        assert [args["parts"] for args in await said(tx, "project-linked")] == [10]
        assert [step.event for step in await tx.history.of(ticket.id)].count(Event.LINK) == 1
        await projects.told(tx, town, actor, project.id, "城东小学 3间", None, ROOM, MONDAY)
        assert await said(tx, "project-half-told") == []
        await projects.told(tx, town, actor, project.id, "第三中学 +3", None, ROOM, MONDAY)
        await projects.told(tx, town, actor, project.id, "第三中学 3", None, ROOM, MONDAY)
        (half,) = await said(tx, "project-half-told")
        assert (half["sites_done"], half["sites"], half["parts_done"], half["parts"]) == (0, 2, 6, 10)
        first, second = await tx.projects.sites(project.id)
        await projects.count(tx, town, actor, project.id, f"{first.id}-4", 1, MONDAY)
        await projects.count(tx, town, actor, project.id, f"{second.id}-6", 1, MONDAY)
        (done,) = await said(tx, "project-done-told")
        assert (done["sites_done"], done["parts_done"]) == (2, 10)
        assert len(await said(tx, "project-done")) == 1
        with pytest.raises(ProjectOver):
            await projects.count(tx, town, actor, project.id, f"{first.id}-1", 1, MONDAY)


async def test_a_new_list_keeps_what_is_done(county: Database) -> None:
    async with county.begin() as tx:
        town, actor, project = await begun(tx, *LIST)
        await projects.told(tx, town, actor, project.id, "城东小学 3间", None, ROOM, MONDAY)
        await projects.enter(tx, town, actor, project.id, (NewSite("城东小学", 8), NewSite("实验幼儿园", 2)), MONDAY)
        found = [(site.name, site.done, site.total) for site in await tx.projects.sites(project.id)]
        assert found == [("城东小学", 3, 8), ("第三中学", 0, 6), ("实验幼儿园", 0, 2)]
        with pytest.raises(SitesUnread):
            await projects.enter(tx, town, actor, project.id, (), MONDAY)
        with pytest.raises(SitesUnread):
            many = [NewSite(str(number)) for number in range(501)]
            await projects.enter(tx, town, actor, project.id, many, MONDAY)


@pytest.mark.parametrize("account", [CHIEF, SECRETARY, NEIGHBOUR, VILLAGE, 71])
async def test_only_a_desk_of_a_town_or_the_county_begins_one(county: Database, account: int) -> None:
    async with county.begin() as tx:
        town = await town_hall().town(tx, MONDAY)
        actor = await tx.people.actor(account, town.today(MONDAY), is_admin=False)
        with pytest.raises(NotYours):
            await projects.begin(tx, town, actor, None, "学校饮水改造", MONDAY)


async def test_who_counts_and_who_changes(county: Database) -> None:
    async with county.begin() as tx:
        town, _, project = await begun(tx, *LIST)
        first, _ = await tx.projects.sites(project.id)
        chief = await tx.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
        await projects.count(tx, town, chief, project.id, f"{first.id}-1", 1, MONDAY)
        with pytest.raises(NotCounted):
            await projects.told(tx, town, chief, project.id, "实验幼儿园 2间", None, ROOM, MONDAY)
        await projects.told(tx, town, chief, project.id, "城东小学 2间\n第三中学 1", None, ROOM, MONDAY)
        assert [(site.done, site.total) for site in await tx.projects.sites(project.id)] == [(2, 4), (1, 6)]
        with pytest.raises(NotYours):
            await projects.enter(tx, town, chief, project.id, LIST, MONDAY)
        stranger = await tx.people.actor(71, town.today(MONDAY), is_admin=False)
        with pytest.raises(NotYours):
            await projects.count(tx, town, stranger, project.id, f"{first.id}-2", 1, MONDAY)
        with pytest.raises(NotYours):
            await projects.show(tx, town, stranger, project.id)


async def test_looked_at_on_its_day(county: Database) -> None:
    async with county.begin() as tx:
        town, _, project = await begun(tx, *LIST)
        assert await projects.tick(tx, town, project.review_at - timedelta(minutes=1)) == 0
        assert await projects.tick(tx, town, project.review_at) == 1
        assert len(await said(tx, "project-review")) == 1
        again = await tx.projects.get(project.id)
        assert again is not None
        assert again.review_at > project.review_at
        assert await projects.tick(tx, town, project.review_at) == 0


async def test_it_is_renamed_and_ended_by_hand_and_that_is_taken_back_in_time(county: Database) -> None:
    async with county.begin() as tx:
        town, actor, project = await begun(tx, *LIST)
        ticket = await add(tx, 71)
        chief = await tx.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
        await linking.link(tx, town, chief, ticket.id, 0, project.id, MONDAY)
        for use in (project_ends.ask_name, project_ends.preview):
            with pytest.raises(NotYours):
                await use(tx, town, chief, project.id)
        with pytest.raises(NoWords):
            await project_ends.rename(tx, town, actor, project.id, " ")
        renamed = await project_ends.rename(tx, town, actor, project.id, "学校直饮水\n改造")
        assert renamed.args["title"] == "学校直饮水 改造"
        before = await project_ends.preview(tx, town, actor, project.id)
        assert (before.args["count"], before.args["left"]) == (1, 10)
        assert await said(tx, "project-closed-told") == []
        closed = await project_ends.close(tx, town, actor, project.id, MONDAY)
        assert closed.lines[0].kind == "project-closed-here"
        assert closed.buttons[-1][0].action is Action.PROJECT_CLOSE_BACK
        with pytest.raises(ProjectOver):
            await project_ends.close(tx, town, actor, project.id, MONDAY)
        with pytest.raises(ProjectOver):
            await projects.told(tx, town, actor, project.id, "第三中学 3", None, ROOM, MONDAY)
        with pytest.raises(CannotUndo):
            await project_ends.take_back(tx, town, chief, project.id, MONDAY)
        with pytest.raises(CannotUndo):
            await project_ends.take_back(tx, town, actor, project.id, MONDAY + timedelta(minutes=3))
        await project_ends.take_back(tx, town, actor, project.id, MONDAY + timedelta(minutes=1))
        await projects.told(tx, town, actor, project.id, "第三中学 3", None, ROOM, MONDAY)
        await project_ends.close(tx, town, actor, project.id, MONDAY + timedelta(minutes=2))
        told = await said(tx, "project-closed-told")
        assert [(one["number"], one["title"], one["parts_done"]) for one in told] == [
            (ticket.number, "学校直饮水 改造", 0), (ticket.number, "学校直饮水 改造", 3),
        ]  # fmt: skip
        assert len(await said(tx, "project-reopened-told")) == 1


async def test_whoever_handles_its_tickets_reads_in_one_message_that_they_can_be_finished(county: Database) -> None:
    async with county.begin() as tx:
        town, actor, project = await begun(tx, *LIST)
        chief = await tx.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
        tickets = [await add(tx, chat) for chat in (71, 72, 73)]
        for ticket in tickets:
            await linking.link(tx, town, chief, ticket.id, 0, project.id, MONDAY)
        gone = await tx.tickets.get(tickets[2].id)
        assert gone is not None
        await tx.tickets.change(gone, state="withdrawn")
        await projects.told(tx, town, actor, project.id, "城东小学 4\n第三中学 6", None, ROOM, MONDAY)
        (read,) = await said(tx, "project-handlers")
        assert (read["how"], read["count"], read["title"]) == ("done", 2, "学校饮水改造")
        assert {line["number"] for line in await said(tx, "project-handlers-line")} == {
            one.number for one in tickets[:2]
        }


async def test_whoever_handles_its_tickets_reads_that_it_was_ended_and_that_this_was_a_slip(county: Database) -> None:
    async with county.begin() as tx:
        town, actor, project = await begun(tx, *LIST)
        chief = await tx.people.actor(CHIEF, town.today(MONDAY), is_admin=False)
        await linking.link(tx, town, chief, (await add(tx, 71)).id, 0, project.id, MONDAY)
        await project_ends.close(tx, town, actor, project.id, MONDAY)
        await project_ends.take_back(tx, town, actor, project.id, MONDAY)
        assert [read["how"] for read in await said(tx, "project-handlers")] == ["closed", "reopened"]
