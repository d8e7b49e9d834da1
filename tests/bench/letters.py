"""What the residents of a replay write: one JSON object a line, each line one message."""

import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DANGERS = HERE / "dangers.jsonl"
OWN_MESSAGES = HERE / "messages.jsonl"
LONGEST = 4096
"""Telegram's limit for a text, in code points."""


class BadFile(Exception):
    """A line cannot be played; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of one resident. ``danger``: somebody must be told which number to call."""

    text: str
    danger: bool


def load(path: Path, *, danger: bool) -> list[Letter]:
    """Title and text of every line as one message. Raises BadFile."""
    letters = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            letters.append(Letter(_text(path, number, line), danger))
    return letters


def _text(path: Path, number: int, line: str) -> str:
    try:
        row = json.loads(line)
        text = "\n".join(filter(None, (row.get("title", ""), row["text"])))[:LONGEST]
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise BadFile(f"{path}:{number}: a JSON object with a text is expected ({error!r})") from None
    if not text.strip():
        raise BadFile(f"{path}:{number}: the text is empty; no client would send it")
    return text


def mix(letters: list[Letter], dangers: list[Letter]) -> list[Letter]:
    """The dangers spread evenly among the others, so that each meets a busy bot."""
    placed = [((i + 0.5) / len(letters), letter) for i, letter in enumerate(letters)]
    placed += [((i + 0.5) / len(dangers), letter) for i, letter in enumerate(dangers)]
    return [letter for _, letter in sorted(placed, key=lambda pair: pair[0])]
