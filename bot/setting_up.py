"""Writing ``.env``: the answers of ``yigetong init``, readable by their owner alone."""

from collections.abc import Mapping
from pathlib import Path

from bot.private_file import write_private


def write_env(file: Path, values: Mapping[str, str]) -> None:
    """Sets ``values`` in the file, keeps its other lines, and never leaves half a file behind. Raises OSError.

    Values must be free of line breaks; validated settings are.
    """
    kept = [line for line in _lines(file) if line.partition("=")[0].strip().upper() not in values]
    text = "\n".join([*kept, *(f"{name}={value}" for name, value in values.items())]) + "\n"
    write_private(file, text)


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8-sig").splitlines() if file.exists() else []
