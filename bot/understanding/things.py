"""Words with the names of their lines, found in a text."""

import re
from collections.abc import Mapping

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

    def find(self, text: str) -> list[tuple[str, str]]:
        """Each word found with its line's name; at one place the longest, and none inside it."""
        found = []
        last = 0
        for beginning in self._beginning.finditer(text):
            place = beginning.start()
            end, line = self._at(text, place) if place >= last else (0, "")
            if end:
                found.append((text[place:end], line))
                last = end
        return found

    def _at(self, text: str, place: int) -> tuple[int, str]:
        """Where the longest word that begins at ``place`` ends, with its line; 0 when there is none."""
        for first, then, line in self._by_beginning[text[place]]:
            if text.startswith(first, place):
                end = place + len(first)
                if not then:
                    return end, line
                behind = text.find(then, end, end + GAP + len(then))
                if behind >= 0:
                    return behind + len(then), line
        return 0, ""
