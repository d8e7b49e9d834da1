"""Attacks on the bot, each with the test that it fails. docs/security.md names them.

FUZZ=N in the environment makes every fuzz test run N times as long; `make soak` does.
"""

import os


def longer(examples: int) -> int:
    return examples * int(os.environ.get("FUZZ", "1"))
