"""Delivery of updates to a webhook: in order within a chat, with the secret header, repeated until each is taken, and
the call that stands in the bot's answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from starlette.requests import Request
from starlette.types import Message

from bot.simulator.errors import ApiError, bad
from bot.simulator.state import Simulator, Webhook
from bot.simulator.updates import Waiting

Json = dict[str, Any]
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 30.0
_ANSWER_SECONDS = 60
_CONNECTIONS, _MOST_CONNECTIONS = 40, 100
_SECRET_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


class Deliverer:
    """The background task that posts updates while a webhook is set; ``replied`` gets what the bot answers."""

    def __init__(self, sim: Simulator, replied: Callable[[Request], Awaitable[None]]) -> None:
        self._sim = sim
        self._replied = replied
        self._task: asyncio.Task[None] | None = None

    def set(self, params: Json) -> bool:
        """setWebhook: check, remember, start; an empty url removes it."""
        url = str(params.get("url", ""))
        if not url:
            return self.delete(params)
        _check_url(url)
        secret = params.get("secret_token")
        if secret is not None and not (1 <= len(secret) <= 256 and _SECRET_CHARACTERS.issuperset(secret)):
            raise bad("secret token contains unallowed characters")
        self._forget(params)
        self._sim.updates.allow(params.get("allowed_updates"))
        connections = min(max(int(params.get("max_connections", _CONNECTIONS)), 1), _MOST_CONNECTIONS)
        self._sim.webhook = Webhook(url, secret, connections)
        self.stop()
        self._task = asyncio.get_running_loop().create_task(self._deliver(self._sim.webhook))
        return True

    def delete(self, params: Json) -> bool:
        """deleteWebhook: polling works again afterwards."""
        self._forget(params)
        self._sim.webhook = Webhook()
        self.stop()
        return True

    def info(self) -> Json:
        """The WebhookInfo object."""
        webhook, updates = self._sim.webhook, self._sim.updates
        info: Json = {
            "url": webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(updates.waiting),
        }
        if webhook.url:
            info.update(max_connections=webhook.connections, ip_address="127.0.0.1")
        if webhook.last_error_at is not None:
            info.update(last_error_date=webhook.last_error_at, last_error_message=webhook.last_error)
        if updates.allowed is not None:
            info["allowed_updates"] = sorted(updates.allowed)
        return info

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _forget(self, params: Json) -> None:
        if params.get("drop_pending_updates"):
            self._sim.updates.drop()

    async def _deliver(self, webhook: Webhook) -> None:
        """Chats side by side, as many as the bot allows; the updates of one chat one after the other."""
        lanes: dict[int, asyncio.Task[None]] = {}
        timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session:
            try:
                while not self._sim.updates.closed:
                    change = asyncio.ensure_future(self._sim.updates.change())
                    for lane in self._lanes():
                        if lane not in lanes and len(lanes) < webhook.connections:
                            lanes[lane] = asyncio.ensure_future(self._serve(session, webhook, lane))
                    await asyncio.wait({change, *lanes.values()}, return_when=asyncio.FIRST_COMPLETED)
                    change.cancel()
                    lanes = {lane: task for lane, task in lanes.items() if not task.done()}
            finally:
                for task in lanes.values():
                    task.cancel()

    def _lanes(self) -> list[int]:
        self._sim.updates.expire(self._sim.now())
        return list(dict.fromkeys(_lane(entry) for entry in self._sim.updates.waiting))

    async def _serve(self, session: aiohttp.ClientSession, webhook: Webhook, lane: int) -> None:
        """Posts what waits for one chat, each until it is taken or too old."""
        pause = _FIRST_PAUSE
        while entry := next((e for e in self._sim.updates.waiting if _lane(e) == lane), None):
            if await self._post(session, webhook, entry.body):
                self._sim.updates.taken(entry)
                pause = _FIRST_PAUSE
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
                self._sim.updates.expire(self._sim.now())

    async def _post(self, session: aiohttp.ClientSession, webhook: Webhook, body: Json) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        try:
            async with session.post(webhook.url, json=body, headers=headers, allow_redirects=False) as answer:
                if answer.status < 300:
                    if said := await answer.read():
                        await self._replied(_as_request(answer.headers.get("Content-Type", ""), said))
                    return True
                webhook.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            webhook.last_error = f"Connection failed: {type(error).__name__}"
        webhook.last_error_at = int(self._sim.now())
        return False


def _as_request(kind: str, body: bytes) -> Request:
    """An answer, to be read as the body of a call."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    headers = [(b"content-type", kind.encode("latin-1"))]
    return Request({"type": "http", "method": "POST", "query_string": b"", "headers": headers}, receive)


def _lane(entry: Waiting) -> int:
    """The chat an update belongs to, 0 where it has none."""
    for content in entry.body.values():
        if isinstance(content, dict):
            inner = content.get("message") if "message" in content else content
            chat = inner.get("chat") if isinstance(inner, dict) else None
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return int(chat["id"])
    return 0


def _check_url(url: str) -> None:
    # A local server has no certificate, so plain http is taken for the own machine; nothing is posted elsewhere.
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in _LOOPBACK:
        raise bad("bad webhook: Failed to resolve host: the simulator delivers to this machine only")


def refuse_polling(sim: Simulator) -> None:
    """Raises 409 while a webhook is set."""
    if sim.webhook.url:
        reason = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        raise ApiError(409, f"Conflict: {reason}")
