"""How frequent words are: in a dictionary, or packed where few are ever asked for."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

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
    short = [word for word in frequencies if len(word) <= _PACKED and not word.endswith("\0")]
    codes = _padded(short)
    if len(codes) != 8 * len(short):
        short = [word for word in short if len(_padded([word])) == 8]
        codes = _padded(short)
    words = np.frombuffer(codes, "<u8").astype(np.uint64)
    found = np.fromiter(map(frequencies.__getitem__, short), np.uint32, len(short))
    order = words.argsort()
    longer = {word: frequencies[word] for word in frequencies.keys() - set(short)}
    return words[order].tobytes(), found[order].tobytes(), longer


def _padded(words: Sequence[str]) -> bytes:
    return "".join([word.ljust(_PACKED, "\0") for word in words]).encode("utf-16-le", "surrogatepass")


def _number(word: str) -> int:
    return int.from_bytes(word.encode("utf-16-le", "surrogatepass"), "little")
