"""Keeping the simulator's chats over a restart, for a demo that goes on where it was left."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

from bot.simulator.state import Simulator

_KEPT = ("people", "chats", "files", "commands", "_ids")
_FORM = 2
"""Grows with the shape of what is kept."""


def save(simulator: Simulator, path: Path) -> None:
    """Writes people, chats, messages and files; a crash in between leaves the older file whole."""
    partial = path.with_suffix(".part")
    kept = {name: getattr(simulator, name) for name in _KEPT} | {"waiting": simulator.updates.waiting, "form": _FORM}
    partial.write_bytes(pickle.dumps(kept))
    partial.replace(path)


def restore(simulator: Simulator, path: Path) -> bool:
    """Whether there was something to go on with. A file of another version counts as nothing.

    The file is our own, in the demo's folder; never read one from elsewhere. Update ids go on from the time of day,
    so that none comes twice even after a crash that saved nothing.
    """
    simulator.updates.skip_to(int(time.time()))
    if not path.is_file():
        return False
    try:
        kept = pickle.loads(path.read_bytes())
        if kept.get("form") != _FORM:
            return False
        for name in _KEPT:
            setattr(simulator, name, kept[name])
        simulator.updates.waiting = kept["waiting"]
    except (pickle.UnpicklingError, AttributeError, KeyError, EOFError, ImportError):
        return False
    return True
