"""牵头: what it means for a ticket that a meeting names somebody who does not have it yet."""

from dataclasses import replace

import pytest
import pytest_asyncio

from bot.domain.clocks import Stage
from bot.domain.errors import Forged, WrongState
from bot.domain.life import Event, State
from bot.domain.meetings import Way, Why
from bot.domain.notices import Action
from bot.domain.org import Node
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import assisting, cards, deciding, handling, leading
from bot.usecases.town import Town
from tests.storage.county import CHIEF, GROUPS, MONDAY, TOWN_DESK, WATER, town_hall
from tests.storage.test_meeting_decides import LATER, actor, chosen, listed
from tests.storage.test_overdue import file, heard


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


def node(town: Town, code: str) -> Node:
    found = town.tree.by_code(code)
    assert found is not None
    return found


async def on_a_list(tx: Store, town: Town, ticket: Ticket, meets: str = "S1") -> int:
    meeting = await tx.meetings.at(node(town, meets).id, next(iter(town.meetings.meetings)), MONDAY)
    await tx.meetings.add(meeting.id, ticket.id, Why.DESK)
    (item,) = await tx.meetings.items(meeting.id)
    return item.id


async def decided(tx: Store, town: Town, ticket: Ticket, item_id: int, lead: str) -> Ticket:
    desk, choice = await actor(tx, town, TOWN_DESK), chosen(town, item_id, node(town, lead).id)
    await heard(tx, 1)
    await deciding.days_are(tx, town, desk, ticket.id, choice, LATER)
    await deciding.assign(tx, town, desk, ticket, choice, "换水管", "换水管", LATER)
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    return found


async def test_whoever_leads_has_it_with_buttons_and_a_clock(county: Store, town: Town) -> None:
    ticket = await file(county, town)
    await handling.sign(county, town, await actor(county, town, CHIEF), ticket.id, 0, MONDAY)
    signed = await county.tickets.get(ticket.id)
    assert signed is not None
    after = await decided(county, town, signed, await on_a_list(county, town, ticket), "SW")
    assert (after.owner_id, after.state) == (node(town, "SW").id, State.DISPATCHED)
    assert (after.designated, after.signed_at, after.due_at) == (True, None, signed.due_at)
    actions = [press.action for row in cards.buttons(after, town) for press in row]
    assert Action.SIGN in actions
    assert Action.RETURN not in actions, "what a meeting has decided is not returned"
    (sign,) = [r.clock for r in await county.clocks.of(ticket.id) if r.clock.stage is Stage.SIGN]
    assert sign.due_at == after.sign_due_at
    steps = await county.history.of(ticket.id)
    assert [(step.event, step.source) for step in steps][-2:] == [
        (Event.ASSIGN, State.HANDLING), (Event.DISPATCH, State.ACCEPTED),
    ]  # fmt: skip
    said = await heard(county, 24 * 4)
    kinds = {chat: [n.kind for c, n in said if c == chat] for chat, _ in said}
    assert {"card", "meeting-assigned"} <= set(kinds[WATER])
    assert "meeting-left" in kinds[GROUPS["S1101"]]
    assert "meeting-assigned" not in kinds[GROUPS["S1101"]]
    assert kinds[71] == ["meeting-told"]
    await handling.sign(county, town, await actor(county, town, WATER), ticket.id, 0, LATER)


async def test_what_stood_on_account_goes_to_the_lead_with_the_day_that_was_set(county: Store, town: Town) -> None:
    ticket, item_id = await listed(county, town)
    after = await decided(county, town, ticket, item_id, "SW")
    item = await county.meetings.item(item_id)
    assert item is not None
    assert (after.owner_id, after.state, after.due_at) == (node(town, "SW").id, State.DISPATCHED, item.due_at)
    events = [step.event for step in await county.history.of(ticket.id)]
    assert events[-3:] == [Event.OFF_ACCOUNT, Event.ASSIGN, Event.DISPATCH]


