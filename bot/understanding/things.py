"""Words with the names of their lines, found in a text."""

import re
from collections.abc import Iterator, Mapping

GAP = 6  # characters between the halves of 狗*叫
HALVES = "*"


class Finder:
    """Words with the names of their lines, looked up by how they begin, so that a long list costs what a short one
    does. ``狗*叫``: the one with the other up to six characters behind it."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._by_beginning: dict[str, list[tuple[str, str, str]]] = {}
        for word in sorted(words, key=lambda word: (-len(word), word)):
            first, _, then = word.partition(HALVES)
            self._by_beginning.setdefault(first[0], []).append((first, then, words[word]))
        self._beginning = re.compile(f"[{''.join(map(re.escape, self._by_beginning))}]" if words else r"(?!)")

    def __call__(self, text: str) -> Iterator[tuple[str, str]]:
        """Each word found with its line's name; at one place the longest, and none inside it."""
        end = 0
        for beginning in self._beginning.finditer(text):
            place = beginning.start()
            found = next(self._at(text, place), None) if place >= end else None
            if found is not None:
                end = place + len(found[0])
                yield found

    def _at(self, text: str, place: int) -> Iterator[tuple[str, str]]:
        for first, then, line in self._by_beginning.get(text[place], ()):
            if text.startswith(first, place):
                end = place + len(first)
                behind = text.find(then, end, end + GAP + len(then))
                if behind >= 0:
                    yield text[place : behind + len(then)], line
