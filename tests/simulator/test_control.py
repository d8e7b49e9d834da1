"""The control API: state, transcript, events, journal, oversize texts, edits by people, reset, page and program."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from typing import Any

import aiohttp
import pytest

from bot.simulator.app import create_app
from bot.simulator.serve import serving
from bot.simulator.state import Simulator
from tests.simulator.conftest import Telegram


class Events:
    """Reads server-sent events one by one."""

    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._lines = response.content

    async def next(self) -> dict[str, Any]:
        while line := await self._lines.readline():
            if line.startswith(b"data: "):
                event: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
                return event
        raise EOFError


async def test_events_tell_everything_in_order(telegram: Telegram) -> None:
    async with telegram.http.get(f"{telegram.base}/sim/events") as response:
        assert response.content_type == "text/event-stream"
        events = Events(response)
        person = await telegram.person()
        card = await telegram.call("sendMessage", chat_id=person, text="一")
        await telegram.call("editMessageText", chat_id=person, message_id=card["message_id"], text="二")
        await telegram.call("deleteMessage", chat_id=person, message_id=card["message_id"])
        found = [await events.next() for _ in range(7)]
    assert [event["type"] for event in found] == ["person", "message", "call", "edit", "call", "delete", "call"]
    numbers = [event["n"] for event in found]
    assert numbers == list(range(numbers[0], numbers[0] + 7))
    assert found[1] == {"n": numbers[1], "type": "message", "chat": person, "message": {**card, "deleted": False}}
    assert found[5]["message_id"] == card["message_id"]
    headers = {"Last-Event-ID": str(numbers[4])}
    async with telegram.http.get(f"{telegram.base}/sim/events", headers=headers) as response:
        assert await Events(response).next() == found[5]


async def test_a_stop_ends_streams_and_polls_at_once() -> None:
    simulator = Simulator()
    async with aiohttp.ClientSession() as http:
        async with serving(create_app(simulator)) as port:
            telegram = Telegram(simulator, f"http://127.0.0.1:{port}", http)
            stream = await http.get(f"{telegram.base}/sim/events")
            poll = await telegram.polling()
        assert (await stream.text()).startswith(": listening")
        assert await poll == {"ok": True, "result": []}


async def test_a_server_may_come_back_with_the_same_state(telegram: Telegram) -> None:
    person = await telegram.person()
    telegram.simulator.close()
    assert (await telegram.updates(timeout=50)) == []
    async with serving(create_app(telegram.simulator)) as port:
        again = Telegram(telegram.simulator, f"http://127.0.0.1:{port}", telegram.http)
        await again.sim("privacy", on=True)
        poll = await again.polling()
        await again.sim("send", from_=person, text="还在吗")
        assert len((await poll)["result"]) == 1


async def test_the_state(telegram: Telegram) -> None:
    person = await telegram.person("小周")
    chat = await telegram.group(person)
    state = await telegram.look("state")
    assert state["bot"]["username"] == "yigetong_bot"
    assert [user["first_name"] for user in state["people"]] == ["小周"]
    groups = [found for found in state["chats"] if found["type"] == "group"]
    assert groups == [
        {
            "id": chat,
            "type": "group",
            "title": "三号网格",
            "members": [{"user_id": person, "status": "creator"}, {"user_id": 100000001, "status": "member"}],
        }
    ]


async def test_the_transcript_by_pages(telegram: Telegram) -> None:
    person = await telegram.person()
    for number in range(5):
        await telegram.call("sendMessage", chat_id=person, text=str(number))

    async def texts(query: str) -> list[str]:
        return [message["text"] for message in await telegram.look(f"messages?chat={person}{query}")]

    assert await texts("") == ["0", "1", "2", "3", "4"]
    assert await texts("&limit=2") == ["3", "4"]
    assert await texts("&after=1&limit=2") == ["1", "2"]


async def test_journal_and_counters(telegram: Telegram) -> None:
    person = await telegram.person()
    await telegram.updates()
    await telegram.call("sendMessage", chat_id=person, text="x")
    await telegram.refusal("sendMessage", chat_id=person, text="")
    sent, refused = await telegram.look("journal")
    assert (sent["method"], sent["chat_id"], sent["status"], sent["params"]["text"]) == (
        "sendMessage",
        person,
        200,
        "x",
    )
    assert (refused["error_code"], refused["description"]) == (400, "Bad Request: message text is empty")
    assert await telegram.look(f"journal?after={sent['n']}") == [refused]
    counters = await telegram.look("counters")
    assert counters["methods"] == {"getUpdates": 1, "sendMessage": 2}
    assert counters["results"] == {"200": 2, "400": 1}


async def test_a_person_edits_and_forwards(telegram: Telegram) -> None:
    person, friend = await telegram.person("甲"), await telegram.person("乙")
    sent = await telegram.sim("send", from_=person, text="灯坏了")
    await telegram.sim("send", from_=person, text="灯修好了", edit=sent["message_id"])
    await telegram.sim("send", from_=person, text="转的", forward_from=friend)
    new, edited, forwarded = await telegram.updates()
    assert new["message"]["text"] == "灯坏了"
    assert edited["edited_message"]["text"] == "灯修好了"
    assert forwarded["message"]["forward_origin"]["sender_user"]["id"] == friend


async def test_a_client_sends_at_most_4096_characters(telegram: Telegram) -> None:
    person = await telegram.person()
    body = {"from": person, "text": "字" * 20_000}
    assert (await telegram.control("send", **body))[0] == 400
    assert (await telegram.control("send", **body, oversize=True))[0] == 200
    assert len((await telegram.updates())[0]["message"]["text"]) == 20_000


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("send", {"text": "x"}, "from is missing"),
        ("send", {"from": 5, "text": "x"}, "no such person: 5"),
        ("send", {"from": "five", "text": "x"}, "cannot read the request"),
        ("people", {}, "first_name is missing"),
        ("groups", {"title": "x", "members": [5]}, "no such person: 5"),
        ("members", {"chat": -5, "user": 1, "status": "member"}, "no such group: -5"),
        ("migrate", {"chat": -5}, "no such group: -5"),
        ("delete", {"chat": 5, "message_id": 1}, "no message 1 in chat 5"),
    ],
)
async def test_wrong_requests_get_a_reason(telegram: Telegram, path: str, body: dict[str, Any], reason: str) -> None:
    status, answer = await telegram.control(path, **body)
    assert status == 400
    assert answer["error"].startswith(reason)


async def test_reset(telegram: Telegram) -> None:
    person = await telegram.person()
    await telegram.sim("send", from_=person, text="x")
    before = (await telegram.look("state"))["last_event"]
    await telegram.sim("reset")
    state = await telegram.look("state")
    assert (state["people"], state["chats"], state["last_event"]) == ([], [], before + 1)
    assert await telegram.updates() == []
    assert await telegram.person() == person


async def test_the_chat_page_can_be_left_out() -> None:
    async with serving(create_app(Simulator(), page=False)) as port, aiohttp.ClientSession() as http:
        answer = await http.get(f"http://127.0.0.1:{port}/chat")
        assert answer.status == 404


async def test_the_program() -> None:
    command = [sys.executable, "-m", "bot.simulator", "--port", "0", "--limits", "off", "--token", "77:X"]
    program = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert program.stdout is not None
    line = (await program.stdout.readline()).decode()
    address = next(word for word in line.split() if word.startswith("http"))
    async with aiohttp.ClientSession() as http:
        me = await (await http.get(f"{address}/bot77:X/getMe")).json()
    assert me["result"]["id"] == 77
    program.send_signal(signal.SIGINT)
    assert await program.wait() == 0
