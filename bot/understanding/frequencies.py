"""How frequent words are: in a dictionary, or packed where few are ever asked for."""

from array import array
from bisect import bisect_left
from collections.abc import Mapping
from typing import Protocol

_PACKED = 4
"""Characters of the longest word that is packed: their codes fill a number of 64 bits."""


class Frequencies(Protocol):
    """As jieba asks a dictionary."""

    def get(self, word: str, /) -> int | None: ...

    def __getitem__(self, word: str, /) -> int: ...

    def __setitem__(self, word: str, frequency: int, /) -> None: ...

    def __contains__(self, word: object, /) -> bool: ...


Columns = tuple[bytes, bytes, dict[str, int]]
"""Short words as numbers in order, the frequency of each, and the long words."""


class Packed:
    """Half a million words in six megabytes instead of seventy, ready at once; a look-up takes ten times as long."""

    def __init__(self, words: bytes, frequencies: bytes, longer: Mapping[str, int]) -> None:
        self._words = memoryview(words).cast("Q")
        self._found = memoryview(frequencies).cast("I")
        self._own = dict(longer)

    def get(self, word: str, otherwise: int | None = None, /) -> int | None:
        found = self._own.get(word)
        if found is not None:
            return found
        if len(word) > _PACKED or word.endswith("\0"):  # which would be the number of the word without it
            return otherwise
        number = _number(word)
        place = bisect_left(self._words, number)
        if place < len(self._words) and self._words[place] == number:
            return self._found[place]
        return otherwise

    def __getitem__(self, word: str, /) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def __setitem__(self, word: str, frequency: int, /) -> None:
        self._own[word] = frequency

    def __contains__(self, word: object, /) -> bool:
        return isinstance(word, str) and self.get(word) is not None


def pack(frequencies: Mapping[str, int]) -> Columns:
    """What :class:`Packed` is made of. A character outside the first plane counts as two."""
    short, longer = {}, {}
    for word, frequency in frequencies.items():
        number = _number(word)
        if number < 1 << 64 and not word.endswith("\0"):
            short[number] = frequency
        else:
            longer[word] = frequency
    words = array("Q", sorted(short))
    return words.tobytes(), array("I", map(short.__getitem__, words)).tobytes(), longer


def _number(word: str) -> int:
    return int.from_bytes(word.encode("utf-16-le", "surrogatepass"), "little")
