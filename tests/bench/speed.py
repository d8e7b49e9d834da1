"""Speed of understanding, as microseconds a message and against jieba's own cutting in the same run."""

import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.config import ROOT
from bot.understanding.read import Reader

ROUNDS = 5

LONG, BEGINNING = 20_000, 3_000
REPEATED = ("路灯不亮。", "的", "a", "1-", "丹桂路", "1、路灯坏了", " ", "停", "着火", "老人不见电梯困", "\u0301a")
"""What a hostile or absent-minded sender may repeat for twenty thousand characters."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Microseconds a message, the best of some rounds; ``loading`` is seconds until the rules are compiled.

    ``long``: how many times as long as their first 3,000 characters the worst 20,000 take; 7 would be linear.
    """

    reading: float
    cutting: float
    loading: float
    long: float

    @property
    def ratio(self) -> float:
        """How many times as long as ``jieba.lcut`` understanding takes; independent of the machine."""
        return self.reading / self.cutting


def measure(texts: Sequence[str]) -> Speed:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    with tempfile.TemporaryDirectory() as cache:
        started = time.perf_counter()
        reader = Reader(ROOT / "routing_rules", Path(cache))
        loading = time.perf_counter() - started
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = cache
        tokenizer.initialize()
    return Speed(_best(reader.read, texts), _best(tokenizer.lcut, texts), loading, _long(reader))


def _long(reader: Reader) -> float:
    texts = [(unit * LONG)[:LONG] for unit in REPEATED]
    return max(_best(reader.read, [text]) / _best(reader.read, [text[:BEGINNING]]) for text in texts)


def _best(work: Callable[[str], object], texts: Sequence[str]) -> float:
    return min(_round(work, texts) for _ in range(ROUNDS))


def _round(work: Callable[[str], object], texts: Sequence[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        work(text)
    return (time.perf_counter() - started) / len(texts) * 1e6
