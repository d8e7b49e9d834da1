"""Tickets: numbers, compare and set, texts beside them, lists."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.errors import Stale
from bot.domain.life import Event, State
from bot.domain.org import Role
from bot.storage.engine import Database
from bot.storage.history import Entry
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_node, add_ticket

DAY = date(2026, 11, 16)


async def test_numbers_count_up_each_day_anew(tx: Store) -> None:
    numbers = [await tx.tickets.next_number(day) for day in (DAY, DAY, date(2026, 11, 17), DAY)]
    assert numbers == ["GD20261116-0001", "GD20261116-0002", "GD20261117-0001", "GD20261116-0003"]


async def test_numbers_grow_beyond_four_digits(tx: Store) -> None:
    await tx.connection.exec_driver_sql("INSERT INTO counters (name, value) VALUES ('ticket-20261116', 9999)")
    assert await tx.tickets.next_number(DAY) == "GD20261116-10000"


async def test_no_two_writers_get_the_same_number(database: Database) -> None:
    async def draw() -> str:
        async with database.begin() as tx:
            return await tx.tickets.next_number(DAY)

    numbers = await asyncio.gather(*(draw() for _ in range(20)))
    assert sorted(numbers) == [f"GD20261116-{n:04d}" for n in range(1, 21)]


async def test_a_number_whose_ticket_failed_is_a_gap_or_used_never_double(database: Database) -> None:
    with pytest.raises(LookupError):
        async with database.begin() as tx:
            await add_ticket(tx)
            raise LookupError
    async with database.begin() as tx:
        await add_ticket(tx)
        await add_ticket(tx)
        with pytest.raises(IntegrityError):
            async with tx.savepoint():
                await add_ticket(tx, number="GD20261116-0001")
        assert await tx.tickets.count() == 2


async def test_comes_back_as_it_was_written(tx: Store) -> None:
    ticket = await add_ticket(tx, sealed_role=Role.DISCIPLINE, due_at=MONDAY)
    assert (ticket.state, ticket.sealed_role, ticket.due_at) == (State.DISPATCHED, Role.DISCIPLINE, MONDAY)
    assert await tx.tickets.get(ticket.id) == await tx.tickets.by_number(ticket.number) == ticket
    assert await tx.tickets.get(999) is await tx.tickets.by_number("GD1") is None


async def test_the_second_of_two_changes_is_stale(tx: Store) -> None:
    ticket = await add_ticket(tx)
    changed = await tx.tickets.change(ticket, state=State.HANDLING.value)
    assert (changed.version, changed.state) == (ticket.version + 1, State.HANDLING)
    with pytest.raises(Stale):
        await tx.tickets.change(ticket, state=State.WITHDRAWN.value)
    assert await tx.tickets.get(ticket.id) == changed


async def test_several_change_at_once_or_it_is_said_which_was_stale(tx: Store) -> None:
    first, second, third = [await add_ticket(tx) for _ in range(3)]
    changed = await tx.tickets.change_all([first, second], {"state": State.HANDLING.value, "signed_at": MONDAY})
    assert [changed[one.id].version for one in (first, second)] == [first.version + 1, second.version + 1]
    assert {(one.state, one.signed_at) for one in changed.values()} == {(State.HANDLING, MONDAY)}
    assert await tx.tickets.get(third.id) == third
    with pytest.raises(Stale) as stale:
        await tx.tickets.change_all([third, second], {"signed_at": None})
    assert stale.value.args_for_text["number"] == second.number


async def test_of_two_handlers_at_once_one_wins(database: Database) -> None:
    async with database.begin() as tx:
        ticket = await add_ticket(tx)

    async def sign() -> bool:
        async with database.begin() as tx:
            try:
                await tx.tickets.change(ticket, state=State.HANDLING.value)
            except Stale:
                return False
            return True

    assert sorted(await asyncio.gather(*(sign() for _ in range(5)))) == [False, False, False, False, True]


async def test_lists_of_a_petitioner(tx: Store) -> None:
    closed = await add_ticket(tx, state=State.CLOSED.value)
    person = closed.petitioner_id
    assert await tx.tickets.latest_live(person) is None
    asked = await add_ticket(tx, state=State.PENDING_SURVEY.value)
    withdrawn = await add_ticket(tx, state=State.WITHDRAWN.value)
    assert await tx.tickets.of_petitioner(person) == [withdrawn, asked, closed]
    assert await tx.tickets.of_petitioner(person, limit=1) == [withdrawn]
    assert await tx.tickets.latest_live(person) == asked
    assert await tx.tickets.of_petitioner(person + 1) == []


async def test_open_ones_stand_by_their_due_time(tx: Store) -> None:
    other = await add_node(tx, "H")
    late = await add_ticket(tx, due_at=MONDAY + timedelta(days=2))
    soon = await add_ticket(tx, due_at=MONDAY + timedelta(days=1))
    await add_ticket(tx, state=State.PENDING_SURVEY.value)
    await add_ticket(tx, owner_id=other)
    assert await tx.tickets.open_at([late.owner_id]) == [soon, late]
    assert await tx.tickets.open_at([]) == []


async def test_words_and_points_stand_beside_the_ticket(tx: Store) -> None:
    ticket = await add_ticket(tx)
    await tx.tickets.add_note(ticket.id, ticket.petitioner_id, "report", "原话", MONDAY)
    await tx.tickets.add_note(ticket.id, None, "progress", "在看", MONDAY)
    assert [(n.kind, n.body) for n in await tx.tickets.notes(ticket.id)] == [("report", "原话"), ("progress", "在看")]
    assert await tx.tickets.location(ticket.id) is None


async def test_a_point_shared_for_a_draft_goes_to_its_ticket(tx: Store) -> None:
    from bot.domain.intake import Draft

    ticket = await add_ticket(tx)
    saved = await tx.drafts.add(ticket.petitioner_id, 71, Draft(), MONDAY, MONDAY)
    await tx.tickets.add_location(saved.id, 25.1, 115.3, MONDAY)
    await tx.tickets.add_location(saved.id, 25.2, 115.4, MONDAY)
    await tx.tickets.give_locations(saved.id, ticket.id)
    assert await tx.tickets.location(ticket.id) == (25.2, 115.4)


async def test_history_is_read_in_the_order_it_was_written(tx: Store) -> None:
    ticket = await add_ticket(tx)
    entries = [
        Entry(ticket.id, Event.SUBMIT, State.SUBMITTED, State.SUBMITTED, ticket.petitioner_id, 1, MONDAY),
        Entry(ticket.id, Event.ACCEPT, State.SUBMITTED, State.ACCEPTED, None, 1, MONDAY, "rule"),
        Entry(ticket.id, Event.REMIND, State.ACCEPTED, State.ACCEPTED, None, 1, MONDAY - timedelta(days=1)),
    ]
    await tx.history.append(entries[:2])
    await tx.history.append([])
    await tx.history.append(entries[2:])
    assert await tx.history.of(ticket.id) == entries
    assert not any(hasattr(tx.history, name) for name in ("update", "delete", "change"))
