"""What takes long to work out, kept in a file for the next start."""

import marshal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any


def kept(folder: Path | None, name: str, key: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives: plain tuples, dictionaries, numbers and strings. It is kept in ``folder`` under ``name`` as
    long as ``key`` stays the same; without a folder nothing is read or written anywhere."""
    if folder is None:
        return make()
    file = folder / f"{name}-{sys.hexversion:x}.marshal"
    with suppress(OSError, EOFError, ValueError, TypeError):
        known, value = marshal.loads(file.read_bytes())
        if known == key:
            return value
    value = make()
    # Where nothing may be written it starts more slowly, that is all.
    with suppress(OSError):
        _write(file, marshal.dumps((key, value)))
    return value


def _write(file: Path, content: bytes) -> None:
    """Written aside and renamed: another process that starts just now reads all of it or nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as part:
        part.write(content)
    Path(part.name).replace(file)
