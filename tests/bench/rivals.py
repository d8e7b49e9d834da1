"""What understanding is measured beside, on the same messages in the same run."""

import json
import warnings
from collections.abc import Callable
from pathlib import Path

from bot.config import ROOT
from bot.understanding.read import Reader

SAMPLES = ROOT / "routing_rules" / "samples"
TAUGHT = 2_000  # sentences for the classifier; what one answer costs does not depend on how well it was taught
Work = Callable[[str], object]


def rivals(reader: Reader, cache: Path) -> dict[str, Work]:
    """By name; what is not installed is left out."""
    return {"jieba.lcut": _jieba(cache), **_aho_corasick(reader), **_classifier()}


def samples() -> list[dict[str, str]]:
    """The rows of all sample files, in a fixed order."""
    files = sorted(SAMPLES.rglob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def _jieba(cache: Path) -> Work:
    """A tokenizer as it comes, without the words of the rules."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(cache)
    tokenizer.initialize()
    lcut: Work = tokenizer.lcut
    return lcut


def _aho_corasick(reader: Reader) -> dict[str, Work]:
    """Mere search for the words of the rules."""
    try:
        import ahocorasick
    except ImportError:
        return {}
    automaton = ahocorasick.Automaton()
    for word in reader.lexicon.entries:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return {"Aho-Corasick, the same words": lambda text: list(automaton.iter(text))}


def _classifier() -> dict[str, Work]:
    """TF-IDF over characters and pairs with logistic regression, asked about one message at a time."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
    except ImportError:
        return {}
    rows = [row for row in samples() if row["category"]]
    rows = rows[:: max(1, len(rows) // TAUGHT)]
    model = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 2)), LogisticRegression(max_iter=10))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit([row["text"] for row in rows], [row["category"] for row in rows])
    return {"TF-IDF + logistic regression": lambda text: model.predict([text])}
