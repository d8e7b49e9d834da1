"""One rule file of a first-level category: its form, read with the place of every word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from bot.domain.catalogue import Category, Profile, Urgency
from bot.domain.findings import FilesInvalid, Finding
from bot.domain.org import Role
from bot.understanding.normalise import fold
from bot.understanding.wordfile import Line, Opener, Section, open_words

_KEYS = ("name", "department", "urgency", "profile", "limits", "sealed_to", "photo", "words", "all_of", "none_of",
         "shared", "examples")  # fmt: skip
_LIMIT = re.compile(r"[1-9]\d*(h|d|wd)")
_STAGE_LIMIT = re.compile(r"[1-9]\d*(min|h|wmin|wh|d|wd)")
_STAGES = ("sign", "contact", "arrive")
_PART = re.compile(r"<[^<>|+~\s]+>|[^<>|+~\s]+")
GAP = 12  # characters between the words of a combination, unless it says otherwise


@dataclass(frozen=True, slots=True)
class LexiconRules:
    """``frequency``: corrections of the dictionary; ``neutral``: words that hide the rule words inside them;
    ``slips``: wrong → right; ``groups``: named sets; ``landmarks``: what follows a thing that only marks a place;
    ``whole``: words of the dictionary that combinations rightly do not look into."""

    frequency: Mapping[str, int] = field(default_factory=dict)
    neutral: tuple[str, ...] = ()
    slips: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    landmarks: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word that speaks for a category with ``weight``; ``line`` of the file, from 1."""

    text: str
    weight: float
    line: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A combination: one word of every part within ``gap`` characters of the first part's, in one sentence, and
    none of ``unless`` there. ``text`` is the line as written."""

    text: str
    parts: tuple[frozenset[str], ...]
    unless: frozenset[str]
    gap: int
    weight: float
    line: int


@dataclass(frozen=True, slots=True)
class CategoryRules:
    """A category with the words that speak for it. ``none_of`` in a clause cancels its hits there; ``shared`` words
    are meant to stand in several categories."""

    category: Category
    file: Path
    line: int
    words: tuple[Word, ...]
    patterns: tuple[Pattern, ...]
    none_of: tuple[Line, ...]
    shared: frozenset[str]
    positive: tuple[Line, ...]
    negative: tuple[Line, ...]


def words_of(rule: CategoryRules) -> frozenset[str]:
    """Every word a category's rules name: alone, in combinations, and against it."""
    parts = (word for pattern in rule.patterns for part in (*pattern.parts, pattern.unless) for word in part)
    return frozenset({*(word.text for word in rule.words), *parts, *(line.text for line in rule.none_of)})


