"""Reads the hand-edited word files (YAML 1.2), keeping the line of every word so that an error can say where.

Words stand in literal blocks (``|``): one entry a line, or several words separated by spaces; ``#`` starts a note.
Compared with one YAML item per word this is easier to edit and loads ten times faster.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import ruamel.yaml
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from bot.bounded_yaml import reader, text_of
from bot.domain.findings import FilesInvalid, Finding
from bot.keeping import kept

_Block = tuple[str, int]
"""What stands under a key, and the line where it begins."""
_Mapping = list[tuple[str | None, int, "_Tree"]]
"""Each key, None where it is no word, with its line and what stands under it."""
_Tree = _Mapping | _Block | None
"""A file as it can be kept; None is what is not read here, such as a list."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stands under a key, and the line of the key."""

    line: int
    node: _Mapping | _Block


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: its text without the note, and where it stands (from 1)."""

    text: str
    number: int


class Section:
    """One mapping of a word file. Asking for what is missing or misshaped raises :class:`FilesInvalid`."""

    def __init__(self, path: Path, entries: Mapping[str, _Entry], line: int) -> None:
        self.path = path
        self.line = line
        self._entries = entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def keys(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def line_of(self, key: str) -> int:
        return self._entries[key].line

    def fail(self, line: int, message: str) -> FilesInvalid:
        return FilesInvalid((Finding(self.path, line, message),))

    def only(self, *allowed: str) -> None:
        """Refuse a key nobody reads: it is a slip, and silence would lose its words."""
        for key in self._entries:
            if key not in allowed:
                raise self.fail(self.line_of(key), f"unknown key {key!r}; known here: {', '.join(allowed)}")

    def section(self, key: str) -> "Section":
        """The mapping under ``key``; an absent one is empty."""
        if key not in self._entries:
            return Section(self.path, {}, self.line)
        node = self._entries[key].node
        if not isinstance(node, list):
            raise self.fail(self.line_of(key), f"{key!r} must be a mapping")
        return Section(self.path, _entries(self.path, node), self.line_of(key))

    def lines(self, key: str) -> tuple[Line, ...]:
        """The lines of a block, notes and empty lines left out; an absent block has none."""
        if key not in self._entries:
            return ()
        node = self._entries[key].node
        if not isinstance(node, tuple):
            raise self.fail(self.line_of(key), f"{key!r} must be a block of words (write it with |)")
        return tuple(_strip_notes(*node))

    def words(self, key: str) -> tuple[str, ...]:
        """All words of a block."""
        return tuple(word for line in self.lines(key) for word in line.text.split())

    def text(self, key: str) -> str:
        """One line of text, "" when absent."""
        return " ".join(line.text for line in self.lines(key))

    def whole_number(self, key: str, default: int) -> int:
        """A count; raises when it is no whole number ≥ 0."""
        text = self.text(key)
        if not text:
            return default
        if not text.isdecimal():
            raise self.fail(self.line_of(key), f"{key!r} must be a whole number, not {text!r}")
        return int(text)

    def number(self, key: str) -> float:
        """A number that must stand here."""
        try:
            return float(self.text(key))
        except ValueError:
            line = self.line_of(key) if key in self._entries else self.line
            raise self.fail(line, f"{key!r} must be a number") from None


Opener = Callable[[Path], Section]
"""As :func:`open_words`."""


def open_words(path: Path) -> Section:
    """The word file at ``path``; raises :class:`FilesInvalid` when it is missing, no YAML, or has a key twice."""
    try:
        return _section(path, _tree(text_of(path)))
    except OSError as error:
        raise FilesInvalid((Finding(path, 1, f"cannot be read: {error.strerror}"),)) from error
    except UnicodeDecodeError as error:
        raise FilesInvalid((Finding(path, 1, "is not UTF-8"),)) from error
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        problem = error.problem if isinstance(error, MarkedYAMLError) else error
        raise FilesInvalid((Finding(path, mark.line + 1 if mark else 1, f"is no YAML: {problem}"),)) from error


def opener(paths: Iterable[Path], cache_dir: Path | None) -> Opener:
    """Opens each of ``paths`` as :func:`open_words` does, without parsing any while all of them stand as they did
    when their trees were kept in ``cache_dir``. What cannot be read is left to :func:`open_words`."""
    if cache_dir is None:
        return open_words
    texts = dict[Path, str]()
    for path in paths:
        with suppress(OSError, UnicodeDecodeError, YAMLError):
            texts[path] = text_of(path)

    def make() -> list[_Tree]:
        found = []
        for text in texts.values():
            try:
                found.append(_tree(text))
            except YAMLError:
                found.append(None)
        return found

    made_of = (ruamel.yaml.__version__, *(part for path, text in texts.items() for part in (path.name, text)))
    trees = dict(zip(texts, kept(cache_dir, "trees", made_of, make), strict=True))

    def open_kept(path: Path) -> Section:
        tree = trees.get(path)
        return open_words(path) if tree is None else _section(path, tree)

    return open_kept


def _section(path: Path, tree: _Tree) -> Section:
    if not isinstance(tree, list):
        raise FilesInvalid((Finding(path, 1, "must be a mapping of sections"),))
    return Section(path, _entries(path, tree), 1)


def _tree(text: str) -> _Tree:
    """Raises YAMLError."""
    return _plain(reader("safe").compose(text))


def _plain(node: Node | None) -> _Tree:
    if isinstance(node, MappingNode):
        return [
            (str(key.value) if isinstance(key, ScalarNode) else None, int(key.start_mark.line) + 1, _plain(value))
            for key, value in node.value
        ]
    if isinstance(node, ScalarNode):
        return str(node.value), int(node.start_mark.line) + (2 if node.style in ("|", ">") else 1)
    return None


def _entries(path: Path, tree: _Mapping) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for key, line, value in tree:
        if key is None or value is None:
            raise FilesInvalid((Finding(path, line, "only mappings and blocks of words are read here"),))
        if key in found:
            raise FilesInvalid((Finding(path, line, f"{key!r} stands here twice"),))
        found[key] = _Entry(line, value)
    return found


def _strip_notes(block: str, first: int) -> Iterator[Line]:
    for offset, raw in enumerate(block.split("\n")):
        text = raw.split("#", 1)[0].strip()
        if text:
            yield Line(text, first + offset)
