"""The webhook is set, kept and taken away again, against the simulator."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.ext import ExtBot

from bot.chat import webhook
from bot.chat.webhook import CONNECTIONS, Hook, delivery
from bot.measures import Measures
from bot.simulator.state import Webhook
from tests.simulator.conftest import Telegram

URL = "http://127.0.0.1:9/telegram"


@pytest.fixture(autouse=True)
def _always_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "LOOK_SECONDS", 0)


@asynccontextmanager
async def looked_after(
    bot: ExtBot[None], measures: Measures, url: str = URL, *, last: bool = True
) -> AsyncIterator[asyncio.Task[None]]:
    stop = asyncio.Event()

    async def is_last() -> bool:
        return last

    task = asyncio.create_task(Hook(bot, url, "secret", measures, is_last).run(stop))
    async with asyncio.timeout(60):
        yield task
        stop.set()
        await task


async def until_set(telegram: Telegram) -> None:
    while telegram.simulator.webhook.url != URL:
        await telegram.call("getWebhookInfo")


def calls(telegram: Telegram, method: str) -> list[dict[str, object]]:
    return [call["params"] for call in telegram.simulator.journal.calls if call["method"] == method]


async def test_it_is_set_once_and_taken_away_at_the_end(telegram: Telegram, bot: ExtBot[None]) -> None:
    measures = Measures()
    async with looked_after(bot, measures):
        await until_set(telegram)
        assert telegram.simulator.webhook.secret == "secret"
        assert telegram.simulator.webhook.connections == CONNECTIONS
        while len(calls(telegram, "getWebhookInfo")) < 5:
            await telegram.call("getMe")
    assert telegram.simulator.webhook.url == ""
    (told,) = calls(telegram, "setWebhook")
    assert "drop_pending_updates" not in told
    assert all("drop_pending_updates" not in told for told in calls(telegram, "deleteWebhook"))
    assert measures.telegram.at is not None


async def test_whoever_is_not_the_last_of_his_bot_leaves_it_to_the_others(
    telegram: Telegram, bot: ExtBot[None]
) -> None:
    async with looked_after(bot, Measures(), last=False):
        await until_set(telegram)
    assert telegram.simulator.webhook.url == URL


async def test_what_somebody_took_away_is_set_again(telegram: Telegram, bot: ExtBot[None]) -> None:
    async with looked_after(bot, Measures()):
        await until_set(telegram)
        await telegram.call("deleteWebhook")
        await until_set(telegram)


@pytest.mark.parametrize("kind", ["5xx", "drop", "429"])
async def test_a_telegram_that_is_away_is_asked_again(telegram: Telegram, bot: ExtBot[None], kind: str) -> None:
    telegram.simulator.faults.add({"kind": kind, "method": "setWebhook"})
    async with looked_after(bot, Measures()):
        await until_set(telegram)


async def test_an_address_that_telegram_refuses_is_asked_again(telegram: Telegram, bot: ExtBot[None]) -> None:
    """It may be a name that is not known yet."""
    async with looked_after(bot, Measures(), "https://bot.example/telegram") as task:
        while not calls(telegram, "setWebhook"):
            await telegram.call("getMe")
        assert not task.done()
    assert calls(telegram, "deleteWebhook") == []


async def test_what_telegram_says_of_its_deliveries(telegram: Telegram, bot: ExtBot[None]) -> None:
    person = await telegram.person()
    telegram.simulator.webhook = Webhook(URL, None, 40, 1_700_000_000, "Connection refused")
    await telegram.sim("send", from_=person, text="一")
    found = await delivery(bot)
    assert (found.url, found.error, found.error_at, found.pending) == (URL, "Connection refused", 1_700_000_000, 1)
