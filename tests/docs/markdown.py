"""What the tests need to know of a page: its headings as anchors, its links, and the commands it shows."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.config import ROOT

SHELL = {"sh", "bash", "shell", ""}
_FENCE = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?:^ {4,}\S.*\n)+", re.MULTILINE)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\]\(([^)\s]+)\)|<(?:img|source|a)[^>]*?(?:src|srcset|href)=\"([^\"]+)\"")
_OPERATORS = re.compile(r"\s(?:\||>>?|&&|;|#)(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``file`` is below the project's folder."""

    file: Path
    text: str

    @property
    def name(self) -> str:
        return self.file.relative_to(ROOT).as_posix()


def pages() -> list[Page]:
    """Every page a reader may open."""
    files = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")]
    return [Page(file, file.read_text(encoding="utf-8")) for file in sorted(files)]


def blocks(page: Page) -> Iterator[tuple[str, str]]:
    """Fenced and indented code: the language, "" where none is named, and the lines."""
    for found in _FENCE.finditer(page.text):
        yield found["kind"], re.sub(rf"^{found['indent']}", "", found["body"], flags=re.MULTILINE)
    for found in _INDENTED.finditer(_FENCE.sub("", page.text)):
        yield "", re.sub(r"^ {4}", "", found[0], flags=re.MULTILINE)


def commands(page: Page) -> Iterator[list[str]]:
    """The words of every command shown, in blocks and in running text, each side of a pipe on its own."""
    shown = [line for kind, body in blocks(page) if kind in SHELL for line in body.splitlines()]
    shown += _INLINE.findall(_FENCE.sub("", page.text))
    for line in shown:
        for part in _OPERATORS.split(line.strip()):
            yield words(part)


def words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:  # half a quotation: no command
        return []


def prose(page: Page) -> str:
    """The page without code."""
    return _INLINE.sub("", _FENCE.sub("", page.text))


def links(page: Page) -> Iterator[str]:
    """Targets inside the project: a file, an anchor, or both."""
    for found in _LINK.finditer(prose(page)):
        target = found[1] or found[2]
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(page: Page) -> set[str]:
    """The anchors of headings as the usual viewers make them: small letters, no punctuation, hyphens for spaces."""
    headings = re.findall(r"^#+ +(.+?) *$", _FENCE.sub("", page.text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
