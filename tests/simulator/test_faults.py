"""Faults on demand: refusals, hanging, cut and slow calls; doubled, swapped and withheld updates."""

from __future__ import annotations

import aiohttp
import pytest

from tests.simulator.conftest import Telegram


async def _fault(telegram: Telegram, **fault: object) -> None:
    await telegram.sim("faults", **{"method": "sendMessage", **fault})


async def _texts(telegram: Telegram, chat: int) -> list[str]:
    return [message["text"] for message in await telegram.look(f"messages?chat={chat}")]


async def test_refusals_come_before_any_effect(telegram: Telegram) -> None:
    person = await telegram.person()
    await _fault(telegram, kind="429", retry_after=7)
    await _fault(telegram, kind="5xx", times=2)
    answers = [await telegram.answer("sendMessage", chat_id=person, text="x") for _ in range(4)]
    assert [answer.get("error_code", 200) for answer in answers] == [429, 502, 502, 200]
    assert answers[0]["parameters"] == {"retry_after": 7}
    assert await _texts(telegram, person) == ["x"]


@pytest.mark.parametrize(("kind", "delivered"), [("drop", []), ("timeout_before", []), ("timeout_after", ["x"])])
async def test_a_call_without_an_answer(telegram: Telegram, kind: str, delivered: list[str]) -> None:
    person = await telegram.person()
    await _fault(telegram, kind=kind, seconds=0)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await telegram.call("sendMessage", chat_id=person, text="x")
    assert await _texts(telegram, person) == delivered
    await telegram.call("sendMessage", chat_id=person, text="又")
    assert await _texts(telegram, person) == [*delivered, "又"]


async def test_a_slow_call_still_succeeds(telegram: Telegram) -> None:
    person = await telegram.person()
    await _fault(telegram, kind="slow", seconds=0.05)
    await telegram.call("sendMessage", chat_id=person, text="x")
    assert (await telegram.look("journal"))[-1]["ms"] >= 45


async def test_a_fault_hits_its_chat_and_method_only(telegram: Telegram) -> None:
    person, other = await telegram.person("甲"), await telegram.person("乙")
    await _fault(telegram, kind="5xx", chat=other)
    await telegram.call("sendMessage", chat_id=person, text="x")
    await telegram.call("sendChatAction", chat_id=other, action="typing")
    assert (await telegram.refusal("sendMessage", chat_id=other, text="x")).startswith("502")


async def test_faults_can_be_taken_back(telegram: Telegram) -> None:
    await telegram.sim("faults", method="*", kind="5xx", times=100)
    async with telegram.http.delete(f"{telegram.base}/sim/faults") as response:
        assert response.status == 200
    await telegram.call("getMe")


async def test_updates_go_wrong(telegram: Telegram) -> None:
    person = await telegram.person()
    await telegram.sim("faults", kind="duplicate")
    await telegram.sim("send", from_=person, text="双")
    await telegram.sim("faults", kind="reorder")
    await telegram.sim("send", from_=person, text="先")
    await telegram.sim("send", from_=person, text="后")
    await telegram.sim("faults", kind="stall")
    assert await telegram.updates() == []
    updates = await telegram.updates()
    assert [update["message"]["text"] for update in updates] == ["双", "双", "后", "先"]
    ids = [update["update_id"] for update in updates]
    assert ids == [ids[0], ids[0], ids[0] + 2, ids[0] + 1]


async def test_a_second_program_that_polls(telegram: Telegram) -> None:
    person = await telegram.person()
    await _fault(telegram, method="*", kind="conflict")
    await telegram.call("sendMessage", chat_id=person, text="x")
    assert (await telegram.refusal("getUpdates")).startswith("409 Conflict: terminated by other getUpdates request")
    assert await telegram.updates() == []


async def test_what_happened_is_counted_until_a_reset(telegram: Telegram) -> None:
    person = await telegram.person()
    await _fault(telegram, kind="5xx", times=2)
    await _fault(telegram, kind="slow", seconds=0, times=2)
    for _ in range(3):
        await telegram.answer("sendMessage", chat_id=person, text="x")
    async with telegram.http.delete(f"{telegram.base}/sim/faults"):
        assert (await telegram.look("counters"))["faults"] == {"5xx": 2, "slow": 1}
    await telegram.sim("reset")
    assert (await telegram.look("counters"))["faults"] == {}


async def test_an_unknown_fault_is_refused(telegram: Telegram) -> None:
    status, answer = await telegram.control("faults", kind="earthquake")
    assert (status, answer) == (400, {"error": "unknown fault kind: 'earthquake'"})
