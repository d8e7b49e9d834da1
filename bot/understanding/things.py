"""Words with the names of their lines, found in a text."""

import re
from collections.abc import Mapping, Sequence

GAP = 6  # characters between the halves of 狗*叫
HALVES = "*"


class Finder:
    """Words with the names of their lines, looked up by how they begin, so that a long list costs what a short one
    does. ``狗*叫``: the one with the other up to six characters behind it."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._by_beginning: dict[str, list[tuple[str, str, str]]] = {}
        split = {word: word.partition(HALVES) for word in words}
        ordered = sorted(words, key=lambda word: (-len(word), word))
        for beginning in {first[:length] for first, _, _ in split.values() for length in (1, 2)}:
            # What begins with one character only may go on with any: it stands under every pair that begins so.
            found = [word for word in ordered if split[word][0][:2] in (beginning, beginning[:1])]
            if found:
                self._by_beginning[beginning] = [(split[word][0], split[word][2], words[word]) for word in found]
        marks = {beginning[0] for beginning in self._by_beginning}
        self._beginning = re.compile(f"[{''.join(map(re.escape, sorted(marks)))}]" if words else r"(?!)")

    def find(self, text: str) -> list[tuple[str, str]]:
        """Each word found with its line's name; at one place the longest, and none inside it."""
        found: list[tuple[str, str]] = []
        last, by_beginning = 0, self._by_beginning
        for beginning in self._beginning.finditer(text):
            place = beginning.start()
            if place < last:
                continue
            words = by_beginning.get(text[place : place + 2]) or by_beginning.get(text[place])
            if words:
                end, line = _at(words, text, place)
                if end:
                    found.append((text[place:end], line))
                    last = end
        return found


def _at(words: Sequence[tuple[str, str, str]], text: str, place: int) -> tuple[int, str]:
    """Where the longest of ``words`` that begins at ``place`` ends, with its line; 0 when there is none."""
    for first, then, line in words:
        if text.startswith(first, place):
            end = place + len(first)
            if not then:
                return end, line
            behind = text.find(then, end, end + GAP + len(then))
            if behind >= 0:
                return behind + len(then), line
    return 0, ""
