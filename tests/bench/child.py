"""``yigetong run``, but it dies at a named point. Settings come from the environment."""

import argparse
import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from bot.chat.lanes import Lanes
from bot.chat.receiver import Receiver
from bot.chat.sender import Sender
from bot.config import load
from bot.observe import set_up
from bot.service import serve
from bot.web.mailbox import Mailbox

Point = tuple[tuple[type, ...], str, str]

POINTS: dict[str, Point] = {
    "before-store": ((Receiver, Mailbox), "_store", "before"),
    "after-store": ((Receiver, Mailbox), "_store", "after"),
    "before-handling": ((Lanes,), "_one", "before"),
    "inside-handling": ((Lanes,), "_one", "after"),
    "after-handling": ((Lanes,), "work_off", "after"),
    "before-send": ((Sender,), "_deliver", "before"),
    "after-send": ((Sender,), "_deliver", "after"),
    "inside-writing-down": ((Sender,), "_write_down", "after"),
}
"""Where a process may die: a method of those who have it, and on which side of it."""


def die_at(name: str, nth: int) -> None:
    """The ``nth`` time the point is reached, the process is killed as by ``kill -9``."""
    owners, method, side = POINTS[name]
    left = nth

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(original: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def wrapped(*args: Any, **options: Any) -> Any:
            if side == "before":
                count()
            result = await original(*args, **options)
            if side == "after" and result != 0:  # an empty batch is no work
                count()
            return result

        return wrapped

    for owner in owners:
        setattr(owner, method, counted(getattr(owner, method)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.child")
    parser.add_argument("--limits", choices=["on", "off"], default="on")
    parser.add_argument("--die-at", choices=sorted(POINTS), required=True)
    parser.add_argument("--nth", type=int, default=1)
    options = parser.parse_args()
    set_up("INFO", "json")
    die_at(options.die_at, options.nth)
    asyncio.run(serve(load(), limits=options.limits == "on"))


if __name__ == "__main__":
    main()
