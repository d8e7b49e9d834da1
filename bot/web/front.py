"""The house towards the web: put together before anything else, so that /healthz answers while the rules load."""

import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.config import Settings
from bot.measures import Measures
from bot.storage.engine import Database
from bot.web import hook
from bot.web.health import Health
from bot.web.mailbox import Mailbox
from bot.web.pages import create_app
from bot.web.scrape import Scrape
from bot.web.secret import kept_secret
from bot.web.server import serving

log = structlog.get_logger()


class Front:
    """``mailbox`` and ``secret`` are for the webhook: None and "" while updates are polled."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        database: Database,
        measures: Measures,
        tick_every: timedelta,
        limited: Callable[[], Mapping[str, int]],
        sock: socket.socket | None,
    ) -> None:
        """``sock`` None: nobody listens. Raises OSError when a secret cannot be kept."""
        self._sock = sock
        self.mailbox: Mailbox | None = None
        self.secret = ""
        if sock is None:
            return
        hooks = []
        if settings.webhook_url:
            self.mailbox = Mailbox(database, clock)
            self.secret = settings.webhook_secret.get_secret_value() or kept_secret(settings.data_dir)
            hooks = [hook.route(settings.webhook_path, self.secret, self.mailbox, measures.hook_requests)]
        health = Health(database, clock, measures, tick_every)
        scrape = Scrape(measures, health, database, clock, settings.data_dir, limited)
        self._app = create_app(health, scrape, hooks, self._is_open)

    def _is_open(self) -> bool:
        return self.mailbox is None or self.mailbox.is_open

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Answers while the block lasts."""
        if self._sock is None:
            yield
            return
        host, port = self._sock.getsockname()[:2]
        async with serving(self._app, self._sock):
            log.info("web.listening", host=host, port=port)
            yield
