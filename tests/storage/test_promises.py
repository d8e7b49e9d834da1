"""What was said is kept: a day to look again, a list that a desk puts something on, words of a resident."""

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.contact import MESSAGE
from bot.domain.errors import Forged, Shared, WrongState
from bot.domain.life import Event, State
from bot.domain.org import Actor
from bot.domain.reading import Follow
from bot.domain.survey import Answer
from bot.domain.ticket import Result, Ticket
from bot.storage.history import Entry
from bot.storage.store import Store
from bot.usecases import (
    accounts,
    children,
    contact,
    deciding,
    earlier,
    granting,
    reopening,
    resident,
    returning,
    survey,
    waking,
)
from bot.usecases.earlier import Word
from bot.usecases.resident import Speaker
from bot.usecases.town import Town
from tests.storage.county import CHIEF, GROUPS, MONDAY, SECRETARY, TOWN_DESK, town_hall
from tests.storage.rows import add_ticket
from tests.storage.test_overdue import file, heard

DAY = timedelta(days=1)


@pytest_asyncio.fixture(loop_scope="session")
async def town(county: Store) -> Town:
    return await town_hall().town(county, MONDAY)


async def actor(tx: Store, town: Town, account: int) -> Actor:
    return await tx.people.actor(account, town.today(MONDAY), is_admin=False)


async def now(tx: Store, ticket: Ticket) -> Ticket:
    found = await tx.tickets.get(ticket.id)
    assert found is not None
    return found


async def test_each_round_has_a_day_of_its_own_to_be_looked_at_again(county: Store, town: Town) -> None:
    """Explained, answered again, reopened, explained once more: the new day is kept too."""
    chief = await actor(county, town, CHIEF)
    explained = {"state": State.CLOSED.value, "result": Result.EXPLAINED.value}
    ticket = await file(county, town, **explained, completed_at=MONDAY, closed_at=MONDAY)
    await reopening.answer_again(county, town, chief, ticket, "还要等", "还要等", MONDAY + 30 * DAY)
    ticket = await county.tickets.change(
        await now(county, ticket), round=2, completed_at=MONDAY + 40 * DAY, closed_at=MONDAY + 41 * DAY,
        wake_at=MONDAY + 70 * DAY,
    )  # fmt: skip
    await heard(county, 1)
    assert await waking.tick(county, town, MONDAY + 70 * DAY) == 1
    assert GROUPS["S1101"] in {chat for chat, notice in await heard(county, 24 * 70) if notice.kind == "look-again"}
    await reopening.answer_again(county, town, chief, await now(county, ticket), "不行", "不行", MONDAY + 71 * DAY)
    assert await waking.tick(county, town, MONDAY + 200 * DAY) == 1
    assert (await now(county, ticket)).wake_at is None


async def test_words_while_the_superior_judges_are_an_addition(county: Store, town: Town) -> None:
    ticket = await file(county, town, state=State.PENDING_SURVEY.value, result=Result.SOLVED.value, round=3)
    await county.surveys.start(ticket.id, 3, MONDAY, MONDAY + DAY)
    await survey.answer_solved(county, town, ticket.petitioner_id, ticket.id, 3, Answer.UNSOLVED.value, MONDAY)
    assert (await now(county, ticket)).state is State.PENDING_SURVEY
    await heard(county, 1)
    word = Word("还是在漏水", "还是在漏水", Follow.UNMENDED)
    speaker = Speaker(ticket.petitioner_id, 71)
    await earlier.take(county, town, speaker, await now(county, ticket), word, (), "said:1", MONDAY)
    said = await heard(county, 1)
    assert {"supplement", "supplement-noted"} <= {notice.kind for _, notice in said}


async def asked_for_round(tx: Store, town: Town, round_: int) -> Ticket:
    ticket = await file(tx, town, state=State.PENDING_SURVEY.value, result=Result.SOLVED.value, round=round_)
    await tx.surveys.start(ticket.id, round_, MONDAY, MONDAY + DAY)
    return ticket


async def kinds(tx: Store) -> list[tuple[int, str]]:
    return [(chat, notice.kind) for chat, notice in await heard(tx, 1)]


async def test_a_button_of_an_earlier_survey_counts_nothing_and_shows_the_present_one(
    county: Store, town: Town
) -> None:
    ticket = await asked_for_round(county, town, 2)
    for _ in range(2):
        said = await survey.answer_solved(county, town, ticket.petitioner_id, ticket.id, 1, "solved", MONDAY)
        assert said.kind == "answer-survey-old"
    found = await county.surveys.of(ticket.id, 2)
    assert found is not None
    assert (found.solved, found.rating, found.ended_at) == (None, None, None)
    assert await kinds(county) == [(71, "survey-again")], "the question comes again, once"
    await survey.answer_solved(county, town, ticket.petitioner_id, ticket.id, 2, "solved", MONDAY)
    assert await kinds(county) == [(71, "survey-rate")]
    said = await survey.rate(county, town, ticket.petitioner_id, ticket.id, 1, "1", MONDAY)
    assert (said.kind, await kinds(county)) == ("answer-survey-old", [(71, "survey-rate")])
    assert (await now(county, ticket)).state is State.PENDING_SURVEY
    await survey.rate(county, town, ticket.petitioner_id, ticket.id, 2, "5", MONDAY)
    found = await county.surveys.of(ticket.id, 2)
    assert found is not None
    assert (found.rating, (await now(county, ticket)).state) == (5, State.CLOSED)


