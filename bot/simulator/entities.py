"""Entities Telegram finds by itself in any text: commands, addresses, mentions, hashtags, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

# A word character before the entity means it is no entity. Alternatives are tried left to right.
_FOUND = re.compile(
    r"(?P<url>(?<![A-Za-z0-9])https?://[^\s<>\"，。；！？、（）《》“”]+[^\s<>\"，。；！？、（）《》“”.,;:!?)])"
    r"|(?P<email>(?<![\w.%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b)"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z][A-Za-z0-9_]{2,31})(?!\w)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?)(?![\w/])"
    r"|(?<![\w#])(?P<hashtag>\#\w*[^\W\d]\w*)"
    r"|(?P<phone_number>(?<![\w+])\+\d{8,15}(?!\w))"
    r"|(?P<bare_url>(?<![A-Za-z0-9.-])(?:www\.)?(?:[A-Za-z0-9-]+\.)+(?:com|org|net|cn|me|io|gov|edu)\b(?:/[^\s<>\"，。；！？、]*)?)"
)
_HINTS = frozenset("@/#+.")


def utf16(text: str) -> int:
    """Length in UTF-16 code units, Telegram's unit for offsets."""
    return len(text) + sum(char > "\uffff" for char in text) if not text.isascii() else len(text)


def detect(text: str, taken: Iterable[Json] = ()) -> list[Json]:
    """Entities in ``text`` that do not cross the ``taken`` ones, in order; offsets in UTF-16 units."""
    if _HINTS.isdisjoint(text):
        return []
    found = []
    blocked = [(e["offset"], e["offset"] + e["length"]) for e in taken if e["type"] in ("code", "pre", "text_link")]
    for match in _FOUND.finditer(text):
        kind = (match.lastgroup or "").replace("bare_url", "url")
        offset, length = utf16(text[: match.start()]), utf16(match.group())
        if all(offset + length <= start or offset >= end for start, end in blocked):
            found.append({"type": kind, "offset": offset, "length": length})
    return found


def ordered(entities: Iterable[Json]) -> list[Json]:
    """By place, the wider one first, as Telegram lists them."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def command_at_start(message: Json) -> str | None:
    """``/command`` or ``/command@bot`` when the message starts with one; else None."""
    text = message.get("text") or message.get("caption") or ""
    for entity in message.get("entities") or message.get("caption_entities") or ():
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            return str(text[: entity["length"]])
    return None
