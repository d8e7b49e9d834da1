"""A PostgreSQL that restarts under us: whoever was in a transaction hears of it, everybody else goes on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from bot.storage.engine import Database
from bot.storage.failing import Fault, StorageFailed
from bot.storage.migrate import upgrade
from tests.postgres import Server


@pytest.fixture
async def house(own_postgres: Server) -> AsyncIterator[Database]:
    async with own_postgres.fresh("template1") as url:
        database = Database(url)
        await upgrade(database)
        yield database
        await database.close()


async def test_a_restart_costs_only_the_transaction_it_meets(house: Database, own_postgres: Server) -> None:
    async with house.begin() as tx:
        await tx.settings.put("before", "kept")
    with pytest.raises(StorageFailed):
        async with house.begin() as tx:
            await tx.settings.put("within", "lost")
            await asyncio.to_thread(own_postgres.halt)
            await asyncio.to_thread(own_postgres.go_on)
            async with tx.savepoint():
                await tx.settings.put("after", "lost")
    async with house.begin() as tx:
        assert await tx.settings.get("before") == "kept"
        assert await tx.settings.get("within", "gone") == "gone"


async def test_idle_connections_are_replaced_without_a_word(house: Database, own_postgres: Server) -> None:
    async with house.read() as one, house.read() as other:
        assert await one.settings.get("x") == await other.settings.get("x") == ""
    await asyncio.to_thread(own_postgres.halt)
    await asyncio.to_thread(own_postgres.go_on)
    with capture_logs() as logs:
        async with house.read() as one, house.read() as other:
            assert await one.settings.get("x") == await other.settings.get("x") == ""
    assert logs == []


async def test_an_outage_is_logged_once_and_its_end_once(house: Database, own_postgres: Server) -> None:
    await asyncio.to_thread(own_postgres.halt)
    with capture_logs() as logs:
        for _ in range(3):
            with pytest.raises(StorageFailed) as failed:
                async with house.begin():
                    pass
            assert failed.value.fault is Fault.AWAY
            house.tell(failed.value)
        await asyncio.to_thread(own_postgres.go_on)
        for _ in range(2):
            with suppress(StorageFailed):
                async with house.begin() as tx:
                    await tx.settings.get("x")
    assert [(entry["event"], entry["log_level"]) for entry in logs] == [
        ("database.failed", "error"),
        ("database.back", "warning"),
    ]
