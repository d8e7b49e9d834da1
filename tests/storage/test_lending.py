"""Connections lent from test to test: one that broke off in the middle is nobody's any more."""

import pytest

from tests import lending
from tests.postgres import Server, ensure_migrated

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("broken_off", [False, True])
async def test_a_connection_is_given_back_unless_it_broke_off(postgres: Server, lent: None, broken_off: bool) -> None:
    await ensure_migrated(postgres)
    async with postgres.fresh() as url:
        name = url.partition("?")[0].rpartition("/")[2]
        await lending.end([name])
        lending.start(name)
        connection = await lending.lend(host=str(postgres.folder), user="postgres", database=name)
        transaction = connection.transaction()
        await transaction.start()
        if broken_off:  # a task was cancelled after the server had heard, before the connection knew
            await connection.execute("ROLLBACK")
        else:
            await transaction.rollback()
        await connection.close()
        assert len(lending.resting(name)) == (not broken_off)
