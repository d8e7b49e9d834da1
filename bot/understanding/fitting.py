"""Labelled sentences → leanings. Used when rules are made, never when messages are read; needs the extra ``fit``.

A regularised linear model (scikit-learn's logistic regression) over the pieces of the texts. What it learns is written
as lines a person can read and change, small weights left out. The five-fold figures show how much of it is memory.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from bot.domain.reading import Intent
from bot.understanding.judging import CATEGORY_LEANINGS, COUNT_LEANINGS, COUNTS, INTENT_LEANINGS, NOTHING
from bot.understanding.leanings import OPENING, Leaning, written
from bot.understanding.read import Reader
from bot.understanding.report import Evaluation, evaluate
from bot.understanding.rulefile import words_of
from bot.understanding.rules import RuleBook

FOLDS = 5
SEED = 20261122
LEAST_ROWS = 3  # a piece that stands in fewer sentences is chance
MOST_ROUNDS = 300  # of the regression; it settles earlier

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learnt, in the order of the files."""

    categories: tuple[Leaning, ...]
    intents: tuple[Leaning, ...]
    counts: tuple[Leaning, ...] = ()


class Corpus:
    """Labelled rows, as for :func:`bot.understanding.report.evaluate`, with their pieces."""

    def __init__(self, reader: Reader, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._reader = reader
        self._pieces = [reader.pieces(str(row["text"]), str(row.get("title") or "")) for row in rows]

    def fit(self, chosen: Sequence[int] | None = None) -> Fitted:
        """Leanings learnt from the rows with these numbers, from all by default."""
        numbers = range(len(self.rows)) if chosen is None else chosen
        single = [number for number in numbers if _is_single(self.rows[number])]
        categories = [str(self.rows[number]["category"]) or NOTHING for number in single]
        told = [number for number in single if self.rows[number].get("intent")]
        return Fitted(
            tuple(learn([self._pieces[n] for n in single], categories, freedom=100.0, least=0.4)),
            tuple(
                learn([self._pieces[n] for n in told], [_intent(self.rows[n]) for n in told], freedom=10.0, least=0.3)
            ),
            self._counts([number for number in numbers if "matters" in self.rows[number]]),
        )

    def _counts(self, told: Sequence[int]) -> tuple[Leaning, ...]:
        labels = [_count(self.rows[number]) for number in told]
        if set(labels) != set(COUNTS):
            return ()
        return tuple(learn([self._pieces[number] for number in told], labels, freedom=10.0, least=0.2))

    def trial(self, fitted: Fitted) -> Reader:
        """A reader with these leanings."""
        return self._reader.leaning(fitted.categories, fitted.intents, fitted.counts)

    def folds(self) -> Iterator[Evaluation]:
        """Each fifth of the rows judged by what the other four taught."""
        order = list(range(len(self.rows)))
        random.Random(SEED).shuffle(order)
        for fold in range(FOLDS):
            apart = set(order[fold::FOLDS])
            fitted = self.fit([number for number in order if number not in apart])
            yield evaluate(self.trial(fitted), [self.rows[number] for number in sorted(apart)])


def learn(
    found: Sequence[Mapping[str, float]], labels: Sequence[str], freedom: float, least: float
) -> Iterator[Leaning]:
    """The leanings of pieces to labels. ``freedom``: how far the regression may go to be right (its ``C``);
    ``least``: weights below are left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    rows = Counter(piece for one in found for piece in one)
    kept = [{piece: count for piece, count in one.items() if rows[piece] >= LEAST_ROWS} for one in found]
    vectors, rarity = DictVectorizer(), TfidfTransformer()
    model = LogisticRegression(C=freedom, max_iter=MOST_ROUNDS, fit_intercept=False)
    model.fit(rarity.fit_transform(vectors.fit_transform(kept)), labels)
    classes = [str(name) for name in model.classes_]
    for piece, rare, weights in zip(vectors.feature_names_, rarity.idf_, model.coef_.T, strict=True):
        telling = {
            name: round(float(weight), 1) for name, weight in zip(classes, weights, strict=True) if abs(weight) >= least
        }
        if telling:
            yield Leaning(str(piece), round(float(rare), 2), telling)


def proposals(fitted: Fitted, book: RuleBook, most: int) -> dict[str, list[str]]:
    """For each category the pairs that lean to it most and stand in none of its words: what a person may want to make
    a word of the rules."""
    found: dict[str, list[tuple[float, str]]] = {rule.category.code: [] for rule in book.rules}
    for line in fitted.categories:
        for category, weight in line.weights.items():
            if len(line.piece) == 2 and line.piece[0] != OPENING and weight > 0 and category in found:
                found[category].append((weight * line.rarity, line.piece))
    known = {rule.category.code: " ".join(words_of(rule)) for rule in book.rules}
    return {
        category: [piece for _, piece in sorted(pairs, reverse=True) if piece not in known[category]][:most]
        for category, pairs in found.items()
    }


def files(folder: Path, fitted: Fitted) -> dict[Path, str]:
    """What the files of leanings in ``folder`` should say."""
    found = {CATEGORY_LEANINGS: fitted.categories, INTENT_LEANINGS: fitted.intents, COUNT_LEANINGS: fitted.counts}
    return {folder / name: "".join(f"{written(line)}\n" for line in lines) for name, lines in found.items()}


def write(folder: Path, fitted: Fitted) -> None:
    """Replaces the files of leanings."""
    for file, content in files(folder, fitted).items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")


def patch(folder: Path, fitted: Fitted) -> str:
    """The same as a patch for ``git apply``, to be looked at first."""
    return "".join(
        line
        for file, content in files(folder, fitted).items()
        for line in unified_diff(
            file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else [],
            content.splitlines(keepends=True),
            f"a/{folder.name}/{file.relative_to(folder).as_posix()}",
            f"b/{folder.name}/{file.relative_to(folder).as_posix()}",
        )
    )


def examples(book: RuleBook) -> list[Row]:
    """The positive examples of the rule files: a clerk's sentence teaches like any other."""
    return [{"text": line.text, "category": rule.category.code} for rule in book.rules for line in rule.positive]


def _is_single(row: Row) -> bool:
    """Several matters in one text say nothing clear about any."""
    matters = row.get("matters", 1)
    return (min(matters) if isinstance(matters, list) else int(matters)) <= 1


def _count(row: Row) -> str:
    return NOTHING if not row["category"] else "one" if _is_single(row) else "several"


def _intent(row: Row) -> str:
    intents = row.get("intent") or ()
    first = intents if isinstance(intents, str) else next(iter(intents), "")
    return first if first in tuple(Intent) else NOTHING
