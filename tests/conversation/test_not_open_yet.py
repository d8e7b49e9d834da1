"""A resident writes before the places are imported: whom to call, an honest word, and the admins learn of it."""

from datetime import timedelta

import pytest_asyncio
from sqlalchemy import delete

from bot.storage.tables import aliases, appointments, bindings, homes, invitations, nodes
from bot.usecases.importing import ORG_VERSION
from tests.conversation.people import Person
from tests.conversation.stage import Stage
from tests.conversation.town import ADMIN


@pytest_asyncio.fixture(loop_scope="session")
async def bare(stage: Stage) -> Stage:
    """The same house before its first import."""
    async with stage.house.database.engine.begin() as connection:
        for table in (bindings, homes, appointments, invitations, aliases, nodes):
            await connection.execute(delete(table))
    async with stage.house.database.begin() as tx:
        await tx.settings.put(ORG_VERSION, "none")
    return stage


async def test_a_danger_is_told_whom_to_call(bare: Stage, laoliu: Person) -> None:
    await laoliu.says("着火了，六楼在冒烟，里面还有人")
    first = laoliu.heard()[0]
    assert "119" in first.text.splitlines()[0]
    assert "还没有设好" in first.text
    assert bare.tickets() == 0


async def test_the_admins_hear_of_it_once_a_day(bare: Stage, laoliu: Person) -> None:
    admin = bare.person(ADMIN)
    for words in ("丹桂路的路灯不亮了", "垃圾堆了三天没人收"):
        await laoliu.says(words)
        assert "还没有设好" in laoliu.heard()[-1].text
    assert len([said for said in admin.heard() if "import grids" in said.text]) == 1
    bare.clock.offset += timedelta(days=1)
    await laoliu.says("还是没人来收垃圾")
    assert len([said for said in admin.heard() if "import grids" in said.text]) == 2
