"""What watchers count: waiting, parked, given up, tickets by state, clocks past due, on both databases."""

from datetime import timedelta

import pytest

from bot.domain.deadlines import Stage, StageClock
from bot.domain.life import State
from bot.domain.limits import Limit
from bot.domain.notices import Notice, Priority
from bot.storage.engine import Database
from bot.storage.figures import Backlog, Running
from bot.storage.inbox import Arrival
from bot.storage.outbox import Cause, Letter
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_ticket

LATER = MONDAY + timedelta(minutes=10)


def letter(key: str, priority: Priority = Priority.CARD, chat: int = 71) -> Letter:
    return Letter(key, chat, Notice("receipt"), priority)


async def test_an_empty_house_counts_nothing(tx: Store) -> None:
    assert await tx.figures.inbox() == (0, None)
    assert await tx.figures.parked() == await tx.figures.undelivered() == 0
    assert await tx.figures.outbox(MONDAY) == []
    assert await tx.figures.deadlines(MONDAY, LATER) == []
    assert await tx.figures.tickets() == {}


async def test_the_oldest_that_waits(tx: Store) -> None:
    await tx.inbox.store([Arrival(1, n, 71, 1, "{}", MONDAY + timedelta(seconds=n)) for n in (3, 1, 2)])
    assert await tx.figures.inbox() == (3, MONDAY + timedelta(seconds=1))
    first, second, _ = await tx.inbox.next(3)
    await tx.inbox.park(first, "poison", MONDAY)
    await tx.inbox.done([second.id], MONDAY)
    assert (await tx.figures.inbox())[0] == await tx.figures.parked() == 1


async def test_letters_wait_since_they_could_leave(tx: Store) -> None:
    later = Letter("b", 72, Notice("receipt"), Priority.CARD, not_before=LATER)
    await tx.outbox.put([letter("a"), later, letter("c", Priority.DANGER)], MONDAY)
    now = MONDAY + timedelta(minutes=1)
    assert await tx.figures.outbox(now) == [
        Backlog(Priority.DANGER, 1, MONDAY),
        Backlog(Priority.CARD, 2, MONDAY),
    ]


async def test_a_letter_that_is_tried_again_has_waited_since_it_was_decided(tx: Store) -> None:
    await tx.outbox.put([letter("a")], MONDAY)
    (queued,) = await tx.outbox.claim(MONDAY, 1, set())
    await tx.outbox.again(queued.id, 1, LATER, "network")
    assert await tx.figures.outbox(MONDAY) == [Backlog(Priority.CARD, 1, None)]
    assert await tx.figures.outbox(LATER) == [Backlog(Priority.CARD, 1, MONDAY)]
    await tx.outbox.claim(LATER, 1, set())
    await tx.outbox.give_up(queued.id, "gone")
    assert await tx.figures.undelivered() == 1


async def test_clocks_of_open_tickets_alone(tx: Store) -> None:
    for state in (State.DISPATCHED, State.DISPATCHED, State.WITHDRAWN):
        ticket = await add_ticket(tx, state=state.value)
        clocks = [
            StageClock(Stage.SIGN, MONDAY, Limit.parse("5min"), MONDAY + timedelta(minutes=5), 2),
            StageClock(Stage.HANDLE, MONDAY, Limit.parse("1h"), MONDAY + timedelta(hours=1), 2),
        ]
        await tx.clocks.start([(ticket.id, 1, clock, None) for clock in clocks])
    await tx.clocks.stop(1, [Stage.HANDLE], MONDAY)
    found = {running.stage: running for running in await tx.figures.deadlines(LATER, LATER + timedelta(hours=2))}
    assert found == {"sign": Running("sign", 2, 0), "handle": Running("handle", 0, 1)}
    assert await tx.figures.tickets() == {"dispatched": 2, "withdrawn": 1}


async def test_a_letter_knows_what_it_answers(tx: Store) -> None:
    tx.outbox.cause = Cause(71, MONDAY)
    await tx.outbox.put([letter("answer"), letter("other", chat=72), letter("alarm", Priority.DANGER, 73)], LATER)
    tx.outbox.cause = None
    await tx.outbox.put([letter("tick", chat=74)], LATER)
    claimed = await tx.outbox.claim(LATER, 10, set())
    assert {q.letter.key: q.received_at for q in claimed} == {
        "answer": MONDAY,
        "other": None,
        "alarm": MONDAY,
        "tick": None,
    }


@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT count(*), min(received_at) FROM inbox WHERE state = 'new'", "ix_inbox_new"),
        ("SELECT count(*) FROM inbox WHERE state = 'parked'", "ix_inbox_parked"),
        ("SELECT count(*) FROM outbox WHERE state = 'undelivered'", "ix_outbox_undelivered"),
        ("SELECT priority, count(*) FROM outbox WHERE state = 'queued' GROUP BY priority", "ix_outbox_queued"),
        ("SELECT state, count(*) FROM tickets GROUP BY state", "ix_tickets_state"),
    ],
)
async def test_no_table_is_walked_through(database: Database, query: str, index: str) -> None:
    async with database.read() as tx:
        plan = await tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")
        assert index in " ".join(str(row) for row in plan)
