"""A whole town moves from one database to another and back, and is the same; nothing is half moved."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, delete, func, insert, select, update

from bot.domain.corrections import Corrector
from bot.domain.intake import Draft, Spot
from bot.domain.notices import Notice, Priority
from bot.domain.org import Role
from bot.storage.cards import Card
from bot.storage.columns import Utc, Words
from bot.storage.copying import Differs, NotEmpty, OtherVersion, Sum, checksum, copy, count
from bot.storage.engine import Database
from bot.storage.failing import StorageFailed
from bot.storage.inbox import Arrival
from bot.storage.media import Attachment
from bot.storage.migrate import newest
from bot.storage.outbox import Letter
from bot.storage.store import Store
from bot.storage.tables import metadata, people, settings
from bot.usecases import filing
from tests.storage.conftest import Fresh
from tests.storage.county import MONDAY, settle, town_hall
from tests.storage.rows import add_node, add_ticket

ODD = "灯坏了\x00\ud83d 😀\n"
Kinds = Callable[[str], Fresh]
WAYS = pytest.mark.parametrize(
    ("from_", "to"), [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql")]
)


@asynccontextmanager
async def opened(fresh: Fresh) -> AsyncIterator[Database]:
    async with fresh() as url:
        database = Database(url)
        yield database
        await database.close()


async def fill(tx: Store) -> None:
    """Something in every table."""
    await settle(tx)
    person = await tx.people.of_telegram(71)
    node = await tx.org.by_code("S1101")
    assert node is not None
    await tx.org.add_home(person, node.id)
    await tx.people.invite("hash", Role.HELPER, node.id, None, MONDAY, MONDAY)
    draft = Draft(ODD, ODD, category="0401", intent="投诉", spot=Spot.SURE, node_id=node.id, rules_version="r")
    saved = await tx.drafts.add(person, 71, draft, MONDAY, MONDAY)
    await tx.media.add(Attachment("photo", "f", "u"), person, "report", MONDAY, draft_id=saved.id)
    await tx.tickets.add_location(saved.id, 30.123456789, 120.987654321, MONDAY)
    ticket = await filing.file_draft(tx, await town_hall().town(tx, MONDAY), saved, draft, MONDAY)
    await tx.readings.correct(ticket.id, "0401", "0204", Corrector.DESK, MONDAY)
    await tx.cards.add(Card(71, 5, ticket.id, "receipt"), MONDAY)
    await tx.surveys.start(ticket.id, 1, MONDAY, MONDAY + timedelta(days=1, microseconds=7))
    asked = {"ticket_id": ticket.id, "kind": "return", "round": 1, "asker_id": ticket.petitioner_id, "reason": ODD[:32]}
    await tx.requests.add({**asked, "desk_id": ticket.owner_id, "at": MONDAY, "due_at": MONDAY})
    await tx.slots.take("report", "2026-11-16", MONDAY)
    await tx.settings.put("name", ODD)
    await tx.inbox.store([Arrival(1, n, 71, 1, f"{ODD}{n}", MONDAY) for n in range(1, 1203)])
    for account in range(1000, 1010):
        await tx.outbox.put([Letter(f"k{account}", account, Notice("hello", {"text": ODD}), Priority.CARD)], MONDAY)
    for table in metadata.sorted_tables:
        if not (await tx.connection.execute(select(func.count()).select_from(table))).scalar_one():
            await tx.connection.execute(insert(table).values({c.name: _any(c) for c in table.columns if _needed(c)}))


def _needed(column: Column[Any]) -> bool:
    return not column.nullable and column is not column.table.autoincrement_column


def _any(column: Column[Any]) -> object:
    """A value of the column's type; the first row of whatever it refers to."""
    match column.type:
        case Utc():
            return MONDAY
        case Words():
            return "x"
        case JSON():
            return {"x": ODD}
        case Boolean():
            return True
    return 1


async def content(database: Database) -> dict[str, list[str]]:
    async with database.read() as tx:
        return {
            table.name: sorted(repr(tuple(row)) for row in await tx.connection.execute(select(table)))
            for table in metadata.sorted_tables
        }


@WAYS
async def test_everything_arrives_and_the_numbers_go_on(databases: Kinds, from_: str, to: str) -> None:
    told: list[tuple[str, int]] = []
    async with opened(databases(from_)) as source, opened(databases(to)) as target:
        async with source.begin() as tx:
            await fill(tx)
        before = await content(source)
        compared = await copy(source, target, lambda table, rows: told.append((table, rows)))
        assert await content(target) == before == await content(source)
        assert [one.table for one in compared] == [table.name for table in metadata.sorted_tables]
        assert all(one.equal and one.source.rows for one in compared)
        assert [(one.table, one.source.rows) for one in compared] == await count(source)
        assert [rows for table, rows in told if table == "inbox"] == [500, 1000, 1202]
        async with target.begin() as tx:
            newer = await add_ticket(tx, node_id=(await tx.org.nodes())[0].id)
            assert (newer.id, newer.number) == (2, "GD20261116-0002")


