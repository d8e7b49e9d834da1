"""Every file that a clerk or a translator edits, at once: the categories and words, the numbers, the wording."""

from collections.abc import Iterator
from pathlib import Path

from bot.domain.deadlines import DeadlinePolicy
from bot.domain.findings import FilesInvalid, Finding
from bot.locale_check import check_locales
from bot.town_hall import load_policies
from bot.understanding import lint
from bot.understanding.rules import read_rules
from bot.yaml_files import line_of, open_mapping


def check_rules(folder: Path, cache_dir: Path | None) -> list[Finding]:
    """Everything wrong below ``routing_rules/``; empty when all is well."""
    findings = lint.check(folder, cache_dir)
    try:
        findings += _unknown_categories(folder / "deadlines.yaml", load_policies(folder).deadlines)
    except FilesInvalid as invalid:
        findings += list(invalid.findings)
    return findings


def _unknown_categories(file: Path, policy: DeadlinePolicy) -> Iterator[Finding]:
    """A place's own limit for a category that is none would never be used, and nobody would notice."""
    named = [(row, rule.category) for row, rule in enumerate(policy.place_limits) if rule.category]
    book = read_rules(file.parent)[0] if named else None
    if book is None:
        return
    rows = open_mapping(file)
    for row, category in named:
        if category not in book.categories:
            yield Finding(file, line_of(rows, ("places", row)), f"places.{row}: there is no category {category!r}")


def check_all(rules: Path, locales: Path, cache_dir: Path | None = None) -> list[Finding]:
    """Also what is wrong in the wording; where the rules can be read, categories without a name in a language too."""
    findings = check_rules(rules, cache_dir)
    readable = all(found.severity != "error" for found in findings)
    book = read_rules(rules)[0] if readable else None
    return [*findings, *check_locales(locales, book.categories if book else None)]
