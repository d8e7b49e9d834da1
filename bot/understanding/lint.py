"""The linter of the rule files: what a clerk gets to read before a change is used."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.domain.catalogue import Category
from bot.domain.findings import FilesInvalid, Finding
from bot.understanding import danger
from bot.understanding.judging import CATEGORY_LEANINGS, COUNT_LEANINGS, INTENT_LEANINGS
from bot.understanding.normalise import Normaliser
from bot.understanding.parts import digest
from bot.understanding.read import DANGER, Reader
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


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything wrong, in the order of files and lines, empty when all is well; the categories as far as they could be
    read."""

    findings: list[Finding]
    categories: Mapping[str, Category] | None


def study(folder: Path, cache_dir: Path | None = None, like: Reader | None = None) -> Checked:
    """Looks at the rules in ``folder``. ``cache_dir`` and ``like``: as for :class:`Reader`; what the other reader's
    rules say alike and was found without fault is not looked at again."""
    try:
        reader = Reader(folder, cache_dir, like=like)
    except FilesInvalid as error:
        return _unreadable(folder, error)
    book = reader.book
    findings = danger.check(folder / DANGER, reader.danger_rules) + _of_form(folder, book)
    if not any(finding.severity == "error" for finding in findings):
        findings += _compiled(folder, reader)
    return Checked(_ordered(findings), book.categories)


def _unreadable(folder: Path, error: FilesInvalid) -> Checked:
    """As much as can be said where not all could be read: the reader stops at the first file."""
    book, findings = read_rules(folder)
    findings += danger.check(folder / DANGER)
    if book is not None:
        findings += _of_form(folder, book)
    if not any(finding.severity == "error" for finding in findings):
        findings += error.findings
    return Checked(_ordered(findings), book.categories if book else None)


def _of_form(folder: Path, book: RuleBook) -> list[Finding]:
    """What is seen without reading a text."""
    return [*_missing(folder, book), *_duplicates(book), *_examples_missing(book), *_departments(folder, book)]


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
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


def _compiled(folder: Path, reader: Reader) -> Iterator[Finding]:
    book, lexicon, clean = reader.book, reader.lexicon, reader.parts.clean
    words, readings = book.words_key, reader.key
    yield from clean(f"traps {words}", lambda: tuple(traps(book, lexicon)))
    normalise, samples = Normaliser(book.lexicon.slips), tuple(_samples(folder))
    told = digest(words, samples)
    yield from clean(f"unseen {told}", lambda: tuple(unseen(book, lexicon, (normalise(t).text for t in samples))))
    for rule in book.rules:
        examples = [[line.text for line in lines] for lines in (rule.positive, rule.negative)]
        told = digest(readings, rule.category.code, examples)
        yield from clean(f"examples {told}", partial(_failing, rule, reader))


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


def _failing(rule: CategoryRules, reader: Reader) -> list[Finding]:
    code, findings = rule.category.code, []
    for line in rule.positive:
        first = reader.read(line.text).verdict.category
        if first != code:
            findings.append(_example(rule, line, f"this example should be {code} but is {first or 'nothing'}"))
    for line in rule.negative:
        if reader.read(line.text).verdict.category == code:
            findings.append(_example(rule, line, f"this example should not be {code}"))
    return findings


def _example(rule: CategoryRules, line: Line, message: str) -> Finding:
    return at(rule, line.number, line.text, message)
