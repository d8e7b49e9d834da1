"""A measurement in a process of its own, so that none warms another up."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from bot.config import ROOT


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds and seconds of processor for ``count`` updates."""

    seconds: float
    cpu: float
    count: int

    @property
    def rate(self) -> float:
        """Updates a second."""
        return self.count / self.seconds

    @property
    def cpu_ms(self) -> float:
        return self.cpu / self.count * 1000


def run(module: str, *arguments: str) -> dict[str, Any]:
    """The JSON that ``python -m tests.bench.figures.MODULE`` prints last."""
    command = [sys.executable, "-m", f"tests.bench.figures.{module}", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
