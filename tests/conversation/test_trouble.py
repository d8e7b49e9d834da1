"""The machine fails under the bot: it says so, /readyz is red, nothing is lost, and it goes on by itself."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import event

from bot.chat import http, receiver
from bot.domain.notices import Notice, Priority
from bot.storage import engine
from bot.storage.address import sqlite_file
from bot.storage.outbox import Letter
from tests.conversation.looking import Log
from tests.conversation.people import Person
from tests.conversation.stage import Stage
from tests.conversation.town import GUIYING

LAMP = "丹桂路12号门口路灯不亮好几天了"
ON_SQLITE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)


@pytest_asyncio.fixture(loop_scope="session")
async def seen(stage: Stage) -> AsyncIterator[Stage]:
    """The stage with its web pages, by webhook: Telegram tries again soon, and the house does not wait for a poll."""
    await stage.close()
    stage.webhook = True
    await stage.open()
    yield stage


async def ready(stage: Stage) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as web, web.get(f"{stage.web}/readyz") as answer:
        return answer.status, json.loads(await answer.text())["checks"]


async def until_ready(stage: Stage, status: int) -> None:
    async with asyncio.timeout(60):
        while (await ready(stage))[0] != status:
            pass


def write(stage: Stage, words: str) -> None:
    """A resident writes, and nobody waits for the answer."""
    chat = stage.simulator.chats[GUIYING]
    stage.simulator.report(chat, stage.simulator.post(chat, stage.simulator.user(GUIYING), {"text": words}))


@contextmanager
def full_disk(stage: Stage) -> Iterator[None]:
    """The file may not grow, whichever connection writes: SQLite then says what it says of a full disk."""
    house = stage.house.database.engine.sync_engine
    pages = 1

    def limit(connection: Any, *_: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA max_page_count={pages}")  # never less than there are
        cursor.close()

    event.listen(house, "checkout", limit)
    try:
        yield
    finally:
        event.remove(house, "checkout", limit)
        pages = 2**30
        event.listen(house, "checkout", limit)


@ON_SQLITE
@pytest.mark.provokes_errors
async def test_on_a_full_disk_nothing_is_lost(seen: Stage, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    await until_ready(seen, 200)
    words = [LAMP + "，夜里走路看不见" * 300, "停水了，整栋楼都没有水" + "，一家老小等着用" * 300]
    with full_disk(seen):
        for said in words:
            write(seen, said)
        await log.tells("database.failed")
        status, checks = await ready(seen)
        assert (status, checks["database"]) == (503, {"ok": False, "reason": "full"})
    monkeypatch.setattr(engine, "CALM_SECONDS", 0.0)
    await seen.settled()
    await until_ready(seen, 200)
    assert seen.tickets() == len(words)
    assert log.getvalue().count("database.failed") == log.getvalue().count("database.back") == 1


@ON_SQLITE
@pytest.mark.provokes_errors
async def test_while_somebody_holds_the_file_nothing_is_lost(seen: Stage, guiying: Person, log: Log) -> None:
    house = seen.house.database.engine.sync_engine
    event.listen(house, "checkout", lambda connection, *_: connection.cursor().execute("PRAGMA busy_timeout=50"))
    with closing(sqlite3.connect(sqlite_file(seen.url) or "", isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        write(seen, LAMP)
        await log.tells("database.failed")
        assert (await ready(seen))[0] == 503
        stranger.execute("ROLLBACK")
    await log.tells("database.back")
    await seen.settled()
    await until_ready(seen, 200)
    assert guiying.shows(seen.ticket())


async def test_with_the_clock_set_back_everything_goes_on(seen: Stage, guiying: Person, log: Log) -> None:
    await seen.tick()
    seen.clock.offset -= timedelta(hours=3)
    await seen.tick()
    assert log.getvalue().count("clock.stepped_back") == 1
    assert (await ready(seen))[0] == 503
    await guiying.says(LAMP)
    assert guiying.shows(seen.ticket())
    await seen.later(hours=3)
    assert log.getvalue().count("clock.caught_up") == 1
    assert (await ready(seen))[0] == 200


@ON_SQLITE
async def test_a_poll_that_is_never_answered_is_given_up(
    stage: Stage, guiying: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection may have died in silence: the watchdog is the time that a poll may take."""
    await stage.close()
    for owner, name, seconds in (
        (receiver, "POLL_SECONDS", 1),
        (receiver, "READ_SECONDS", 1),
        (http, "CONNECT_SECONDS", 1),
    ):
        monkeypatch.setattr(owner, name, seconds)
    stage.simulator.faults.add({"kind": "timeout_before", "method": "getUpdates", "seconds": 600})
    write(stage, LAMP)
    await stage.open()
    await stage.settled()
    assert guiying.shows(stage.ticket())


@ON_SQLITE
async def test_a_stop_waits_for_nobody_longer_than_ten_seconds(stage: Stage, guiying: Person, log: Log) -> None:
    """Telegram does not answer a send; the letter leaves after the next start."""
    stage.simulator.faults.add({"kind": "timeout_before", "method": "sendMessage", "seconds": 600, "times": 100})
    write(stage, LAMP)
    await stage.until(lambda: stage.one("SELECT count(*) FROM outbox WHERE state = 'sending'") > 0)
    async with asyncio.timeout(10):
        await stage.close()
    assert "bot.stop_cut_short" in log.getvalue()
    stage.simulator.faults.clear()
    await stage.open()
    await stage.settled()
    assert guiying.shows(stage.ticket())


async def test_six_hours_without_telegram(stage: Stage, log: Log) -> None:
    """The backlog leaves in order of urgency, inside Telegram's limits, when Telegram is back."""
    await stage.close()
    stage.limits = stage.simulator.limits.on = True
    await stage.open()
    residents = [chat for chat in stage.simulator.chats.values() if chat.id > 0][:45]
    classes = (Priority.DIGEST, Priority.ANSWER, Priority.DANGER)
    letters = [
        Letter(f"backlog:{chat.id}", chat.id, Notice("unreadable"), classes[number % 3])
        for number, chat in enumerate(residents)
    ]
    stage.simulator.faults.add({"kind": "5xx", "times": 10**6})
    write(stage, LAMP)
    async with stage.house.database.begin() as tx:
        await tx.outbox.put(letters, stage.clock.now())
    for _ in range(6):
        stage.clock.offset += timedelta(hours=1)
        stage.house.sender.wake()
        await stage.until(lambda: stage.one("SELECT count(*) FROM outbox WHERE state = 'sending'") == 0)
    stage.simulator.faults.clear()
    await stage.later(minutes=2)
    urgency = {letter.chat_id: letter.priority for letter in letters}
    calls = [call for call in stage.simulator.journal.calls if call["method"] == "sendMessage"]
    order = [urgency[call["chat_id"]] for call in calls if call["status"] == 200 and call["chat_id"] in urgency]
    last_danger = max(place for place, priority in enumerate(order) if priority is Priority.DANGER)
    assert last_danger < order.index(Priority.DIGEST)
    assert not [call for call in calls if call["status"] == 429]
    assert stage.tickets() == 1
    assert "sender.undelivered" not in log.getvalue()
