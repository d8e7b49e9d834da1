"""Telegram's posts: who may post, how much, and what Telegram hears back.

Anything but a 2xx makes Telegram post again, so what can never be used is answered with 200 and counted.
"""

import hmac
import json
from typing import Any

import structlog
from prometheus_client import Counter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.usecases.receiving import is_update
from bot.web.mailbox import Mailbox

log = structlog.get_logger()

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LONGEST_BODY = 1024 * 1024
"""Bytes. An update is some kilobytes."""


def route(path: str, secret: str, mailbox: Mailbox, requests: Counter) -> Route:
    """The webhook's route. ``requests`` counts by result."""

    async def post(request: Request) -> Response:
        result, status = await _take(request, secret, mailbox)
        requests.labels(result).inc()
        return PlainTextResponse(result, status)

    return Route(path, post, methods=["POST"])


async def _take(request: Request, secret: str, mailbox: Mailbox) -> tuple[str, int]:
    """What became of the post, and the answer's status."""
    given = request.headers.get(HEADER)
    if given is None or not hmac.compare_digest(given.encode(), secret.encode()):
        return "refused", 401 if given is None else 403
    try:
        body = await _body(request)
    except ClientDisconnect:
        return "failed", 503
    if body is None:
        return "too_large", 413
    update = _parse(body)
    if not is_update(update):
        log.warning("webhook.unusable", size=len(body))
        return "unusable", 200
    if not await mailbox.put(update):
        log.warning("webhook.not_stored")
        return "failed", 503
    return "stored", 200


async def _body(request: Request) -> bytes | None:
    """None as soon as it is longer than it may be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)


def _parse(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
