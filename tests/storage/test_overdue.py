"""Who hears of what is overdue, and how often; limits and hours of the owner's own place."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
import pytest_asyncio

from bot.domain.clocks import Stage
from bot.domain.escalation import Trigger
from bot.domain.intake import Draft, Spot
from bot.domain.life import State, Who
from bot.domain.limits import Limit
from bot.domain.notices import Notice, Priority
from bot.domain.org import Level, Role
from bot.domain.places import PlaceHours, PlaceLimits, Where
from bot.domain.ticket import Ticket
from bot.domain.worktime import WorkSpan
from bot.storage.outbox import LIST, Letter
from bot.storage.store import Store
from bot.usecases import deadlines, filing, taking, timing
from bot.usecases.taking import Take
from bot.usecases.town import Town
from tests.storage.county import CHIEF, DISCIPLINE, GROUPS, MONDAY, SECRETARY, town_hall
from tests.storage.rows import add_ticket

GRID = GROUPS["S1101"]
HOUR = timedelta(hours=1)


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def file(tx: Store, town: Town, code: str = "S1101", category: str = "0202", **values: object) -> Ticket:
    owner = town.tree.by_code(code)
    assert owner is not None
    clocks = timing.clocks_for(town, category, owner, 1, MONDAY)
    facts = {"category": category, "node_id": owner.id, "owner_id": owner.id, "state": State.DISPATCHED.value}
    ticket = await add_ticket(tx, **{**facts, **values})
    await timing.start(tx, town, ticket, clocks)
    return ticket


async def heard(tx: Store, hours: float) -> list[tuple[int, Notice]]:
    """What has been queued since the last look, by chat."""
    said = []
    while claimed := await tx.outbox.claim(MONDAY + hours * HOUR, 500, set()):
        for queued in claimed:
            said.append((queued.letter.chat_id, queued.letter.notice))
            await tx.outbox.sent(queued.id, None, MONDAY)
    return said


async def tick(tx: Store, town: Town, hours: float) -> list[tuple[int, Notice]]:
    while await deadlines.tick(tx, town, MONDAY + hours * HOUR):
        pass
    return await heard(tx, hours)


async def test_one_alone_comes_with_its_buttons(county: Store, town: Town) -> None:
    ticket = await file(county, town)
    said = dict(await tick(county, town, 6))
    assert said[GRID].kind == "overdue"
    assert said[GRID].args["number"] == ticket.number
    assert said[GRID].buttons
    assert said[SECRETARY].kind == "overdue-above"


async def test_nobody_is_reminded_to_sign_what_a_desk_is_looking_at(county: Store, town: Town) -> None:
    ticket = await file(county, town, state=State.RETURN_REVIEW.value)
    assert not [notice for _, notice in await tick(county, town, 3) if notice.kind.startswith("remind")]
    assert ticket.number in {notice.args["number"] for _, notice in await tick(county, town, 6)}, "but when it is late"


async def test_two_come_in_one_message(county: Store, town: Town) -> None:
    numbers = {(await file(county, town)).number for _ in range(2)}
    said = await tick(county, town, 6)
    for chat, kind in ((GRID, "overdue-many"), (SECRETARY, "overdue-above-many")):
        (notice,) = [notice for to, notice in said if to == chat]
        assert notice.kind == kind
        assert notice.args["count"] == 2
        assert {line.args["number"] for line in notice.lines} == numbers


async def test_a_resident_reads_in_one_message_that_it_is_late_and_has_gone_up(county: Store, town: Town) -> None:
    """Nobody signed for so long that both are due with the same look."""
    ticket = await file(county, town, petitioner_id=await county.people.of_telegram(71))
    said = [notice for chat, notice in await tick(county, town, 24 * 20) if chat == 71]
    assert [(notice.kind, notice.args["late"]) for notice in said] == [("reported-up", 1)]
    after = await county.tickets.get(ticket.id)
    assert after is not None
    assert after.owner_id == town.node(ticket.owner_id).parent_id
    other = await file(county, town, petitioner_id=await county.people.of_telegram(71))
    await county.clocks.stop(other.id, [Stage.SIGN], MONDAY)
    assert [notice.kind for chat, notice in await tick(county, town, 24 * 20) if chat == 71] == ["late"]


@pytest.mark.parametrize(("signed", "read"), [(False, [("reported-up", 1)]), (True, [("late", None)])])
async def test_neighbours_who_joined_read_the_same_as_the_resident(
    county: Store, town: Town, signed: bool, read: list[tuple[str, object]]
) -> None:
    first, joined, again = [await county.people.of_telegram(chat) for chat in (71, 72, 73)]
    ticket = await file(county, town, petitioner_id=first)
    for person in (joined, joined, first):
        merged = await file(county, town, petitioner_id=person, state=State.MERGED.value)
        await county.petitioners.join(ticket.id, person, merged.id, MONDAY)
    child = await file(county, town, petitioner_id=first, parent_id=ticket.id)
    await county.petitioners.join(child.id, again, ticket.id, MONDAY)
    if signed:
        for one in (ticket, child):
            await county.clocks.stop(one.id, [Stage.SIGN], MONDAY)
    said = [(chat, notice) for chat, notice in await tick(county, town, 24 * 20) if chat in {71, 72, 73}]
    for chat, number in ((71, ticket.number), (72, ticket.number), (71, child.number), (72, child.number)):
        about = [notice for to, notice in said if to == chat and notice.args["number"] == number]
        assert [(notice.kind, notice.args.get("late")) for notice in about] == read
    assert [(chat, notice.args["number"]) for chat, notice in said if chat == 73] == [(73, child.number)]


async def test_who_joined_is_told_apart_when_only_the_first_had_heard(county: Store, town: Town) -> None:
    """What has left already is not said a second time to whoever read it."""
    ticket = await file(county, town, petitioner_id=await county.people.of_telegram(71))
    merged = await file(county, town, petitioner_id=await county.people.of_telegram(72), state=State.MERGED.value)
    await county.petitioners.join(ticket.id, merged.petitioner_id, merged.id, MONDAY)
    notice = Notice("late", {"number": ticket.number, "owner": "S"})
    for chat in (71, 72):
        key = f"late:{ticket.id}:1::{chat}"
        await county.outbox.put([Letter(key, chat, notice, Priority.ANSWER, ticket_id=ticket.id)], MONDAY)
    (read,) = await county.outbox.claim(MONDAY, 10, {72})
    await county.outbox.sent(read.id, 1, MONDAY)
    desk = town.tree.by_code("S11")
    assert desk is not None
    await taking.take(county, town, [Take(ticket, desk, Trigger.BY_HAND)], Who.HANDLER, MONDAY)
    said = {q.letter.chat_id: q.letter.notice for q in await county.outbox.claim(MONDAY, 99, set())}
    assert (said[71].args["late"], said[72].args["late"]) == (0, 1)


async def test_dangers_and_sealed_matters_stand_beside_no_other(county: Store, town: Town) -> None:
    for _ in range(2):
        await file(county, town, category="0101", danger=True)
        await file(county, town, "S", category="1104", sealed_role=Role.DISCIPLINE.value)
    said = await tick(county, town, 24 * 5)
    assert len([notice for chat, notice in said if chat == GRID and notice.kind == "overdue"]) == 2
    sealed = [notice for chat, notice in said if chat == DISCIPLINE]
    assert sealed
    assert not any(notice.kind.endswith("-many") for notice in sealed)


async def test_again_once_a_day_until_it_is_done(county: Store, town: Town) -> None:
    ticket = await file(county, town, category="0401", state=State.HANDLING.value)
    await county.clocks.stop(ticket.id, [Stage.SIGN, Stage.HANDLE], MONDAY)
    assert GRID in dict(await tick(county, town, 34))
    kinds = []
    for hours in range(35, 24 * 9):
        kinds += [(hours, notice.kind) for chat, notice in await tick(county, town, hours) if chat == GRID]
    # 08:30 of Wednesday to Tuesday, seen at the full hour after it; the weekend is quiet.
    assert kinds == [(hours, "overdue-many") for hours in (48, 72, 96, 168, 192)]
    await county.clocks.stop(ticket.id, list(Stage), MONDAY)
    assert await tick(county, town, 24 * 9) == []


async def test_the_handlers_of_a_danger_hear_of_it_on_sunday_too(county: Store, town: Town) -> None:
    ticket = await file(county, town, category="0301")
    await county.clocks.stop(ticket.id, [Stage.SIGN, Stage.CONTACT], MONDAY)
    await tick(county, town, 24 * 5)
    assert [chat for chat, notice in await tick(county, town, 24 * 6) if notice.kind == "overdue-many"] == [GRID]


async def test_lines_join_a_list_that_still_waits(county: Store) -> None:
    def part(number: int) -> Letter:
        lines = tuple(Notice("overdue-line", {"number": f"{number}-{line}"}) for line in range(LIST - 3))
        notice = Notice("overdue-many", {"count": len(lines), "more": 0}, lines=lines)
        return Letter(f"list-{number}", GRID, notice, Priority.CARD, card="overdue-many")

    for number in range(3):
        await county.outbox.join_list(part(number), MONDAY)
    ((chat, notice),) = await heard(county, 1)
    assert chat == GRID
    assert (notice.args["count"], notice.args["more"], len(notice.lines)) == (3 * (LIST - 3), 2 * LIST - 9, LIST)
    await county.outbox.join_list(part(4), MONDAY)
    ((_, alone),) = await heard(county, 1)
    assert alone.args["count"] == LIST - 3


async def test_a_list_of_another_room_or_kind_is_left_alone(county: Store) -> None:
    line = (Notice("overdue-line", {"number": "1"}),)
    for chat, kind in ((GRID, "overdue-many"), (GRID, "overdue-above-many"), (SECRETARY, "overdue-many")):
        notice = Notice(kind, {"count": 1, "more": 0}, lines=line)
        await county.outbox.join_list(Letter(f"{kind}-{chat}", chat, notice, Priority.CARD, card=kind), MONDAY)
    assert len(await heard(county, 1)) == 3


async def test_limits_and_hours_are_those_of_the_owners_place(county: Store, town: Town) -> None:
    early = (WorkSpan(time(7), time(11)), WorkSpan(time(13), time(17)))
    policy = replace(
        town.policy,
        place_limits=(PlaceLimits(Where("S11"), {Stage.HANDLE: Limit.parse("2wd")}, category="0202"),),
        place_hours=(PlaceHours(Where(level=Level.GRID), early),),
    )
    own = replace(town, policy=policy)
    here, there, desk = (own.tree.by_code(code) for code in ("S1101", "S1201", "S11"))
    assert here and there and desk
    due = {
        node.code: timing.due_of(timing.clocks_for(own, "0202", node, 1, MONDAY), Stage.HANDLE)
        for node in (here, there, desk)
    }
    assert due == {
        "S1101": MONDAY + 56 * HOUR,  # the community's two working days, until the grid closes at 17:00
        "S1201": MONDAY + 48 * HOUR,  # the category's own 48 hours
        "S11": MONDAY + 57 * HOUR,
    }
    sign = timing.due_of(timing.clocks_for(own, "0202", here, 1, MONDAY), Stage.SIGN)
    assert sign == MONDAY + 6 * HOUR  # two hours before eleven, two after one


async def test_reminders_wait_for_the_hours_of_the_place(county: Store, town: Town) -> None:
    late = PlaceHours(Where("S1101"), (WorkSpan(time(12), time(20)),))
    own = replace(town, policy=replace(town.policy, place_hours=(late,)))
    await file(county, own)
    assert await tick(county, own, 4.9) == []
    assert [notice.kind for chat, notice in await tick(county, own, 5) if chat == GRID] == ["remind-50"]


async def test_the_receipt_owns_up_to_a_guess_only_where_it_is_one(county: Store, town: Town) -> None:
    grid = town.tree.by_code("S1101")
    assert grid is not None
    draft = Draft(text="路不平", redacted="路不平", category="0201", intent="投诉", spot=Spot.SURE, node_id=grid.id)
    person = await county.people.of_telegram(71)
    for now, guess in ((MONDAY, False), (MONDAY + timedelta(days=42), True)):
        await filing.file(county, town, person, draft, now, draft_id=None)
        said = [queued.letter.notice for queued in await county.outbox.claim(now, 500, set())]
        (receipt,) = [notice for notice in said if notice.kind == "receipt"]
        assert (Notice("guess") in receipt.lines) is guess


async def test_several_people_and_tickets_at_once(county: Store, town: Town) -> None:
    ticket = await file(county, town)
    assert await county.tickets.several([ticket.id, 10**6]) == {ticket.id: ticket}
    unknown = await county.people.add("无号", None)
    chief = await county.people.of_telegram(CHIEF)
    assert await county.people.chats_of([unknown, chief, 10**6]) == {chief: CHIEF}
