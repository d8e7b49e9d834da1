"""parse_mode=MarkdownV2: enough of it for a bot that uses it, with Telegram's complaint about unescaped marks."""

from __future__ import annotations

import re
from typing import Any

from bot.simulator.entities import utf16
from bot.simulator.errors import bad

Json = dict[str, Any]
_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_TOKEN = re.compile(r"\\.|```|`|\|\||__|\*|_|~|\[|\]\((?:\\.|[^)\\])*\)|.", re.DOTALL)
_TYPES = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
}


def parse(source: str) -> tuple[str, list[Json]]:
    """Text without marks and its entities; raises 400 "can't parse entities: …"."""
    parts: list[str] = []
    length = 0
    stack: list[tuple[str, Json]] = []
    entities: list[Json] = []
    for match in _TOKEN.finditer(source):
        token = match.group()
        mark = stack[-1][0] if stack else ""
        literal = _literal(token, mark)
        if literal is not None:
            parts.append(literal)
            length += utf16(literal)
        elif token == mark or (mark == "[" and token.startswith("](")):
            entity = stack.pop()[1]
            entity["length"] = length - entity["offset"]
            if mark == "[":
                entity["url"] = token[2:-1].replace("\\", "")
            if entity["length"]:
                entities.append(entity)
        elif token in _TYPES or token == "[":
            stack.append((token, {"type": _TYPES.get(token, "text_link"), "offset": length}))
        else:
            raise bad(
                f"can't parse entities: Character '{token[0]}' is reserved and must be escaped with the preceding '\\'"
            )
    if stack:
        offset = stack[-1][1]["offset"]
        raise bad(f"can't parse entities: Can't find end of {stack[-1][1]['type']} entity at byte offset {offset}")
    return "".join(parts), entities


def _literal(token: str, mark: str) -> str | None:
    """The text a token stands for, None when it is a mark; inside code only its end is one."""
    if len(token) == 2 and token[0] == "\\" and 0 < ord(token[1]) < 127:
        return token[1]
    if mark in ("`", "```"):
        return None if token == mark else token
    return None if token in _TYPES or token.startswith("](") or token in _RESERVED else token
