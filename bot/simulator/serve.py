"""Serving the simulator: as a program of its own, or inside a test's event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress

import uvicorn
from starlette.applications import Starlette

from bot.simulator.app import create_app
from bot.simulator.state import Simulator

TOKEN = "100000001:SIMULATOR-TOKEN"
_GRACE_SECONDS = 2


class Server(uvicorn.Server):
    """Ends long polls and event streams first, so that a stop takes no longer than the calls under way."""

    def __init__(self, app: Starlette) -> None:
        self._simulator: Simulator = app.state.simulator
        super().__init__(
            uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_GRACE_SECONDS)
        )

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._simulator.close()
        await super().shutdown(sockets)


class _Embedded(Server):
    """A server inside somebody else's program, which keeps its own signal handlers."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def _listen(host: str, port: int) -> socket.socket:
    """Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio turns Nagle's delay off; without it every answer would take 40 ms longer.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
    except OSError:
        sock.close()
        raise
    return sock


@asynccontextmanager
async def serving(app: Starlette, port: int = 0, host: str = "127.0.0.1") -> AsyncIterator[int]:
    """Serve the app in this event loop; gives the port (0 asks for a free one)."""
    sock = _listen(host, port)
    server = _Embedded(app)
    sock.listen(512)  # connections queue from here on, so nobody needs to wait for the server's first breath
    task = asyncio.get_running_loop().create_task(server.serve([sock]))
    try:
        yield int(sock.getsockname()[1])
    finally:
        server.should_exit = True
        await task
        sock.close()


def run(port: int, *, host: str = "127.0.0.1", limits: bool = True, token: str = TOKEN) -> None:
    """Serve until interrupted; prints one line with the address. Raises OSError when the port is taken."""
    app = create_app(Simulator(token, limits=limits))
    sock = _listen(host, port)
    sock.listen(512)
    print(f"Simulator on http://{host}:{sock.getsockname()[1]}", flush=True)  # noqa: T201
    with suppress(KeyboardInterrupt):  # uvicorn has stopped cleanly by then
        Server(app).run([sock])
