"""Writing ``.env``: the answers of ``yigetong init``, readable by their owner alone."""

import os
from collections.abc import Mapping
from pathlib import Path


def write_env(file: Path, values: Mapping[str, str]) -> None:
    """Sets ``values`` in the file, keeps its other lines, and never leaves half a file behind. Raises OSError.

    Values must be free of line breaks; validated settings are.
    """
    kept = [line for line in _lines(file) if line.partition("=")[0].strip().upper() not in values]
    text = "\n".join([*kept, *(f"{name}={value}" for name, value in values.items())]) + "\n"
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(file)


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8-sig").splitlines() if file.exists() else []