class RuleReader:
    """Reads one file; what is wrong is collected in ``findings`` and the rest is read on."""

    def __init__(self, file: Path, groups: Mapping[str, tuple[str, ...]], opened: Opener = open_words) -> None:
        self.file = file
        self._opened = opened
        self.findings: list[Finding] = []
        self._groups = groups
        self._text: list[str] = []

    def read(self) -> list[CategoryRules]:
        """The categories of the file that could be read."""
        try:
            file = self._opened(self.file)
            self._text = self.file.read_text(encoding="utf-8").split("\n")
            file.only("group", "name", "categories")
            categories = file.section("categories")
        except FilesInvalid as error:
            self._take(error)
            return []
        found = []
        for code in categories:
            try:
                found.append(self._category(file, code, categories.section(code)))
            except FilesInvalid as error:
                self._take(error)
        return found

    def _take(self, error: FilesInvalid) -> None:
        self.findings += list(error.findings)

    def _fault(self, line: int, message: str, word: str = "") -> None:
        text = self._text[line - 1] if word and line <= len(self._text) else ""
        self.findings.append(Finding(self.file, line, message, max(text.find(word), 0) + 1))

    def _category(self, file: Section, code: str, section: Section) -> CategoryRules:
        section.only(*_KEYS)
        group = file.text("group").strip("\"'")
        if not re.fullmatch(r"\d{4}", code) or not code.startswith(group or "-"):
            self._fault(section.line, f"{code!r} must be four digits that begin with the group {group!r}", code)
        examples = section.section("examples")
        examples.only("positive", "negative")
        none_of = tuple(
            Line(fold(word), line.number) for line in section.lines("none_of") for word in line.text.split()
        )
        return CategoryRules(
            category=self._facts(code, group, file.text("name"), section),
            file=self.file,
            line=section.line,
            words=tuple(self._words(section.section("words"))),
            patterns=tuple(self._patterns(section.section("all_of"))),
            none_of=none_of,
            shared=frozenset(fold(word) for word in section.words("shared")),
            positive=examples.lines("positive"),
            negative=examples.lines("negative"),
        )

    def _facts(self, code: str, group: str, group_name: str, section: Section) -> Category:
        for key in ("name", "department"):
            if not section.text(key):
                self._fault(section.line, f"{code} needs {key!r}")
        limits = section.section("limits")
        limits.only("handle", *_STAGES)
        limit = limits.text("handle")
        if not _LIMIT.fullmatch(limit):
            self._fault(
                limits.line, f"handle: {limit!r} must be a number with h, d or wd, such as 24h, 30d, 5wd", limit
            )
        return Category(
            code=code,
            name=section.text("name"),
            group=group,
            group_name=group_name,
            department=section.text("department"),
            urgency=self._choice(section, "urgency", Urgency) or Urgency.NORMAL,
            profile=self._choice(section, "profile", Profile) or Profile.NORMAL,
            handle_limit=limit,
            stage_limits=self._stage_limits(limits),
            sealed_to=self._roles(section),
            wants_photo=self._choice(section, "photo", _YesNo) is _YesNo.YES if "photo" in section else False,
        )

    def _stage_limits(self, limits: Section) -> Mapping[str, str]:
        """What the category says of signing, first contact and arrival; its profile says the rest."""
        found = {stage: limits.text(stage) for stage in _STAGES if stage in limits}
        for stage, limit in found.items():
            if not _STAGE_LIMIT.fullmatch(limit):
                self._fault(
                    limits.line_of(stage), f"{stage}: {limit!r} must be a limit such as 30min, 1h, 4wh or 1wd", limit
                )
        return found

    def _choice(self, section: Section, key: str, kind: "type[_E]") -> "_E | None":
        text = section.text(key)
        try:
            return kind(text)
        except ValueError:
            line = section.line_of(key) if key in section else section.line
            self._fault(line, f"{key}: {text!r} is none of {', '.join(kind)}", text)
            return None

    def _roles(self, section: Section) -> tuple[Role, ...]:
        roles = []
        for word in section.words("sealed_to"):
            if word in Role.__members__:
                roles.append(Role(word))
            else:
                self._fault(section.line_of("sealed_to"), f"unknown role {word!r}", word)
        return tuple(roles)

    def _words(self, section: Section) -> list[Word]:
        return [
            Word(fold(word), weight, line.number)
            for key, weight in self._weights(section)
            for line in section.lines(key)
            for word in line.text.split()
        ]

    def _weights(self, section: Section) -> list[tuple[str, float]]:
        weights = []
        for key in section:
            if re.fullmatch(r"\d+(\.\d+)?", key) and 0 < float(key) <= 10:
                weights.append((key, float(key)))
            else:
                self._fault(section.line_of(key), f"{key!r} must be a weight, a number above 0 and up to 10", key)
        return weights

    def _patterns(self, section: Section) -> list[Pattern]:
        found = []
        for key, weight in self._weights(section):
            for line in section.lines(key):
                pattern = self._pattern(line, weight)
                if pattern is not None:
                    found.append(pattern)
        return found

    def _pattern(self, line: Line, weight: float) -> Pattern | None:
        """``a|b + <group> - c|d ~ 6``: a or b, and a word of the group, not c or d, all within 6 characters."""
        body, _, gap = line.text.partition(" ~ ")
        body, _, unless = body.partition(" - ")
        parts = tuple(self._part(line, part.strip()) for part in body.split(" + "))
        if len(parts) < 2 or not all(parts) or (gap and not gap.strip().isdecimal()):
            self._fault(line.number, f"cannot read {line.text!r}: write a|b + <group> - c|d ~ 6", line.text)
            return None
        excluded = self._part(line, unless.strip()) if unless else frozenset()
        return Pattern(line.text, parts, excluded, int(gap) if gap else GAP, weight, line.number)

    def _part(self, line: Line, part: str) -> frozenset[str]:
        words: set[str] = set()
        for choice in part.split("|"):
            if not _PART.fullmatch(choice):
                self._fault(line.number, f"cannot read {part!r}", part)
            elif not choice.startswith("<"):
                words.add(fold(choice))
            elif choice[1:-1] in self._groups:
                words.update(self._groups[choice[1:-1]])
            else:
                self._fault(line.number, f"there is no group {choice} in lexicon.yaml", choice)
        return frozenset(words)


class _YesNo(StrEnum):
    YES = "yes"
    NO = "no"


_E = TypeVar("_E", Profile, Urgency, _YesNo)
