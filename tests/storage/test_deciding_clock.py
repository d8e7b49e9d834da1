"""The day of a meeting's decision: the lead hears of it before, on the day, and once each working day after."""

from collections import Counter
from datetime import datetime

import pytest_asyncio

from bot.domain.life import State
from bot.domain.meetings import Why
from bot.domain.notices import Notice
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import deciding, deciding_clock, handling
from bot.usecases.town import Town
from tests.storage.county import CHIEF, GROUPS, MONDAY, TOWN_DESK, WATER, town_hall
from tests.storage.test_leading import decided, node, on_a_list
from tests.storage.test_meeting_decides import LATER, actor
from tests.storage.test_overdue import HOUR, file, heard

ROOM = GROUPS["S1101"]
DAY = 24 * HOUR


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def signed(tx: Store, town: Town) -> tuple[Ticket, int]:
    """Decided on Thursday, for three days: due on Monday at the close of business."""
    ticket = await file(tx, town)
    await handling.sign(tx, town, await actor(tx, town, CHIEF), ticket.id, 0, MONDAY)
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    item_id = await on_a_list(tx, town, found)
    ticket = await decided(tx, town, found, item_id, "S1101")
    await heard(tx, 24 * 3)
    return ticket, item_id


async def told(tx: Store, town: Town, until: datetime, start: datetime = LATER) -> list[tuple[str, int, Notice]]:
    """What decisions said from hour to hour, and when (local)."""
    said, now = [], start
    while now <= until:
        while await deciding_clock.tick(tx, town, now):
            pass
        at = f"{town.calendar.day_of(now):%m-%d}"
        said += [(at, chat, n) for chat, n in await heard(tx, (now - MONDAY) / HOUR) if n.kind == "meeting-due"]
        now += HOUR / 2
    return said


async def test_before_on_the_day_and_once_each_working_day_after(county: Store, town: Town) -> None:
    await signed(county, town)
    said = await told(county, town, LATER + 7 * DAY)
    assert [(at, chat) for at, chat, _ in said] == [
        ("11-20", ROOM), ("11-23", ROOM), ("11-24", ROOM), ("11-25", ROOM), ("11-26", ROOM),
    ]  # fmt: skip


async def test_after_days_without_a_tick_it_is_said_once(county: Store, town: Town) -> None:
    await signed(county, town)
    now = LATER + 30 * DAY
    assert Counter(chat for _, chat, _ in await told(county, town, now, now)) == {ROOM: 1}


async def test_all_of_one_morning_stand_in_one_message(county: Store, town: Town) -> None:
    first, second = await file(county, town), await file(county, town)
    for ticket in (first, second):
        await county.tickets.change(ticket, state=State.HANDLING.value)
    meeting = await county.meetings.at(node(town, "S1").id, next(iter(town.meetings.meetings)), MONDAY)
    for ticket in (first, second):
        await county.meetings.add(meeting.id, ticket.id, Why.DESK)
    for item in await county.meetings.items(meeting.id):
        listed = await county.tickets.get(item.ticket_id)
        assert listed is not None
        await decided(county, town, listed, item.id, "S1101")
    await heard(county, 24 * 3)
    ((_, chat, notice), *rest) = await told(county, town, LATER + DAY)
    assert (chat, notice.args["count"], rest) == (ROOM, 2, [])
    assert [line.args["number"] for line in notice.lines] == [first.number, second.number]


async def test_what_is_finished_struck_off_or_taken_off_is_not_said(county: Store, town: Town) -> None:
    ticket, item_id = await signed(county, town)
    desk = await actor(county, town, TOWN_DESK)
    done = await county.tickets.change(ticket, state=State.PENDING_SURVEY.value)
    assert await told(county, town, LATER + 2 * DAY) == []
    back = await county.tickets.change(done, state=State.HANDLING.value)
    assert [at for at, _, _ in await told(county, town, LATER + 4 * DAY)] == ["11-23"], "handled again: on its day"
    await deciding.remove(county, town, desk, ticket.id, str(item_id), LATER)
    assert await told(county, town, LATER + 8 * DAY) == []
    await county.tickets.change(back, state=State.CLOSED.value)
    item = await county.meetings.item(item_id)
    assert item is not None
    await county.meetings.put_back(item.meeting_id, ticket.id)
    assert await told(county, town, LATER + 9 * DAY) == []
    item = await county.meetings.item(item_id)
    assert item is not None
    assert item.next_at is None


async def test_whoever_only_helps_hears_it_and_the_owner_does_not(county: Store, town: Town) -> None:
    ticket = await file(county, town, state=State.HANDLING.value, signed_at=MONDAY, signer_id=1)
    await decided(county, town, ticket, await on_a_list(county, town, ticket, "S11"), "SW")
    await heard(county, 24 * 3)
    assert {chat for _, chat, _ in await told(county, town, LATER + DAY)} == {WATER}


async def test_carried_to_the_next_list_it_is_still_said_once(county: Store, town: Town) -> None:
    ticket, item_id = await signed(county, town)
    item = await county.meetings.item(item_id)
    assert item is not None
    following = await county.meetings.at(node(town, "S1").id, next(iter(town.meetings.meetings)), LATER)
    assert await county.meetings.add(following.id, ticket.id, item.why, carried=item)
    assert Counter(at for at, _, _ in await told(county, town, LATER + 5 * DAY)) == {"11-20": 1, "11-23": 1, "11-24": 1}
