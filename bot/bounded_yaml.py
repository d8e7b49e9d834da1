"""YAML readers for files that people edit: no file can make them take much more memory than it is long.

A value may be repeated by its name (&a, *a), but seldom, and what has a name repeats nothing itself: else few lines
could stand for millions of values. So are values too deep within each other refused, and files longer than a person
writes.
"""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import AliasEvent

LARGEST_BYTES = 2_000_000
DEEPEST = 16
MOST_REPEATED = 50


class TooLong(MarkedYAMLError):
    def __init__(self) -> None:
        super().__init__(problem=f"longer than {LARGEST_BYTES} bytes")


class _Bounded(Composer):
    """Composes one document."""

    _named, _repeated = 0, 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.parser.check_event(AliasEvent):
            self._repeated += 1
            if self._named or self._repeated > MOST_REPEATED:
                mark = self.parser.peek_event().start_mark
                raise MarkedYAMLError(problem="too much is repeated by name (*)", problem_mark=mark)
            return super().compose_node(parent, index)
        named = int(self.parser.peek_event().anchor is not None)
        self._named += named
        node = super().compose_node(parent, index)
        self._named -= named
        return node


def reader(kind: str) -> YAML:
    """``kind``: "rt" remembers lines, "safe" does not. The reader raises MarkedYAMLError."""
    yaml = YAML(typ=kind, pure=True)
    yaml.Composer = _Bounded
    yaml.max_depth = DEEPEST
    return yaml


def text_of(path: Path) -> str:
    """What the file holds. Raises TooLong, UnicodeDecodeError, OSError."""
    with path.open("rb") as file:
        found = file.read(LARGEST_BYTES + 1)
    if len(found) > LARGEST_BYTES:
        raise TooLong
    return found.decode("utf-8")
