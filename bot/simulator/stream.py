"""Server-sent events for those who watch the simulator."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.simulator.state import Simulator

HEARTBEAT_SECONDS = 15.0


def event_stream(sim: Simulator) -> Callable[[Request], Awaitable[Response]]:
    """Endpoint: events after Last-Event-ID or ``?after=n``, then each as it happens, until the simulator closes."""

    async def stream(request: Request) -> Response:
        after = request.headers.get("last-event-id") or request.query_params.get("after") or ""
        start = int(after) if after.isascii() and after.isdigit() else sim.events.last
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_lines(sim, start), media_type="text/event-stream", headers=headers)

    return stream


async def _lines(sim: Simulator, last: int) -> AsyncIterator[str]:
    flag = sim.events.watch()
    try:
        yield ": listening\n\n"
        while not sim.events.closed:
            flag.clear()
            for event in sim.events.after(last):
                last = event["n"]
                yield f"id: {last}\ndata: {json.dumps(event)}\n\n"
            if not await _woken(flag):
                yield ": still here\n\n"
    finally:
        sim.events.unwatch(flag)


async def _woken(flag: asyncio.Event) -> bool:
    """False when nothing happened for a heartbeat's time."""
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            await flag.wait()
    except TimeoutError:
        return False
    return True
