"""Files that hold a secret: readable by their owner alone, and never half written."""

import os
from pathlib import Path


def write_private(file: Path, text: str) -> None:
    """Puts ``text`` in the place of what the file held. Raises OSError."""
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
    draft.replace(file)
