"""Who told the same matter: found by place and category, counted by person, never among what is sealed."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import ClauseElement

from bot.domain.hotspots import Filed
from bot.domain.life import State
from bot.domain.org import Role
from bot.domain.similar import UNKNOWN, Fingerprint
from bot.domain.ticket import Ticket
from bot.storage.similar import _CROWD, _WITH_OTHERS, Crowd
from bot.storage.store import Store
from tests.storage.county import MONDAY
from tests.storage.rows import add_node, add_ticket

KNOWN_BY = Fingerprint({"ludeng": 2.13}, {"ludeng": "路灯"}, ("路灯",), ("0202",), {"building": {"3": "3栋"}}, True)


async def add(tx: Store, account: int = 71, **values: Any) -> Ticket:
    ticket = await add_ticket(tx, petitioner_id=await tx.people.of_telegram(account), **values)
    await tx.similar.keep(ticket.id, KNOWN_BY)
    return ticket


async def found(tx: Store, ticket: Ticket, categories: Collection[str] = ("0401",), limit: int = 9) -> list[int]:
    known = await tx.similar.open_at(ticket.node_id, categories, MONDAY, limit, but=ticket.id)
    return [one.ticket.id for one in known]


async def test_kept_and_read_back(tx: Store) -> None:
    ticket = await add(tx)
    assert await tx.similar.of(ticket.id) == KNOWN_BY
    assert await tx.similar.of((await add_ticket(tx)).id) == UNKNOWN


async def test_the_newest_open_ones_of_the_place(tx: Store) -> None:
    old = await add(tx)
    newer = await add(tx, created_at=MONDAY + timedelta(hours=1))
    newest = await add(tx, category="0202", created_at=MONDAY + timedelta(hours=2))
    asking = await add(tx)
    assert await found(tx, asking) == [newer.id, old.id]
    assert await found(tx, asking, ("0401", "0202")) == [newest.id, newer.id, old.id]
    assert await found(tx, asking, ("0401", "0202"), limit=1) == [newest.id]


HIDDEN: dict[str, dict[str, Any]] = {
    "sealed": {"sealed_role": Role.DISCIPLINE},
    "a danger": {"danger": True},
    "done": {"state": State.PENDING_SURVEY.value},
    "withdrawn": {"state": State.WITHDRAWN.value},
    "of another category": {"category": "0301"},
    "too long ago": {"created_at": MONDAY - timedelta(seconds=1)},
}


@pytest.mark.parametrize("values", HIDDEN.values(), ids=HIDDEN.keys())
async def test_what_is_never_found(tx: Store, values: dict[str, Any]) -> None:
    await add(tx, **values)
    assert await found(tx, await add(tx)) == []


async def test_another_place_is_not_looked_at(tx: Store) -> None:
    await add(tx, node_id=await add_node(tx, "H"))
    assert await found(tx, await add(tx)) == []


async def test_a_ticket_from_before_is_not_found(tx: Store) -> None:
    await add_ticket(tx)
    assert await found(tx, await add(tx)) == []


async def test_residents_are_counted_once_each(tx: Store) -> None:
    first, second, third = await add(tx, 71), await add(tx, 72), await add(tx, 72)
    for follower in (second, third):
        await tx.similar.follow(follower.id, first.id)
    assert await tx.similar.crowd(first.id) == Crowd("", 2)
    assert await tx.similar.crowd(third.id) == Crowd(first.number, 2)
    assert await tx.similar.crowd((await add_ticket(tx)).id) == Crowd("", 1)


@pytest.mark.parametrize("hidden", [{"sealed_role": Role.DISCIPLINE}, {"danger": True}, {"state": "withdrawn"}])
async def test_who_took_his_matter_back_is_not_counted(tx: Store, hidden: dict[str, Any]) -> None:
    first, second = await add(tx, 71, **hidden), await add(tx, 72)
    await tx.similar.follow(second.id, first.id)
    assert await tx.similar.crowd(second.id) == Crowd("", 1)


async def test_when_the_first_leaves_the_oldest_takes_its_place(tx: Store) -> None:
    first, second, third = [await add(tx, account) for account in (71, 72, 73)]
    for follower in (second, third):
        await tx.similar.follow(follower.id, first.id)
    assert await tx.similar.leave(first.id) == second.id
    assert await tx.similar.crowd(third.id) == Crowd(second.number, 2)
    assert await tx.similar.crowd(first.id) == Crowd("", 1)
    assert await tx.similar.leave(third.id) == second.id
    assert await tx.similar.crowd(second.id) == Crowd("", 1)
    assert await tx.similar.leave(second.id) is None


async def test_what_was_sealed_is_known_by_nothing(tx: Store) -> None:
    ticket = await add(tx)
    await tx.similar.leave(ticket.id)
    await tx.similar.forget(ticket.id)
    assert await tx.similar.of(ticket.id) == UNKNOWN
    assert await tx.similar.first_of(ticket.id) is None


async def test_what_a_place_had(tx: Store) -> None:
    """Open or done, but neither withdrawn nor merged nor secret."""
    node = (await add(tx)).node_id
    await add(tx, state=State.CLOSED.value, created_at=MONDAY + timedelta(hours=1))
    await add(tx, state=State.MERGED.value)
    for values in ({"sealed_role": Role.DISCIPLINE}, {"danger": True}, {"state": "withdrawn"}, {"category": "0202"}):
        await add(tx, **values)
    counted = await tx.similar.filed(node, "0401", MONDAY - timedelta(seconds=1))
    first, second = sorted(counted, key=lambda one: one.at)
    assert first == Filed(node, "0401", MONDAY, first.matter)
    assert second == Filed(node, "0401", MONDAY + timedelta(hours=1), second.matter)
    assert first.matter != second.matter
    child = await add(tx, parent_id=first.matter)
    assert [one.matter for one in await tx.similar.filed(node, "0401", MONDAY - timedelta(seconds=1))].count(
        first.matter
    ) == 2, "a child is the matter of its parent"
    assert child.parent_id == first.matter
    assert len(await tx.similar.filed(node, "0401", MONDAY)) == 1


async def test_the_newest_card_is_remembered(tx: Store) -> None:
    assert await tx.outbox.last_card((await add_ticket(tx)).id) == {}


async def test_who_stands_with_others(tx: Store) -> None:
    alone, first, follower, parent, head = [await add(tx) for _ in range(5)]
    await tx.similar.follow(follower.id, first.id)
    child = await add_ticket(tx, parent_id=parent.id)
    await tx.petitioners.join(head.id, alone.petitioner_id, alone.id, MONDAY)
    everyone = [one.id for one in (alone, first, follower, parent, head, child)]
    assert await tx.similar.stand_with_others(everyone) == {first.id, follower.id, parent.id, head.id}
    assert await tx.similar.stand_with_others([follower.id, alone.id]) == {follower.id}


@pytest.mark.parametrize(
    ("query", "asked"), [(_CROWD, {"first_id": 1}), (_WITH_OTHERS, {"ids": [1, 2]})], ids=["the same", "with others"]
)
async def test_who_told_the_same_is_found_without_looking_at_every_ticket(
    tx: Store, query: ClauseElement, asked: Mapping[str, Any]
) -> None:
    """Where the database says how it looks."""
    if tx.connection.dialect.name != "sqlite":
        return
    filled = query.params(asked)
    sql = str(filled.compile(dialect=tx.connection.dialect, compile_kwargs={"render_postcompile": True}))
    plan = await tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", (1,) * sql.count("?"))
    steps = [str(row._mapping["detail"]) for row in plan]
    assert steps
    assert not any(step.startswith(("SCAN tickets", "SCAN fingerprints", "SCAN petitioners")) for step in steps), steps
