"""What ended without work, was set aside or never filed loses its words as what was closed does, and not before."""

from datetime import timedelta

from sqlalchemy import func, select

from bot.domain.intake import Draft
from bot.domain.life import DROPPED, State
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.storage.tables import locations
from bot.usecases import waking
from tests.storage.county import MONDAY, town_hall
from tests.storage.rows import add_ticket

DAY = timedelta(days=1)
WORDS = "门口漏水，打13812345678"


async def ended(tx: Store, state: State, **values: object) -> Ticket:
    node_id = (await tx.org.nodes())[0].id
    ticket = await add_ticket(tx, node_id=node_id, state=state.value, closed_at=MONDAY, **values)
    await tx.tickets.add_note(ticket.id, ticket.petitioner_id, "words", WORDS, MONDAY)
    await tx.tickets.locate(ticket.id, 24.5, 115.5, MONDAY)
    return ticket


async def kept(tx: Store, ticket: Ticket) -> bool:
    (note,) = await tx.tickets.notes(ticket.id)
    located = await tx.connection.scalar(
        select(func.count()).select_from(locations).where(locations.c.ticket_id == ticket.id)
    )
    assert bool(located) is ("13812345678" in note.body), "all of it or nothing"
    return bool(located)


async def look(tx: Store, days: int) -> int:
    return await waking.archive(tx, await town_hall().town(tx, MONDAY), MONDAY + days * DAY)


async def test_every_end_loses_its_words_when_the_term_is_over(county: Store) -> None:
    tickets = [await ended(county, state) for state in sorted(DROPPED)]
    assert await look(county, 29) == 0
    assert all([await kept(county, ticket) for ticket in tickets])
    assert await look(county, 31) == len(DROPPED)
    assert not any([await kept(county, ticket) for ticket in tickets])
    assert await look(county, 32) == 0
    for before, state in zip(tickets, sorted(DROPPED), strict=True):
        after = await county.tickets.get(before.id)
        assert after is not None
        assert after.state is state, "it stays where it ended"


async def test_a_merged_one_follows_the_matter_that_goes_on(county: Store) -> None:
    head = await add_ticket(county, node_id=(await county.org.nodes())[0].id, state=State.HANDLING.value)
    merged = await ended(county, State.MERGED, merged_into_id=head.id)
    assert await look(county, 60) == 0
    assert await kept(county, merged)
    await county.tickets.change(head, state=State.CLOSED.value, closed_at=MONDAY + 60 * DAY)
    assert await look(county, 91) == 2
    assert not await kept(county, merged)


async def test_the_draft_goes_with_its_ticket_and_what_was_never_filed_by_its_age(county: Store) -> None:
    ticket = await ended(county, State.WITHDRAWN)
    filed, dropped, late, told = [
        await county.drafts.add(ticket.petitioner_id, 71, Draft(WORDS), MONDAY, MONDAY + hours * timedelta(hours=1))
        for hours in (1, 1, 24 * 20, 1)
    ]
    await county.drafts.filed(filed, ticket.id)
    for one in (dropped, late):
        await county.drafts.dropped(one)
    await look(county, 31)
    words = []
    for one in (filed, dropped, late, told):
        found = await county.drafts.get(one.id)
        assert found is not None
        words.append(found.draft.text)
    assert words == ["", "", WORDS, WORDS]
