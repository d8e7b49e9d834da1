"""Every file that a clerk or a translator edits, at once: the categories and words, the numbers, the wording."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.domain.catalogue import Category
from bot.domain.deadlines import DeadlinePolicy
from bot.domain.findings import FilesInvalid, Finding
from bot.locale_check import check_locales
from bot.town_hall import load_policies
from bot.understanding import lint
from bot.understanding.lint import Checked
from bot.understanding.read import Reader
from bot.yaml_files import line_of, open_mapping


def check_rules(folder: Path, cache_dir: Path | None, like: Reader | None = None) -> list[Finding]:
    """Everything wrong below ``routing_rules/``; empty when all is well. ``like``: as for :func:`lint.study`."""
    return _study(folder, cache_dir, like).findings


def _study(folder: Path, cache_dir: Path | None, like: Reader | None = None) -> Checked:
    found = lint.study(folder, cache_dir, like)
    try:
        deadlines = load_policies(folder).deadlines
    except FilesInvalid as invalid:
        return Checked([*found.findings, *invalid.findings], found.categories)
    strange = _unknown_categories(folder / "deadlines.yaml", deadlines, found.categories)
    return Checked([*found.findings, *strange], found.categories)


def _unknown_categories(
    file: Path, policy: DeadlinePolicy, categories: Mapping[str, Category] | None
) -> Iterator[Finding]:
    """A place's own limit for a category that is none would never be used, and nobody would notice."""
    named = [(row, rule.category) for row, rule in enumerate(policy.place_limits) if rule.category]
    if categories is None or not named:
        return
    rows = open_mapping(file)
    for row, category in named:
        if category not in categories:
            yield Finding(file, line_of(rows, ("places", row)), f"places.{row}: there is no category {category!r}")


def check_all(rules: Path, locales: Path, cache_dir: Path | None = None, like: Reader | None = None) -> Checked:
    """Also what is wrong in the wording; where the rules are without error, categories without a name in a language
    too."""
    found = _study(rules, cache_dir, like)
    readable = all(finding.severity != "error" for finding in found.findings)
    wrong = check_locales(locales, found.categories if readable else None)
    return Checked([*found.findings, *wrong], found.categories)
