"""Webhook delivery: one update after the other with the secret, repeated until it is taken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from tests.simulator.conftest import Telegram


@dataclass
class Receiver:
    """A bot's web server that answers with the given statuses, then with 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    calls: list[Callable[[Any], web.Response]] = field(default_factory=list)
    """What it answers instead, one after the other."""
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    got: asyncio.Queue[tuple[str | None, dict[str, Any]]] = field(default_factory=asyncio.Queue)

    async def receive(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        body = await request.json()
        await self.got.put((secret, body))
        if held := self.held.get(body.get("message", {}).get("text")):
            await held.wait()
        if self.calls:
            return self.calls.pop(0)(body)
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_updates_are_posted_and_repeated(telegram: Telegram, receiver: Receiver) -> None:
    person = await telegram.person()
    receiver.statuses = [500]
    await telegram.call("setWebhook", url=receiver.url, secret_token="geheim")
    await telegram.sim("send", from_=person, text="一")
    await telegram.sim("send", from_=person, text="二")
    got = [await receiver.got.get() for _ in range(3)]
    assert [body["message"]["text"] for _, body in got] == ["一", "一", "二"]
    assert {secret for secret, _ in got} == {"geheim"}
    info = await telegram.call("getWebhookInfo")
    assert info["url"] == receiver.url
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_chat_keeps_its_order_and_holds_up_no_other(telegram: Telegram, receiver: Receiver) -> None:
    slow, quick = await telegram.person(), await telegram.person()
    held = receiver.held["慢"] = asyncio.Event()
    await telegram.call("setWebhook", url=receiver.url, max_connections=2)
    for person, text in ((slow, "慢"), (slow, "后"), (quick, "快")):
        await telegram.sim("send", from_=person, text=text)
    assert [(await receiver.got.get())[1]["message"]["text"] for _ in range(2)] == ["慢", "快"]
    assert (await telegram.call("getWebhookInfo"))["max_connections"] == 2
    held.set()
    assert (await receiver.got.get())[1]["message"]["text"] == "后"


async def test_one_connection_serves_one_chat_at_a_time(telegram: Telegram, receiver: Receiver) -> None:
    first, second = await telegram.person(), await telegram.person()
    held = receiver.held["一"] = asyncio.Event()
    await telegram.call("setWebhook", url=receiver.url, max_connections=1)
    await telegram.sim("send", from_=first, text="一")
    await telegram.sim("send", from_=second, text="二")
    assert (await receiver.got.get())[1]["message"]["text"] == "一"
    assert receiver.got.empty()
    assert (await telegram.call("getWebhookInfo"))["pending_update_count"] == 2
    held.set()
    assert (await receiver.got.get())[1]["message"]["text"] == "二"


async def test_what_is_not_wanted_is_not_posted(telegram: Telegram, receiver: Receiver) -> None:
    person = await telegram.person()
    await telegram.call("setWebhook", url=receiver.url, allowed_updates=["edited_message"])
    sent = await telegram.sim("send", from_=person, text="一")
    await telegram.sim("send", from_=person, edit=sent["message_id"], text="二")
    assert (await receiver.got.get())[1]["edited_message"]["text"] == "二"


async def test_waiting_updates_are_dropped_on_demand_only(telegram: Telegram, receiver: Receiver) -> None:
    person = await telegram.person()
    await telegram.sim("send", from_=person, text="一")
    await telegram.call("setWebhook", url=receiver.url, drop_pending_updates=True)
    await telegram.sim("send", from_=person, text="二")
    assert (await receiver.got.get())[1]["message"]["text"] == "二"


async def test_a_redirect_is_no_answer(telegram: Telegram, receiver: Receiver) -> None:
    person = await telegram.person()
    receiver.statuses = [302]
    await telegram.call("setWebhook", url=receiver.url)
    await telegram.sim("send", from_=person, text="一")
    assert [(await receiver.got.get())[1]["message"]["text"] for _ in range(2)] == ["一", "一"]


async def test_nobody_listens_is_told(telegram: Telegram) -> None:
    person = await telegram.person()
    await telegram.call("setWebhook", url="http://127.0.0.1:9/")
    await telegram.sim("send", from_=person, text="一")
    async with asyncio.timeout(30):
        while "last_error_message" not in (info := await telegram.call("getWebhookInfo")):
            pass
    assert info["last_error_message"].startswith("Connection failed")
    assert (info["pending_update_count"], info["last_error_date"] > 0) == (1, True)


async def test_polling_and_webhook_exclude_each_other(telegram: Telegram, receiver: Receiver) -> None:
    person = await telegram.person()
    await telegram.call("setWebhook", url=receiver.url)
    assert (await telegram.refusal("getUpdates")).startswith("409 Conflict: can't use getUpdates method while webhook")
    await telegram.call("deleteWebhook")
    await telegram.sim("send", from_=person, text="一")
    assert len(await telegram.updates()) == 1
    await telegram.call("deleteWebhook", drop_pending_updates=True)
    assert await telegram.updates() == []
    assert receiver.got.empty()


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "ftp://127.0.0.1"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://bot.example"}, "bad webhook: Failed to resolve host"),
        ({"url": "http://127.0.0.1:1", "secret_token": "ü"}, "secret token contains unallowed characters"),
    ],
)
async def test_refused_webhooks(telegram: Telegram, params: dict[str, str], reason: str) -> None:
    assert (await telegram.refusal("setWebhook", **params)).startswith(f"400 Bad Request: {reason}")


async def test_the_call_in_an_answer_is_carried_out(telegram: Telegram, receiver: Receiver) -> None:
    person = await telegram.person()
    wrong = web.Response(text="ok"), web.json_response({"method": "sendSong", "chat_id": person})
    receiver.calls = [
        lambda _: wrong[0],
        lambda _: wrong[1],
        lambda _: web.json_response({"method": "sendMessage", "chat_id": person, "text": "收到"}),
    ]
    await telegram.call("setWebhook", url=receiver.url)
    for text in ("一", "二", "三", "四"):
        await telegram.sim("send", from_=person, text=text)
    got = [(await receiver.got.get())[1]["message"]["text"] for _ in range(4)]
    assert got == ["一", "二", "三", "四"]
    sent = [call for call in await telegram.look("journal") if call["method"] == "sendMessage"]
    assert [(call["params"]["text"], call["status"]) for call in sent] == [("收到", 200)]
