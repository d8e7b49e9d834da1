"""Migrations go up from nothing, down to nothing and up again, and end where the models are."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from bot.domain.notices import Notice, Priority
from bot.storage import migrations
from bot.storage.engine import Database
from bot.storage.migrate import current, downgrade, known, newest, upgrade
from bot.storage.outbox import Letter
from bot.storage.store import StorageFailed
from bot.storage.tables import metadata
from tests.storage.county import MONDAY
from tests.storage.rows import add_ticket


@pytest_asyncio.fixture(loop_scope="session")
async def empty(blank: str) -> AsyncIterator[Database]:
    database = Database(blank)
    yield database
    await database.close()


async def tables(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda c: inspect(c).get_table_names()))


def _other_default(
    context: object, found: object, wanted: object, in_database: str | None, in_model: object, rendered: str | None
) -> bool:
    """SQLite gives a default back in quotes, and the empty one in brackets too; PostgreSQL with its type behind."""
    if "nextval(" in (in_database or ""):
        return rendered is not None
    return (in_database or "").partition("::")[0].strip("()'") != (rendered or "").strip("()'")


def _differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "compare_server_default": _other_default}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def test_the_names_of_migrations_say_which_there_are() -> None:
    """As Alembic finds them inside: whoever starts looks at the names alone."""
    scripts = ScriptDirectory(migrations.__path__[0])
    assert scripts.get_heads() == [newest()]
    assert all(known(one.revision) for one in scripts.walk_revisions())
    assert not known("9999")


async def test_from_nothing_to_what_the_code_expects(empty: Database) -> None:
    assert await current(empty) is None
    await upgrade(empty)
    assert await current(empty) == newest()
    assert await tables(empty) == {*metadata.tables, "alembic_version"}


async def test_models_equal_migrations(empty: Database) -> None:
    await upgrade(empty)
    async with empty.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_down_to_nothing_and_up_again(empty: Database) -> None:
    await upgrade(empty)
    await downgrade(empty, "base")
    assert await tables(empty) == {"alembic_version"}
    await upgrade(empty)
    async with empty.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_up_to_date_means_nothing_happens(empty: Database) -> None:
    await upgrade(empty)
    async with empty.begin() as tx:
        number = (await add_ticket(tx)).number
    await upgrade(empty)
    async with empty.read() as tx:
        assert await tx.tickets.by_number(number) is not None


async def test_of_two_that_start_at_once_one_migrates_and_the_other_waits(blank: str) -> None:
    houses = [Database(blank) for _ in range(3)]
    await asyncio.gather(*(upgrade(house) for house in houses))
    assert [await current(house) for house in houses] == [newest()] * 3
    for house in houses:
        await house.close()


async def test_a_database_of_a_later_version_is_left_alone(empty: Database) -> None:
    await upgrade(empty)
    async with empty.begin() as tx:
        await tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from-the-future'")
    with pytest.raises(StorageFailed):
        await upgrade(empty)


async def test_how_to_reach_a_resident_belongs_to_his_ticket_and_all_is_forgotten_once_more(empty: Database) -> None:
    await upgrade(empty)
    await downgrade(empty, "0015")
    async with empty.begin() as tx:
        ticket = await add_ticket(tx)
        await tx.tickets.forgotten(ticket.id, MONDAY)
        kinds = ("reveal", "original")
        notices = [Notice(kind, {"number": ticket.number}) for kind in kinds]
        letters = [Letter(f"said:71:5:{one.kind}:{ticket.number}", 71, one, Priority.ANSWER) for one in notices]
        await tx.outbox.put(letters, MONDAY)
    await upgrade(empty)
    async with empty.read() as tx:
        found = (await tx.connection.execute(text("SELECT ticket_id, card FROM outbox ORDER BY id"))).all()
        assert [tuple(row) for row in found] == [(ticket.id, "original"), (None, None)]
        assert await tx.connection.scalar(text("SELECT forgotten_at FROM tickets")) is None
