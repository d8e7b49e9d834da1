"""Every rule file at once: the categories and words, and the numbers beside them."""

from pathlib import Path

from bot.domain.findings import FilesInvalid, Finding
from bot.town_hall import load_policies
from bot.understanding import lint


def check_rules(folder: Path) -> list[Finding]:
    """Everything wrong below ``routing_rules/``; empty when all is well."""
    findings = lint.check(folder)
    try:
        load_policies(folder)
    except FilesInvalid as invalid:
        findings += list(invalid.findings)
    return findings
