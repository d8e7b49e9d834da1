"""Many short lives of one bot: each a process of its own, forked from one that has read program and rules already.

``python -m tests.bench.nursery`` takes a line of options a life from its standard input and answers ``born PID`` and
``ended``. A start costs a fifth of what it costs from nothing, so that twenty kills fit into a test.
"""

import argparse
import asyncio
import ctypes
import gc
import importlib
import json
import os
import shlex
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bot.app
import bot.memory
import bot.service
from bot.calendar_cn import build_calendar
from bot.chinese import script_of
from bot.clock import Clock
from bot.config import Settings, load
from bot.i18n import Wording
from bot.observe import set_up
from bot.rules_in_use import Rules, load_rules
from bot.storage.migrate import newest
from bot.town_hall import YEARS_AHEAD
from tests.bench.child import POINTS, die_at
from tests.bench.letters import OWN_MESSAGES
from tests.bench.letters import load as load_letters
from tests.bench.process import START_SECONDS, Bot, NotStarted

CLOCK = "clock"
"""The file below DATA_DIR that says how many seconds the bot's clock is ahead. Without it the clock is right."""
LATE = ("uvicorn.protocols.http.h11_impl", "uvicorn.lifespan.on", "encodings.idna")
"""What the libraries load by name when they need it."""

_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux."""


class MovedClock(Clock):
    """Moved from outside, forwards and back, while the bot runs."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def now(self) -> datetime:
        with suppress(OSError, ValueError):
            self.offset = timedelta(seconds=float(self._file.read_text()))
        return datetime.now(UTC) + self.offset


@dataclass
class Brood(Bot):
    """A :class:`Bot` whose lives come from a nursery."""

    _nurse: Process | None = None
    _pid: int | None = None
    _born: asyncio.Event = field(default_factory=asyncio.Event)
    _told: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self, *options: str) -> None:
        """Returns when it is ready. Raises NotStarted."""
        started = await self.bear(*options)
        with suppress(TimeoutError):
            async with asyncio.timeout(START_SECONDS):
                await self._told.wait()
        if not self._ready:
            raise NotStarted("\n".join(self.problems[-20:]))
        self.ready.append(time.monotonic() - started)
        self.ready_cpu.append(0.0)

    async def bear(self, *options: str) -> float:
        """Returns as soon as there is a process, and when it was asked for. Raises NotStarted."""
        if self._nurse is None:
            await self._hire()
        if self._nurse is None or self._nurse.stdin is None:
            raise NotStarted("no nursery")
        self._ready = False
        for event in (self._born, self._told, self._ended):
            event.clear()
        started = time.monotonic()
        self._nurse.stdin.write((shlex.join(["--limits", "on" if self.limits else "off", *options]) + "\n").encode())
        await self._nurse.stdin.drain()
        await self._born.wait()
        return started

    async def _hire(self) -> None:
        command = [sys.executable, "-m", "tests.bench.nursery"]
        self._nurse = await asyncio.create_subprocess_exec(
            *command, env=self._environment(), stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
        self._watchers = [asyncio.create_task(self._follow(self._nurse)), asyncio.create_task(self._log(self._nurse))]

    @property
    def running(self) -> bool:
        return self._pid is not None

    async def wait(self) -> None:
        if self._pid is not None:
            await self._ended.wait()

    async def kill(self) -> None:
        self._signal(signal.SIGKILL)
        await self.wait()

    async def stop(self) -> None:
        self._signal(signal.SIGTERM)
        await self.wait()

    async def close(self) -> None:
        """The last life ends, and the nursery with it."""
        await self.kill()
        if self._nurse is not None and self._nurse.stdin is not None:
            self._nurse.stdin.close()
            await self._nurse.wait()
            await asyncio.gather(*self._watchers)
            self._nurse = None

    def _signal(self, number: int) -> None:
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, number)

    async def _follow(self, nurse: Process) -> None:
        """What the nursery says of its lives."""
        if nurse.stdout is None:
            return
        async for raw in nurse.stdout:
            word, _, pid = raw.decode().strip().partition(" ")
            if word == "born":
                self._pid = int(pid)
                self._born.set()
            elif word == "ended":
                self._pid = None
                self._ended.set()
                self._told.set()
        self._pid = None
        for event in (self._born, self._ended, self._told):
            event.set()

    async def _log(self, nurse: Process) -> None:
        if nurse.stderr is None:
            return
        async for raw in nurse.stderr:
            if self.note(raw.decode("utf-8", "replace").rstrip()):
                self._told.set()


def main() -> None:
    set_up("INFO", "json")
    settings = load()
    cache = settings.data_dir / "cache"
    rules, wording = load_rules(settings.rules_dir, cache), Wording(settings.locales_dir)
    for owner, name, ready in (
        (bot.app, "load_rules", lambda *_: rules),
        (bot.app, "Wording", lambda *_: wording),
        (bot.service, "Clock", lambda: MovedClock(settings.data_dir / CLOCK)),
        # A life that walked through what it was born with would copy all of it.
        (bot.memory, "settle", gc.freeze),
    ):
        setattr(owner, name, ready)
    _warm(settings, rules)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _live(shlex.split(line))
        print("born", pid, flush=True)
        os.waitpid(pid, 0)
        print("ended", flush=True)


def _warm(settings: Settings, rules: Rules) -> None:
    """What each life would load at its first use: words, calendar, migrations, the server behind HTTP."""
    for letter in load_letters(OWN_MESSAGES, danger=False)[:3]:
        rules.reader.read(letter.text)
        script_of(letter.text)
    year = datetime.now(settings.zone).year
    hours, overrides = rules.policies.deadlines.working_hours, rules.policies.overrides
    build_calendar(range(year - 1, year + YEARS_AHEAD + 1), hours, overrides, settings.zone)
    newest()
    for module in LATE:
        importlib.import_module(module)


def _live(given: list[str]) -> None:
    """The whole life of a child."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    os.close(0)
    parser = argparse.ArgumentParser()
    parser.add_argument("--limits", choices=["on", "off"], default="on")
    parser.add_argument("--die-at", choices=sorted(POINTS))
    parser.add_argument("--nth", type=int, default=1)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of this life alone")
    options = parser.parse_args(given)
    os.environ.update(setting.split("=", 1) for setting in options.set)
    if options.die_at:
        die_at(options.die_at, options.nth)
    code = 1
    try:
        asyncio.run(bot.service.serve(load(), limits=options.limits == "on"))
        code = 0
    except Exception as error:
        print(json.dumps({"event": f"{type(error).__name__}: {error}", "level": "error"}), file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
