"""Whether the house does its work: what /readyz answers and the alarms watch. No words of people, no secrets."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.measures import STEP_SECONDS, Measures
from bot.storage.engine import Database
from bot.storage.store import StorageFailed

DATABASE_SECONDS = 2.0
TELEGRAM_FRESH_SECONDS = 180.0
"""A long poll lasts 25 s, a look at the webhook comes every minute; both may fail once or twice."""

TICKS_FRESH = 6
TICKS_FRESH_SECONDS = 60.0
"""Ticks may be missed for so many intervals, and at least for so long."""

INBOX_STUCK_SECONDS = 120.0

Fact = str | int | float | None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``facts`` are shown beside it."""

    ok: bool
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Health:
    """Looks when asked."""

    def __init__(self, database: Database, clock: Clock, measures: Measures, tick_every: timedelta) -> None:
        self._database = database
        self._clock = clock
        self._measures = measures
        self._ticks_fresh = max(TICKS_FRESH_SECONDS, TICKS_FRESH * tick_every.total_seconds())

    async def checks(self) -> dict[str, Check]:
        """By name, always all of them."""
        database, inbox = await self._stored()
        version = self._measures.rules_version
        return {
            "database": database,
            "telegram": self._telegram(),
            "rules": Check(bool(version), {"version": version or None}),
            "ticks": _fresh(self._measures.ticks.age, self._ticks_fresh),
            "inbox": inbox,
            "clock": Check(self._measures.clock.behind <= STEP_SECONDS, {"behind_seconds": self._behind()}),
        }

    def _behind(self) -> float:
        return round(self._measures.clock.behind, 1)

    async def _stored(self) -> tuple[Check, Check]:
        """The database, and what waits in it."""
        try:
            async with asyncio.timeout(DATABASE_SECONDS), self._database.read() as tx:
                waiting, oldest = await tx.figures.inbox()
        except TimeoutError:
            return Check(False, {"reason": "no answer in time"}), Check(False)
        except StorageFailed as error:
            return Check(False, {"reason": error.fault.value}), Check(False)
        age = _seconds(oldest, self._clock.now())
        # Reading works on a full disk and beside a lock, when nothing can be written any more.
        failing = self._database.failing
        database = Check(failing is None, {} if failing is None else {"reason": failing.value})
        facts: dict[str, Fact] = {"waiting": waiting, "oldest_seconds": age}
        return database, Check((age or 0) <= INBOX_STUCK_SECONDS, facts)

    def _telegram(self) -> Check:
        """That Telegram cannot deliver is shown but does not count: whoever then stopped passing its posts on to us
        would only make it worse."""
        check = _fresh(self._measures.telegram.age, TELEGRAM_FRESH_SECONDS)
        error_at = self._measures.webhook_error_at
        if not error_at:
            return check
        age = round(self._clock.now().timestamp() - error_at, 1)
        return Check(check.ok, {**check.facts, "delivery_error_seconds": age})


def _fresh(age: float | None, limit: float) -> Check:
    return Check(age is not None and age <= limit, {"age_seconds": None if age is None else round(age, 1)})


def _seconds(since: datetime | None, now: datetime) -> float | None:
    return None if since is None else round(max(0.0, (now - since).total_seconds()), 1)
