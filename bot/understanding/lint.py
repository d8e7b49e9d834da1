"""The linter of the rule files: what a clerk gets to read before a change is used."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.domain.findings import FilesInvalid, Finding
from bot.understanding import danger
from bot.understanding.judging import CATEGORY_LEANINGS, COUNT_LEANINGS, INTENT_LEANINGS
from bot.understanding.lexicon import Lexicon
from bot.understanding.normalise import fold
from bot.understanding.read import Reader
from bot.understanding.rulefile import CategoryRules
from bot.understanding.rules import RuleBook, read_rules
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
                    yield _at(rule, word.line, word.text, f"{word.text!r} stands in {where} too", "warning")
                elif weight == word.weight and not (word.text in rule.shared or word.text in other.shared):
                    text = f"{word.text!r} stands in {where} too with the same weight; if meant so, add it to shared"
                    yield _at(rule, word.line, word.text, text, "warning")
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
    yield from _unreachable(book, reader.lexicon)
    for rule in book.rules:
        yield from _failing(rule, reader)


def _unreachable(book: RuleBook, lexicon: Lexicon) -> Iterator[Finding]:
    slips = {fold(wrong): fold(right) for wrong, right in book.lexicon.slips.items()}
    for rule in book.rules:
        for word in rule.words:
            slip = next((wrong for wrong in slips if wrong in word.text), None)
            if slip is not None:
                yield _at(
                    rule, word.line, word.text, f"{word.text!r} never stands in a text: {slip!r} is mended before"
                )
            elif not lexicon.produces(word.text):
                yield _at(rule, word.line, word.text, f"the tokenizer can never produce {word.text!r}")


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
    return _at(rule, line.number, line.text, message)


def _at(rule: CategoryRules, line: int, word: str, message: str, severity: str = "error") -> Finding:
    lines: Sequence[str] = rule.file.read_text(encoding="utf-8").split("\n")
    column = max(lines[line - 1].find(word), 0) + 1 if line <= len(lines) else 1
    return Finding(rule.file, line, message, column, "warning" if severity == "warning" else "error")
