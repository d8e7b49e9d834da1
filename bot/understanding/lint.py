"""The linter of the rule files: what a clerk gets to read before a change is used."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bot.domain.findings import FilesInvalid, Finding
from bot.understanding import danger
from bot.understanding.judging import CATEGORY_LEANINGS, COUNT_LEANINGS, INTENT_LEANINGS
from bot.understanding.normalise import Normaliser
from bot.understanding.read import Reader
from bot.understanding.rulefile import CategoryRules
from bot.understanding.rules import RuleBook, read_rules
from bot.understanding.traps import at, departments, traps, unseen
from bot.understanding.wordfile import Line

# Handbook §4: the second-level categories a complete folder has.
CODES = frozenset(
    f"{group:02}{number:02}"
    for group, count in enumerate((8, 7, 6, 7, 5, 7, 5, 7, 9, 9, 6, 6), start=1)
    for number in range(1, count + 1)
) | {"1299"}
POSITIVE, NEGATIVE = 3, 1  # examples every category has at least


def check(folder: Path, cache_dir: Path | None = None) -> list[Finding]:
    """Everything wrong with the rules in ``folder``, in the order of files and lines; empty when all is well.

    ``cache_dir``: as for :class:`Reader`.
    """
    book, findings = read_rules(folder)
    findings += danger.check(folder / "danger.yaml")
    if book is not None:
        findings += _missing(folder, book)
        findings += _duplicates(book)
        findings += _examples_missing(book)
        findings += _departments(folder, book)
        if not any(finding.severity == "error" for finding in findings):
            findings += _compiled(folder, book, cache_dir)
    return sorted(set(findings), key=lambda finding: (str(finding.file), finding.line, finding.column, finding.message))


def _missing(folder: Path, book: RuleBook) -> Iterator[Finding]:
    for code in sorted(CODES - set(book.categories)):
        yield Finding(folder / "categories" / f"{code[:2]}.yaml", 1, f"category {code} is missing")
    for name in (CATEGORY_LEANINGS, INTENT_LEANINGS, COUNT_LEANINGS):
        if not (folder / name).exists():
            yield Finding(folder / name, 1, "this file is missing: yigetong rules fit writes it")


def _duplicates(book: RuleBook) -> Iterator[Finding]:
    """The same word with the same weight in two categories cannot tell them apart; twice in one, one is idle."""
    seen: dict[str, list[tuple[CategoryRules, float, int]]] = defaultdict(list)
    for rule in book.rules:
        for word in rule.words:
            for other, weight, line in seen[word.text]:
                where = f"{other.file.name}:{line} ({other.category.code})"
                if other is rule:
                    yield at(rule, word.line, word.text, f"{word.text!r} stands in {where} too", "warning")
                elif weight == word.weight and not (word.text in rule.shared or word.text in other.shared):
                    text = f"{word.text!r} stands in {where} too with the same weight; if meant so, add it to shared"
                    yield at(rule, word.line, word.text, text, "warning")
            seen[word.text].append((rule, word.weight, word.line))


def _examples_missing(book: RuleBook) -> Iterator[Finding]:
    for rule in book.rules:
        if len(rule.positive) < POSITIVE or len(rule.negative) < NEGATIVE:
            message = f"{rule.category.code} needs {POSITIVE} positive and {NEGATIVE} negative examples"
            yield Finding(rule.file, rule.line, message)


def _compiled(folder: Path, book: RuleBook, cache_dir: Path | None) -> Iterator[Finding]:
    try:
        reader = Reader(folder, cache_dir)
    except FilesInvalid as error:
        yield from error.findings
        return
    yield from traps(book, reader.lexicon)
    normalise = Normaliser(book.lexicon.slips)
    yield from unseen(book, reader.lexicon, (normalise(text).text for text in _samples(folder)))
    for rule in book.rules:
        yield from _failing(rule, reader)


def _departments(folder: Path, book: RuleBook) -> Iterator[Finding]:
    try:
        yield from departments(folder, book)
    except FilesInvalid as error:
        yield from error.findings


def _samples(folder: Path) -> Iterator[str]:
    """The texts of the samples beside the rules, where there are any."""
    for file in sorted((folder / "samples").rglob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            with suppress(ValueError, KeyError, TypeError):
                yield str(json.loads(line)["text"])


def _failing(rule: CategoryRules, reader: Reader) -> Iterator[Finding]:
    code = rule.category.code
    for line in rule.positive:
        first = reader.read(line.text).verdict.category
        if first != code:
            yield _example(rule, line, f"this example should be {code} but is {first or 'nothing'}")
    for line in rule.negative:
        if reader.read(line.text).verdict.category == code:
            yield _example(rule, line, f"this example should not be {code}")


def _example(rule: CategoryRules, line: Line, message: str) -> Finding:
    return at(rule, line.number, line.text, message)
