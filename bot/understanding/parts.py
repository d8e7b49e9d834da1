"""What was made of the rule files, part by part: whoever reads a folder anew takes over what has not changed."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import uuid4

T = TypeVar("T")

MOST_CLEAN = 500
"""So many looks without a finding are remembered, the newest of them."""


def digest(*values: object) -> str:
    """Of plain values: strings, numbers, tuples of them."""
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()


class Parts:
    """The parts of one reader, each under its name with a key of all it was made from. It holds nothing of older ones
    that it did not take over. Made before any file is read."""

    def __init__(self, folder: Path, like: "Parts | None" = None) -> None:
        """``like``: the parts of another reader, of this folder or of one like it."""
        self._folder = folder
        self._like = like
        files = (file for file in folder.rglob("*") if file.suffix in {".yaml", ".txt"} and file.is_file())
        self._seen = {file.relative_to(folder).as_posix(): _digest(file) for file in files}
        self._made: dict[str, tuple[str, Any]] = {}
        self._clean: dict[str, None] = {} if like is None else like._clean

    def part(self, name: str, key: str, make: Callable[[], T]) -> T:
        """What ``make`` gives, immutable; that of the other reader where it was made from the same ``key``."""
        known = self._like._made.get(name) if self._like else None
        value = known[1] if known and known[0] == key else make()
        self._made[name] = key, value
        return cast(T, value)

    def of_files(self, make: Callable[[], T], *names: str, beside: str = "") -> T:
        """A part that is made of these files of the folder, and of what has the key ``beside``; called as the first."""
        value = self.part(names[0], digest(*map(self._seen.get, names), beside), make)
        if any(_digest(self._folder / name) != self._seen.get(name, "") for name in names):
            # Written to while it was read: nobody knows what was made, so nobody takes it over.
            self._made[names[0]] = uuid4().hex, value
        return value

    def whole(self) -> None:
        """All parts are made: the other reader is let go."""
        self._like = None

    def key(self, *names: str) -> str:
        """Changes with any of these parts."""
        return digest(*(self._made[name][0] for name in names))

    def clean(self, key: str, look: Callable[[], Sequence[T]]) -> Sequence[T]:
        """What ``look`` finds wrong in whatever has this ``key``; what was without fault is not looked at again."""
        if key in self._clean:
            return ()
        found = look()
        if not found:
            self._clean[key] = None
            while len(self._clean) > MOST_CLEAN:
                self._clean.pop(next(iter(self._clean)), None)
        return found


def _digest(file: Path) -> str:
    """ "" where there is none."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
