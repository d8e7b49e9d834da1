"""The house's own small web server, inside its event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

BACKLOG = 512
STOP_SECONDS = 1
"""For answers under way when the house stops; what was not answered, Telegram posts again."""

KEEP_ALIVE_SECONDS = 75
"""Longer than proxies keep an idle connection, so that none is closed under a request."""


class CannotListen(Exception):
    """HOST and PORT cannot be used: taken, not ours, or no address."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        self.host, self.port, self.reason = host, port, reason
        super().__init__(f"HOST={host} PORT={port}: {reason}. Stop the program that uses the port, or choose another")


class _Embedded(uvicorn.Server):
    """Signals belong to the program around it."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def listen(host: str, port: int) -> socket.socket:
    """A socket to be served; connections queue from here on. Port 0: any free one. Raises CannotListen."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # With the protocol named, asyncio turns Nagle's delay off.
        sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except OSError as error:
        raise CannotListen(host, port, error.strerror or type(error).__name__) from None
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(BACKLOG)
    except OSError as error:
        sock.close()
        raise CannotListen(host, port, error.strerror or type(error).__name__) from None
    return sock


@asynccontextmanager
async def serving(app: ASGIApp, sock: socket.socket) -> AsyncIterator[None]:
    """Serves while the block lasts; closes the socket."""
    config = uvicorn.Config(
        app,
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _Embedded(config)
    task = asyncio.create_task(server.serve([sock]), name="web")
    try:
        yield
    finally:
        server.should_exit = True
        await task
        sock.close()
