"""Mutated updates and posts: nothing crashes, and a stranger changes nothing that is not his and reads nothing.

FUZZ=250 in the environment makes it the long run of 102,000 updates: 17 rounds of 24, 250 times as many.
"""

import asyncio
import json
import threading
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.chat.buttons import decode, encode
from bot.domain.errors import Forged
from bot.usecases.receiving import arrivals, is_update
from tests.conversation import stage as stages
from tests.conversation.looking import Log
from tests.conversation.stage import Stage
from tests.conversation.town import ADMIN, GUIYING
from tests.security import count as note
from tests.security import longer
from tests.security.mutating import Json, changes, of_stranger
from tests.web.conftest import SECRET, Front

STRANGER = 720_000_099
GRID = "YX010101"
PHONE = "13800005678"
LAMP = f"丹桂路12号门口路灯不亮好几天了，我电话{PHONE}"
UPDATES = 24
"""So many a round: they are handled in one go."""


def quiet(examples: int) -> settings:
    """No shrinking: a house that remembers cannot be asked the same thing twice."""
    return settings(
        max_examples=longer(examples), database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


NOT_HIS = (
    "SELECT id, state, version, category, node_id, owner_id, sealed_role, public_text FROM tickets"
    " WHERE id <= (SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'fuzz_last') ORDER BY id",
    "SELECT chat_id, thread_id, node_id FROM bindings ORDER BY id",
    "SELECT person_id, node_id, role FROM appointments ORDER BY id",
    "SELECT id, used_at FROM invitations ORDER BY id",
    "SELECT ticket_id, solved, rating FROM surveys ORDER BY id",
    "SELECT ticket_id, kind, granted FROM requests ORDER BY id",
    "SELECT count(*) FROM whistles",
    "SELECT count(*) FROM supervisions",
    "SELECT count(*) FROM assists",
)


async def recorded(stage: Stage) -> list[Json]:
    """Updates of each kind as Telegram sends them, from a short story. The stranger has spoken too, so he is known."""
    guiying, chief, group = stage.person(GUIYING), stage.chief(GRID), stage.group(GRID)
    stranger = stage.newcomer(STRANGER)
    await stranger.starts()
    await guiying.says(LAMP)
    await guiying.sends("photo", "就是这个")
    await chief.presses("签收")
    await chief.says("进度 在路上了", reply_to=group.last)
    await chief.says("/list")
    await guiying.starts("g-" + GRID)
    await guiying.says("/my")
    await guiying.shares(25.1, 115.2)
    await guiying.edits(await guiying.says("那个东西又坏了"), "楼下的井盖坏了")
    raws = [json.loads(raw) for (raw,) in stage.rows("SELECT raw FROM inbox WHERE raw <> ''")]
    return [raw for raw in raws if len(json.dumps(raw)) < 20_000]


def known_people(stage: Stage) -> set[int]:
    known = stage.rows("SELECT telegram_id FROM people WHERE telegram_id IS NOT NULL")
    return {ADMIN, *(number for (number,) in known)}


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.provokes_errors
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
async def test_no_mutated_update_crashes_or_does_what_its_sender_may_not(
    stage: Stage, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "PATIENCE_SECONDS", 600.0)  # the long run gets what others leave of the processor
    corpus, private, numbers = await recorded(stage), known_people(stage), count(2**40)
    async with stage.house.database.begin() as tx:
        # Whoever was made up may file matters of his own; those that were there are not his.
        await tx.settings.put("fuzz_last", str(stage.one("SELECT max(id) FROM tickets")))
    before, read, heard = [stage.rows(query) for query in NOT_HIS], [0], [0]

    def a_round(typed: bool) -> st.SearchStrategy[tuple[bool, list[Json]]]:
        updates = st.lists(changes(corpus, typed=typed), min_size=UPDATES, max_size=UPDATES)
        return st.tuples(st.just(typed), updates)

    @quiet(17)
    @given(st.booleans().flatmap(a_round))
    async def rounds(drawn: tuple[bool, list[Json]]) -> None:
        typed, updates = drawn
        theirs = [of_stranger({**update, "update_id": next(numbers)}, STRANGER, private) for update in updates]
        async with stage.house.database.alongside() as tx:
            now = stage.clock.now()
            await tx.inbox.store(arrivals(stage.house.bot.id, theirs, lambda text: "着火" in text, now))
        stage.house.lanes.wake()
        await stage.settled()
        # A value of the wrong type, which Telegram never sends, is set aside; what it may send is handled.
        log.seek(read[0])
        failed = [line for line in log.read().split("\n") if typed and "lanes.update_failed" in line]
        assert failed == []
        read[0] = log.tell()
        assert [stage.rows(query) for query in NOT_HIS] == before
        told = stage.rows("SELECT id, notice FROM outbox WHERE chat_id = ? AND id > ? ORDER BY id", STRANGER, heard[0])
        assert not any(PHONE in str(notice) for _, notice in told)
        heard[0] = told[-1][0] if told else heard[0]
        note(len(updates))

    await _run(rounds)


async def _run(rounds: Any) -> None:
    """Hypothesis calls plain functions, and the house lives in this loop: each round is handed over to it."""
    loop = asyncio.get_running_loop()
    inner = rounds.hypothesis.inner_test
    ended: asyncio.Future[None] = loop.create_future()

    def drive() -> None:
        def one(*args: Any, **named: Any) -> None:
            asyncio.run_coroutine_threadsafe(inner(*args, **named), loop).result()

        rounds.hypothesis.inner_test = one
        try:
            rounds()
        except BaseException as error:
            loop.call_soon_threadsafe(ended.set_exception, error)
        else:
            loop.call_soon_threadsafe(ended.set_result, None)

    threading.Thread(target=drive, daemon=True).start()
    await ended


@quiet(300)
@given(st.text(max_size=70) | st.from_regex(r"\A[a-z]{2}:[0-9]{0,16}:[0-9]{0,10}:[A-Za-z0-9_-]{0,26}\Z"))
def test_callback_data_is_what_we_could_have_written_or_forged(data: str) -> None:
    try:
        press = decode(data)
    except Forged:
        return
    again = decode(encode(press))
    assert (again.action, again.subject, again.version, again.choice) == (
        press.action,
        press.subject,
        press.version,
        press.choice,
    )


NAMES = ("update_id", "message", "chat", "id", "text", "from", "callback_query", "data")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@quiet(300)
@given(JSON)
def test_any_json_is_kept_or_is_no_update(raw: Any) -> None:
    if is_update(raw):
        (kept,) = arrivals(1, [raw], lambda text: False, datetime(2026, 11, 23, tzinfo=UTC))
        kept.raw.encode()


@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
async def test_any_post_is_answered_and_none_without_the_word_is_stored(front: Front) -> None:
    front.open()

    @quiet(40)
    @given(
        st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()),
        st.sampled_from([None, "", SECRET, SECRET + "x", SECRET[:-1], SECRET.upper(), "ä"]),
    )
    async def posts(body: bytes, word: str | None) -> None:
        before = len(await front.stored())
        status = await front.post(data=body, secret=word)
        assert status in ({200} if word == SECRET else {401, 403})
        if word != SECRET:
            assert len(await front.stored()) == before

    await _run(posts)


DEEP = ["[" * depth + "]" * depth for depth in (50, 900, 990, 5_000, 100_000)]


@pytest.mark.parametrize("inner", DEEP, ids=lambda inner: str(len(inner) // 2))
@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
async def test_a_post_nested_beyond_reason_holds_up_nobody(front: Front, inner: str) -> None:
    front.open()
    assert await front.post(data=f'{{"update_id": 5, "message": {inner}}}'.encode()) == 200
    assert await front.post({"update_id": 6, "message": {"chat": {"id": 1}, "text": "x"}}) == 200
    assert 6 in {json.loads(raw).get("update_id") for raw in (await front.stored()).values() if raw}