async def test_a_neighbours_button_of_an_earlier_round_is_no_chase(county: Store, town: Town) -> None:
    ticket = await asked_for_round(county, town, 2)
    neighbour = await county.people.of_telegram(72)
    merged = await file(county, town, petitioner_id=neighbour, state=State.MERGED.value, merged_into_id=ticket.id)
    await county.petitioners.join(ticket.id, neighbour, merged.id, MONDAY)
    said = await resident.not_solved(county, town, neighbour, ticket.id, 1, MONDAY)
    assert (said.kind, said.buttons) == ("standing", ())
    assert await kinds(county) == []
    await resident.not_solved(county, town, neighbour, ticket.id, 2, MONDAY)
    assert [step.event for step in await county.history.of(ticket.id)] == [Event.CHASE]


async def test_nobody_at_the_top_hides_those_who_can_be_told(county: Store, town: Town) -> None:
    """More than one look's worth of what has stood on the county's own account for long: nobody is higher."""
    county_desk, grid = town.tree.by_code("S"), town.tree.by_code("S1101")
    assert county_desk is not None and grid is not None
    person, long_ago = await county.people.of_telegram(71), MONDAY - 90 * DAY
    for node in [county_desk] * 101 + [grid]:
        ticket = await add_ticket(county, node_id=node.id, owner_id=node.id, state=State.ON_ACCOUNT.value)
        note = await county.tickets.add_note(ticket.id, person, "plan", "等资金", long_ago)
        later = MONDAY + DAY
        await county.accounts.put(ticket.id, node.id, "on_account-money", note, person, later, long_ago)
    assert await accounts.tick(county, town, MONDAY) == 1
    assert [step.event for step in await county.history.of(ticket.id)] == [Event.ESCALATE]
    assert await accounts.tick(county, town, MONDAY) == 0


async def test_an_answer_is_his_who_wrote_it(county: Store, town: Town) -> None:
    """A message came before two matters were merged: the number in its answer is not the other resident's."""
    head = await file(county, town, state=State.HANDLING.value)
    neighbour = await county.people.of_telegram(72)
    await contact.answer(county, town, head, neighbour, "打13812345678", "打〔电话〕", (), MONDAY)
    (note,) = [note for note in await county.tickets.notes(head.id) if note.kind == MESSAGE]
    assert note.author_id == neighbour
    assert [step.actor_id for step in await county.history.of(head.id) if step.event is Event.SUPPLEMENT] == [neighbour]


async def test_what_was_taken_off_a_list_comes_back_when_a_desk_puts_it_there(county: Store, town: Town) -> None:
    ticket, desk = await file(county, town), await actor(county, town, TOWN_DESK)
    await deciding.add(county, town, desk, ticket.id, MONDAY)
    item = await county.meetings.newest_item(ticket.id)
    assert item is not None
    await deciding.remove(county, town, desk, ticket.id, str(item.id), MONDAY)
    assert await county.meetings.items(item.meeting_id) == []
    await deciding.add(county, town, desk, ticket.id, MONDAY)
    assert [one.ticket_id for one in await county.meetings.items(item.meeting_id)] == [ticket.id]


async def test_no_meeting_promises_a_day_for_what_is_done(county: Store, town: Town) -> None:
    ticket, desk = await file(county, town), await actor(county, town, TOWN_DESK)
    await deciding.add(county, town, desk, ticket.id, MONDAY)
    item = await county.meetings.newest_item(ticket.id)
    assert item is not None
    await deciding.lead_is(county, town, desk, ticket.id, f"{item.id}-{ticket.owner_id}")
    choice = f"{item.id}-{ticket.owner_id}-{town.meetings.days[0]}"
    await deciding.days_are(county, town, desk, ticket.id, choice, MONDAY)
    ticket = await county.tickets.change(ticket, state=State.WITHDRAWN.value)
    with pytest.raises(WrongState):
        await deciding.assign(county, town, desk, ticket, choice, "修好", "修好", MONDAY)


async def test_a_part_that_neighbours_wait_for_is_not_taken_back_for_them(county: Store, town: Town) -> None:
    parent = await file(county, town, state=State.SUSPENDED.value)
    neighbour = await county.people.of_telegram(72)
    other = await file(county, town, petitioner_id=neighbour, state=State.MERGED.value, merged_into_id=parent.id)
    await county.petitioners.join(parent.id, neighbour, other.id, MONDAY)
    child = await file(county, town, parent_id=parent.id)
    with pytest.raises(Shared):
        await resident.withdraw(county, town, child.petitioner_id, child.id, MONDAY)


async def test_a_desk_names_nobody_outside_its_place(county: Store, town: Town) -> None:
    ticket, chief = await file(county, town), await actor(county, town, CHIEF)
    code, other = next(iter(town.life.returns.reasons)), town.tree.by_code("S1201")
    await returning.give_back(county, town, chief, ticket.id, 0, f"{code}-0", MONDAY)
    (request,) = await county.requests.of(ticket.id)
    assert other is not None
    with pytest.raises(Forged):
        secretary = await actor(county, town, SECRETARY)
        await granting.designate(county, town, secretary, ticket.id, f"{request.id}-{other.id}", MONDAY)


@pytest.mark.parametrize(("event", "after"), [(Event.SUSPEND, State.SUSPENDED), (Event.SPLIT, State.HANDLING)])
async def test_the_end_of_a_part_wakes_only_what_waited_for_it(
    county: Store, town: Town, event: Event, after: State
) -> None:
    """A part was reopened and ended again, while a desk has let the whole rest until spring."""
    parent = await file(county, town, state=State.SUSPENDED.value)
    step = Entry(parent.id, event, State.HANDLING, State.SUSPENDED, None, 1, MONDAY)
    await county.history.append([step])
    child = await file(county, town, parent_id=parent.id, state=State.CLOSED.value)
    await children.ended(county, town, child, MONDAY)
    assert (await now(county, parent)).state is after
