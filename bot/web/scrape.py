"""/metrics: the counters of :mod:`bot.measures`, and the state of the house as it is when somebody asks."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from prometheus_client import generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.clock import Clock
from bot.domain.notices import Priority
from bot.measures import Measures
from bot.storage.backup import made_at
from bot.storage.engine import Database
from bot.storage.figures import Backlog, Running
from bot.storage.store import StorageFailed
from bot.web.health import Check, Health

KEPT_SECONDS = 5.0
"""A state is shown again for so long: several scrapers cost no more than one."""

READ_SECONDS = 5.0
SOON = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database says; ages in seconds."""

    waiting: int
    oldest_waiting: float
    parked: int
    backlogs: list[Backlog]
    undelivered: int
    tickets: dict[str, int]
    clocks: list[Running]
    backup_at: datetime | None
    at: datetime


class Scrape(Collector):
    """Registers itself beside the counters. ``limited``: chats that Telegram's limits keep waiting now, by kind."""

    def __init__(
        self,
        measures: Measures,
        health: Health,
        database: Database,
        clock: Clock,
        data_dir: Path,
        limited: Callable[[], Mapping[str, int]],
    ) -> None:
        self._measures = measures
        self._health = health
        self._database = database
        self._clock = clock
        self._data_dir = data_dir
        self._limited = limited
        self._checks: dict[str, Check] = {}
        self._stored: Stored | None = None
        self._looked_at = float("-inf")
        self._looking = asyncio.Lock()
        measures.registry.register(self)

    async def text(self) -> bytes:
        """In Prometheus's text format."""
        async with self._looking:
            if time.monotonic() - self._looked_at > KEPT_SECONDS:
                self._checks = await self._health.checks()
                self._stored = await self._read() if self._checks["database"].ok else None
                self._looked_at = time.monotonic()
        return generate_latest(self._measures.registry)

    async def _read(self) -> Stored | None:
        now = self._clock.now()
        try:
            async with asyncio.timeout(READ_SECONDS), self._database.read() as tx:
                waiting, oldest = await tx.figures.inbox()
                return Stored(
                    waiting,
                    _age(oldest, now),
                    await tx.figures.parked(),
                    await tx.figures.outbox(now),
                    await tx.figures.undelivered(),
                    await tx.figures.tickets(),
                    await tx.figures.deadlines(now, now + SOON),
                    await made_at(tx),
                    now,
                )
        except (StorageFailed, TimeoutError):
            return None

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing is read at registration."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield _gauge(
            "ready", "1: the check holds.", "check", {name: int(check.ok) for name, check in self._checks.items()}
        )
        if self._measures.rules_version:
            yield _gauge("rules_info", "The rules in use.", "version", {self._measures.rules_version: 1})
        yield _gauge("limited_chats", "Chats that Telegram's limits keep waiting.", "kind", self._limited())
        yield _value("webhook_pending_updates", "Updates that wait at Telegram.", self._measures.webhook_pending)
        yield _value(
            "webhook_last_error_timestamp_seconds",
            "When Telegram last failed to deliver; 0: never.",
            self._measures.webhook_error_at,
        )
        yield from _pulses(self._measures)
        if self._data_dir.exists():
            yield _value("disk_free_bytes", "Free space where the data lies.", disk_usage(self._data_dir).free)
        if self._stored is not None:
            yield from _stored(self._stored)


def _pulses(measures: Measures) -> Iterator[GaugeMetricFamily]:
    for name, pulse in (("telegram", measures.telegram), ("tick", measures.ticks)):
        if pulse.age is not None:
            yield _value(f"{name}_age_seconds", "Since it last went well.", pulse.age)


def _stored(stored: Stored) -> Iterator[GaugeMetricFamily]:
    yield _gauge("inbox_updates", "Updates by state.", "state", {"new": stored.waiting, "parked": stored.parked})
    yield _value("inbox_oldest_seconds", "Age of the oldest that waits.", stored.oldest_waiting)
    yield from _outbox(stored)
    yield _gauge("tickets", "Tickets by state.", "state", stored.tickets)
    yield _gauge("clocks_overdue", "Running clocks past due.", "stage", {c.stage: c.overdue for c in stored.clocks})
    yield _gauge("clocks_due_soon", "Due within two hours.", "stage", {c.stage: c.soon for c in stored.clocks})
    at = stored.backup_at.timestamp() if stored.backup_at else 0
    yield _value("backup_timestamp_seconds", "When the last backup was made; 0: never.", at)


def _outbox(stored: Stored) -> Iterator[GaugeMetricFamily]:
    found = {backlog.priority: backlog for backlog in stored.backlogs}
    depth = {p.name.lower(): found[p].letters if p in found else 0 for p in Priority}
    ages = {p.name.lower(): _age(found[p].oldest_due, stored.at) if p in found else 0.0 for p in Priority}
    yield _gauge("outbox_letters", "Letters that wait to leave.", "priority", depth)
    yield _gauge("outbox_oldest_due_seconds", "Age of the oldest that may leave now.", "priority", ages)
    yield _value("outbox_undelivered", "Letters given up.", stored.undelivered)


def _gauge(name: str, text: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"yigetong_{name}", text, labels=[label])
    for value, number in values.items():
        family.add_metric([value], number)
    return family


def _value(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"yigetong_{name}", text, value=value)


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
