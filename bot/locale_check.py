"""What is wrong in the wording files: what cannot be read, and where a language says more or less than the first."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.domain.catalogue import Category
from bot.domain.findings import Finding
from bot.i18n import REFERENCE

ONLY_REFERENCE = {"cli.ftl", "import.ftl"}
"""What the commands print to whoever installs the bot; it is not said in the chat."""
CATEGORIES, REASONS = "categories.ftl", "reasons.ftl"
"""Names of categories and reasons; in the reference language they are those of the rules."""
LONGEST_CAPTION_BYTES = 64
"""More does not fit on a telephone, two or three buttons in a row."""

TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a", "code", "pre",
                  "blockquote", "tg-emoji"})  # fmt: skip
"""Telegram's HTML knows no others."""
_TAG = re.compile(r"<(/?)([a-z-]+)(?:\s[^<>]*)?>|[<>]|&(?!(?:lt|gt|amp|quot|#\w+);)")
_UNUSED = re.compile(r"not used: (.+)")


@dataclass(frozen=True)
class Entry:
    """One message with its place. ``patterns``: its text and that of every variant, placeables shown as a mark."""

    file: Path
    line: int
    message: ast.Message

    @cached_property
    def used(self) -> "_Uses":
        uses = _Uses()
        uses.visit(self.message)
        return uses

    def says(self, problem: str) -> Finding:
        return Finding(self.file, self.line, f"{self.message.id.name} {problem}")


class _Uses(Visitor):
    """Variables, messages referred to, and the patterns of a message."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()
        self.patterns: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self.messages.add(node.id.name)

    def visit_Pattern(self, node: ast.Pattern) -> None:
        self.patterns.append("".join(e.value if isinstance(e, ast.TextElement) else "…" for e in node.elements))
        self.generic_visit(node)


Book = Mapping[str, Entry]


def check_locales(folder: Path, categories: Mapping[str, Category] | None = None) -> Iterator[Finding]:
    """Every finding in every language. With ``categories`` also which of them have no name there: only a warning,
    their own name stands in.
    """
    books = {}
    for locale in sorted(path for path in folder.iterdir() if path.is_dir()):
        books[locale.name], broken = _read(locale)
        yield from broken
        yield from _markup(books[locale.name])
    first = books.get(REFERENCE, {})
    for name, book in books.items():
        if name != REFERENCE:
            yield from _compare(first, book, folder / name)
            if categories is not None:
                yield from _named(categories, book, folder / name / CATEGORIES)


def _read(locale: Path) -> tuple[Book, list[Finding]]:
    book: dict[str, Entry] = {}
    broken = []
    for file in sorted(locale.glob("*.ftl")):
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            broken.append(Finding(file, 1, "is not encoded in UTF-8"))
            continue
        for entry in FluentParser().parse(text).body:
            line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
            if isinstance(entry, ast.Junk):
                reason = entry.annotations[0].message if entry.annotations else None
                broken.append(Finding(file, line, reason or "cannot be read"))
            elif isinstance(entry, ast.Message):
                # The parser counts a comment to its message; the message's own line is meant.
                own = Entry(file, text.count("\n", 0, entry.id.span.start if entry.id.span else 0) + 1, entry)
                if earlier := book.get(entry.id.name):
                    broken.append(own.says(f"stands already in {earlier.file.name}:{earlier.line}"))
                if entry.value is None:
                    broken.append(own.says("has no text"))
                book[entry.id.name] = own
    return book, broken


def _markup(book: Book) -> Iterator[Finding]:
    for name, entry in book.items():
        if entry.file.name in ONLY_REFERENCE:
            continue
        for pattern in entry.used.patterns:
            if problem := _tags(pattern):
                yield entry.says(problem)
        captioned = name.startswith(("button-", "category-"))
        if captioned and max(len(pattern.encode()) for pattern in entry.used.patterns) > LONGEST_CAPTION_BYTES:
            yield entry.says(f"is longer than {LONGEST_CAPTION_BYTES} bytes, too long for a button")


def _tags(pattern: str) -> str:
    """What Telegram would not take of the markup; each variant must be whole by itself."""
    opened: list[str] = []
    for found in _TAG.finditer(pattern):
        closing, tag = found[1], found[2]
        if tag is None:
            return f"holds a bare {found[0]}"
        if tag not in TAGS:
            return f"holds <{tag}>, which Telegram does not know"
        if not closing:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            return f"closes <{tag}>, which is not open"
    return f"never closes <{opened[-1]}>" if opened else ""


def _compare(first: Book, book: Book, folder: Path) -> Iterator[Finding]:
    for name, entry in first.items():
        if entry.file.name in ONLY_REFERENCE:
            continue
        if name not in book:
            place = f"{REFERENCE}/{entry.file.name}:{entry.line}"
            yield Finding(folder / entry.file.name, 1, f"{name} is missing, see {place}")
            continue
        here, there = _variables(name, book), _variables(name, first)
        for variable in sorted(here - there):
            yield book[name].says(f"uses ${variable}, which {REFERENCE} does not have")
        for variable in sorted(there - here - _unused(book[name])):
            yield book[name].says(
                f"does not use ${variable}; if it is meant so, say in a comment: not used: ${variable}"
            )
    # A language may need more pieces of a message: the name of the month within the date.
    pieces = {piece for entry in book.values() for piece in entry.used.messages}
    for name, entry in book.items():
        if name not in first and name not in pieces and entry.file.name not in (CATEGORIES, REASONS):
            yield entry.says(f"is not in {REFERENCE}")


def _variables(name: str, book: Book, above: frozenset[str] = frozenset()) -> set[str]:
    """Also those of the messages it refers to."""
    entry = book.get(name)
    if entry is None or name in above:
        return set()
    return entry.used.variables.union(*(_variables(piece, book, above | {name}) for piece in entry.used.messages))


def _unused(entry: Entry) -> set[str]:
    comment = entry.message.comment
    found = _UNUSED.search((comment.content or "") if comment else "")
    return set(re.findall(r"\$(\w+)", found[1])) if found else set()


def _named(categories: Mapping[str, Category], book: Book, file: Path) -> Iterator[Finding]:
    wanted = {f"category-{code}" for code in categories} | {f"group-{c.group}" for c in categories.values()}
    for name in sorted(wanted - book.keys()):
        yield Finding(file, 1, f"{name} is missing", severity="warning")
    for name, entry in book.items():
        if entry.file == file and name not in wanted:
            yield entry.says("is no category of the rules")
