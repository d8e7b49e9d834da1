"""交办: what a meeting decides of a matter on account puts it back to work until the day it has set."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.clocks import Stage
from bot.domain.errors import Forged
from bot.domain.life import Event, State
from bot.domain.meetings import Why
from bot.domain.notices import Action
from bot.domain.org import Actor, Appointment, Role
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import accounts, deciding, handling
from bot.usecases.town import Town
from tests.storage.county import CHIEF, GROUPS, MONDAY, TOWN_DESK, town_hall
from tests.storage.test_overdue import file, heard

LATER = MONDAY + timedelta(days=3)


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def actor(tx: Store, town: Town, account: int) -> Actor:
    return await tx.people.actor(account, town.today(MONDAY), is_admin=False)


def chosen(town: Town, item_id: int, lead_id: int) -> str:
    """What the buttons leave of item, lead and days."""
    return f"{item_id}-{lead_id}-{town.meetings.days[0]}"


async def listed(tx: Store, town: Town) -> tuple[Ticket, int]:
    """On account since Monday, and on the list of its town with lead and limit chosen."""
    ticket = await file(tx, town)
    desk = await actor(tx, town, TOWN_DESK)
    await handling.sign(tx, town, await actor(tx, town, CHIEF), ticket.id, 0, MONDAY)
    signed = await tx.tickets.get(ticket.id)
    assert signed is not None
    reason = next(iter(town.life.account_reasons))
    days = max(limit.span.days for limit in town.life.suspension.choices)
    await accounts.put(tx, town, desk, signed, f"{reason}-{days}", "等资金", "等资金", MONDAY)
    node = town.tree.by_code("S1")
    assert node is not None
    meeting = await tx.meetings.at(node.id, next(iter(town.meetings.meetings)), MONDAY)
    await tx.meetings.add(meeting.id, ticket.id, Why.DESK)
    (item,) = await tx.meetings.items(meeting.id)
    await deciding.lead_is(tx, town, desk, ticket.id, f"{item.id}-{ticket.owner_id}")
    await deciding.days_are(tx, town, desk, ticket.id, chosen(town, item.id, ticket.owner_id), MONDAY)
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    assert found.state is State.ON_ACCOUNT
    await heard(tx, 1)
    return found, item.id


@pytest.mark.parametrize("role", [Role.TOWN_DESK, Role.LEADER])
async def test_a_decision_puts_it_back_to_work(county: Store, town: Town, role: Role) -> None:
    ticket, item_id = await listed(county, town)
    node = town.tree.by_code("S1")
    assert node is not None
    chair = Actor(await county.people.of_telegram(TOWN_DESK), (Appointment(role, node),))
    choice = chosen(town, item_id, ticket.owner_id)
    await deciding.assign(county, town, chair, ticket, choice, "先垫付再修", "先垫付再修", LATER)
    item, back = await county.meetings.item(item_id), await county.tickets.get(ticket.id)
    assert item is not None
    assert back is not None
    assert (back.state, back.wake_at, back.due_at) == (State.HANDLING, None, item.due_at)
    (handle,) = [r.clock for r in await county.clocks.of(ticket.id) if r.clock.stage is Stage.HANDLE]
    assert handle.due_at == item.due_at
    assert await county.accounts.due(LATER + timedelta(days=90)) == []
    assert [step.event for step in await county.history.of(ticket.id)][-1] is Event.OFF_ACCOUNT
    said = await heard(county, 24 * 4)
    assert [kind for chat, kind in ((c, n.kind) for c, n in said) if chat == 71] == ["meeting-told"]
    assert [n.kind for c, n in said if c == GROUPS["S1101"] and n.kind != "card"] == ["meeting-assigned"]


async def test_a_button_that_names_another_ticket_than_its_item_is_forged(county: Store, town: Town) -> None:
    ticket, item_id = await listed(county, town)
    desk, day = await actor(county, town, TOWN_DESK), chosen(town, item_id, ticket.owner_id)
    await deciding.days_are(county, town, desk, ticket.id, day, MONDAY)
    with pytest.raises(Forged):
        await deciding.days_are(county, town, desk, ticket.id + 1, day, MONDAY)
    with pytest.raises(Forged):
        await deciding.show(county, town, desk, ticket.id + 1, str(item_id))


async def test_what_was_struck_off_offers_nothing_more_and_what_was_merged_is_not_called_done(
    county: Store, town: Town
) -> None:
    ticket, item_id = await listed(county, town)
    desk = await actor(county, town, TOWN_DESK)

    async def shown(state: State) -> tuple[object, list[Action]]:
        now = await county.tickets.get(ticket.id)
        assert now is not None
        await county.tickets.change(now, state=state.value)
        notice = await deciding.show(county, town, desk, ticket.id, str(item_id))
        return notice.args["standing"], [press.action for row in notice.buttons for press in row]

    strike = [Action.STRIKE, Action.MEETING_REMOVE]
    assert await shown(State.ON_ACCOUNT) == ("open", [Action.MEETING_LEAD, Action.MEETING_REMOVE])
    assert await shown(State.MERGED) == ("dropped", strike)
    assert await shown(State.PENDING_SURVEY) == ("done", strike)
    done = await county.tickets.get(ticket.id)
    assert done is not None
    await deciding.strike(county, town, desk, done, str(item_id), "看过，亮着", (), MONDAY)
    assert await shown(State.CLOSED) == ("struck", [])
