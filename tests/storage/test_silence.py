"""A question that nobody answers."""

from datetime import timedelta

import pytest

from bot.domain.intake import Asked, Draft
from bot.domain.life import Event, State
from bot.domain.reading import Follow
from bot.storage.store import Store
from bot.usecases import intake
from tests.storage.county import MONDAY, town_hall
from tests.storage.test_overdue import file

WORDS = "楼道的灯还是不亮"


@pytest.mark.parametrize(("state", "new"), [(State.DISPATCHED, 0), (State.CLOSED, 1)])
async def test_words_that_may_be_about_an_earlier_ticket_are_kept(county: Store, state: State, new: int) -> None:
    """Theirs while it is open; where it ended while the question stood, they are a matter of their own."""
    town = await town_hall().town(county, MONDAY)
    ticket = await file(county, town, state=state.value)
    draft = Draft(text=WORDS, redacted=WORDS, earlier=(ticket.id,), asked=Asked.SAME, follow=Follow.NOTHING)
    await county.drafts.add(ticket.petitioner_id, 71, draft, MONDAY, MONDAY + timedelta(minutes=10))
    later = MONDAY + timedelta(minutes=11)
    assert await intake.silence(county, town, later) == 1
    assert await intake.silence(county, town, later) == 0
    told = [step for step in await county.history.of(ticket.id) if step.event is Event.SUPPLEMENT]
    assert len(told) == 1 - new
    others = [one for one in await county.tickets.of_petitioner(ticket.petitioner_id) if one.id != ticket.id]
    assert [one.public_text for one in others] == [WORDS] * new


async def test_one_that_fails_holds_up_no_other_and_is_seen(county: Store) -> None:
    town, later = await town_hall().town(county, MONDAY), MONDAY + timedelta(minutes=11)
    broken, whole = Draft(text=WORDS, redacted=WORDS, asked=Asked.SAME), Draft(text=WORDS, redacted=WORDS)
    for account, draft in ((71, broken), (72, whole)):
        person = await county.people.of_telegram(account)
        await county.drafts.add(person, account, draft, MONDAY, MONDAY + timedelta(minutes=10))
    assert await intake.silence(county, town, later) == 1
    assert await intake.silence(county, town, later) == 0
    assert county.set_aside == 2
    assert await county.tickets.count() == 1
