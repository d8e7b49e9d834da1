"""What the house measures of itself. Names of people, chats and tickets never stand in a label."""

import time
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics

# The instant a counter began says nothing that the process's own start does not.
disable_created_metrics()  # type: ignore[no-untyped-call]

WAITING_SECONDS = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0, 300.0)
TICK_SECONDS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0)
STEP_SECONDS = 60.0
"""A clock that is set back by less does no harm worth a word."""
HOOK_RESULTS = ("stored", "refused", "too_large", "unusable", "failed")


class Pulse:
    """When something last went well, by the monotonic clock: nobody sets that one."""

    def __init__(self) -> None:
        self.at: float | None = None

    def beat(self) -> None:
        self.at = time.monotonic()

    @property
    def age(self) -> float | None:
        """Seconds since; None when it never was."""
        return None if self.at is None else time.monotonic() - self.at


class Highest:
    """The latest time the clock ever showed, and how far it is behind that since somebody set it back."""

    def __init__(self) -> None:
        self._seen: datetime | None = None
        self.behind = 0.0

    def see(self, now: datetime) -> float:
        """Seconds behind, 0 where the clock goes on as it should."""
        self._seen = now if self._seen is None else max(now, self._seen)
        self.behind = (self._seen - now).total_seconds()
        return self.behind


class Measures:
    """The instruments of one house, in a registry of its own: several houses may stand in one process.

    ``webhook_pending`` and ``webhook_error_at`` (unix seconds, 0: never) are what Telegram says of its deliveries.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.telegram = Pulse()
        self.ticks = Pulse()
        self.clock = Highest()
        self.rules_version = ""
        self.webhook_pending = 0
        self.webhook_error_at = 0.0
        self.sends = Counter(
            "yigetong_sends", "Calls to Telegram that carry a letter.", ["method", "result"], registry=self.registry
        )
        self.answer_seconds = Histogram(
            "yigetong_first_answer_seconds",
            "From an update's arrival to the first answer in its chat.",
            buckets=WAITING_SECONDS,
            registry=self.registry,
        )
        self.alarm_seconds = Histogram(
            "yigetong_alarm_seconds",
            "From an update's arrival to an alarm or a danger's card.",
            buckets=WAITING_SECONDS,
            registry=self.registry,
        )
        self.tick_seconds = Histogram(
            "yigetong_tick_seconds", "How long a tick took.", buckets=TICK_SECONDS, registry=self.registry
        )
        self.hook_requests = Counter(
            "yigetong_webhook_requests", "Posts to the webhook.", ["result"], registry=self.registry
        )
        for result in HOOK_RESULTS:
            self.hook_requests.labels(result)
        ProcessCollector(registry=self.registry)
