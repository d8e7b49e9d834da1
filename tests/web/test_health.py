"""/healthz, /readyz and the checks behind them, red and green."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.storage.inbox import Arrival
from bot.web import health
from tests.web.conftest import BOT, Front


async def ready(front: Front) -> tuple[int, dict[str, Any]]:
    status, text = await front.get("/readyz")
    body = json.loads(text)
    assert body["ready"] is (status == 200)
    return status, body["checks"]


def well(front: Front) -> None:
    """Everything but the database, which is real."""
    front.measures.telegram.beat()
    front.measures.ticks.beat()
    front.measures.rules_version = "2026.1"


async def test_alive_means_that_it_answers(front: Front) -> None:
    assert await front.get("/healthz") == (200, "ok")


async def test_a_house_that_starts_is_not_ready(front: Front) -> None:
    status, checks = await ready(front)
    assert status == 503
    assert {name for name, check in checks.items() if not check["ok"]} == {"telegram", "rules", "ticks"}


async def test_a_house_at_work_is_ready(front: Front) -> None:
    well(front)
    status, checks = await ready(front)
    assert status == 200
    assert checks["rules"] == {"ok": True, "version": "2026.1"}
    assert checks["inbox"] == {"ok": True, "waiting": 0, "oldest_seconds": None}


@pytest.mark.parametrize(("name", "pulse"), [("telegram", "telegram"), ("ticks", "ticks")])
async def test_what_stands_still_is_seen(front: Front, name: str, pulse: str) -> None:
    well(front)
    beat = getattr(front.measures, pulse)
    beat.at -= 3600
    status, checks = await ready(front)
    assert status == 503
    assert not checks[name]["ok"]
    assert checks[name]["age_seconds"] >= 3600


async def test_an_inbox_that_nobody_works_off_is_seen(front: Front) -> None:
    well(front)
    now = front.clock.now()
    for late, expected in ((0, 200), (int(health.INBOX_STUCK_SECONDS) + 1, 503)):
        async with front.database.begin() as tx:
            await tx.inbox.store([Arrival(BOT, late, 71, 1, "{}", now - timedelta(seconds=late))])
        assert (await ready(front))[0] == expected


async def test_a_delivery_that_failed_is_shown_and_does_not_count(front: Front) -> None:
    well(front)
    front.measures.webhook_error_at = front.clock.now().timestamp() - 30
    status, checks = await ready(front)
    assert status == 200
    assert checks["telegram"]["delivery_error_seconds"] >= 30


async def test_a_database_that_fails_is_seen(front: Front) -> None:
    well(front)
    async with front.database.begin() as tx:
        await tx.connection.exec_driver_sql("ALTER TABLE inbox RENAME TO away")
    status, checks = await ready(front)
    assert status == 503
    assert not checks["database"]["ok"] and checks["database"]["reason"]


async def test_a_database_that_does_not_answer_is_seen(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "DATABASE_SECONDS", 0)
    well(front)
    status, checks = await ready(front)
    assert (status, checks["database"]["ok"]) == (503, False)
