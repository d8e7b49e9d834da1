"""Requests to Telegram over aiohttp: the default client costs three to five times as much a call."""

import os
from datetime import timedelta
from typing import Any

import aiohttp
from telegram._utils.defaultvalue import DefaultValue  # the marker in BaseRequest's own signature
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

# Spans as timedelta: without it the library warns at every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CONNECTIONS = 64
READ_SECONDS = 10.0
CONNECT_SECONDS = 5.0
UPLOAD_SECONDS = 60.0


class AiohttpRequest(BaseRequest):
    """python-telegram-bot's extension point for HTTP. Errors never carry the URL: the token stands in it."""

    def __init__(self, *, proxies: bool = True) -> None:
        """``proxies``: HTTPS_PROXY and NO_PROXY count, for places that do not reach Telegram directly."""
        self._proxies = proxies
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                trust_env=self._proxies,
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the request object was not initialized")
        upload = request_data is not None and request_data.contains_files
        writing = _given(write_timeout, UPLOAD_SECONDS if upload else CONNECT_SECONDS)
        timeout = aiohttp.ClientTimeout(
            total=_given(read_timeout, READ_SECONDS) + writing, connect=_given(connect_timeout, CONNECT_SECONDS)
        )
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


def pause_of(error: RetryAfter) -> float:
    """Seconds that a 429 asks us to wait."""
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def _given(value: Any, default: float) -> float:
    return default if isinstance(value, DefaultValue) or value is None else float(value)


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, text in data.json_parameters.items():
        form.add_field(name, text)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