async def test_a_desk_below_gets_it_to_dispatch(county: Store, town: Town) -> None:
    ticket = await file(county, town)
    after = await decided(county, town, ticket, await on_a_list(county, town, ticket), "S11")
    assert (after.owner_id, after.state) == (node(town, "S11").id, State.ACCEPTED)
    assert Action.DISPATCH in [press.action for row in cards.buttons(after, town) for press in row]


async def test_whom_a_meeting_may_not_tell_helps_with_a_clock_of_his_own(county: Store, town: Town) -> None:
    """A community cannot give its matters to the town's water works; the grid keeps it."""
    ticket = await file(county, town, state=State.HANDLING.value, signed_at=MONDAY, signer_id=1)
    after = await decided(county, town, ticket, await on_a_list(county, town, ticket, "S11"), "SW")
    assert (after.owner_id, after.state) == (ticket.owner_id, State.HANDLING)
    (slip,) = await county.assists.of(ticket.id)
    assert (slip.node_id, slip.open) == (node(town, "SW").id, True)
    assert slip.next_at is not None
    said = await heard(county, 24 * 4)
    assert {"slip", "meeting-assigned"} <= {notice.kind for chat, notice in said if chat == WATER}
    assert "meeting-left" not in {notice.kind for _, notice in said}
    again = await decided(county, town, after, (await county.meetings.newest_item(ticket.id)).id, "SW")  # type: ignore[union-attr]
    assert len(await county.assists.of(again.id)) == 1, "who helps already is not asked again"


async def test_who_helped_and_now_leads_has_no_slip_any_more(county: Store, town: Town) -> None:
    ticket = await file(county, town, state=State.HANDLING.value, signed_at=MONDAY, signer_id=1)
    await assisting.ask(county, town, await actor(county, town, CHIEF), ticket, "供水站 看看水管", "", MONDAY)
    found = await county.tickets.get(ticket.id)
    assert found is not None
    await decided(county, town, found, await on_a_list(county, town, ticket), "SW")
    assert [slip.open for slip in await county.assists.of(ticket.id)] == [False]


async def test_who_may_lead_depends_on_place_and_state(county: Store, town: Town) -> None:
    ticket = await file(county, town, state=State.HANDLING.value)

    def found(meets: str, **values: object) -> dict[str, Way]:
        ways = leading.leads(town, node(town, meets), replace(ticket, **values))  # type: ignore[arg-type]
        return {lead.code: meant for lead, meant in ways.items()}

    assert found("S1") == {"S1101": Way.KEEP, "S11": Way.GIVE, "SW": Way.GIVE}
    helped = {"S1102": Way.HELP, "S1103": Way.HELP, "SW": Way.HELP}
    assert found("S11") == {"S1101": Way.KEEP, **helped}
    assert found("S11", owner_id=node(town, "S11").id) == {"S11": Way.KEEP, "S1101": Way.GIVE, **helped}
    assert found("S11", owner_id=node(town, "S1").id) == {"S1": Way.KEEP}, "it has left this level"
    assert found("S1", state=State.SUSPENDED) == {"S1101": Way.KEEP}
    assert found("S1", state=State.RETURN_REVIEW) == {"S1101": Way.KEEP}
    assert found("S11", state=State.DISPATCHED) == {"S1101": Way.KEEP}


@pytest.mark.parametrize(("state", "refused"), [(State.SUSPENDED, WrongState), (State.HANDLING, Forged)])
async def test_who_may_not_lead_now_is_refused_and_nothing_happens(
    county: Store, town: Town, state: State, refused: type[Exception]
) -> None:
    ticket = await file(county, town, state=state.value)
    item_id, desk = await on_a_list(county, town, ticket), await actor(county, town, TOWN_DESK)
    lead = "SW" if state is State.SUSPENDED else "S12"
    with pytest.raises(refused):
        await deciding.assign(
            county, town, desk, ticket, chosen(town, item_id, node(town, lead).id), "换水管", "换水管", LATER
        )
    item = await county.meetings.item(item_id)
    assert item is not None
    assert (item.lead_id, item.decided_at) == (None, None)
