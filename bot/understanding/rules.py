"""Rule files → rules. ``routing_rules/categories/*.yaml`` hold one first-level category each, ``lexicon.yaml`` the
words about words. Faults are values with file, line and column; nothing here raises anything but FilesInvalid."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from bot.domain.catalogue import Category
from bot.domain.findings import FilesInvalid, Finding
from bot.understanding.normalise import fold
from bot.understanding.parts import Parts, digest
from bot.understanding.rulefile import CategoryRules, LexiconRules, RuleReader
from bot.understanding.wordfile import Opener, open_words

CATEGORIES = "categories"
LEXICON = "lexicon.yaml"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule of one folder. ``version``: twelve hexadecimal digits that change with any file of the folder."""

    rules: tuple[CategoryRules, ...]
    lexicon: LexiconRules
    version: str

    @property
    def categories(self) -> Mapping[str, Category]:
        """By code, in the order of the codes."""
        return MappingProxyType({rule.category.code: rule.category for rule in self.rules})

    @property
    def words_key(self) -> str:
        """Changes with any word that speaks for or against a category or about words, and with the categories; not
        with the lines where they stand, nor with examples, departments and limits."""
        return digest(str(self.lexicon), [_words_of(rule) for rule in self.rules])


def _words_of(rule: CategoryRules) -> tuple[object, ...]:
    return (
        rule.category.code,
        [(word.text, word.weight) for word in rule.words],
        [(pattern.text, pattern.weight) for pattern in rule.patterns],
        [line.text for line in rule.none_of],
    )


def load_rules(folder: Path, opened: Opener = open_words, parts: Parts | None = None) -> RuleBook:
    """The rules in ``folder``; raises :class:`FilesInvalid` with every fault found. ``parts``: as of
    :func:`read_rules`."""
    book, findings = read_rules(folder, opened, parts)
    errors = [finding for finding in findings if finding.severity == "error"]
    if book is None or errors:
        raise FilesInvalid(errors)
    return book


def category_files(folder: Path) -> list[Path]:
    return sorted((folder / CATEGORIES).glob("*.yaml"))


def read_rules(
    folder: Path, opened: Opener = open_words, parts: Parts | None = None
) -> tuple[RuleBook | None, list[Finding]]:
    """The rules as far as they could be read, and what is wrong with them; None when there is nothing to read.
    ``parts``: where files may be known from that read the same."""
    parts = parts or Parts(folder)
    files = category_files(folder)
    if not files:
        return None, [Finding(folder / CATEGORIES, 1, "no rule file (*.yaml) in this folder")]
    findings: list[Finding] = []
    lexicon = _read_lexicon(folder / LEXICON, findings, opened)
    rules: list[CategoryRules] = []
    beside = digest(str(folder), str(lexicon.groups))
    for file in files:
        name = f"{CATEGORIES}/{file.name}"
        found, wrong = parts.of_files(partial(_read_file, file, lexicon.groups, opened), name, beside=beside)
        rules += found
        findings += wrong
    findings += _repeated_codes(rules)
    rules.sort(key=lambda rule: rule.category.code)
    return RuleBook(tuple(rules), lexicon, _version(folder)), findings


def _read_file(
    file: Path, groups: Mapping[str, tuple[str, ...]], opened: Opener
) -> tuple[list[CategoryRules], list[Finding]]:
    reader = RuleReader(file, groups, opened)
    return reader.read(), reader.findings


def _read_lexicon(file: Path, findings: list[Finding], opened: Opener) -> LexiconRules:
    try:
        section = opened(file)
        section.only("frequency", "neutral", "slips", "groups", "landmarks", "whole")
        groups = section.section("groups")
        return LexiconRules(
            frequency={fold(word): int(number) for word, number in _pairs(section.words("frequency"))},
            neutral=tuple(fold(word) for word in section.words("neutral")),
            slips=dict(_slips(section.words("slips"))),
            groups={name: tuple(fold(word) for word in groups.words(name)) for name in groups},
            landmarks=tuple(fold(word) for word in section.words("landmarks")),
            whole=tuple(fold(word) for word in section.words("whole")),
        )
    except FilesInvalid as error:
        findings += list(error.findings)
    except ValueError as error:
        findings.append(Finding(file, 1, f"frequency and slips must be pairs, word=number and wrong=right: {error}"))
    return LexiconRules()


def _slips(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pairs of one length, so that places in the text stay true."""
    pairs = _pairs(words)
    for wrong, right in pairs:
        if len(fold(wrong)) != len(fold(right)):
            raise ValueError(f"{right} must be as long as {wrong}")
    return pairs


def _pairs(words: tuple[str, ...]) -> list[tuple[str, str]]:
    """``wrong=right`` each."""
    pairs = [word.split("=") for word in words]
    for pair in pairs:
        if len(pair) != 2 or not all(pair):
            raise ValueError("=".join(pair))
    return [(pair[0], pair[1]) for pair in pairs]


def _repeated_codes(rules: list[CategoryRules]) -> list[Finding]:
    seen: dict[str, CategoryRules] = {}
    findings = []
    for rule in rules:
        first = seen.setdefault(rule.category.code, rule)
        if first is not rule:
            message = f"{rule.category.code} stands in {first.file.name} already"
            findings.append(Finding(rule.file, rule.line, message))
    return findings


def rule_files(folder: Path) -> list[Path]:
    """The files that make a rule version, in order; samples and notes beside them do not."""
    return sorted(file for file in folder.rglob("*") if file.suffix in {".yaml", ".txt"})


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in rule_files(folder):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