async def test_there_and_back_again(databases: Kinds) -> None:
    town, server, back = databases("sqlite"), databases("postgresql"), databases("sqlite")
    async with opened(town) as first, opened(server) as second, opened(back) as third:
        async with first.begin() as tx:
            await fill(tx)
        there = await copy(first, second, lambda *_: None)
        again = await copy(second, third, lambda *_: None)
        assert there == again
        assert await content(first) == await content(third)


@WAYS
async def test_a_node_below_a_younger_one(databases: Kinds, from_: str, to: str) -> None:
    """Rows of a table may refer to rows that come after them."""
    async with opened(databases(from_)) as source, opened(databases(to)) as target:
        async with source.begin() as tx:
            child, parent = await add_node(tx, "A"), await add_node(tx, "B")
            await tx.org.change_node(child, {"parent_id": parent})
        await copy(source, target, lambda *_: None)
        async with target.read() as tx:
            assert [(node.id, node.parent_id) for node in await tx.org.nodes()] == [(child, parent), (parent, None)]


@WAYS
async def test_a_target_with_something_in_it_is_left_alone(databases: Kinds, from_: str, to: str) -> None:
    async with opened(databases(from_)) as source, opened(databases(to)) as target:
        async with target.begin() as tx:
            await tx.slots.take("report", "2026-11-16", MONDAY)
        before = await content(target)
        with pytest.raises(NotEmpty, match="slots"):
            await copy(source, target, lambda *_: None)
        assert await content(target) == before


@WAYS
async def test_a_source_of_another_version_is_not_read(databases: Kinds, from_: str, to: str) -> None:
    async with opened(databases(from_)) as source, opened(databases(to)) as target:
        async with source.begin() as tx:
            await tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
        with pytest.raises(OtherVersion, match="0000"):
            await copy(source, target, lambda *_: None)
        with pytest.raises(OtherVersion):
            await count(source)
        async with source.begin() as tx:
            await tx.connection.exec_driver_sql("DROP TABLE alembic_version")
        with pytest.raises(OtherVersion) as never:
            await copy(source, target, lambda *_: None)
        assert never.value.found is None
        assert newest() is not None


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
async def test_what_arrives_otherwise_is_undone(databases: Kinds, to: str) -> None:
    """A trigger of the target changes what is written, as a broken disk or a meddling hand would."""
    async with opened(databases("sqlite")) as source, opened(databases(to)) as target:
        async with source.begin() as tx:
            await fill(tx)
        async with target.begin() as tx:
            for statement in MEDDLING[to]:
                await tx.connection.exec_driver_sql(statement)
        with pytest.raises(Differs) as differs:
            await copy(source, target, lambda *_: None)
        assert str(differs.value) == "slots"
        assert all(rows == [] for rows in (await content(target)).values())


MEDDLING = {
    "sqlite": ["CREATE TRIGGER meddle AFTER INSERT ON slots BEGIN UPDATE slots SET job = 'other'; END"],
    "postgresql": [
        "CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.job := 'other'; RETURN NEW; END$$",
        "CREATE TRIGGER meddle BEFORE INSERT ON slots FOR EACH ROW EXECUTE FUNCTION meddle()",
    ],
}


async def test_what_does_not_fit_names_its_table_and_leaves_nothing(databases: Kinds) -> None:
    """SQLite keeps what is longer than the column says; PostgreSQL refuses it."""
    async with opened(databases("sqlite")) as source, opened(databases("postgresql")) as target:
        async with source.begin() as tx:
            await tx.connection.execute(insert(people).values(locale="长" * 17))
            await tx.settings.put("name", "value")
        with pytest.raises(StorageFailed, match="people: value too long"):
            await copy(source, target, lambda *_: None)
        assert all(rows == [] for rows in (await content(target)).values())


async def test_the_checksum_tells_one_changed_letter_and_does_not_mind_the_order(databases: Kinds) -> None:
    async with opened(databases("sqlite")) as source, opened(databases("postgresql")) as target:
        for database, names in ((source, "ABc"), (target, "cBA")):
            async with database.begin() as tx:
                for name in names:
                    await tx.settings.put(name, name)
        assert await _checksum(source) == await _checksum(target)
        async with target.begin() as tx:
            await tx.connection.execute(update(settings).where(settings.c.name == "c").values(value="C"))
        assert await _checksum(source) != await _checksum(target)
        async with target.begin() as tx:
            await tx.connection.execute(delete(settings).where(settings.c.name == "c"))
        assert (await _checksum(target)).rows == 2


async def _checksum(database: Database) -> Sum:
    async with database.read() as tx:
        return await checksum(tx.connection, settings)
