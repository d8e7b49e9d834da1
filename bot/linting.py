"""Every rule file at once: the categories and words, and the numbers beside them."""

from pathlib import Path

from bot.town_hall import PolicyInvalid, load_policies
from bot.understanding import lint
from bot.understanding.findings import Finding


def check_rules(folder: Path) -> list[Finding]:
    """Everything wrong below ``routing_rules/``; empty when all is well."""
    findings = lint.check(folder)
    try:
        load_policies(folder)
    except PolicyInvalid as invalid:
        findings += [Finding(found.path, found.line, 1, found.message) for found in invalid.findings]
    return findings
