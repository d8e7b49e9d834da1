"""Telegram has more for us than one poll brings: then what is urgent may stand at the end of it."""

import time
from collections.abc import Callable

LONGEST_SECONDS = 10.0
"""So long ordinary updates wait for the end of a rush, and then as long as they have waited they are handled beside
it: nobody must be able to stop us by writing on and on."""


class Rush:
    """Polls that come full, one after the other."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: float | None = None

    def polled(self, *, full: bool) -> None:
        """A poll has been stored."""
        if not full:
            self._since = None
        elif self._since is None:
            self._since = self._clock()

    @property
    def going(self) -> bool:
        """Whether the latest poll was full."""
        return self._since is not None

    @property
    def on(self) -> bool:
        """Whether what is not urgent should wait."""
        if self._since is None:
            return False
        return (self._clock() - self._since) % (2 * LONGEST_SECONDS) < LONGEST_SECONDS
