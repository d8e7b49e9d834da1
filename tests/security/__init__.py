"""Attacks on the bot, each with the test that it fails. docs/security.md names them.

FUZZ=N in the environment makes every fuzz test run N times as long: `make fuzz` does, and `make soak`, which reads in
the file FUZZ_COUNTS how many updates it came to.
"""

import os
import sys
from pathlib import Path


def longer(examples: int) -> int:
    return examples * int(os.environ.get("FUZZ", "1"))


_so_far = [0]


def count(updates: int) -> None:
    """So many more were handled, and nothing was wrong so far. A long run says from time to time how many."""
    before, _so_far[0] = _so_far[0], _so_far[0] + updates
    if "FUZZ" in os.environ and before // 1000 < _so_far[0] // 1000 and sys.__stderr__:
        print(f"{_so_far[0]:,} mutated updates, nothing wrong", file=sys.__stderr__, flush=True)
    if file := os.environ.get("FUZZ_COUNTS"):
        with Path(file).open("a", encoding="utf-8") as out:
            out.write(f"{updates}\n")
