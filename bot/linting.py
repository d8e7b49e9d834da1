"""Every file that a clerk or a translator edits, at once: the categories and words, the numbers, the wording."""

from pathlib import Path

from bot.domain.findings import FilesInvalid, Finding
from bot.locale_check import check_locales
from bot.town_hall import load_policies
from bot.understanding import lint
from bot.understanding.rules import read_rules


def check_rules(folder: Path, cache_dir: Path | None) -> list[Finding]:
    """Everything wrong below ``routing_rules/``; empty when all is well."""
    findings = lint.check(folder, cache_dir)
    try:
        load_policies(folder)
    except FilesInvalid as invalid:
        findings += list(invalid.findings)
    return findings


def check_all(rules: Path, locales: Path, cache_dir: Path | None = None) -> list[Finding]:
    """Also what is wrong in the wording; where the rules can be read, categories without a name in a language too."""
    findings = check_rules(rules, cache_dir)
    readable = all(found.severity != "error" for found in findings)
    book = read_rules(rules)[0] if readable else None
    return [*findings, *check_locales(locales, book.categories if book else None)]
