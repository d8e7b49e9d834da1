"""Finds known place names in a text: one pass, longest first, however many names there are."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.org import Node
from bot.places.address import Number, Span, number_at, read_alias
from bot.places.narrow import outermost

MIN_LENGTH = 2
"""Characters of a name. One alone stands in every other word."""

_LANDMARK = re.compile(r"的?(?:门口)?的?(?:斜?对面|对过|旁|隔壁|附近|后面|边上)")
_OTHER_NAME = frozenset("新老东西南北")
"""新丹桂路 is not 丹桂路. Seen right before a name they make it doubtful, which costs one question."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name with its number at ``text[start:end]`` and the nodes it can mean.

    ``sure`` is False where another name may be meant; ``landmark``: it only points the way (旁边, 对面).
    """

    start: int
    end: int
    nodes: tuple[Node, ...]
    sure: bool
    landmark: bool


class Names:
    """Names in normal spelling → nodes, found by their first two characters."""

    def __init__(self) -> None:
        self._entries: dict[str, list[tuple[Span | None, Node]]] = defaultdict(list)
        self._lengths: dict[str, list[int]] = defaultdict(list)

    def add(self, text: str, node: Node) -> None:
        """Adds a name or an alias in the notation of bot/places/address.py; what is no name is passed over."""
        alias = read_alias(text)
        if alias is None or len(alias.name) < MIN_LENGTH:
            return
        self._entries[alias.name].append((alias.span, node))
        lengths = self._lengths[alias.name[:MIN_LENGTH]]
        if len(alias.name) not in lengths:
            lengths.append(len(alias.name))

    def find(self, text: str) -> list[Hit]:
        """All names in ``text`` (normal spelling) from left to right; a longer one beats those it overlaps."""
        taken = bytearray(len(text))
        found: list[tuple[int, int]] = []
        for start, end in sorted(self._matches(text), key=lambda match: (match[0] - match[1], match[0])):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append((start, end))
        return [self._hit(text, start, end, taken) for start, end in sorted(found)]

    def _matches(self, text: str) -> Iterator[tuple[int, int]]:
        for start in range(len(text) - 1):
            for length in self._lengths.get(text[start : start + MIN_LENGTH], ()):
                end = start + length
                if end <= len(text) and text[start:end] in self._entries and not _cuts_a_number(text, start, end):
                    yield start, end

    def _hit(self, text: str, start: int, end: int, taken: bytearray) -> Hit:
        number = number_at(text, end)
        nodes, known = self._choose(text[start:end], number)
        renamed = start > 0 and text[start - 1] in _OTHER_NAME and not taken[start - 1]
        after = number.end if number else end
        return Hit(start, after, nodes, known and not renamed, _LANDMARK.match(text, after) is not None)

    def _choose(self, name: str, number: Number | None) -> tuple[tuple[Node, ...], bool]:
        """The nodes a name with this number means, and False when the number is on none of them."""
        entries = self._entries[name]
        if number is None:
            return outermost(node for _, node in entries), True
        numbered = [node for span, node in entries if span is not None and span.holds(number)]
        whole = numbered or [node for span, node in entries if span is None]
        return (outermost(whole), True) if whole else (outermost(node for _, node in entries), False)


def _cuts_a_number(text: str, start: int, end: int) -> bool:
    """3组 stands in 13组 but is not meant."""
    before = start > 0 and text[start].isdecimal() and text[start - 1].isdecimal()
    return before or (end < len(text) and text[end].isdecimal() and text[end - 1].isdecimal())
