"""getUpdates: kept until confirmed, one poller at a time, only the wanted kinds."""

from __future__ import annotations

from tests.simulator.conftest import Clock, Telegram


async def _texts(telegram: Telegram, **params: object) -> list[str]:
    return [update["message"]["text"] for update in await telegram.updates(**params)]


async def test_updates_stay_until_an_offset_confirms_them(telegram: Telegram) -> None:
    person = await telegram.person()
    for text in ("一", "二", "三"):
        await telegram.sim("send", from_=person, text=text)
    first = await telegram.updates()
    assert [update["message"]["text"] for update in first] == ["一", "二", "三"]
    assert await telegram.updates() == first
    assert await _texts(telegram, offset=first[1]["update_id"]) == ["二", "三"]
    assert await _texts(telegram) == ["二", "三"]
    counters = (await telegram.look("counters"))["updates"]
    assert counters == {"queued": 3, "pending": 2, "confirmed": 1, "expired": 0}


async def test_limit_and_negative_offset(telegram: Telegram) -> None:
    person = await telegram.person()
    for number in range(5):
        await telegram.sim("send", from_=person, text=f"第{number}条")
    assert await _texts(telegram, limit=2) == ["第0条", "第1条"]
    assert await _texts(telegram, offset=-2) == ["第3条", "第4条"]
    assert await _texts(telegram) == ["第3条", "第4条"]


async def test_a_long_poll_ends_when_something_happens(telegram: Telegram) -> None:
    person = await telegram.person()
    poll = await telegram.polling()
    await telegram.sim("send", from_=person, text="在吗")
    assert [update["message"]["text"] for update in (await poll)["result"]] == ["在吗"]


async def test_a_long_poll_without_news_ends_empty(telegram: Telegram) -> None:
    assert await telegram.updates(timeout=1) == []


async def test_a_second_poller_ends_the_first_with_409(telegram: Telegram) -> None:
    older = await telegram.polling()
    newer = await telegram.polling()
    refused = await older
    assert refused["error_code"] == 409
    assert refused["description"].startswith("Conflict: terminated by other getUpdates request")
    person = await telegram.person()
    await telegram.sim("send", from_=person, text="归后来的")
    assert len((await newer)["result"]) == 1


async def test_optional_kinds_come_only_when_asked_for(telegram: Telegram) -> None:
    person = await telegram.person()
    chat = await telegram.group(bot_admin=True)
    await telegram.confirm()
    await telegram.sim("members", chat=chat, user=person, status="member")
    assert [set(update) - {"update_id"} for update in await telegram.updates()] == [{"message"}]
    await telegram.confirm()
    await telegram.updates(allowed_updates=["chat_member"])
    await telegram.sim("members", chat=chat, user=person, status="left")
    (update,) = await telegram.updates()
    assert update["chat_member"]["new_chat_member"]["status"] == "left"
    await telegram.confirm()
    await telegram.updates(allowed_updates=[])
    await telegram.sim("send", from_=person, text="回到默认")
    assert await _texts(telegram) == ["回到默认"]


async def test_an_update_is_forgotten_after_a_day(telegram: Telegram, clock: Clock) -> None:
    person = await telegram.person()
    await telegram.sim("send", from_=person, text="昨天的")
    clock.seconds += 24 * 3600 + 1
    await telegram.sim("send", from_=person, text="今天的")
    assert await _texts(telegram) == ["今天的"]


async def test_a_raw_update_goes_out_as_it_is(telegram: Telegram) -> None:
    await telegram.sim("update", update_id=5, message={"message_id": "poison"})
    await telegram.sim("update", update_id=5, message={"message_id": "poison"})
    await telegram.sim("update", message=None)
    bodies = await telegram.updates()
    assert bodies[:2] == [{"update_id": 5, "message": {"message_id": "poison"}}] * 2
    assert bodies[2]["message"] is None
    assert bodies[2]["update_id"] > 5
    assert await telegram.updates(offset=6) == bodies[2:]


async def test_a_duplicate_comes_even_when_its_number_is_long_confirmed(telegram: Telegram) -> None:
    person = await telegram.person()
    await telegram.sim("send", from_=person, text="一")
    (update,) = await telegram.updates()
    beyond = update["update_id"] + 1
    assert await telegram.updates(offset=beyond) == []
    await telegram.sim("update", **update)
    assert await telegram.updates(offset=beyond) == [update]
    assert await telegram.updates(offset=beyond) == []


async def test_a_poll_outlives_a_reset(telegram: Telegram) -> None:
    person = await telegram.person()
    await telegram.sim("send", from_=person, text="一")
    (update,) = await telegram.updates()
    poll = await telegram.polling(offset=update["update_id"] + 1)
    await telegram.sim("reset")
    person = await telegram.person()
    await telegram.sim("send", from_=person, text="二")
    (after,) = (await poll)["result"]
    assert after["update_id"] > update["update_id"]


async def test_wrong_token_and_unknown_method(telegram: Telegram) -> None:
    async with telegram.http.get(f"{telegram.base}/bot1:WRONG/getMe") as response:
        assert response.status == 401
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert await telegram.refusal("getMee") == "404 Not Found: method not found"
    me = await telegram.call("GETME")
    assert me["username"] == "yigetong_bot"
