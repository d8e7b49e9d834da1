"""What takes long to work out, kept in a file for the next start."""

import hashlib
import marshal
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

FORM = "3"
"""Another one whenever what is kept is written differently: a newer version never reads what an older one left."""


def kept(folder: Path | None, name: str, made_of: Iterable[str | bytes], make: Callable[[], Any]) -> Any:
    """What ``make`` gives: plain tuples, dictionaries, numbers, strings and bytes. It is kept in ``folder`` under
    ``name`` as long as all that it is ``made_of`` stays the same; without a folder nothing is read or written anywhere.

    The file begins with a sum over ``made_of`` and what follows, and is not looked into when that is another one: a
    stale or spoilt file never gets as far as marshal, which would not bear it. Nobody but the bot may write there."""
    if folder is None:
        return make()
    file = folder / f"{name}-{sys.hexversion:x}.marshal"
    key = _sum(part.encode() if isinstance(part, str) else part for part in (FORM, *made_of))
    with suppress(OSError):
        found = memoryview(file.read_bytes())
        if found[: len(key)] == _sum((key, found[len(key) :])):
            return marshal.loads(found[len(key) :])
    value = make()
    content = marshal.dumps(value)
    # Where nothing may be written it starts more slowly, that is all.
    with suppress(OSError):
        _write(file, _sum((key, content)) + content)
    return value


def _sum(parts: Iterable[bytes | memoryview]) -> bytes:
    digest = hashlib.blake2b(digest_size=32)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()


def _write(file: Path, content: bytes) -> None:
    """Written aside and renamed: another process that starts just now reads all of it or nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as part:
        try:
            part.write(content)
            part.flush()
            Path(part.name).replace(file)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise
