"""The simulator served from a thread, a bot of a few lines that the tests move by hand, and the whole demo."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from bot.config import ROOT
from bot.simulator.app import create_app
from bot.simulator.serve import TOKEN, serving
from bot.simulator.state import Simulator

Json = dict[str, Any]
PATIENCE_SECONDS = 10


class ServedSimulator:
    """A fresh simulator on ``url``; ``act`` is its control API. Stop it to cut the page off, start it for a new one."""

    def __init__(self) -> None:
        self.port = 0
        # One client for all calls, without certificates: loading them takes longer than a test's calls.
        self.http = httpx.Client(verify=False, timeout=PATIENCE_SECONDS + 5)
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._ready, self._loop = threading.Event(), asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),))
        self._thread.start()
        assert self._ready.wait(PATIENCE_SECONDS), "the simulator did not start"

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
            self._thread.join()
            self._loop.close()

    async def _serve(self) -> None:
        self._stopped = asyncio.Event()
        async with serving(create_app(Simulator(limits=False)), self.port) as self.port:
            self._ready.set()
            await self._stopped.wait()

    def act(self, what: str, **body: Any) -> Any:
        """POST /sim/<what>."""
        return self.http.post(f"{self.url}/sim/{what}", json=body).raise_for_status().json()


class TinyBot:
    """A bot without a mind: plain calls of the Bot API."""

    def __init__(self, simulator: ServedSimulator) -> None:
        self._simulator = simulator
        self._offset = 0
        self._waiting: list[Json] = []

    def try_call(self, method: str, **params: Any) -> Json:
        """The whole answer, also of a refused call."""
        url = f"{self._simulator.url}/bot{TOKEN}/{method}"
        answer: Json = self._simulator.http.post(url, json=params).json()
        return answer

    def call(self, method: str, **params: Any) -> Any:
        answer = self.try_call(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    def skip_waiting(self) -> None:
        """Let go of every update so far."""
        for newest in self.call("getUpdates", offset=-1, timeout=0):
            self._offset = newest["update_id"] + 1

    def next_update(self, kind: str = "message") -> Any:
        """The content of the next update of that kind; others before it are passed over."""
        while True:
            if not self._waiting:
                self._waiting = self.call("getUpdates", offset=self._offset, timeout=PATIENCE_SECONDS)
                assert self._waiting, f"no update of kind {kind} came"
                self._offset = self._waiting[-1]["update_id"] + 1
            update = self._waiting.pop(0)
            if kind in update:
                return update[kind]


@contextmanager
def served_demo(folder: Path) -> Iterator[str]:
    """The whole demo as ``make demo`` runs it, in a folder of its own; gives its address once the page is ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bot", "demo", "--port", str(port)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": str(Path(sys.executable).parent)}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any("/chat" in line for line in process.stdout), "the demo did not start"
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        assert process.wait(15) == 0
