"""The sending limits are exact sliding windows: one call too many is refused, and one instant later is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.limits import Limits
from tests.simulator.conftest import Clock, Telegram


@pytest.fixture
def limited(telegram: Telegram) -> Telegram:
    telegram.simulator.limits.on = True
    return telegram


async def _send(telegram: Telegram, chat: int) -> int:
    """0 when sent, else retry_after."""
    body = await telegram.answer("sendMessage", chat_id=chat, text="x")
    return 0 if body["ok"] else int(body["parameters"]["retry_after"])


async def test_one_a_second_in_a_private_chat(limited: Telegram, clock: Clock) -> None:
    person = await limited.person()
    assert await _send(limited, person) == 0
    assert await _send(limited, person) == 1
    clock.seconds += 0.75
    assert await _send(limited, person) == 1
    clock.seconds += 0.25
    assert await _send(limited, person) == 0


async def test_twenty_a_minute_in_a_group(limited: Telegram, clock: Clock) -> None:
    chat = await limited.group()
    for _ in range(20):
        assert await _send(limited, chat) == 0
        clock.seconds += 1
    assert await _send(limited, chat) == 40
    clock.seconds += 40
    assert await _send(limited, chat) == 0
    assert await _send(limited, chat) == 1


async def test_thirty_a_second_over_all_chats(limited: Telegram, clock: Clock) -> None:
    people = [await limited.person(f"第{number}人") for number in range(31)]
    assert [await _send(limited, person) for person in people] == [0] * 30 + [1]
    clock.seconds += 1
    assert await _send(limited, people[30]) == 0


async def test_the_answer_says_how_long_to_wait(limited: Telegram) -> None:
    person = await limited.person()
    params = {"chat_id": person, "text": "x"}
    await limited.call("sendMessage", **params)
    async with limited.http.post(limited.url("sendMessage"), json=params) as response:
        assert response.status == 429
        assert response.headers["Retry-After"] == "1"
        assert await response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }


async def test_edits_count_and_answers_do_not(limited: Telegram, clock: Clock) -> None:
    person = await limited.person()
    markup = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
    card = await limited.call("sendMessage", chat_id=person, text="一", reply_markup=markup)
    target = {"chat_id": person, "message_id": card["message_id"]}
    query = await limited.sim("press", from_=person, **target, data="ok")
    assert await limited.call("answerCallbackQuery", callback_query_id=query["id"])
    assert (await limited.refusal("editMessageText", **target, text="二")).startswith("429")
    clock.seconds += 1
    await limited.call("editMessageText", **target, text="二")
    assert (await limited.refusal("editMessageText", **target, text="三")).startswith("429")
    assert await limited.call("deleteMessage", **target)


async def test_limits_can_be_switched(limited: Telegram) -> None:
    person = await limited.person()
    assert await limited.sim("limits", on=False) == {"on": False}
    assert [await _send(limited, person) for _ in range(40)] == [0] * 40
    assert await limited.sim("limits", on=True) == {"on": True}
    assert [await _send(limited, person) for _ in range(2)] == [0, 1]


async def test_a_clock_moved_back_blocks_nobody(limited: Telegram) -> None:
    person = await limited.person()
    assert await _send(limited, person) == 0
    await limited.sim("clock", advance=-3600)
    assert await _send(limited, person) == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 900) | st.sampled_from([100, 500, 1000]), st.sampled_from([1, 2, -1])), max_size=200
    )
)
def test_no_window_ever_holds_more_than_its_limit(steps: list[tuple[int, int]]) -> None:
    """Times are in whole milliseconds, so that the check itself is exact."""
    limits, now = Limits(), 0
    admitted: list[tuple[int, int]] = []
    for pause, chat in steps:
        now += pause
        if limits.admit(chat, now / 1000) == 0:
            admitted.append((now, chat))
        else:
            assert _full(admitted, now, chat)
    for at, chat in admitted:
        before = [entry for entry in admitted if entry[0] <= at]
        assert sum(at - time < 1000 for time, _ in before) <= 30
        own = [time for time, other in before if other == chat]
        assert sum(at - time < (1000 if chat > 0 else 60_000) for time in own) <= (1 if chat > 0 else 20)


def _full(admitted: list[tuple[int, int]], now: int, chat: int) -> bool:
    own = [time for time, other in admitted if other == chat]
    overall = sum(now - time < 1000 for time, _ in admitted) >= 30
    return overall or sum(now - time < (1000 if chat > 0 else 60_000) for time in own) >= (1 if chat > 0 else 20)
