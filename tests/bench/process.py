"""The bot under test: started, watched, killed with SIGKILL, started again."""

import asyncio
import json
import os
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bot.simulator.serve import TOKEN

START_SECONDS = 180.0
SAMPLE_SECONDS = 0.1
HOST = "127.0.0.1"
ADMIN = 713000009
"""The admin of the sample county."""


class NotStarted(Exception):
    """The bot ended or said nothing; the message carries the end of its log."""


@dataclass
class Bot:
    """One installation: files below ``folder``, Telegram at ``address``, updates by polling or by webhook. ``port``
    and ``hook``: where it listens and what it tells Telegram, where several stand behind one proxy.

    ``ready`` are seconds from each start to the line that says so, ``ready_cpu`` the processor's share of them;
    ``rss`` is the most memory seen, in bytes; ``cpu`` seconds of processor time of the latest process.
    """

    folder: Path
    address: str
    limits: bool
    database_url: str
    webhook: bool = False
    port: int = 0
    hook: str = ""
    ready: list[float] = field(default_factory=list)
    ready_cpu: list[float] = field(default_factory=list)
    rss: int = 0
    cpu: float = 0.0
    problems: list[str] = field(default_factory=list)
    _ready: bool = False
    _process: Process | None = None
    _watchers: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, *options: str) -> None:
        """Returns when it is ready. With ``options`` it is tests.bench.child, which takes them. Raises NotStarted."""
        started, ready, self._ready = time.monotonic(), asyncio.Event(), False
        program = ["tests.bench.child"] if options else ["bot", "run"]
        command = ["-m", *program, "--limits", "on" if self.limits else "off", *options]
        process = await asyncio.create_subprocess_exec(sys.executable, *command, env=self._environment(), stderr=PIPE)
        self._process = process
        self._watchers = [asyncio.create_task(self._read(process, ready)), asyncio.create_task(self._weigh(process))]
        with suppress(TimeoutError):
            async with asyncio.timeout(START_SECONDS):
                await ready.wait()
        if not self._ready:
            raise NotStarted("\n".join(self.problems[-20:]))
        self.ready.append(time.monotonic() - started)
        self.ready_cpu.append(self.cpu)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def up(self) -> bool:
        """It has said that it is ready, and still runs."""
        return self.running and self._ready

    @property
    def pid(self) -> int:
        return self._process.pid if self._process is not None else 0

    async def wait(self) -> None:
        """Until it has ended, whatever ended it."""
        if self._process is not None:
            await self._process.wait()
            await asyncio.gather(*self._watchers)

    async def kill(self) -> None:
        """kill -9."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self.wait()

    async def stop(self) -> None:
        """SIGTERM, as a service manager does."""
        if self._process is not None and self.running:
            self._process.terminate()
            await self.wait()

    def _environment(self) -> dict[str, str]:
        port = self.port or free_port()
        return {
            **os.environ,
            "BOT_TOKEN": TOKEN,
            "BOT_API_BASE_URL": self.address,
            "DATABASE_URL": self.database_url,
            "DATA_DIR": str(self.folder),
            "ADMIN_IDS": str(ADMIN),
            "LOG_FORMAT": "json",
            "HOST": HOST,
            "PORT": str(port),
            "WEBHOOK_URL": self.hook or (f"http://{HOST}:{port}/telegram" if self.webhook else ""),
            **({"WEBHOOK_SECRET": "several"} if self.hook else {}),
        }

    async def _read(self, process: Process, ready: asyncio.Event) -> None:
        """The log, line by line: what is no JSON is a traceback or a library's warning."""
        if process.stderr is None:
            return
        async for raw in process.stderr:
            if self.note(raw.decode("utf-8", "replace").rstrip()):
                ready.set()
        ready.set()

    def note(self, line: str) -> bool:
        """Takes a line of the log; whether it says that the bot is ready."""
        try:
            event = json.loads(line)
        except ValueError:
            event = {"event": line, "level": "error"}
        if event.get("event") == "bot.ready":
            self._ready = True
            return True
        if event.get("level") not in {"info", "debug"}:
            self.problems.append(line)
        return False

    async def close(self) -> None:
        """Nothing of it is left."""
        await self.kill()

    async def _weigh(self, process: Process) -> None:
        with suppress(psutil.NoSuchProcess):
            watched = psutil.Process(process.pid)
            while process.returncode is None:
                self.rss = max(self.rss, watched.memory_info().rss)
                self.cpu = _cpu(watched)
                await asyncio.sleep(SAMPLE_SECONDS)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
