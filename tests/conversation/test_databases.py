"""The bot on PostgreSQL: the server crashes under it; a town moves there from SQLite and goes on."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.i18n import Wording
from bot.rules_in_use import Rules
from bot.storage.copying import copy
from bot.storage.engine import Database
from tests.conversation.looking import Log
from tests.conversation.places import on_sqlite
from tests.conversation.stage import Stage
from tests.conversation.test_trouble import ready, until_ready
from tests.conversation.town import GUIYING, ZHIQIANG, build
from tests.postgres import Server

GRID = "YX010101"
LAMP = "丹桂路12号门口路灯不亮好几天了"


@pytest.fixture
async def shaky(own_postgres: Server, rules: Rules, wording: Wording, tmp_path: Path, log: Log) -> AsyncIterator[Stage]:
    """A stage whose server the test may stop."""
    async with own_postgres.fresh("template1") as url:
        stage = Stage(await build(url), url, tmp_path, rules, wording)
        stage.webhook = True
        await stage.open()
        yield stage
        await stage.close()
        stage.dispose()


@pytest.mark.provokes_errors
async def test_what_is_said_while_the_server_is_away_is_handled_when_it_is_back(
    shaky: Stage, own_postgres: Server, log: Log
) -> None:
    guiying, zhiqiang = shaky.person(GUIYING), shaky.person(ZHIQIANG)
    await guiying.says(LAMP)
    await asyncio.to_thread(own_postgres.crash)
    for person, words in ((guiying, "停水了"), (zhiqiang, "楼道里堆满了杂物")):
        chat = shaky.simulator.chats[person.chat_id]
        post = shaky.simulator.post(chat, shaky.simulator.user(person.account), {"text": words})
        shaky.simulator.report(chat, post)
    await log.tells("database.failed")
    assert (await ready(shaky))[0] == 503
    await asyncio.to_thread(own_postgres.go_on)
    await log.tells("database.back")
    shaky.look_again()
    await shaky.settled()
    await until_ready(shaky, 200)
    assert shaky.tickets() == 3
    assert guiying.shows(shaky.ticket()) or zhiqiang.shows(shaky.ticket())
    assert log.getvalue().count("database.failed") == log.getvalue().count("database.back") == 1


async def test_filed_on_sqlite_signed_on_postgresql_closed_on_sqlite(
    postgres: Server, rules: Rules, wording: Wording, tmp_path: Path, log: Log
) -> None:
    place = await asyncio.to_thread(on_sqlite, tmp_path / "finished.db")
    back = f"sqlite+aiosqlite:///{tmp_path / 'back.db'}"
    async with place.copy(tmp_path) as file, postgres.fresh("template1") as server:
        stage = Stage(place.town, file, tmp_path, rules, wording)
        await stage.open()
        guiying = stage.person(GUIYING)
        await guiying.says(LAMP)
        number = stage.ticket()
        await _move(stage, server)
        await stage.chief(GRID).presses("签收")
        await guiying.says("停水了")
        assert (stage.state(number), stage.ticket()) == ("handling", number[:-1] + "2")
        await _move(stage, back)
        await stage.chief(GRID).says("办结 无照片 换了灯泡", reply_to=stage.group(GRID).find(number))
        await guiying.presses("已解决")
        await guiying.presses("非常满意")
        assert stage.state(number) == "closed"
        await stage.close()
        stage.dispose()


async def _move(stage: Stage, url: str) -> None:
    """As the handbook of operations says: stop, copy, start on the other database."""
    await stage.close()
    databases = Database(stage.url), Database(url)
    compared = await copy(*databases, lambda *_: None)
    assert all(one.equal for one in compared)
    for database in databases:
        await database.close()
    stage.look_again(url)
    await stage.open()
