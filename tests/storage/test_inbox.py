"""Updates are kept once, handled in order, parked when they poison, forgotten when they may be."""

from datetime import timedelta

from sqlalchemy import select

from bot.storage.engine import Database
from bot.storage.inbox import MAX_ATTEMPTS, Arrival
from bot.storage.store import Store
from bot.storage.tables import inbox
from tests.storage.county import MONDAY

BOT = 100


def arrival(update_id: int, priority: int = 2, raw: str = "{}", bot_id: int = BOT) -> Arrival:
    return Arrival(bot_id, update_id, 71, priority, raw, MONDAY)


async def test_an_update_delivered_again_is_kept_once(database: Database) -> None:
    async with database.begin() as tx:
        assert await tx.inbox.store([arrival(1), arrival(2)]) == 2
    async with database.begin() as tx:
        assert await tx.inbox.store([arrival(2), arrival(3)]) == 1
        assert await tx.inbox.store([]) == 0
        assert len(await tx.inbox.next(10)) == 3


async def test_another_bot_counts_for_itself(tx: Store) -> None:
    assert await tx.inbox.store([arrival(1), arrival(1, bot_id=BOT + 1)]) == 2


async def test_danger_overtakes_the_rest_keeps_its_order(tx: Store) -> None:
    await tx.inbox.store([arrival(1), arrival(2, 1), arrival(3), arrival(4, 0, raw='{"danger": 1}')])
    waiting = await tx.inbox.next(3)
    assert [w.priority for w in waiting] == [0, 1, 2]
    assert waiting[0].raw == '{"danger": 1}'


async def test_in_a_rush_only_dangers_are_taken(tx: Store) -> None:
    await tx.inbox.store([arrival(1), arrival(2, 1), arrival(3, 0)])
    assert [w.priority for w in await tx.inbox.claim(8, BOT, "me", urgent=True)] == [0]
    assert [w.priority for w in await tx.inbox.claim(8, BOT, "me")] == [0, 1, 2]


async def test_what_is_done_does_not_come_again(tx: Store) -> None:
    await tx.inbox.store([arrival(1), arrival(2)])
    first, second = await tx.inbox.next(10)
    await tx.inbox.done([first.id], MONDAY)
    await tx.inbox.done([], MONDAY)
    assert await tx.inbox.next(10) == [second]


async def test_what_may_not_be_read_is_known_by_its_id_alone(tx: Store) -> None:
    await tx.inbox.store([arrival(1, raw="")])
    assert await tx.inbox.next(10) == []
    assert await tx.inbox.counts() == {"ignored": 1}
    assert await tx.inbox.store([arrival(1)]) == 0


async def test_poison_is_parked_after_three_failures(tx: Store) -> None:
    await tx.inbox.store([arrival(1), arrival(2)])
    outcomes = []
    for _ in range(MAX_ATTEMPTS):
        waiting = (await tx.inbox.next(10))[0]
        outcomes.append(await tx.inbox.failed(waiting, "ValueError: " + "x" * 1000, MONDAY))
    assert outcomes == [False, False, True]
    assert [w.attempts for w in await tx.inbox.next(10)] == [0]  # only the other one waits
    assert await tx.inbox.counts() == {"new": 1, "parked": 1}


async def test_what_cannot_be_parsed_is_parked_at_once(tx: Store) -> None:
    await tx.inbox.store([arrival(1)])
    await tx.inbox.park((await tx.inbox.next(1))[0], "no update", MONDAY)
    assert await tx.inbox.counts() == {"parked": 1}


async def test_payloads_are_forgotten_ids_and_poison_are_kept(tx: Store) -> None:
    await tx.inbox.store([arrival(1, raw="old"), arrival(2, raw="fresh"), arrival(3, raw="poison"), arrival(4)])
    old, fresh, poison, _waiting = await tx.inbox.next(10)
    await tx.inbox.done([old.id], MONDAY)
    await tx.inbox.done([fresh.id], MONDAY + timedelta(hours=2))
    await tx.inbox.park(poison, "why", MONDAY)
    assert await tx.inbox.forget_payloads(MONDAY + timedelta(hours=1)) == 1
    assert await tx.inbox.forget_payloads(MONDAY + timedelta(hours=1)) == 0
    assert await tx.inbox.store([arrival(1)]) == 0
    assert [w.raw for w in await tx.inbox.next(10)] == ["{}"]


async def test_what_was_set_aside_is_not_kept_for_ever(tx: Store) -> None:
    await tx.inbox.store([arrival(1, raw="poison"), arrival(2, raw="later")])
    poison, later = await tx.inbox.next(2)
    await tx.inbox.park(poison, "words of somebody", MONDAY)
    await tx.inbox.park(later, "why", MONDAY + timedelta(hours=1))
    assert await tx.inbox.forget_parked(MONDAY + timedelta(minutes=1)) == 1
    assert await tx.inbox.counts() == {"ignored": 1, "parked": 1}
    rows = (await tx.connection.execute(select(inbox.c.raw, inbox.c.error).order_by(inbox.c.id))).all()
    assert [tuple(row) for row in rows] == [("", None), ("later", "why")]
    assert await tx.inbox.store([arrival(1)]) == 0, "still known"
