"""Telegram's posts: who may post, what is kept, and what Telegram hears back, over real HTTP."""

import asyncio
import json
from typing import Any

import pytest

from bot.storage.engine import Database
from bot.web import mailbox as mailbox_module
from bot.web.hook import LONGEST_BODY
from tests.web.conftest import SECRET, Front

pytestmark = pytest.mark.timeout(120)


def update(number: int, text: str = "路灯坏了") -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": 1, "chat": {"id": 71, "type": "private"}, "text": text}}


def counted(front: Front, result: str) -> float:
    return front.measures.registry.get_sample_value("yigetong_webhook_requests_total", {"result": result}) or 0.0


async def test_an_update_is_kept_before_it_is_answered(front: Front) -> None:
    front.open()
    assert await front.post(update(7)) == 200
    assert [json.loads(raw) for raw in (await front.stored()).values()] == [update(7)]
    assert len(front.wakes) == 1


async def test_the_same_update_twice_is_kept_once(front: Front) -> None:
    front.open()
    assert [await front.post(update(7)), await front.post(update(7))] == [200, 200]
    assert len(await front.stored()) == 1


async def test_many_at_once_are_all_kept(front: Front) -> None:
    front.open()
    answers = await asyncio.gather(*(front.post(update(number)) for number in range(60)))
    assert set(answers) == {200}
    assert {json.loads(raw)["update_id"] for raw in (await front.stored()).values()} == set(range(60))
    assert len(front.wakes) < 60  # they shared transactions


async def test_a_danger_comes_first(front: Front) -> None:
    front.open()
    await front.post(update(1))
    await front.post(update(2, "楼上着火了"))
    assert json.loads(next(iter((await front.stored()).values())))["update_id"] == 2


@pytest.mark.parametrize(
    ("secret", "status"), [(None, 401), ("", 403), ("wrong", 403), (SECRET[:-1], 403), (SECRET + "x", 403), ("ü", 403)]
)
async def test_a_stranger_is_refused(front: Front, secret: str | None, status: int) -> None:
    front.open()
    assert await front.post(update(7), secret=secret) == status
    assert await front.stored() == {}
    assert counted(front, "refused") == 1


async def test_only_posts_are_taken(front: Front) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        async with front.http.request(method, f"{front.address}/telegram") as answer:
            assert answer.status == 405, method


async def test_other_paths_are_none(front: Front) -> None:
    assert (await front.get("/"))[0] == 404
    assert (await front.get("/telegram/more"))[0] == 404


async def test_a_body_longer_than_any_update_is_cut_off(front: Front) -> None:
    front.open()
    assert await front.post(data=b"x" * (LONGEST_BODY + 1)) == 413
    assert counted(front, "too_large") == 1
    assert await front.post(update(8, "长" * 4096)) == 200


NOTHING = [
    b"",
    b"no json",
    b"\xff\xfe",
    b"[]",
    b"null",
    b"{}",
    b'{"update_id": "7"}',
    b'{"update_id": null}',
    b'{"update_id": 99999999999999999999}',
    b"[" * 200_000,
]


@pytest.mark.parametrize("body", NOTHING, ids=lambda body: body[:20].decode("ascii", "replace") or "empty")
async def test_what_can_never_be_used_is_not_asked_for_again(front: Front, body: bytes) -> None:
    front.open()
    assert await front.post(data=body) == 200
    assert await front.stored() == {}
    assert counted(front, "unusable") == 1


async def test_strange_updates_are_kept_to_be_parked(front: Front) -> None:
    front.open()
    strange = [b'{"update_id": 1, "message": {"chat": 5}}', b'{"update_id": 2, "message": {"text": "\\ud83d"}}']
    assert [await front.post(data=body) for body in strange] == [200, 200]
    assert len(await front.stored()) == 2


async def test_a_post_waits_for_the_house_to_open(front: Front) -> None:
    posting = asyncio.create_task(front.post(update(7)))
    assert (await front.get("/healthz"))[0] == 200
    assert not posting.done()
    front.open()
    assert await posting == 200


async def test_a_house_that_does_not_open_asks_for_it_again(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox_module, "OPENING_SECONDS", 0)
    assert await front.post(update(7)) == 503


@pytest.mark.provokes_errors
@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
async def test_what_the_database_does_not_take_comes_again(front: Front, database: Database) -> None:
    front.open()
    async with database.begin() as tx:
        await tx.connection.exec_driver_sql("ALTER TABLE inbox RENAME TO away")
    assert await front.post(update(7)) == 503
    assert counted(front, "failed") == 1
    async with database.begin() as tx:
        await tx.connection.exec_driver_sql("ALTER TABLE away RENAME TO inbox")
    assert await front.post(update(7)) == 200
    assert len(await front.stored()) == 1
