"""Cases on both databases: the first press wins, names are forgotten, visits come due, the budget holds."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.clocks import Stage
from bot.domain.errors import NotFound, NotYours, Stale, StandsAlone
from bot.domain.life import State
from bot.domain.mediation import Mediation, Outcome, Step
from bot.domain.notices import Notice, Priority
from bot.domain.org import Actor, Role
from bot.domain.ticket import Ticket
from bot.storage.media import Attachment
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.storage.tables import outbox
from bot.usecases import (
    mediating,
    mediation_cards,
    mediation_list,
    mediation_papers,
    mediation_words,
    party_links,
    rewarding,
    sittings,
    timing,
    visiting,
)
from bot.usecases.town import Town
from tests.storage.county import CHIEF, COUNTY_DESK, MONDAY, NEIGHBOUR, SECRETARY, TOWN_DESK, town_hall
from tests.storage.rows import add_ticket
from tests.storage.test_overdue import HOUR, heard

PHOTO = Attachment("photo", "f", "u")
VIDEO = Attachment("video", "f", "u")


async def town_of(tx: Store, change: Callable[[Town], Town] | None = None) -> Town:
    return await town_hall().town(tx, MONDAY)


async def actor(tx: Store, account: int) -> Actor:
    return await tx.people.actor(account, MONDAY.date(), is_admin=False)


async def dispute(tx: Store, **values: object) -> Ticket:
    grid = (await town_of(tx)).tree.by_code("S1101")
    assert grid is not None
    row = {"node_id": grid.id, "owner_id": grid.id, "state": State.HANDLING.value, "category": "0801"}
    return await add_ticket(tx, **{**row, **values})


async def begun(tx: Store, **values: object) -> Mediation:
    ticket = await dispute(tx, **values)
    case, _ = await mediating.begin(tx, await town_of(tx), await actor(tx, CHIEF), ticket.id, 0, MONDAY)
    return case


async def of(tx: Store, case: Mediation) -> Ticket:
    ticket = await tx.tickets.get(case.ticket_id)
    assert ticket is not None
    return ticket


async def say(tx: Store, case: Mediation, step: Step, words: str, now: datetime = MONDAY) -> None:
    await mediation_words.said(tx, await town_of(tx), await actor(tx, CHIEF), case.id, step, words, words, now)


async def agreed(tx: Store) -> Mediation:
    case, chief, town = await begun(tx), await actor(tx, CHIEF), await town_of(tx)
    await mediation_papers.put(tx, town, chief, case.id, "agreement", PHOTO, "", MONDAY)
    await say(tx, case, Step.AGREED, "各让一步")
    found = await tx.mediations.get(case.id)
    assert found is not None and found.outcome is Outcome.AGREED
    return found


async def test_one_case_however_often_it_is_pressed(county: Store) -> None:
    case, town = await begun(county), await town_of(county)
    again, _ = await mediating.begin(county, town, await actor(county, SECRETARY), case.ticket_id, 0, MONDAY)
    assert again == case
    assert case.mediator_id == (await actor(county, CHIEF)).person_id
    with pytest.raises(NotYours):
        await mediating.begin(county, town, await actor(county, NEIGHBOUR), case.ticket_id, 0, MONDAY)
    sealed = await dispute(county, sealed_role=Role.COUNTY_DESK.value)
    with pytest.raises(StandsAlone):
        await mediating.begin(county, town, await actor(county, COUNTY_DESK), sealed.id, 0, MONDAY)


async def test_words_of_violence_put_it_on_its_track_from_the_beginning(county: Store) -> None:
    case = await begun(county, public_text="邻居说要拿刀砍人")
    assert (case.track, case.risk_at) == ("risk", None), "the level above heard it at filing; pressing still raises it"


async def test_of_two_ends_the_first_counts(county: Store) -> None:
    case = await begun(county)
    assert await county.mediations.change(case, ended_at=MONDAY, outcome="failed") is not None
    assert await county.mediations.change(case, ended_at=MONDAY, outcome="court") is None
    with pytest.raises(Stale):
        await say(county, case, Step.COURT, "起诉")


async def test_rounds_one_after_the_other(county: Store) -> None:
    case = await begun(county)
    await say(county, case, Step.PLAN, "周三 社区")
    await say(county, case, Step.PLAN, "周四 社区")
    await say(county, case, Step.RESULT, "再谈")
    await say(county, case, Step.RESULT, "又谈了一次")
    rounds = await county.mediations.rounds(case.id)
    assert [(one.meeting, one.result) for one in rounds] == [("周四 社区", "再谈"), ("", "又谈了一次")]
    assert not await county.mediations.change_round(rounds[0].id, result="改")


async def test_a_file_goes_where_it_was_asked_for_and_no_further(county: Store) -> None:
    case, chief, town = await begun(county), await actor(county, CHIEF), await town_of(county)
    await mediation_papers.ask(county, town, chief, case.id, "sorting", MONDAY)
    assert await mediation_papers.put_where_awaited(county, town, chief, VIDEO, MONDAY) is None
    assert await mediation_papers.put_where_awaited(county, town, chief, PHOTO, MONDAY) is not None
    late = MONDAY + town.disputes.file_wait
    assert await mediation_papers.put_where_awaited(county, town, chief, PHOTO, late) is None
    assert await county.mediations.papers(case.id) == {"sorting": 1}
    assert len(await county.mediations.files(case.id)) == 1
    assert await county.media.of_ticket(case.ticket_id) == [], "a group never shows it with the ticket"


async def test_names_go_with_the_archive_but_not_before_the_last_visit(county: Store) -> None:
    case, town = await begun(county), await town_of(county)
    await county.mediations.set_parties(case.id, ["张三", "李四"])
    await say(county, case, Step.RESULT, "电话13812345678")
    ticket = await county.tickets.get(case.ticket_id)
    assert ticket is not None
    await county.mediations.add_visits(case.id, [(MONDAY, MONDAY)])
    await mediation_papers.forget(county, town, ticket, MONDAY)
    assert await county.mediations.parties(case.id) == ["张三", "李四"]
    await county.mediations.drop_visits(case.id)
    await mediation_papers.forget(county, town, ticket, MONDAY)
    assert await county.mediations.parties(case.id) == []
    assert "13812345678" not in (await county.mediations.rounds(case.id))[0].result


async def test_a_visit_is_asked_for_then_told_above_then_rests(county: Store) -> None:
    case, town = await agreed(county), await town_of(county)
    first = (await county.mediations.visits(case.id))[0]
    assert (first.due_at, first.late_at) == (MONDAY + timedelta(days=7), first.late_at)
    assert await visiting.tick(county, town, MONDAY + timedelta(days=6)) == 0
    assert await visiting.tick(county, town, first.due_at) == 1
    assert await visiting.tick(county, town, first.due_at) == 0
    assert await visiting.tick(county, town, first.late_at) == 1
    assert await visiting.tick(county, town, MONDAY + timedelta(days=20)) == 0
    await visiting.found(county, town, await actor(county, CHIEF), first.id, "away", MONDAY + timedelta(days=12))
    days = [visit.due_at - MONDAY for visit in await county.mediations.visits(case.id) if visit.done_at is None]
    assert days == [timedelta(days=15), timedelta(days=30), timedelta(days=91)], "the 90th is a Sunday"
    with pytest.raises(Stale):
        await visiting.found(county, town, await actor(county, CHIEF), first.id, "kept", MONDAY)


async def test_the_best_mediator_stands_first(county: Store) -> None:
    ticket, town = await dispute(county), await town_of(county)
    chief, secretary = await actor(county, CHIEF), await actor(county, SECRETARY)
    found = await mediating.mediators(county, town, ticket, MONDAY)
    assert [one.person_id for one in found] == [chief.person_id, secretary.person_id], "the nearest"
    await mediation_list.toggle_skill(county, town, secretary, "neighbour", MONDAY)
    found = await mediating.mediators(county, town, ticket, MONDAY)
    assert [one.person_id for one in found] == [secretary.person_id, chief.person_id], "who knows it"


async def test_whoever_sat_down_with_the_resident_has_contacted_him(county: Store) -> None:
    case, town = await begun(county), await town_of(county)
    clocks = timing.clocks_for(town, "0801", town.node((await of(county, case)).owner_id), 1, MONDAY)
    await timing.start(county, town, await of(county, case), clocks)
    await say(county, case, Step.PLAN, "后天下午3点 社区")
    assert (await of(county, case)).contacted_at is None, "a date is no talk"
    for hours in (1, 2):
        await say(county, case, Step.RESULT, "谈过了", MONDAY + timedelta(hours=hours))
    assert (await of(county, case)).contacted_at == MONDAY + timedelta(hours=1)
    (clock,) = [one for one in await county.clocks.all_of(case.ticket_id) if one.clock.stage is Stage.CONTACT]
    assert clock.clock.stopped_at == MONDAY + timedelta(hours=1)


async def test_a_matter_counts_once_by_its_last_case(county: Store) -> None:
    broken, town = await agreed(county), await town_of(county)
    again, _ = await mediating.begin(county, town, await actor(county, CHIEF), broken.ticket_id, 0, MONDAY)
    await say(county, again, Step.FAILED, "谈不拢")
    kept = await agreed(county)
    left_out = await agreed(county)
    ticket = await county.tickets.get(left_out.ticket_id)
    assert ticket is not None
    await county.tickets.change(ticket, excluded="exclusion-force")
    desk = await actor(county, TOWN_DESK)
    await rewarding.propose(county, town, await actor(county, SECRETARY), kept.id, "easy", MONDAY)
    reward = await county.rewards.of(kept.id)
    assert reward is not None
    await rewarding.decide(county, town, desk, reward.id, True, MONDAY)
    lines = (await mediation_list.mine(county, town, desk, MONDAY)).lines
    (said,) = [line.args for line in lines if line.kind == "digest-mediation"]
    assert (said["received"], said["agreed"], said["failed"], said["open"]) == (3, 2, 1, 0)
    assert (said["share"], said["again"], said["excluded"]) == ("1/2", 1, 1)
    (book,) = [line.args for line in lines if line.kind == "digest-reward"]
    assert book["share"] == "1/1"


async def test_names_typed_after_the_archive_go_when_the_case_ends(county: Store) -> None:
    """A visit found it broken when the ticket was put away already: the case goes on, and ends at last."""
    case = await begun(county)
    ticket = await county.tickets.get(case.ticket_id)
    assert ticket is not None
    await county.tickets.change(ticket, state=State.ARCHIVED.value)
    await say(county, case, Step.PARTY, "张三 李四")
    assert await county.mediations.parties(case.id) == ["张三", "李四"]
    await say(county, case, Step.FAILED, "谈不拢")
    assert await county.mediations.parties(case.id) == []


async def test_every_card_in_the_chat_of_whoever_led_it_loses_the_names(county: Store) -> None:
    case, town = await begun(county), await town_of(county)
    opener = await actor(county, SECRETARY)
    case = await county.mediations.change(case, opener_id=opener.person_id) or case
    for number in (5, 6):
        letter = Letter(f"card-{number}", CHIEF, Notice("mediation-card"), Priority.ANSWER, card=f"md:{case.id}")
        await county.outbox.put([letter], MONDAY)
        (queued,) = [one for one in await county.outbox.claim(MONDAY, 99, set()) if one.letter.chat_id == CHIEF]
        await county.outbox.sent(queued.id, number, MONDAY)
    await mediating.set_mediator(county, town, opener, case.id, opener.person_id, MONDAY)
    edits = [one.letter for one in await county.outbox.claim(MONDAY, 99, set()) if one.letter.chat_id == CHIEF]
    while more := [one.letter for one in await county.outbox.claim(MONDAY, 99, set()) if one.letter.chat_id == CHIEF]:
        edits += more
    left = {edit.message_id for edit in edits if edit.notice.kind == "mediation-left"}
    assert left == {5, 6}


async def words_said(tx: Store) -> list[str]:
    return [str(notice) for notice in await tx.connection.scalars(select(outbox.c.notice))]


async def said_of_rounds(tx: Store, now: datetime) -> list[str]:
    """Since the last look."""
    said = await heard(tx, (now - MONDAY) / HOUR)
    return sorted(notice.kind for _, notice in said if notice.kind.startswith("round-"))


async def test_a_round_that_is_due_reminds_then_asks_then_climbs(county: Store) -> None:
    case, town = await begun(county), await town_of(county)
    await say(county, case, Step.PLAN, "后天下午3点 社区")
    (one,) = await county.mediations.rounds(case.id)
    assert one.meet_at is not None
    met, said = one.meet_at, []
    await said_of_rounds(county, MONDAY)
    for hours in (-25, -24, -24, -2, -1, 2, 3):
        at = met + timedelta(hours=hours)
        while await sittings.tick(county, town, at):
            pass
        said.append(await said_of_rounds(county, at))
    soon = ["round-soon", "round-soon-resident"]
    assert said == [[], soon, [], soon, [], ["round-ask"], []]
    late = met + timedelta(days=20)
    await sittings.tick(county, town, late)
    last = await said_of_rounds(county, late)
    assert last == ["round-late", "round-overdue"], "a missed tick says the last word alone"
    assert await county.mediations.rounds_due(late) == []
    await county.mediations.forget_messages(mediation_cards.kind_of(case))
    assert not [one for one in await words_said(county) if "后天下午3点" in one and "resident" not in one]


async def test_another_time_is_reminded_of_anew_and_what_was_held_never(county: Store) -> None:
    case, town = await begun(county), await town_of(county)
    await say(county, case, Step.PLAN, "今天下午3点 社区")
    await say(county, case, Step.PLAN, "下周三上午9点 社区")
    assert await sittings.tick(county, town, MONDAY + timedelta(days=2)) == 0
    await say(county, case, Step.RESULT, "谈过了")
    assert await sittings.tick(county, town, MONDAY + timedelta(days=30)) == 0
    await say(county, case, Step.PLAN, "社区，时间再定")
    assert (await county.mediations.rounds(case.id))[-1].next_at is None


async def linked(tx: Store, case: Mediation, name: str, person_id: int) -> Notice:
    """Opens the newest link that was made for a party."""
    _, said = await party_links.links(tx, await town_of(tx), await actor(tx, CHIEF), case.id, "bot")
    (link,) = [str(one.args["link"]) for one in said if one.args["name"] == name]
    return await party_links.opened(tx, person_id, link.rpartition(party_links.PAYLOAD)[2])


async def test_only_parties_who_agreed_are_reminded_and_none_reads_of_another(county: Store) -> None:
    case, town = await begun(county), await town_of(county)
    await say(county, case, Step.PARTY, "张三 李四 王五")
    one, two, stranger = [await county.people.of_telegram(account) for account in (81, 82, 83)]
    asked = await linked(county, case, "张三", one)
    assert (asked.kind, asked.args) == ("party-asked", {}), "nothing of the matter"
    party = asked.buttons[0][0].subject
    with pytest.raises(NotFound):
        await party_links.decide(county, stranger, party, True, MONDAY)
    await party_links.decide(county, one, party, True, MONDAY)
    assert (await linked(county, case, "李四", two)).kind == "party-asked", "opened, and not agreed"
    assert (await party_links.opened(county, stranger, "made-up")).kind == "party-link-over"
    await say(county, case, Step.PLAN, "后天下午3点 社区，和李四、张三")
    (meeting,) = await county.mediations.rounds(case.id)
    assert meeting.meet_at is not None
    at = meeting.meet_at - timedelta(hours=24)
    await sittings.tick(county, town, at)
    said = await heard(county, (at - MONDAY) / HOUR)
    reminded = [(chat, notice.args["meeting"]) for chat, notice in said if notice.kind == "round-soon-party"]
    assert reminded == [(81, "后天下午3点 社区，和…、…")]
    await say(county, case, Step.PARTY, "张三 赵六")
    kept = {one.name: one.agreed_at is not None for one in await county.mediations.people_of(case.id)}
    assert kept == {"张三": True, "赵六": False}
    await say(county, case, Step.FAILED, "谈不拢")
    assert (await party_links.decide(county, one, party, True, MONDAY)).kind == "party-link-over"


async def test_nobody_is_reminded_of_what_was_withdrawn(county: Store) -> None:
    case, town = await begun(county), await town_of(county)
    await say(county, case, Step.PLAN, "后天下午3点 社区")
    ticket = await county.tickets.get(case.ticket_id)
    assert ticket is not None
    await county.tickets.change(ticket, state=State.WITHDRAWN.value)
    await sittings.tick(county, town, MONDAY + timedelta(days=3))
    assert await said_of_rounds(county, MONDAY + timedelta(days=3)) == []
    assert (await county.mediations.rounds(case.id))[0].next_at is None
