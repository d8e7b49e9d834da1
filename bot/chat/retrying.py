"""Work with Telegram that goes on until the stop, whatever fails in between."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.chat.http import pause_of
from bot.storage.store import StorageFailed

LONGEST_PAUSE_SECONDS = 30.0

Failure = TelegramError | StorageFailed


async def keep_on(
    stop: asyncio.Event, once: Callable[[], Awaitable[None]], explain: Callable[[Failure], Awaitable[None]]
) -> None:
    """Does ``once`` again and again. After a failure it waits, twice as long each time or as long as Telegram asks.

    A wait that Telegram asks for needs no explanation. Raises InvalidToken: no waiting mends it.
    """
    pause = 1.0
    while not stop.is_set():
        try:
            await once()
            pause = 1.0
            continue
        except InvalidToken:
            raise
        except RetryAfter as error:
            pause = pause_of(error)
        except (TelegramError, StorageFailed) as error:
            await explain(error)
        await wait(stop, pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def wait(event: asyncio.Event, seconds: float) -> None:
    """At most so long, less when the event comes before."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
