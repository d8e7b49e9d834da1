"""The bot as a program of its own for benches and crash tests: ``yigetong run``, but its limits can be switched off
and it can be made to die at a named point. Settings come from the environment.
"""

import argparse
import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from bot.app import running
from bot.chat.lanes import Lanes
from bot.chat.receiver import Receiver
from bot.chat.sender import Sender
from bot.clock import Clock
from bot.config import load
from bot.observe import set_up

Point = tuple[type, str, str]

POINTS: dict[str, Point] = {
    "before-store": (Receiver, "_store", "before"),
    "after-store": (Receiver, "_store", "after"),
    "before-handling": (Lanes, "_one", "before"),
    "inside-handling": (Lanes, "_one", "after"),
    "after-handling": (Lanes, "work_off", "after"),
    "before-send": (Sender, "_deliver", "before"),
    "after-send": (Sender, "_deliver", "after"),
    "inside-writing-down": (Sender, "_write_down", "after"),
}
"""Where a process may die: a method, and on which side of it."""


def die_at(name: str, nth: int) -> None:
    """The ``nth`` time the point is reached, the process is killed as by ``kill -9``."""
    owner, method, side = POINTS[name]
    original: Callable[..., Awaitable[Any]] = getattr(owner, method)
    left = nth

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    async def wrapped(*args: Any, **options: Any) -> Any:
        if side == "before":
            count()
        result = await original(*args, **options)
        if side == "after" and result != 0:  # an empty batch is no work
            count()
        return result

    setattr(owner, method, wrapped)


async def serve(*, limits: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    async with running(load(), Clock(), limits=limits):
        await stop.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.child")
    parser.add_argument("--limits", choices=["on", "off"], default="on")
    parser.add_argument("--die-at", choices=sorted(POINTS))
    parser.add_argument("--nth", type=int, default=1)
    options = parser.parse_args()
    set_up("INFO", "json")
    if options.die_at:
        die_at(options.die_at, options.nth)
    asyncio.run(serve(limits=options.limits == "on"))


if __name__ == "__main__":
    main()
